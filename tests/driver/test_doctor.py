"""Probes on made-up boards, on a PC with nothing and in every bad case; devices that fall short."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from lutcore.driver import Device, devices, doctor, lock, open_device, probes
from lutcore.driver.contract import preset
from lutcore.driver.contract.instructions import Quant
from lutcore.driver.devices import BOARD_VARIABLE, DeviceInfo
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import DeviceBusyError, DeviceUnavailableError
from lutcore.driver.litex.address import SERVER_VARIABLE
from lutcore.driver.lock import BoardLock
from lutcore.driver.probes import OK, PROBLEM, VENV, WARNING, Finding, Machine, look
from lutcore.driver.pynq.network import REMOTE_VARIABLE
from lutcore.driver.transport import Clock
from lutcore.host_app import cli

Plant = Callable[[dict[str, object]], Path]

AMS  = "sys/bus/iio/devices/iio:device0"
INA  = "sys/class/hwmon/hwmon2"
PROC = {
    "proc/meminfo": "MemTotal:         503812 kB\nMemAvailable:     301244 kB\n"
                    "CmaTotal:         131072 kB\nCmaFree:          120000 kB",
    "proc/loadavg": "0.21 0.10 0.04 1/180 2011",
    "proc/stat": "cpu  1 2 3\ncpu0 1 2 3\ncpu1 1 2 3\nintr 5",
}
PYNQ_Z2 = PROC | {
    "proc/device-tree/compatible": "xlnx,zynq-7000\0",
    "proc/device-tree/chosen/pynq_board": "Pynq-Z2\0",
    "etc/os-release": 'NAME="PynqLinux"\nPRETTY_NAME="PynqLinux 22.04"\n',
    "home/xilinx/REVISION": "Release 2022_09_23 a8a4df7\nBoard 2022_09_23 a8a4df7",
    f"{VENV}/pyvenv.cfg": "home = /usr/bin",
    f"{AMS}/name": "xadc",
    f"{AMS}/in_temp0_raw": 2650, f"{AMS}/in_temp0_offset": -2219,
    f"{AMS}/in_temp0_scale": 123.040771484,
    f"{AMS}/in_voltage0_vccint_raw": 1365, f"{AMS}/in_voltage0_vccint_scale": 0.732421875,
    f"{AMS}/in_voltage1_vccaux_raw": 2458, f"{AMS}/in_voltage1_vccaux_scale": 0.732421875,
}
KV260 = PROC | {
    "proc/device-tree/compatible": "xlnx,zynqmp-sk-kv260-rev1\0xlnx,zynqmp\0",
    "proc/meminfo": "MemAvailable:    3301244 kB\nCmaTotal:        1024000 kB\n"
                    "CmaFree:         1000000 kB",
    "etc/os-release": 'PRETTY_NAME="Ubuntu 22.04.4 LTS"\n',
    f"{VENV}/pyvenv.cfg": "home = /usr/bin",
    f"{AMS}/name": "xilinx-ams",
    f"{AMS}/in_temp0_ps_temp_raw": 41000, f"{AMS}/in_temp0_ps_temp_offset": -36058,
    f"{AMS}/in_temp0_ps_temp_scale": 7.771514892,
    f"{INA}/name": "ina260_u14", f"{INA}/power1_input": 4810000, f"{INA}/in1_input": 5020,
}
SERIAL = "sys/bus/usb-serial/devices"
XRT = {"XILINX_XRT": "/usr"}


@pytest.fixture
def machine(plant: Plant) -> Callable[..., Machine]:
    """machine(files, changed, **fields): a Machine of these files; None removes one."""
    def make(files: dict[str, object], changed: dict[str, object] | None = None,
             **fields: Any) -> Machine:
        whole = {name: value for name, value in (files | (changed or {})).items()
                 if value is not None}
        root = plant(whole)
        version = fields.pop("pynq", "3.0.1")
        made = Machine(root, XRT, True, root / VENV, lambda package: version)
        return replace(made, **fields)
    return make


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


# This computer ------------------------------------------------------------------------------------


def test_a_healthy_pynq_z2(machine: Callable[..., Machine]) -> None:
    found = by_name(look(machine(PYNQ_Z2)))
    assert {name for name, finding in found.items() if finding.state != OK} == set()
    assert {name: finding.value for name, finding in found.items() if name != "python"} == {
        "board": "Pynq-Z2", "image": "PYNQ 2022_09_23, PynqLinux 22.04", "pynq": "3.0.1",
        "XRT": "/usr", "user": "root", "CMA": "117 of 128 MiB free",
        "memory": "294 MiB available", "load": "0.21 on 2 processors",
        "temperature": "xadc temp 53 C", "supply": "vccint 1.00 V, vccaux 1.80 V",
        "power": "not measured: no sensor"}


def test_a_healthy_kv260(machine: Callable[..., Machine]) -> None:
    found = by_name(look(machine(KV260, environment=XRT | {BOARD_VARIABLE: "KV260"})))
    assert {name for name, finding in found.items() if finding.state != OK} == set()
    assert found["power"].value == "4.81 W by ina260_u14"
    assert found["supply"].value == "ina260_u14 5.02 V"
    assert found["temperature"].value == "xilinx-ams ps_temp 38 C"
    assert found["image"].value == "Ubuntu 22.04.4 LTS"


def test_a_pc_with_nothing(machine: Callable[..., Machine]) -> None:
    found = by_name(look(machine({}, environment={}, superuser=False, pynq=None,
                                 prefix=Path("/usr"))))
    assert set(found) == {"board", "python", "pynq"}
    assert found["board"].value == "none: this is not a PYNQ board"
    assert found["pynq"].state == WARNING and "pip install" in found["pynq"].remedy


@pytest.mark.parametrize("board, changed, fields, name, state, remedy", [
    (KV260, {}, {"environment": {}}, "board", PROBLEM, "pynq_venv.sh"),
    (PYNQ_Z2, {}, {"environment": XRT | {"BOARD": "Unknown"}}, "board", PROBLEM, r"set \$BOARD"),
    (PYNQ_Z2, {}, {"prefix": Path("/usr")}, "python", PROBLEM, "sudo -i"),
    (PYNQ_Z2, {}, {"pynq": None}, "pynq", PROBLEM, "sudo -i"),
    (PYNQ_Z2, {}, {"pynq": "2.7.0"}, "pynq", WARNING, "newer image"),
    (PYNQ_Z2, {}, {"pynq": "4.0.0"}, "pynq", PROBLEM, "3.0 or 3.1"),
    (PYNQ_Z2, {}, {"environment": {}}, "XRT", PROBLEM, "xrt_setup.sh"),
    (PYNQ_Z2, {}, {"superuser": False}, "user", PROBLEM, "sudo -i"),
    (PYNQ_Z2, {"proc/meminfo": "MemAvailable: 99 kB"}, {}, "CMA", PROBLEM, "cma=128M"),
    (PYNQ_Z2, {"proc/meminfo": "CmaTotal: 65536 kB\nCmaFree: 65000 kB"}, {}, "CMA", WARNING,
     "cma=256M"),
    (PYNQ_Z2, {"proc/meminfo": "CmaTotal: 131072 kB\nCmaFree: 9000 kB"}, {}, "CMA", WARNING,
     "close notebooks"),
    (PYNQ_Z2, {"proc/meminfo": "MemAvailable:      30000 kB"}, {}, "memory", WARNING, "end prog"),
    (PYNQ_Z2, {"proc/loadavg": "1.90 1.2 0.4 3/180 99"}, {}, "load", WARNING, "top"),
    (PYNQ_Z2, {f"{AMS}/in_temp0_raw": 2880}, {}, "temperature", WARNING, "cool"),
    (PYNQ_Z2, {f"{AMS}/in_temp0_raw": 2930}, {}, "temperature", PROBLEM, "fan"),
    (PYNQ_Z2, {f"{AMS}/in_voltage0_vccint_raw": 1280}, {}, "supply", PROBLEM,
     "vccint must be 1 V.*stronger"),
    ({}, {f"{SERIAL}/ttyUSB0/latency_timer": 1, f"{SERIAL}/ttyUSB1/latency_timer": 16},
     {"environment": {SERVER_VARIABLE: "localhost:1234"}}, "serial", WARNING, "ttyUSB1/latency"),
    (KV260, {f"{INA}/in1_input": 4600}, {"environment": XRT | {"BOARD": "KV260"}}, "supply",
     PROBLEM, "ina260_u14 must be 5 V"),
    (KV260, {f"{INA}/power1_input": "broken"}, {"environment": XRT | {"BOARD": "KV260"}}, "power",
     WARNING, "joules will be missing"),
])
def test_what_is_wrong_is_said_with_its_remedy(
        machine: Callable[..., Machine], board: dict[str, object], changed: dict[str, object],
        fields: dict[str, Any], name: str, state: str, remedy: str) -> None:
    found = by_name(look(machine(board, changed, **fields)))[name]
    assert found.state == state, found
    assert re.search(remedy, found.remedy), found


def test_sensors_that_are_missing_are_not_a_problem(machine: Callable[..., Machine]) -> None:
    bare = {name: value for name, value in PYNQ_Z2.items() if not name.startswith("sys/")}
    found = by_name(look(machine(bare)))
    assert {found[name].value for name in ("temperature", "supply", "power")} == {
        "not measured: no sensor"}
    assert {finding.state for finding in found.values()} == {OK}


def test_another_sensor_than_that_of_the_supply_says_so(machine: Callable[..., Machine]) -> None:
    found = probes.power(machine(PYNQ_Z2, {f"{INA}/name": "ina226_u3",
                                           f"{INA}/power1_input": 1000000}))
    assert found == Finding("power", "1.00 W by ina226_u3, perhaps not of the whole board")


@pytest.mark.parametrize("server, timer, state", [
    ("localhost:1234", "1", OK), ("udp://192.168.1.50", "16", None), ("", "16", None),
    ("localhost:1234", None, None)])
def test_serial_ports_matter_to_boards_behind_them(
        machine: Callable[..., Machine], server: str, timer: str | None, state: str | None) -> None:
    found = probes.serial(machine({f"{SERIAL}/ttyUSB0/latency_timer": timer},
                                  environment={SERVER_VARIABLE: server}))
    assert (found.state if found else None) == state


def test_no_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.library, "compiler", lambda: None)
    assert doctor.compiler().state == WARNING and "g++" in doctor.compiler().remedy


@pytest.mark.parametrize("swap, state", [("", WARNING), ("SwapFree:  524284 kB\n", OK)])
def test_an_executor_that_is_not_compiled(machine: Callable[..., Machine], swap: str, state: str,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    """A board needs memory for the compiler, and its owner patience."""
    board = machine(PYNQ_Z2, {"proc/meminfo": "MemAvailable:     301244 kB\n" + swap})
    monkeypatch.setattr(doctor.library, "is_built", lambda: False)
    (found,) = doctor.executor(board)
    assert found.state == state and "not compiled yet" in found.value
    assert "add swap" in found.remedy or state == OK
    monkeypatch.setattr(doctor.library, "is_built", lambda: True)
    assert [*doctor.executor(board)] == [Finding("executor", "compiled")]
    monkeypatch.setattr(doctor.library, "compiler", lambda: None)
    assert not [*doctor.executor(board)]


def test_the_device_that_auto_takes_and_why_not_a_better_one(monkeypatch) -> None:
    infos = [DeviceInfo("pynq", False, "no board", []), DeviceInfo("emulator", True, "exact", [])]
    monkeypatch.setattr(doctor, "list_devices", lambda: infos)
    assert list(doctor.choice()) == [Finding("auto takes", "emulator: exact"),
                                     Finding("not pynq", "no board")]


# Devices ------------------------------------------------------------------------------------------


class Clocked(Emulator):
    """An emulator with a clock, whose weights come at `rate` words per cycle."""

    name, rate = "pynq", 0.9

    def read(self, register: str) -> int:
        value = super().read(register)
        if register == "cycles":
            return round(super().read("stream_words") / self.rate)
        return value


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """board(rate, clock): opens a Clocked device; locks lie in a folder of the test's own."""
    monkeypatch.setattr(lock, "_SHARED", tmp_path / "missing")
    monkeypatch.setattr(lock.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.delenv(REMOTE_VARIABLE, raising=False)

    def make(rate: float = 0.9, clock: Clock | None = None) -> Callable[[str], Device]:
        def opener(name: str) -> Device:
            engine = Clocked(preset("tiny"))
            engine.rate, engine.clock = rate, clock or Clock(100.0, 100.0)
            return Device(engine)
        return opener
    return make


def test_a_board_that_delivers(board: Callable[..., Any]) -> None:
    found = by_name(list(doctor.device("pynq", board())))
    assert {finding.state for finding in found.values()} == {OK}
    assert found["clock"].value == "100 MHz read back"
    assert found["weights"].value == "0.90 of 1 words per cycle, 1.44 GB/s, measured"
    assert found["results"].value.endswith("GB/s at least, measured")


@pytest.mark.parametrize("rate, clock, name, remedy", [
    (0.4, Clock(100.0, 100.0), "weights", "selftest"),
    (0.9, Clock(100.0, 62.5), "clock", "no divider that is nearer"),
    (0.9, Clock(100.0), "clock", "could not be read"),
])
def test_a_board_that_does_not(board: Callable[..., Any], rate: float, clock: Clock, name: str,
                               remedy: str) -> None:
    found = by_name(list(doctor.device("pynq", board(rate, clock))))[name]
    assert found.state == WARNING and remedy in found.remedy


def test_the_units_of_an_engine() -> None:
    """An engine that takes VEC, QUANT and ATTN, and one whose QUANTs are wrong."""
    transport = Emulator(replace(preset("ternary"), vector_lanes=1, attention_words=1),
                         arithmetic="numpy")
    with Device(transport) as device:
        found = doctor.units(device)
        assert found.state == OK and found.value.startswith("bit-exact, ")
        run = transport._execute_in_a_unit

        def spoilt(x, table) -> None:
            run(x, table)
            if isinstance(x, Quant):
                transport._write(x.total, np.zeros(4, np.uint8))

        transport._execute_in_a_unit = spoilt
        found = doctor.units(device)
        assert found.state == PROBLEM and "words of QUANTs differ" in found.value


@pytest.mark.parametrize("error, name", [(DeviceUnavailableError("no image"), "device"),
                                         (DeviceBusyError("in use by process 7"), "owner")])
def test_a_board_that_cannot_be_opened(error: Exception, name: str) -> None:
    def opener(name: str) -> Device:
        raise error
    (found,) = doctor.device("pynq", opener)
    assert (found.name, found.state, found.remedy) == (name, PROBLEM, str(error))


def test_a_board_in_use_is_not_opened(board: Callable[..., Any], machine) -> None:
    owner = BoardLock("pynq-here")
    found = doctor.examine("pynq", board(), machine(PYNQ_Z2))
    assert "is used by process" in by_name(found)["owner"].value
    assert found[-1] == Finding("device", "pynq, not opened", WARNING, "solve first: owner")
    owner.release()
    assert by_name(doctor.examine("pynq", board(), machine(PYNQ_Z2)))["owner"].value == (
        "nobody uses pynq-here")


def test_a_board_is_not_opened_while_its_image_has_a_problem(board: Callable[..., Any],
                                                             machine) -> None:
    found = doctor.examine("pynq", board(), machine(PYNQ_Z2, superuser=False))
    assert found[-1].remedy == "solve first: user"
    assert doctor.worst(found) == PROBLEM


def test_a_network_board_is_opened_whatever_this_computer_lacks(board, machine) -> None:
    found = by_name(doctor.examine("litex", board(), machine(PYNQ_Z2, superuser=False)))
    assert found["its system"].value.startswith("not looked at")
    assert "weights" in found


def test_no_device_is_opened_where_no_board_is(machine, monkeypatch) -> None:
    monkeypatch.setattr(devices, "BOARD_FILE", Path("/nonexistent"))
    for variable in (BOARD_VARIABLE, REMOTE_VARIABLE, "LUTCORE_LITEX"):
        monkeypatch.delenv(variable, raising=False)
    found = doctor.examine(None, lambda name: pytest.fail(name), machine({}))
    assert "device" not in by_name(found)


def test_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [Finding("load", "0.1"), Finding("CMA", "none", PROBLEM, "reserve some")]
    monkeypatch.setattr(doctor, "examine", lambda name, opener, machine: lines)
    run = CliRunner().invoke(cli.cli, ["doctor"])
    assert run.exit_code == 1 and "reserve some" in run.stdout
    run = CliRunner().invoke(cli.cli, ["doctor", "--json"])
    assert run.exit_code == 1
    assert json.loads(run.stdout) == {"state": PROBLEM, "findings": [
        {"name": "load", "value": "0.1", "state": OK, "remedy": ""},
        {"name": "CMA", "value": "none", "state": PROBLEM, "remedy": "reserve some"}]}
    lines[1] = replace(lines[1], state=WARNING)
    assert CliRunner().invoke(cli.cli, ["doctor"]).exit_code == 0


def test_the_virtual_board(virtual_board: None) -> None:
    run = CliRunner().invoke(cli.cli, ["doctor", "--device", "virtual", "--geometry", "tiny",
                                       "--json"])
    found = {line["name"]: line for line in json.loads(run.stdout)["findings"]}
    assert found["weights"]["value"].endswith("simulated") and found["clock"]["state"] == OK
    with open_device("emulator", "tiny") as emulator:
        assert emulator.geometry.name in found["device"]["value"]
