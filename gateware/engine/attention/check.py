"""The checks of whether the attention unit can run an ATTN."""

from litex.gen import LiteXModule, Reduce
from migen import Cat, If, Mux, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import BLOCK, CacheType, Type
from lutcore.driver.contract.registers import TABLE_ROWS, ErrorCode
from lutcore.driver.contract.units import ELEMENT_BYTES
from lutcore.gateware.engine.common import log2
from lutcore.gateware.engine.vector.check import first_fault

# Checks -------------------------------------------------------------------------------------------

class AttnCheck(LiteXModule):
    """Checks of an ATTN's descriptor, before AttentionUnit begins.

        for bit of heads: rest = rest * 2 + bit, less kv_heads if that fits: heads % kv_heads

    It stands beside the fetch of descriptors. Golden model: `contract.units.attn_fault`.

    Parameters
    ----------
    fields : dict of str to Signal
        The descriptor's fields, under the contract's names. Steady from `start` on.

    size : int
        Most elements of a head.

    Attributes
    ----------
    start : Signal(), in
        Check.

    done : Signal(), out
        `fault` is that of the fields.

    fault : Signal(8), out
        ErrorCode of the first check that fails, or NONE.
    """
    def __init__(self, fields, size):
        self.start = Signal()
        self.done  = Signal()
        self.fault = Signal(8)

        # # #

        # Heads of queries for one of keys must come out even --------------------------------------
        f       = fields
        heads   = f["heads"]
        readers = f["kv_heads"]
        rest    = Signal(len(readers), reset_less=True)
        bits    = Signal(len(heads), reset_less=True)
        left    = Signal(bits_for(len(heads) + 2))
        next_   = Signal(len(rest) + 1)
        self.comb += next_.eq(Cat(bits[-1], rest))
        self.sync += [
            If(left > 2,
                rest.eq(Mux(next_ >= readers, next_ - readers, next_)),
                bits.eq(bits << 1),
            ),
            If(left != 0, left.eq(left - 1)),
            If(self.start,
                rest.eq(0),
                bits.eq(heads),
                left.eq(len(heads) + 2), # And two clocks for the causes.
            ),
        ]

        # What is wrong ----------------------------------------------------------------------------
        types  = [f["cache_type"] != CacheType.INT8]
        shapes = [
            f["rows"] == 0, f["rows"] > TABLE_ROWS, f["rows"] + f["first"] > TABLE_ROWS,
            readers == 0, rest != 0, heads == 0,
            f["size"] == 0, f["size"] > size, f["size"][:log2(WORD_BYTES)] != 0,
            f["capacity"] == 0, f["capacity"][:log2(BLOCK)] != 0,
        ]
        apart  = [f["cache"], f["slot_stride"]]
        for name in "qkvy":
            types += [
                ~f[f"{name}.present"], f[f"{name}.type"] != Type.F32,
                f[f"{name}.element_stride"] != ELEMENT_BYTES, f[f"{name}.swap"],
                f[f"{name}.period"] != 0,
            ]
            apart += [f[f"{name}.{key}"] for key in ("base", "row_stride", "position_stride")]
        low    = Signal(log2(WORD_BYTES))
        self.comb += low.eq(Reduce("OR", [address[:log2(WORD_BYTES)] for address in apart]))
        places = [low != 0, f["sinks"][:log2(ELEMENT_BYTES)] != 0]
        self.comb += self.done.eq(left == 0)
        first_fault(self, self.fault, {ErrorCode.TYPE: types, ErrorCode.SHAPE: shapes,
                                       ErrorCode.ALIGN: places})
