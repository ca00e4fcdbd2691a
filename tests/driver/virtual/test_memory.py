"""The memories of boards: the model alone, and against what was measured on a KV260."""

from __future__ import annotations

import ctypes
import dataclasses
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lutcore.driver.contract import PRESETS
from lutcore.driver.errors import UsageError
from lutcore.driver.virtual import memory
from lutcore.driver.virtual.memory import MEMORIES, Timing, memory_of, timing
from lutcore.driver.virtual.simulator import DdrConfig
from lutcore.driver.virtual.verilate import find_toolchain, toolchain_available

HERE  = Path(__file__).parent
KIB   = 1 << 10
SWEEP = HERE / "kv260_sweep.txt"
HP    = 0x2110                          # ports HP0 to HP3 of the sweep, in this order
FAR   = 1 << 24                         # bytes between streams

# The published program starts its engines one after another; the times at which they end say how
# far apart.
START = 90                              # clocks of 4 ns
BYTES = 327_680                         # of every stream
# Four points one after another at which all ports fall, 10 to 25 us slower than their neighbours:
# something else ran.
DISTURBED = {(0, 32, 24, last) for last in (16, 24, 32, 40)}


class _Stream(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in
                ("address", "bytes", "start", "write", "burst", "done", "longest")]


class _Timing(ctypes.Structure):
    _fields_ = [(field.name, ctypes.c_uint64) for field in dataclasses.fields(Timing)]


Run = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def streams(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """streams(timing, streams, port_bytes): the streams with their clocks `done` and `longest`."""
    usable, reason = toolchain_available()
    if not usable:
        pytest.skip(reason)
    library = tmp_path_factory.mktemp("memory") / "streams.so"
    subprocess.run([find_toolchain().compiler, "-O2", "-std=c++17", "-shared", "-fPIC",
                    f"-I{Path(memory.__file__).parent}", str(HERE / "streams.cpp"),
                    "-o", str(library)], check=True)
    function = ctypes.CDLL(str(library)).memory_streams
    function.argtypes = (ctypes.c_void_p, ctypes.c_uint64, ctypes.c_void_p, ctypes.c_uint,
                         ctypes.c_uint64)

    def run(times: Timing, *several: dict[str, int], port_bytes: int = 16) -> list[Any]:
        raw  = _Timing(**dataclasses.asdict(times))
        them = (_Stream * len(several))(*(_Stream(**{"burst": 16, **one}) for one in several))
        left = function(ctypes.byref(raw), port_bytes, them, len(several), 10_000_000)
        assert left == 0, "streams that did not end"
        return list(them)
    return run


def rate(stream: Any, clock_mhz: float) -> float:
    """GB/s from its start to its end."""
    return stream.bytes * clock_mhz / 1000 / (stream.done - stream.start)


# Against the board --------------------------------------------------------------------------------

def sweep() -> list[tuple[tuple[int, ...], float]]:
    """The offsets in KiB and the time in microseconds of every published point."""
    points = []
    for line in SWEEP.read_text().splitlines():
        if not line.startswith("#"):
            second, third, *times = line.split()
            points += [((0, int(second), int(third), 8 * i), float(time))
                       for i, time in enumerate(times)]
    return points


def four(streams: Run, offsets: tuple[int, ...]) -> list[Any]:
    times = dataclasses.replace(timing("kv260", 250.0), groups=HP)
    return streams(times, *({"address": i * FAR + offset * KIB, "bytes": BYTES, "burst": 64,
                             "start": i * START} for i, offset in enumerate(offsets)))


def together(streams: Run, offsets: tuple[int, ...]) -> float:
    """Microseconds of the slowest stream."""
    return max(stream.done - stream.start for stream in four(streams, offsets)) / 250


@pytest.mark.parametrize("offsets", [
    (0, 0, 0, 0), (0, 16, 32, 48), (0, 24, 48, 8), (0, 24, 40, 56), (0, 48, 8, 24),
])
def test_offsets_that_matter_within_10_percent(streams: Run, offsets: tuple[int, ...]) -> None:
    """Equal ones, steps of 16 and 24 KiB, the best one, and those of lutcore's own four ports."""
    measured = dict(sweep())[offsets]
    assert measured / together(streams, offsets) == pytest.approx(1, abs=0.10)


def test_the_published_sweep(streams: Run) -> None:
    points = [(offsets, time) for offsets, time in sweep() if offsets not in DISTURBED]
    assert len(points) == 508
    ratios = np.array([time / together(streams, offsets) for offsets, time in points])
    errors = np.abs(ratios - 1)                 # of the GB/s
    print(f"\nmodel / measured GB/s: mean {ratios.mean():.3f}, within 10 %: "
          f"{(errors <= 0.10).mean():.3f}, furthest {errors.max():.3f}")
    assert (errors <= 0.10).mean() >= 0.95
    assert errors.max() <= 0.16
    assert abs(ratios.mean() - 1) <= 0.04


def test_shares_of_the_ports(streams: Run) -> None:
    """Published at equal offsets: HP0 and HP3 3.8 GB/s, HP1 and HP2 3.0, as they share a port."""
    shares = [rate(stream, 250) for stream in four(streams, (0, 0, 0, 0))]
    assert shares == pytest.approx([3.83, 3.02, 3.01, 3.79], rel=0.10)


@pytest.mark.parametrize("ports, measured", [(1, 3.96), (2, 7.89), (3, 11.63)])
def test_few_ports_reach_their_own_limit(streams: Run, ports: int, measured: float) -> None:
    """Published for one to three engines on the same board."""
    them = streams(dataclasses.replace(timing("kv260", 250.0), groups=HP),
                   *({"address": i * FAR + i * 24 * KIB, "bytes": 1 << 21, "burst": 64}
                     for i in range(ports)))
    assert sum(rate(stream, 250) for stream in them) == pytest.approx(measured, rel=0.10)


# The model alone ----------------------------------------------------------------------------------

@pytest.fixture
def kv260() -> Timing:
    return timing("kv260", 200.0)


def test_latency_grows_with_load(streams: Run, kv260: Timing) -> None:
    alone, = streams(kv260, {"bytes": 256})
    loaded = streams(timing("kv260", 250.0), *({"address": i * FAR, "bytes": 1 << 18}
                                               for i in range(4)))
    assert 10 <= alone.longest <= 60            # clocks of 5 ns
    assert max(stream.longest for stream in loaded) > 3 * alone.longest


def test_no_more_than_the_port_has_in_flight(streams: Run, kv260: Timing) -> None:
    """With so long a way, 128 beats in flight are the limit, not the DRAM."""
    far = dataclasses.replace(kv260, answer=2000)
    stream, = streams(far, {"bytes": 1 << 18})
    expected = 128 * 16 / (2000 / kv260.memory_khz * 1e6)       # bytes a nanosecond
    assert rate(stream, 200) == pytest.approx(expected, rel=0.05)


def test_rows_cost(streams: Run, kv260: Timing) -> None:
    """Bursts that each need another row of one bank take tRC; those of one row do not."""
    narrow = dataclasses.replace(kv260, row_bytes=64, banks=1, bank_groups=1)
    opened, closed = (streams(times, {"bytes": 1 << 18})[0] for times in (kv260, narrow))
    assert rate(closed, 200) < 0.7 * rate(opened, 200)


def test_refresh_costs(streams: Run, kv260: Timing) -> None:
    """Refreshed half of the time, the DRAM gives less than half of its 17.07 GB/s."""
    often = dataclasses.replace(kv260, refresh_interval=400, refresh=200)
    much  = [{"address": i * FAR + 24 * KIB * i, "bytes": 1 << 18} for i in range(4)]
    rates = [sum(rate(stream, 200) for stream in streams(times, *much))
             for times in (kv260, often)]
    assert rates[1] < 0.5 * 17.07 < 12 < rates[0]


def test_writes_turn_the_bus_around(streams: Run) -> None:
    """Long writes cost the reads beside them less than short ones of the same bytes."""
    reads = [{"address": i * FAR + 24 * KIB * i, "bytes": 1 << 19} for i in range(3)]
    times = dataclasses.replace(timing("kv260", 250.0), groups=HP)

    def read_rate(burst: int) -> float:
        write = {"address": 3 * FAR + 8 * KIB, "bytes": 1 << 17, "write": 1, "burst": burst}
        return sum(rate(stream, 250) for stream in streams(times, *reads, write)[:3])
    assert read_rate(64) > 1.02 * read_rate(4)


def test_a_z2_has_no_more_than_its_chip(streams: Run) -> None:
    them = streams(timing("pynq_z2", 150.0), *(
        {"address": i * FAR + 24 * KIB * i, "bytes": 1 << 18} for i in range(2)), port_bytes=8)
    assert 1.5 < sum(rate(stream, 150) for stream in them) < 2.1


def test_names() -> None:
    assert memory_of(PRESETS["kv260"]) == "kv260" and memory_of(PRESETS["demo"]) == "ideal"
    assert timing("ideal", 100.0).memory_khz == 0
    assert {*memory.OF_GEOMETRY.values()} <= {*MEMORIES}
    with pytest.raises(UsageError, match="no memory 'zcu102'.*kv260"):
        timing("zcu102", 100.0)


def test_a_memory_has_its_size() -> None:
    assert DdrConfig().size == DdrConfig(memory="pynq_z2").size == 512 << 20
    assert DdrConfig(memory="kv260").size == 1 << 30 and DdrConfig(size=4096).size == 4096
    assert {*memory.SIZES} == {*MEMORIES}
