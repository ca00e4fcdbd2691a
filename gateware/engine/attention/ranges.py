"""Ranges of vectors and scales, which share a Reader, and the way of their words."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import If, Mux, Signal

from lutcore.gateware.engine.common import transfer_layout, word_layout

RANGES = 8  # Ranges that may be under way.
ADDRESS = 32
BEATS  = 22 # Bits of the words of a range: 65,535 heads of 256 elements.

# What a range is for.
ELEMENTS, SCALES, SINK = range(3)

# Layout -------------------------------------------------------------------------------------------

def range_layout():
    """A range, in words, and what it is for."""
    return [("kind", 2), ("address", ADDRESS), ("beats", BEATS)]

# Ranges -------------------------------------------------------------------------------------------

class Ranges(LiteXModule):
    """Two askers of one Reader, whose words come in the order of the ranges.

    It stands between the Reader of vectors, the control of AttentionUnit and BlockWalk.

    Attributes
    ----------
    ask : stream.Endpoint(range_layout()), in
        Ranges of vectors and sinks.

    scales : stream.Endpoint(transfer_layout()), in
        Ranges of scales.

    transfer : stream.Endpoint(transfer_layout()), out / words : stream.Endpoint(word_layout()), in
        To the Reader, and from it.

    elements, scale_words : stream.Endpoint(word_layout()), out
        Words of vectors, and of scales; `last` marks the end of a range.

    sink : Signal(), out
        `words` has a sink, for a clock.
    """
    def __init__(self):
        self.ask         = stream.Endpoint(range_layout())
        self.scales      = stream.Endpoint(transfer_layout())
        self.transfer    = stream.Endpoint(transfer_layout())
        self.words       = stream.Endpoint(word_layout())
        self.elements    = stream.Endpoint(word_layout())
        self.scale_words = stream.Endpoint(word_layout())
        self.sink        = Signal()

        # # #

        self.tags = tags = stream.SyncFIFO([("kind", 2), ("beats", BEATS)], RANGES)
        ask, scales = self.ask, self.scales
        own    = Signal() # It is the turn of `ask`; who is served stays until the end.
        valid  = Mux(own, ask.valid, scales.valid)
        beat   = Signal(BEATS)
        here   = self.words.valid & tags.source.valid
        last   = beat == tags.source.beats - 1
        moved  = Signal()
        routes = ((self.elements, ELEMENTS), (self.scale_words, SCALES))
        self.comb += [
            self.transfer.valid.eq(valid & tags.sink.ready),
            self.transfer.address.eq(Mux(own, ask.address, scales.address)),
            self.transfer.beats.eq(tags.sink.beats),
            tags.sink.valid.eq(valid & self.transfer.ready),
            tags.sink.kind.eq(Mux(own, ask.kind, SCALES)),
            tags.sink.beats.eq(Mux(own, ask.beats, scales.beats)),
            ask.ready.eq(own & self.transfer.ready & tags.sink.ready),
            scales.ready.eq(~own & self.transfer.ready & tags.sink.ready),
            *[statement for route, kind in routes for statement in (
                route.data.eq(self.words.data),
                route.valid.eq(here & (tags.source.kind == kind)),
                route.last.eq(last),
            )],
            self.sink.eq(here & (tags.source.kind == SINK)),
            moved.eq((self.elements.valid & self.elements.ready)
                | (self.scale_words.valid & self.scale_words.ready) | self.sink),
            self.words.ready.eq(moved),
            tags.source.ready.eq(moved & last),
        ]
        self.sync += [
            If(~valid, own.eq(~own)),
            If(moved, beat.eq(beat + 1), If(last, beat.eq(0))),
        ]
