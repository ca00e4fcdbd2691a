"""AXI ports of the Zynq's processor, the primitives PS7 and PS8, and the logic at them."""

from dataclasses import dataclass

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from litex.soc.interconnect.axi import (
    BURST_FIXED,
    BURST_INCR,
    RESP_OKAY,
    RESP_SLVERR,
    AXILiteInterface,
)
from migen import FSM, Constant, If, Mux, NextState, NextValue, Signal

from lutcore.driver.contract.registers import CONTROL_RANGE
from lutcore.gateware.engine.bridge import ADDRESS_BITS
from lutcore.gateware.engine.pins import CHANNELS, FROM_MASTER

UNKNOWN = CONTROL_RANGE - 4 # A byte address in the register window without a register.

# Port ---------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class ProcessorPort:
    """Names and widths of one port.

    Parameters
    ----------
    prefix : str
        Prefix of the primitive's pins, for example "SAXIHP0".

    clocks : tuple of str
        Names of the port's clock pins, without the prefix.

    master : bool
        Whether the processor is the master.

    version : str
        "axi3" or "axi4".
    """
    prefix: str
    clocks: tuple
    master: bool
    version: str
    id_width: int
    address_width: int
    data_width: int

    def layout(self, channel):
        """Return the fields of a channel as (AXI's name, width), without valid, ready and last."""
        if channel in ("aw", "ar"):
            axi3 = self.version == "axi3"
            return [
                ("addr", self.address_width), ("burst", 2), ("len", 4 if axi3 else 8),
                ("size", 2 if axi3 else 3), ("lock", 2 if axi3 else 1), ("prot", 3), ("cache", 4),
                ("qos", 4), ("id", self.id_width),
            ]
        fields = {
            "w": [("data", self.data_width), ("strb", self.data_width//8)],
            "b": [("resp", 2), ("id", self.id_width)],
            "r": [("data", self.data_width), ("resp", 2), ("id", self.id_width)],
        }[channel]
        return fields + [("id", self.id_width)]*(channel == "w" and self.version == "axi3")

    def from_processor(self, channel):
        """Return whether the processor drives the payload of this channel."""
        return self.master == (channel in FROM_MASTER)

# Register Slices ----------------------------------------------------------------------------------

class RegisterSlice(LiteXModule):
    """Buffer of two items between a channel of the processor and the fabric.

    Open tools do not know the processor's timing. So its outputs go straight into registers and its
    inputs come straight out of registers; only its `ready` passes one gate.

    Attributes
    ----------
    sink, source : stream.Endpoint(layout)
        The channel's two sides.
    """
    def __init__(self, layout, from_processor):
        self.hold = stream.PipeValid(layout) # Registers `valid` and the payload.
        self.skid = stream.PipeReady(layout) # Registers `ready`.

        # # #

        first, second = (self.hold, self.skid) if from_processor else (self.skid, self.hold)
        self.comb += first.source.connect(second.sink)
        self.sink, self.source = first.sink, second.source

class RegisteredPort(LiteXModule):
    """Register slices on all channels of a processor's port, between the primitive and the fabric.

    Parameters
    ----------
    port : ProcessorPort
        Names and widths.

    clock : Signal
        Clock of the port.

    Attributes
    ----------
    aw, w, b, ar, r : stream.Endpoint
        The fabric's side.

    pins : dict
        Keywords of an Instance of the primitive that connect the port.
    """
    def __init__(self, port, clock):
        self.pins = {f"i_{port.prefix}{name}": clock for name in port.clocks}

        # # #

        for channel in CHANNELS:
            comes  = port.from_processor(channel)
            layout = port.layout(channel)
            buffer = RegisterSlice(layout, comes)
            self.add_module(name=f"{channel}_slice", module=buffer)
            outer, inner = buffer.sink, buffer.source
            if not comes:
                outer, inner = inner, outer
            setattr(self, channel, inner)
            signals = {name: getattr(outer, name) for name, _ in layout}
            if channel in ("w", "r"):
                signals["last"] = outer.last
            sent, taken = ("o", "i") if comes else ("i", "o")
            pin = f"{port.prefix}{channel.upper()}"
            self.pins[f"{sent}_{pin}VALID"]  = outer.valid
            self.pins[f"{taken}_{pin}READY"] = outer.ready
            self.pins.update({f"{sent}_{pin}{name.upper()}": signal
                              for name, signal in signals.items()})

    def connect_master(self, bus):
        """Return statements that connect `bus`, an AXIInterface of the engine, as the master."""
        statements = []
        for channel in CHANNELS:
            here, there = getattr(self, channel), getattr(bus, channel)
            source, sink = (there, here) if channel in FROM_MASTER else (here, there)
            names = ["valid", "last", *(field[0] for field in here.description.payload_layout)]
            statements += [getattr(sink, name).eq(getattr(source, name)) for name in names]
            statements += [source.ready.eq(sink.ready)]
        return statements

# Registers ----------------------------------------------------------------------------------------

class RegisterPort(LiteXModule):
    """Converter of the processor's bursts to single AXI-Lite accesses, one at a time.

    It stands between the processor's control port and the engine's registers. Every burst is
    answered; outside the register window with the same error as for an unknown register.

    Parameters
    ----------
    port : RegisteredPort
        The control port: 32 bits wide, with the processor as master.

    base : int
        Byte address of the register window.

    Attributes
    ----------
    axil : AXILiteInterface, master
        Accesses for a bridge that takes a write's address and data in the same clock.
    """
    def __init__(self, port, base):
        self.axil = axil = AXILiteInterface(data_width=32, address_width=ADDRESS_BITS)

        # # #

        address = Signal(ADDRESS_BITS)
        step    = Signal(3)
        left    = Signal.like(port.ar.len)
        number  = Signal.like(port.ar.id)
        last    = Signal()
        failed  = Signal()
        inside  = Signal()
        chosen  = Signal.like(port.ar.addr)
        self.comb += [
            chosen.eq(Mux(port.aw.valid, port.aw.addr, port.ar.addr)),
            inside.eq(chosen[ADDRESS_BITS:] == base >> ADDRESS_BITS),
            axil.aw.addr.eq(address),
            axil.ar.addr.eq(address),
            axil.w.data.eq(port.w.data),
            axil.w.strb.eq(port.w.strb),
            port.b.id.eq(number),
            port.r.id.eq(number),
            port.r.data.eq(axil.r.data),
            port.r.resp.eq(axil.r.resp),
            port.r.last.eq(left == 0),
            port.b.resp.eq(Mux(failed, RESP_SLVERR, RESP_OKAY)),
        ]
        def take(channel, state):
            known = inside & ((channel.burst == BURST_INCR) | (channel.burst == BURST_FIXED))
            return [
                channel.ready.eq(1),
                NextValue(address, Mux(known, chosen, UNKNOWN)),
                NextValue(step, Mux(known & (channel.burst == BURST_INCR),
                    Constant(1, 3) << channel.size[:2], 0)),
                NextValue(left, channel.len),
                NextValue(number, channel.id),
                NextValue(failed, 0),
                NextState(state),
            ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            If(port.aw.valid,
                *take(port.aw, "WRITE")
            ).Elif(port.ar.valid,
                *take(port.ar, "READ")
            )
        )

        # Writes -----------------------------------------------------------------------------------
        fsm.act("WRITE",
            axil.aw.valid.eq(port.w.valid),
            axil.w.valid.eq(port.w.valid),
            port.w.ready.eq(axil.w.ready),
            If(port.w.valid & axil.w.ready,
                NextValue(last, port.w.last),
                NextState("WRITTEN")
            )
        )
        fsm.act("WRITTEN",
            axil.b.ready.eq(1),
            If(axil.b.valid,
                NextValue(failed, failed | (axil.b.resp != RESP_OKAY)),
                NextValue(address, address + step),
                If(last, NextState("RESPOND")).Else(NextState("WRITE"))
            )
        )
        fsm.act("RESPOND",
            port.b.valid.eq(1),
            If(port.b.ready, NextState("IDLE"))
        )

        # Reads ------------------------------------------------------------------------------------
        fsm.act("READ",
            axil.ar.valid.eq(1),
            If(axil.ar.ready, NextState("ANSWER"))
        )
        fsm.act("ANSWER",
            port.r.valid.eq(axil.r.valid),
            axil.r.ready.eq(port.r.ready),
            If(axil.r.valid & port.r.ready,
                NextValue(address, address + step),
                NextValue(left, left - 1),
                If(left == 0, NextState("IDLE")).Else(NextState("READ"))
            )
        )
