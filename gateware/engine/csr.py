"""LiteX CSRs made from the contract's register table."""

from litex.soc.interconnect.csr import CSRField, CSRStatus, CSRStorage

# Registers ----------------------------------------------------------------------------------------

def add_registers(module, registers):
    """Give `module` one CSR for each of the `registers`, as `module._<name>`, at its index.

    Read-only registers become CSRStatus, all others CSRStorage. A write to a "wo" register is an
    event: its `re` is high for a clock.
    """
    for register in registers:
        kind   = CSRStatus if register.access == "ro" else CSRStorage
        fields = [
            CSRField(f.name, size=f.size, offset=f.offset, reset=f.reset, description=f.doc)
            for f in register.fields
        ]
        setattr(module, f"_{register.name}", kind(
            name        = register.name,
            fields      = fields,
            description = register.doc,
            n           = register.index,
        ))
