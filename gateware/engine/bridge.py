"""AXI-Lite to CSRs. Every address is answered, an unknown one with an error."""

from litex.gen import LiteXModule
from litex.soc.interconnect import csr_bus
from litex.soc.interconnect.axi import RESP_OKAY, RESP_SLVERR, AXILiteInterface
from migen import FSM, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.registers import CONTROL_RANGE

ADDRESS_BITS = bits_for(CONTROL_RANGE - 1)

# Register Bridge ----------------------------------------------------------------------------------

class RegisterBridge(LiteXModule):
    """Bridge from the AXI-Lite pins to the engine's register bank, in `LutCoreTop`.

    It serves one access at a time; address and data are registered before they reach the CSRs. An
    access outside the register table, or to part of a word, has no effect and is answered with
    SLVERR.

    Parameters
    ----------
    registers : int
        How many there are.

    Attributes
    ----------
    axil : AXILiteInterface, slave
        The host's side, with 32 data bits.

    csr : csr_bus.Interface, master
        The side of the bank that holds all registers.
    """
    def __init__(self, registers):
        self.axil = axil = AXILiteInterface(data_width=32, address_width=ADDRESS_BITS)
        self.csr  = csr  = csr_bus.Interface(data_width=32, address_width=ADDRESS_BITS - 2)

        # # #

        index = Signal(bits_for(registers - 1))
        known = Signal()
        wants = Signal() # Both parts of a write are here. Reads wait for it.
        self.comb += [
            wants.eq(axil.aw.valid & axil.w.valid),
            csr.adr.eq(index),
            axil.b.resp.eq(Mux(known, RESP_OKAY, RESP_SLVERR)),
            axil.r.resp.eq(Mux(known, RESP_OKAY, RESP_SLVERR)),
        ]
        def take(address, whole=1, registers=registers):
            return [
                NextValue(index, address[2:]),
                NextValue(known, (address[2:] < registers) & (address[:2] == 0) & whole),
            ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            If(wants,
                axil.aw.ready.eq(1),
                axil.w.ready.eq(1),
                *take(axil.aw.addr, axil.w.strb == 0b1111),
                NextValue(csr.dat_w, axil.w.data),
                NextState("WRITE")
            ).Elif(axil.ar.valid,
                axil.ar.ready.eq(1),
                *take(axil.ar.addr),
                NextState("READ")
            )
        )
        fsm.act("WRITE",
            csr.we.eq(known),
            NextState("WRITTEN")
        )
        fsm.act("WRITTEN",
            axil.b.valid.eq(1),
            If(axil.b.ready, NextState("IDLE"))
        )
        fsm.act("READ",
            csr.re.eq(known),
            NextState("LATCH")
        )
        fsm.act("LATCH",
            NextValue(axil.r.data, Mux(known, csr.dat_r, 0)),
            NextState("ANSWER")
        )
        fsm.act("ANSWER",
            axil.r.valid.eq(1),
            If(axil.r.ready, NextState("IDLE"))
        )
