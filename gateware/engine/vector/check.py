"""The checks of whether the vector unit can run a VEC."""

from litex.gen import LiteXModule, Reduce
from migen import C, If, Mux, Signal

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import OPERAND, Prefactor, Reduction, Type
from lutcore.driver.contract.registers import TABLE_ROWS, ErrorCode
from lutcore.driver.contract.units import (
    ELEMENT_BYTES,
    LAST_FUNCTION,
    MAX_SEGMENTS,
    WORD_ELEMENTS,
)
from lutcore.gateware.engine.common import log2

# Checks -------------------------------------------------------------------------------------------

def first_fault(module, fault, causes):
    """Set `fault` to the first code of `causes` that has a cause, or NONE, two clocks later.

    causes: dict of ErrorCode to a list of signals.
    """
    module.sync += fault.eq(ErrorCode.NONE.value)
    for code, signals in reversed(causes.items()):
        found = Signal(reset_less=True)
        module.sync += [
            found.eq(Reduce("OR", signals)),
            If(found, fault.eq(code.value)),
        ]

class VecCheck(LiteXModule):
    """Checks of a VEC's descriptor, of which VectorUnit has read no word yet.

    It stands beside the fetch of descriptors. Golden model: `contract.units.vec_fault`.

    Parameters
    ----------
    fields : dict of str to Signal
        The descriptor's fields, under the contract's names.

    Attributes
    ----------
    fault : Signal(8), out
        ErrorCode of the first check that fails, or NONE; `latency` clocks behind the fields.
    """
    latency = 2

    def __init__(self, fields):
        self.fault = Signal(8)

        # # #

        f       = fields
        length  = f["length"]
        segment = f["segment"]
        rows    = f["rows"]
        types   = [f["function"] > LAST_FUNCTION, f["prefactor"] > max(Prefactor),
                   f["reduction"] > max(Reduction)]
        shapes  = [
            length == 0, rows == 0, rows > TABLE_ROWS, rows + f["first"] > TABLE_ROWS,
            segment[:log2(WORD_ELEMENTS)] != 0,
            (segment != 0) & (length > segment*MAX_SEGMENTS),
        ]
        places  = [
            (f["prefactor"] != Prefactor.NONE) & (f["scalar"][:log2(ELEMENT_BYTES)] != 0),
            (f["reduction"] != Reduction.NONE) & (f["reduced"][:log2(ELEMENT_BYTES)] != 0),
        ]
        for name in "yabcd":
            used = {"y": C(1), "a": C(1), "b": f["b.present"], "c": f["c.present"],
                    "d": f["c.present"] & f["d.present"]}[name]
            o      = {key: f[f"{name}.{key}"] for key, *_ in OPERAND}
            single = o["element_stride"] == 0
            lone   = (o["type"] == Type.I32) & (rows == 1) # Sums count their rows from 0.
            apart  = [o["base"], Mux(lone, 0, o["row_stride"]), o["position_stride"]]
            low_bits   = Signal(log2(WORD_BYTES), name=f"low_bits_{name}")
            self.comb += low_bits.eq(Reduce("OR", apart))
            low    = low_bits[:log2(ELEMENT_BYTES)] != 0
            high   = low_bits != 0
            head   = (f["head"] == 0) | (f["head"][:log2(2*WORD_ELEMENTS)] != 0)
            odd    = (o["type"] != Type.F32) & ((o["type"] != Type.I32) | C(name != "a"))
            types.append(used & (odd | (o["swap"] & (o["period"] != 0))
                | ~(single | (o["element_stride"] == ELEMENT_BYTES))))
            shapes.append(used & ~single & ((o["swap"] & head)
                | ((o["period"] < length) & (o["period"][:log2(WORD_ELEMENTS)] != 0))))
            places.append(used & (low | (~single & high)))
        first_fault(self, self.fault, {ErrorCode.TYPE: types, ErrorCode.SHAPE: shapes,
                                       ErrorCode.ALIGN: places})
