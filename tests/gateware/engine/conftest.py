"""Runs a block between streams and a memory in Verilator, with random gaps on every side.

    bench = stream_bench(block, sinks={"x": block.sink}, sources={"y": block.source})
    beats, clocks = bench.run({"x": {"data": x, "last": last}}, {"y": len(x)})
    beats["y"]["data"]

A beat has the fields of its endpoint's layout, and `first` and `last`. A field is an integer of at
most 64 bits, uint64 [n], or uint32 [n, words] where it is wider.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Cat, Signal
from migen.fhdl.verilog import convert

from lutcore.driver.virtual.verilate import build_model, toolchain_available

sys.path.append(str(Path(__file__).parent))     # what several tests share

HARNESS = Path(__file__).with_name("streams.cpp")
LEAST   = 96                            # bits of a port: Verilator makes arrays of more than 64
LEVELS  = ("-O1", "-O0")                # blocks run for a moment: compiling counts
MARKS   = (("first", 1), ("last", 1))

Beats = Mapping[str, Any]
Fields = tuple[tuple[str, int], ...]


class DidNotEndError(AssertionError):
    """The block gave less than was wanted."""


class _Job(ctypes.Structure):
    _fields_ = (*((name, ctypes.c_void_p) for name in (
        "sinks", "counts", "sources", "wanted", "delays", "constants", "memory")),
        *((name, ctypes.c_uint64) for name in ("size", "gaps", "latency", "seed", "limit")))


def pack(fields: Fields, beats: Beats, count: int) -> np.ndarray:
    """Bits of `count` beats, uint32 [count, words]; fields that are missing are 0."""
    parts = []
    for name, bits in fields:
        value = np.asarray(beats.get(name, 0))
        if value.ndim < 2:
            value = np.broadcast_to(value, count).astype(np.int64).view(np.uint64)[:, None]
            value = np.ascontiguousarray(value).view(np.uint32)
        value = np.ascontiguousarray(value, np.uint32)
        parts.append(np.unpackbits(value.view(np.uint8), axis=1, bitorder="little")[:, :bits])
    total = _width(fields)
    parts.append(np.zeros((count, total - sum(bits for _, bits in fields)), np.uint8))
    packed = np.packbits(np.concatenate(parts, axis=1), axis=1, bitorder="little")
    return np.ascontiguousarray(packed).view(np.uint32)


def unpack(fields: Fields, words: np.ndarray) -> dict[str, np.ndarray]:
    """The fields of beats uint32 [n, words]: see the module."""
    bits = np.unpackbits(words.view(np.uint8), axis=1, bitorder="little")
    out, at = {}, 0
    for name, size in fields:
        padded = np.zeros((len(words), -(-size // 64) * 64), np.uint8)
        padded[:, :size] = bits[:, at:at + size]
        at += size
        value = np.packbits(padded, axis=1, bitorder="little")
        out[name] = value.view(np.uint64)[:, 0] if size <= 64 else (
            value.view(np.uint32)[:, :-(-size // 32)])
    return out


def _width(fields: Fields) -> int:
    return max(LEAST, -(-sum(bits for _, bits in fields) // 32) * 32)


def _fields(endpoint: stream.Endpoint) -> Fields:
    return (*((name, len(signal)) for name, signal in _signals(endpoint)), *MARKS)


def _signals(endpoint: stream.Endpoint) -> list[tuple[str, Signal]]:
    described = endpoint.description
    return [(name, getattr(endpoint, name))
            for name, *_ in (*described.payload_layout, *described.param_layout)]


@dataclass
class Bench:
    """A block in a simulation of its own.

    readers: (source of ranges, sink of words); writers: (source of ranges, source of words with
    `data` and `strobe`, idle). constants: inputs that keep their value.
    """

    block: LiteXModule
    sinks: dict[str, stream.Endpoint] = field(default_factory=dict)
    sources: dict[str, stream.Endpoint] = field(default_factory=dict)
    readers: dict[str, tuple[stream.Endpoint, stream.Endpoint]] = field(default_factory=dict)
    writers: dict[str, tuple[stream.Endpoint, stream.Endpoint, Signal]] = field(
        default_factory=dict)
    constants: dict[str, Signal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.layouts = {name: _fields(endpoint) for name, endpoint in (
            *self.sinks.items(), *self.sources.items())}
        self.constant_fields = tuple((name, len(s)) for name, s in self.constants.items())
        self.block.finalize()
        top, pins = LiteXModule(), set()
        top.submodules.block = self.block

        def port(name: str, bits: int) -> Signal:
            pins.add(signal := Signal(bits, name_override=name))
            return signal

        def attach(name: str, endpoint: stream.Endpoint, inwards: bool, marks: bool = True) -> None:
            signals = [s for _, s in _signals(endpoint)]
            signals += [endpoint.first, endpoint.last] if marks else []
            fields = tuple(("", len(s)) for s in signals)
            data = port(f"{name}_data", _width(fields))
            valid, ready = port(f"{name}_valid", 1), port(f"{name}_ready", 1)
            if inwards:
                top.comb += [endpoint.valid.eq(valid), ready.eq(endpoint.ready),
                             Cat(*signals).eq(data)]
            else:
                top.comb += [valid.eq(endpoint.valid), endpoint.ready.eq(ready),
                             data.eq(Cat(*signals))]

        lists = []
        for name, endpoint in self.sinks.items():
            attach(name, endpoint, True)
            lists.append(f"SINK({name})")
        for name, endpoint in self.sources.items():
            attach(name, endpoint, False)
            lists.append(f"SOURCE({name})")
        for name, (ranges, words) in self.readers.items():
            attach(f"{name}_range", ranges, False, marks=False)
            attach(f"{name}_words", words, True, marks=False)
            lists.append(f"READER({name})")
        for name, (ranges, words, idle) in self.writers.items():
            attach(f"{name}_range", ranges, False, marks=False)
            attach(f"{name}_words", words, False, marks=False)
            top.comb += idle.eq(port(f"{name}_idle", 1))
            lists.append(f"WRITER({name})")
        constants = port("constants", _width(self.constant_fields))
        if self.constants:
            top.comb += Cat(*self.constants.values()).eq(constants)
        self.verilog = str(convert(top, pins, name="bench"))
        self.library: Any = ctypes.CDLL(str(build_model(
            self.verilog, "bench", HARNESS, (f"-DPINS={' '.join(lists)}",), levels=LEVELS)))
        self.library.run.restype = ctypes.c_uint64

    def run(self, sinks: Mapping[str, Beats] | None = None, wanted: Mapping[str, int] | None = None,
            constants: Beats | None = None, memory: np.ndarray | None = None, gaps: float = 0.0,
            latency: int = 20, seed: int = 1, limit: int = 1_000_000,
            delays: Mapping[str, int] | None = None,
            ) -> tuple[dict[str, dict[str, np.ndarray]], int]:
        """The sources' beats, and the clocks. Raises DidNotEndError.

        gaps: how often a side is away. latency: clocks from a range to its first word, and from a
        word to the memory. delays: clocks until a sink gets its first beat.
        """
        sinks, wanted = sinks or {}, wanted or {}
        counts = {name: max((len(np.atleast_1d(v)) for v in sinks.get(name, {}).values()),
                            default=0) for name in self.sinks}
        beats = [pack(self.layouts[name], sinks.get(name, {}), counts[name]) for name in self.sinks]
        got = [np.zeros((wanted.get(name, 0), _width(self.layouts[name]) // 32), np.uint32)
               for name in self.sources]
        waits = np.array([(delays or {}).get(name, 0) for name in self.sinks] or [0], np.uint64)
        settings = pack(self.constant_fields, constants or {}, 1)
        memory = np.zeros(0, np.uint8) if memory is None else memory
        held = [(ctypes.c_void_p * max(1, len(a)))(*(x.ctypes.data for x in a))
                for a in (beats, got)]
        lengths = [(ctypes.c_uint64 * max(1, len(a)))(*map(len, a)) for a in (beats, got)]
        ports = (ctypes.addressof(x) for pair in zip(held, lengths, strict=True) for x in pair)
        job = _Job(*ports, waits.ctypes.data, settings.ctypes.data, memory.ctypes.data,
                   memory.nbytes, int(gaps * 4096), latency, seed, limit)
        clocks = self.library.run(ctypes.byref(job))
        if clocks == 1:
            raise DidNotEndError("the block reads or writes outside the memory")
        if not clocks:
            raise DidNotEndError(f"the block has not given what was wanted in {limit} clocks")
        return {name: unpack(self.layouts[name], words)
                for name, words in zip(self.sources, got, strict=True)}, clocks


@pytest.fixture(scope="session")
def stream_bench() -> Callable[..., Bench]:
    """The class Bench; the test is skipped where no simulation can be built."""
    usable, missing = toolchain_available()
    if not usable:
        pytest.skip(f"the simulation needs {missing}")
    return Bench
