"""The checks of whether the quantiser can run a QUANT."""

from litex.gen import LiteXModule
from migen import C, Mux, Signal

from lutcore.driver.contract.geometry import MAX_SLICES, WORD_BYTES
from lutcore.driver.contract.instructions import Type
from lutcore.driver.contract.registers import TABLE_ROWS, ErrorCode
from lutcore.driver.contract.units import ELEMENT_BYTES, most_of_int8
from lutcore.gateware.engine.common import log2
from lutcore.gateware.engine.vector.check import first_fault

# Checks -------------------------------------------------------------------------------------------

class QuantCheck(LiteXModule):
    """Checks of a QUANT's descriptor, of which Quantiser has read no word yet.

    It stands beside the fetch of descriptors. Golden model: `contract.units.quant_fault`.

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

    def __init__(self, geometry, fields):
        self.fault = Signal(8)

        # # #

        f       = fields
        rows    = f["rows"]
        ternary = f["ternary"] if geometry.ternary else C(0)
        narrow  = [most_of_int8(geometry, cut) > geometry.entry_limit for cut in (False, True)]
        longest = [MAX_SLICES*geometry.table_cut(cut).inputs if cut <= geometry.ternary else 0
                   for cut in (False, True)]
        first_fault(self, self.fault, {
            ErrorCode.TYPE: [
                f["order"] != 0, f["host_tables"], f["ternary"] & ~ternary,
                f["int8"] & Mux(ternary, narrow[True], narrow[False]),
                f["a.type"] != Type.F32, f["a.element_stride"] != ELEMENT_BYTES, f["a.swap"],
                f["a.period"] != 0,
            ],
            ErrorCode.SHAPE: [
                f["length"] == 0, f["length"] > Mux(ternary, longest[True], longest[False]),
                rows == 0, rows > TABLE_ROWS, rows + f["first"] > TABLE_ROWS,
            ],
            ErrorCode.ALIGN: [
                *[f[name][:log2(WORD_BYTES)] != 0 for name in (
                    "a.base", "a.row_stride", "a.position_stride", "activations")],
                *[f[name][:log2(ELEMENT_BYTES)] != 0 for name in ("scale", "total")],
            ],
        })
