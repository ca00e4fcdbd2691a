"""The selftest: what it covers, and that it notices."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from lutcore.driver import Device, control, selftest
from lutcore.driver.contract import PRESETS, WeightFormat, preset
from lutcore.driver.contract.instructions import Function
from lutcore.driver.contract.packing import GROUPS
from lutcore.driver.emulator import engine as emulator
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import DeviceError, SelftestError
from lutcore.driver.patterns import check_registers
from lutcore.driver.transport import Clock
from lutcore.driver.unit_patterns import CACHE, MADE, STRIDE, check_units
from lutcore.host_app import cli

FIGURES = {"emulator": "emulated", "virtual": "simulated"}


class Faulty(Emulator):
    """An emulator that `spoil` makes wrong: called with the output after every download."""

    spoil: Callable[[np.ndarray], None] | None = None
    deaf = False                        # ignores doorbells
    runs_programs = True

    def allocate(self, nbytes: int) -> Any:
        buffer = super().allocate(nbytes)
        genuine = buffer.invalidate

        def invalidate(nbytes: int | None = None) -> None:
            genuine(nbytes)
            if self.spoil:
                self.spoil(buffer.array.view(np.int32))
        buffer.invalidate = invalidate
        return buffer

    def write(self, register: str, value: int) -> None:
        if register == "program" and self.deaf:
            value &= 0xFFFF
        super().write(register, value)


def failed(report: selftest.Report) -> list[str]:
    return [check.name for check in report.checks if not check.passed]


def test_every_device_passes(device: Device) -> None:
    in_use = device.memory_in_use
    names = []
    report = selftest.run(device, names.append)
    assert report.passed and names == [check.name for check in report.checks]
    report.verify()
    assert (report.figures, report.geometry) == (FIGURES[device.name], device.geometry.name)
    found = report.bandwidth
    assert found.words == 2048 // 128 * (4 * 2048 + 2048 // 8)
    if device.name == "emulator":
        assert found.cycles == 0 and found.words_per_cycle is None
    else:
        assert 0.5 < found.words_per_cycle <= found.peak_words_per_cycle
        assert found.bytes_per_second_at_clock == pytest.approx(
            16e6 * found.words_per_cycle * device.geometry.clock_mhz)
    assert selftest.run(device).passed and device.memory_in_use < in_use + (1 << 22)


@pytest.mark.parametrize("name", PRESETS)
def test_vectors_cover_the_contract(name: str) -> None:
    geometry = preset(name)
    products = selftest.products(geometry)
    assert {p.format.bits for p in products} == set(range(1, 9))
    assert {p.format.group for p in products} == set(GROUPS)
    for group in (0, 128):
        assert {p.format.zero is None for p in products if p.format.group == group} == {True, False}
    assert {p.host_tables for p in products} == {True, False}
    assert any(p.format.ternary for p in products)
    assert max(p.m for p in products) > geometry.rows and max(p.n for p in products) > 1024
    assert len({p.name for p in products}) == len(products)


def test_a_wrong_bit_is_noticed() -> None:
    transport = Faulty(preset("tiny"))
    with Device(transport) as device:
        transport.spoil = lambda output: np.bitwise_xor(output[:1], 1 << 20, out=output[:1])
        report = selftest.run(device)
        products = [p.name for p in selftest.products(device.geometry)]
        assert failed(report) == ["memory", *products, "recovery from an error", "bandwidth"]
        assert report.checks[1].detail == "writes of results: port m0, bits 0x100000 in 1 beats"
        assert "1 of 9 results differ" in report.checks[2].detail
        with pytest.raises(SelftestError, match=r"of 22 checks failed on the emulator \(memory"):
            report.verify()


def test_a_descriptor_that_lies_below_all_buffers_is_refused_for_its_magic() -> None:
    """Memory that others gave back lay outside the window: WINDOW, on an engine that is right."""
    transport = Emulator(preset("tiny"))
    below = transport.allocate(1 << 16)
    with Device(transport) as device:
        report = selftest.run(device, lambda name: below.free() if "recovery" in name else None)
    assert failed(report) == []


@pytest.mark.parametrize("name, word, unit", [
    ("vectors", 512 * 7, "VECs"), ("vectors", 256, "ATTN"), ("cache", 8, "ATTN"),
    ("made", 16, "QUANTs")])
def test_a_wrong_word_of_a_unit_is_noticed(name: str, word: int, unit: str) -> None:
    """An engine that runs VEC, QUANT and ATTN, and writes one word wrong."""
    transport = Faulty(dataclasses.replace(preset("ternary"), vector_lanes=1, attention_words=1))
    transport.runs_programs = False
    sizes = {"vectors": STRIDE * (3 + 4 + len(Function)), "cache": CACHE.nbytes, "made": MADE}
    with Device(transport) as device:
        packed, _ = selftest.Product(WeightFormat(4, 128, 128), 20, 128, 1).operands()
        good = check_units(device, packed)
        assert good.startswith("bit-exact") and int(good.split()[1]) > 2400

        def spoil(output: np.ndarray) -> None:
            if output.nbytes == sizes[name]:
                output[word] ^= 1

        transport.spoil = spoil
        with pytest.raises(DeviceError, match=f"^1 words of {unit} differ from numpy's"):
            check_units(device, packed)
        assert failed(selftest.run(device)) == ["units"]


def test_registers_that_do_not_hold_are_noticed() -> None:
    transport = Faulty(preset("tiny"))
    with Device(transport) as device:
        transport.deaf = True
        report = selftest.run(device)
        assert "data lines: magic 0x4354554c, " in report.checks[0].detail
        assert "program 0x0, " in report.checks[0].detail
        transport.deaf = False
        assert selftest.run(device).passed


@pytest.mark.parametrize("spoil, words", [
    (lambda name, value: value | 1 << 7 if name == "watchdog" else value,
     "data lines: bits 0x00000080 of `watchdog` do not hold"),
    (lambda name, value: value & ~(1 << 31) if name == "watchdog" else value,
     "data lines: bits 0x80000000 of `watchdog` do not hold")])
def test_stuck_data_lines_of_registers_are_named(spoil, words, monkeypatch) -> None:
    transport = Emulator(preset("tiny"))
    with Device(transport) as device:
        genuine = transport.read
        monkeypatch.setattr(transport, "read", lambda name: spoil(name, genuine(name)))
        with pytest.raises(DeviceError, match=words):
            check_registers(device)


def test_registers_that_change_when_they_are_read_in_turn_are_named(monkeypatch) -> None:
    """An address bit that is late: after `program`, reading `digest` gives `program` again."""
    transport = Emulator(preset("tiny"))
    with Device(transport) as device:
        genuine, last = transport.read, [""]

        def read(name: str) -> int:
            late, last[0] = (last[0], name) == ("program", "digest"), name
            return genuine("program" if late else name)
        monkeypatch.setattr(transport, "read", read)
        before = {name: genuine(name) for name in ("program", "watchdog", "window_limit")}
        with pytest.raises(DeviceError, match="address lines: digest 0x12400000, "):
            check_registers(device)
        assert before == {name: genuine(name) for name in before}


def test_an_engine_that_hangs_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "_ERROR_SECONDS", 0.01)
    monkeypatch.setattr(control, "ABORT_TIMEOUT", 0.01)
    transport = Emulator(preset("tiny"))
    with Device(transport, timeout=0.01) as device:
        genuine = transport.read
        monkeypatch.setattr(transport, "read",
                            lambda name: 1 if name == "status" else genuine(name))
        monkeypatch.setattr(device, "matmul", lambda *arguments: np.zeros((1, 1), np.float32))
        report = selftest.run(device)
        hung = next(check for check in report.checks if check.name == "recovery from an error")
        assert not hung.passed and "the engine hangs" in hung.detail


def test_command() -> None:
    done = CliRunner().invoke(cli.cli, ["selftest", "--device", "emulator", "--json"])
    report = json.loads(done.stdout)
    assert done.exit_code == 0 and report["passed"] and report["figures"] == "emulated"
    assert len(report["checks"]) == 22 and report["bandwidth"]["words"] > 0
    table = CliRunner().invoke(cli.cli, ["selftest", "--device", "emulator"])
    assert table.exit_code == 0 and "figures are emulated" in table.stdout


def test_command_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    report = selftest.Report("pynq", "g", "measured", (
        selftest.Check("memory", False, "3 of 8 bytes came back changed", 0.1),), None)
    monkeypatch.setattr(selftest, "run", lambda device: report)
    done = CliRunner().invoke(cli.cli, ["selftest", "--device", "emulator", "--json"])
    assert done.exit_code == 4 and not json.loads(done.stdout)["passed"]
    assert "1 of 1 checks failed on the pynq (memory)" in done.stderr
    assert "FAIL" in CliRunner().invoke(cli.cli, ["selftest", "--device", "emulator"]).stdout


def test_a_slow_clock_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emulator, "Clock", lambda built: Clock(built, built / 2))
    result = CliRunner().invoke(cli.cli, ["selftest", "--device", "emulator"])
    assert result.exit_code == 0
    assert result.stderr.count("clock is 50 MHz read back, built for 100") == 1
