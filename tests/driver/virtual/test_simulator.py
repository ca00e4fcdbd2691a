"""The simulator itself: DDR timing, protocol checks and faults, with the copier as engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lutcore.driver.errors import (
    BoardHangError,
    BundleError,
    DeviceClosedError,
    DeviceError,
    ProtocolError,
    RegisterAccessError,
)
from lutcore.driver.virtual.simulator import DdrConfig, SimulatedBoard

BEAT = {"axi3": 8, "axi4": 16}          # bytes
STREAM, EVEN_BYTES = 1, 2               # modes
CROSS_4K, FIXED, NARROW, WITHDRAW, UNSTABLE, EARLY_LAST, NO_ADDRESS, WRONG_ID = range(1, 9)
QUIET = {"refresh_cycles": 0}           # exact cycle counts need no refresh
SLVERR, DECERR = 2, 3


def test_registers_and_inlined_memory_contents(copier):
    it = copier()
    it.write(scratch=0xDEAD_BEEF)
    assert (it.read("id"), it.read("scratch")) == (0x434F_5059, 0xDEAD_BEEF)


@pytest.mark.parametrize("kind", BEAT)
@pytest.mark.parametrize("ddr", [{}, {"back_pressure": 0.4, "extra_latency": 50, "seed": 3}])
def test_copy_over_pages(copier, kind, ddr):
    it = copier(kind, **ddr)
    data = it.fill(9000)
    end = it.run(16, 20_016, 8192)
    assert (end["done"], end["error"]) == (1, 0)
    assert (it.board.memory[20_016:28_208] == data[16:8208]).all()
    assert not it.board.memory[28_208:].any()
    stats, = it.board.statistics
    assert stats.read_beats == stats.write_beats == 8192 // BEAT[kind]


def test_write_strobes(copier):
    it = copier()
    data = it.fill(256)
    it.run(0, 4096, 256, mode=EVEN_BYTES)
    assert (it.board.memory[4096:4352:2] == data[::2]).all()
    assert not it.board.memory[4097:4352:2].any()


def test_every_port_is_bound(copier):
    it = copier("twin")
    it.board.inject_error("write", port=1)
    it.fill(1024)
    it.run(0, 4096, 1024)
    first, second = it.board.statistics
    assert first.write_beats == 128
    assert second.write_beats == 16     # the second copier stopped at its error


# Timing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BEAT)
@pytest.mark.parametrize("latency", [1, 64, 200])
def test_read_latency_and_full_rate_are_cycle_exact(copier, kind, latency):
    it = copier(kind, read_latency=latency, **QUIET)
    beats = 16 * 32
    end = it.run(0, 0, beats * BEAT[kind], mode=STREAM)
    assert end["latency"] == latency
    assert end["cycles"] == latency + beats + 1      # the copier adds one cycle


def test_outstanding_reads_are_limited(copier):
    it = copier(read_latency=100, outstanding=1, **QUIET)
    assert it.run(0, 0, 10 * 128, mode=STREAM)["cycles"] == 10 * (100 + 16) + 1


def test_write_latency_is_cycle_exact(copier):
    ends = [copier(write_latency=n, **QUIET).run(0, 4096, 128)["cycles"] for n in (1, 16, 77)]
    assert [end - ends[0] for end in ends] == [0, 15, 76]


def test_refresh_takes_its_share(copier):
    it = copier(refresh_interval=100, refresh_cycles=10)
    beats = 9000
    end = it.run(0, 0, beats * 8, mode=STREAM)
    assert end["cycles"] == pytest.approx(64 + beats * 100 / 90, abs=20)


def test_back_pressure_is_random_but_reproducible(copier):
    runs = [copier(back_pressure=0.3, extra_latency=20, seed=seed).run(0, 8192, 4096)["cycles"]
            for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]
    assert runs[0] > copier().run(0, 8192, 4096)["cycles"]


def test_reset_restarts_everything_but_memory(copier):
    it = copier(back_pressure=0.3)
    it.fill(4096)
    first = it.run(0, 8192, 4096)
    it.write(scratch=5)
    it.board.reset()
    assert it.board.statistics[0].read_beats == 0
    assert it.board.memory[8192:12288].any()
    assert it.run(0, 8192, 4096) == first
    it.board.reset()
    assert it.read("scratch") == 0


def test_written_data_is_in_memory_only_with_the_response(copier):
    it = copier(write_latency=500)
    data = it.fill(128)
    it.start(0, 4096, 128)
    it.board.step(300)
    assert it.board.statistics[0].write_beats == 16
    assert not it.board.memory[4096:].any()
    it.board.step(10_000, until_irq=True)
    assert (it.board.memory[4096:4224] == data).all()


def test_step_ends_with_the_interrupt(copier):
    it = copier()
    it.start(0, 4096, 128)
    assert 0 < it.board.step(100_000, until_irq=True) < 1000
    assert it.board.irq
    assert it.board.step(1000, until_irq=True) == 0
    before = it.board.cycles
    assert it.board.step(250_000) == 250_000
    assert it.board.cycles == before + 250_000


# Faults -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel, copied", [("read", 256), ("write", 128)])
def test_injected_error_hits_the_nth_burst(copier, channel, copied):
    it = copier()
    data = it.fill(512)
    it.board.inject_error(channel, nth=2)
    end = it.run(0, 4096, 512)
    assert (end["error"], end["response"]) == (1, SLVERR)
    assert (it.board.memory[4096:4224] == data[:128]).all()
    assert not it.board.memory[4096 + copied:].any()
    assert it.run(0, 4096, 512)["error"] == 0


def test_outside_memory_is_a_decode_error_without_access(copier):
    it = copier()
    size = it.board.config.size
    it.board.memory[:] = 7
    for src, dst in ((size, 4096), (0, size), (-4096, 4096)):
        end = it.run(src, dst, 128)
        assert (end["error"], end["response"]) == (1, DECERR)


@pytest.mark.parametrize("channel", ["read", "write"])
def test_a_hanging_memory_never_answers_until_reset(copier, channel):
    it = copier()
    it.board.inject_hang(channel, nth=3)
    end = it.run(0, 4096, 1024, cycles=20_000)
    assert (end["busy"], end["done"]) == (1, 0)
    assert it.board.step(1000, until_irq=True) == 1000
    it.board.reset()
    assert it.run(0, 4096, 1024)["done"] == 1


def test_no_fault_where_there_is_no_port(copier):
    with pytest.raises(DeviceError, match="port 1"):
        copier().board.inject_error("read", port=1)


def test_register_without_an_answer(copier):
    it = copier()
    with pytest.raises(BoardHangError, match="0x3c"):
        it.board.read32(0x3C)
    it.board.reset()
    assert it.read("id") == 0x434F_5059


def test_register_that_does_not_exist(copier):
    it = copier()
    for access in (lambda: it.board.read32(0x40), lambda: it.board.write32(0x40, 1)):
        with pytest.raises(RegisterAccessError, match="0x40.*SLVERR"):
            access()


@pytest.mark.parametrize("fault, ddr, message", [
    (CROSS_4K,   {},                     "AR: the burst crosses 4 KiB"),
    (FIXED,      {},                     "AR: the burst is not INCR"),
    (NARROW,     {},                     "AR: the size is not the port width"),
    (WITHDRAW,   {"back_pressure": 0.8}, "AR: VALID was withdrawn"),
    (UNSTABLE,   {"back_pressure": 0.8}, "AR: the payload changed"),
    (EARLY_LAST, {},                     "W: WLAST comes too early"),
    (NO_ADDRESS, {},                     "W: data runs ahead of its address"),
    (WRONG_ID,   {},                     "W: WID differs from AWID"),
])
def test_protocol_violations_are_found_and_stick(copier, fault, ddr, message):
    it = copier(**ddr)
    with pytest.raises(ProtocolError, match=f"m0_axi {message}"):
        it.run(4096 - 64, 8192, 4096, fault=fault)
    with pytest.raises(ProtocolError, match=message):
        it.read("id")
    it.board.reset()
    assert it.run(4096 - 64, 8192, 4096)["done"] == 1


def test_misaligned_address_is_a_violation(copier):
    with pytest.raises(ProtocolError, match="not aligned"):
        copier().run(4, 8192, 128)


def test_finish_in_the_design_does_not_end_the_process(make_bundle):
    def finishing(verilog: str) -> str:
        end = "always @(posedge sys_clk) if (scratch == 99 & ~sys_rst) $finish;\nendmodule"
        return verilog.replace("endmodule", end)

    with SimulatedBoard(make_bundle(finishing), size=4096) as board:
        with pytest.raises(ProtocolError, match="called .finish at lutcore.v:"):
            board.write32(0x1C, 99)
            board.step(10)
        board.reset()
        assert board.read32(0) == 0x434F_5059


# Boards -------------------------------------------------------------------------------------------


def test_boards_do_not_share_anything(copier):
    boards = [copier("axi3"), copier("axi3"), copier("axi4")]
    for i, it in enumerate(boards):
        it.board.memory[:1024] = i + 1
        it.write(scratch=i)
        it.start(0, 4096, 1024)
    while not all(it.board.irq for it in boards):
        for it in boards:
            it.board.step(10)
    for i, it in enumerate(boards):
        assert it.read("scratch") == i
        assert (it.board.memory[4096:5120] == i + 1).all()


def test_closed_board(copier):
    board = copier().board
    with board:
        pass
    with pytest.raises(DeviceClosedError, match="open it again"):
        board.step(1)


def test_view_of_memory_by_bus_address(copier):
    board = copier(base=0x2000_0000).board
    board.view(0x2000_0010, 4)[:] = (1, 2, 3, 4)
    assert board.memory[16:20].tolist() == [1, 2, 3, 4]
    with pytest.raises(DeviceError, match="outside"):
        board.view(0x2000_0000 - 1, 2)


def test_expected_ports_are_checked(bundles):
    with pytest.raises(BundleError, match="port_bytes = 16, but the Verilog has 8"):
        SimulatedBoard(bundles["axi3"], ports=1, port_bytes=16)


@pytest.mark.parametrize("field, value", [
    ("size", 100), ("base", 1), ("read_latency", 0), ("write_latency", 0), ("outstanding", 0),
    ("refresh_cycles", 780), ("back_pressure", 1.5), ("extra_latency", -1), ("seed", -1),
    ("base", 0xF000_0000),
])
def test_impossible_memory(field, value):
    with pytest.raises(DeviceError, match=field):
        DdrConfig(**{field: value})


def test_memory_is_committed_only_when_touched(copier):
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    before = resident()
    assert copier(size=512 << 20).board.memory.size == 512 << 20
    assert resident() - before < 64 << 20


def test_a_guarded_memory_takes_writes_into_live_buffers_only(copier):
    it = copier()
    data, base = it.fill(4096), it.board.config.base
    it.board.guard([(base + 0x8000, 0x1000), (base, 0x2000)])
    for dst in (0, 0x8000):
        assert it.run(0, dst, 128)["done"]
        assert np.array_equal(it.board.memory[dst:dst + 128], data[:128])
    for dst in (0x2000, 0x7FC0, 0x9000):
        before = it.board.memory.copy()
        with pytest.raises(ProtocolError, match="W: a write to .* outside every live buffer"):
            it.run(0, dst, 1024)
        assert np.array_equal(it.board.memory[0x2000:0x8000], before[0x2000:0x8000])
        it.board.reset()
    it.board.guard([])
    with pytest.raises(ProtocolError, match="outside every live buffer"):
        it.run(0, 0, 1024)
