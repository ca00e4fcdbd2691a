"""Unmodified pynq in other processes: with a served board, and with a virtual board of its own.

$LUTCORE_PYNQ_3_PYTHON names a Python that has pynq 3 (of the PYNQ-Z1 and Z2 images) and, for the
virtual board in its own process, Verilator; it needs no lutcore.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lutcore.driver.bundles.find import PATH_VARIABLE, find_bundle
from lutcore.driver.bundles.manifest import Manifest
from lutcore.driver.contract.registers import MAGIC
from lutcore.driver.errors import BundleError
from lutcore.driver.pynq import network
from lutcore.driver.virtual.served import BOARDS, find_served_overlay

ROOT     = Path(__file__).parents[3]
MODEL    = ROOT / "tests" / "golden" / "llama_random"
FAMILIES = ("Pynq-Z2", "KV260")
PYNQ_3   = os.environ.get("LUTCORE_PYNQ_3_PYTHON")
PYTHONS  = [
    pytest.param(sys.executable, id="installed"),
    pytest.param(PYNQ_3, id="pynq3", marks=pytest.mark.skipif(
        not PYNQ_3, reason="$LUTCORE_PYNQ_3_PYTHON names no Python with pynq 3")),
]

CLIENT = """
import json, sys, warnings
warnings.simplefilter("ignore")
import numpy, pynq
device, facts = pynq.Device.active_device, {"loaded": []}
for download in (True, False):
    overlay = pynq.Overlay(sys.argv[1], download=download)
    engine = overlay.lutcore
    engine.register_map.program = 0x1000_0040
    facts["loaded"].append([overlay.is_loaded(), engine.register_map.magic[31:0],
                            int(engine.register_map.status.busy), engine.read(16)])
facts["clock"], facts["name"] = pynq.Clocks.fclk0_mhz, device.name
buffer = pynq.allocate((5000,), "u1")
buffer[:] = numpy.arange(5000) % 251
buffer.flush()
buffer[:] = 0
buffer.invalidate()
facts["same"] = bool((numpy.array(buffer) == numpy.arange(5000) % 251).all())
buffer.freebuffer()
facts["refused"] = []
for size in (1 << 30, 1 << 31):
    try:
        pynq.allocate((size,), "u1")
    except Exception as error:
        facts["refused"].append(type(error).__name__)
print(json.dumps(facts))
"""

DRIVER = """
import json, sys, warnings
warnings.simplefilter("ignore")
from lutcore.driver import open_device, selftest
with open_device(*sys.argv[1:]) as device:
    report = selftest.run(device)
print(json.dumps([device.name, device.geometry.digest, report.passed, len(report.checks)]))
"""

LOCAL = """
import json, sys, warnings
warnings.simplefilter("ignore")
from lutcore.driver.pynq.staging import import_pynq
from lutcore.driver.virtual.board import virtual_available, virtual_device
if not virtual_available()[0]:
    sys.exit(virtual_available()[1])
pynq, loaded = import_pynq(), []
with virtual_device(sys.argv[1], size=1 << 20) as device:
    for download in (True, False):
        overlay = pynq.Overlay(str(device.bitfile), download=download, device=device)
        buffer = pynq.allocate((100,), "u1", target=device)
        buffer[:] = 7
        buffer.flush()
        buffer[:] = 0
        buffer.invalidate()
        loaded.append([overlay.is_loaded(), overlay.lutcore.register_map.magic[31:0],
                       bool((buffer == 7).all())])
print(json.dumps(loaded))
"""

# argv: process to signal, signal, seconds for a call. The signal comes right after the doorbell.
# If the script hangs, it says where.
LOSE = """
import faulthandler, os, sys, time, warnings
faulthandler.dump_traceback_later(60, exit=True)
warnings.simplefilter("ignore")
from lutcore.driver.pynq import network
from lutcore.driver import open_device, selftest
from lutcore.driver.errors import DeviceLostError
network.CALL_SECONDS = float(sys.argv[3])
try:
    with open_device("pynq") as device:
        packed, x = selftest.products(device.geometry)[0].operands()
        matrix, write = device.load(packed), device.transport.write
        def ring(register, value):
            write(register, value)
            if register == "count":
                os.kill(int(sys.argv[1]), int(sys.argv[2]))
        device.transport.write = ring
        device.matmul(matrix, x)
except DeviceLostError as error:
    print(error)
    sys.exit(4)
"""


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to put on PYTHONPATH for an interpreter that has no lutcore installed."""
    folder = tmp_path_factory.mktemp("packages")
    (folder / "lutcore").mkdir()
    for name in ("driver", "bitstreams"):
        (folder / "lutcore" / name).symlink_to(ROOT / name)
    return folder


def python(code: str, *arguments: object, interpreter: str = sys.executable,
           boards: str | None = None, path: Path | None = None) -> subprocess.CompletedProcess:
    """Run code in another process, whose remote boards are `boards`."""
    env = {name: value for name, value in os.environ.items() if name != "PYNQ_REMOTE_DEVICES"}
    env |= {"PYNQ_REMOTE_DEVICES": boards} if boards else {}
    env |= {"PYTHONPATH": str(path)} if path else {}
    return subprocess.run([interpreter, "-c", code, *map(str, arguments)], env=env, timeout=120,
                          capture_output=True, text=True, check=False)


def answer(done: subprocess.CompletedProcess) -> Any:
    """Return the JSON that a process printed last."""
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


class Serving:
    """`lutcore board serve` in a process of its own."""

    def __init__(self, address: str, *options: str) -> None:
        self.address = address
        before = signal.signal(signal.SIGINT, signal.default_int_handler)   # a background process
        try:                            # ignores it, and its children inherit that
            self.process = subprocess.Popen(
                [sys.executable, "-m", "lutcore.host_app", "board", "serve", "--address", address,
                 *options], stderr=subprocess.PIPE, text=True)
        finally:
            signal.signal(signal.SIGINT, before)
        self.said = [self.process.stderr.readline() for _ in range(3)]
        assert "until Ctrl-C" in self.said[0], self.said

    @property
    def bit(self) -> str:
        return self.said[2].split()[-1]

    def end(self) -> None:
        self.process.kill()
        self.process.wait(10)
        self.process.stderr.close()


@pytest.fixture(scope="module")
def boards(own_address) -> Iterator[dict[str, Serving]]:
    """A served board of each family."""
    running = {name: Serving(own_address(), "--board", name, "--geometry", "tiny")
               for name in FAMILIES}
    yield running
    for server in running.values():
        server.end()


@pytest.fixture
def doomed(own_address) -> Iterator[Serving]:
    """A served board that a test kills."""
    server = Serving(own_address(), "--geometry", "tiny")
    yield server
    server.end()


@pytest.mark.parametrize("interpreter", PYTHONS)
@pytest.mark.parametrize("name", FAMILIES)
def test_unmodified_pynq(boards, name, interpreter):
    server = boards[name]
    done = python(CLIENT, server.bit, interpreter=interpreter, boards=server.address)
    assert answer(done) == {
        "loaded": [[True, MAGIC, 0, 0x1000_0040]] * 2, "name": name, "same": True,
        "clock": pytest.approx(100, rel=1e-4), "refused": ["_InactiveRpcError", "ValueError"],
    }


@pytest.mark.parametrize("name", FAMILIES)
def test_pynqs_own_selftest(boards, name):
    if not importlib.util.find_spec("pynq.remote.selftest"):
        pytest.skip("this pynq has no selftest; 4.0.0 has")
    server = boards[name]
    done = subprocess.run([sys.executable, "-m", "pynq.remote.selftest", "--ip", server.address,
                           "--bitstream", server.bit], capture_output=True, text=True, timeout=120,
                          check=False)
    passed, others = re.search(r"summary: (\d+) passed, (.*)", done.stdout).groups()
    assert done.returncode == 0 and int(passed) >= 11, done.stdout
    assert others == "0 failed, 0 skipped" and "leds_gpio" in done.stdout


@pytest.mark.parametrize("interpreter", PYTHONS)
@pytest.mark.parametrize("name, geometry", [("Pynq-Z2", "demo"), ("KV260", "tiny")])
def test_the_driver_through_it(boards, name, geometry, interpreter, linked):
    done = python(DRIVER, "pynq", geometry, interpreter=interpreter, path=linked,
                  boards=boards[name].address)
    digest = find_bundle("virtual", geometry).geometry.digest
    assert answer(done) == ["virtual", digest, True, 22]


def test_what_another_process_left_in_pynqs_record_does_not_count(boards):
    """Two processes that load at the same time leave one's bitstream, the other's addresses."""
    mixed = """
import sys, warnings
warnings.simplefilter("ignore")
from pathlib import Path
import pynq
from pynq.pl_server import global_state
kept  = Path(global_state.__file__).with_name("_current_metadata.pkl")
zynq, zynqmp = [(device, bit) for device, bit in zip(pynq.Device.devices, sys.argv[1:])]
pynq.Overlay(zynqmp[1], device=zynqmp[0])
addresses = kept.read_bytes()
pynq.Overlay(zynq[1], device=zynq[0])
kept.write_bytes(addresses)
"""
    done = python(mixed, *(boards[name].bit for name in FAMILIES),
                  boards=",".join(boards[name].address for name in FAMILIES))
    assert done.returncode == 0, done.stderr[-2000:]
    done = python(DRIVER, "pynq", "tiny", boards=boards["Pynq-Z2"].address)
    assert answer(done)[2:] == [True, 22]


def test_generate_unchanged(boards):
    run = ["-m", "lutcore.host_app", "generate", str(MODEL), "--weights", "int4", "--prompt", "a",
           "--max-tokens", "3", "--json", "--device"]
    found = []
    for device, env in (("pynq", {"PYNQ_REMOTE_DEVICES": boards["KV260"].address}),
                        ("emulator", {})):
        done = subprocess.run([sys.executable, *run, device, *(["--geometry", "tiny"])],
                              env={**os.environ, **env}, capture_output=True, text=True,
                              timeout=120, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        found.append(json.loads(done.stdout))
    assert found[0]["tokens"] == found[1]["tokens"] and found[0]["text"] == found[1]["text"]


def test_boards_by_address(boards):
    code = """
import sys, json, pynq
found = []
for device, bit in zip(pynq.Device.devices, sys.argv[1:]):
    engine = pynq.Overlay(bit, download=False, device=device).lutcore
    found.append((device.name, engine, 64 * len(device.name)))
for _, engine, value in found:
    engine.write(16, value)
print(json.dumps([[name, engine.read(16)] for name, engine, _ in found]))
"""
    done = python(code, *(board.bit for board in boards.values()),
                  boards=",".join(board.address for board in boards.values()))
    assert answer(done) == [["Pynq-Z2", 64 * 7], ["KV260", 64 * 5]]


@pytest.mark.parametrize("sent, reason", [(signal.SIGKILL, "UNAVAILABLE"),
                                          (signal.SIGSTOP, "DEADLINE_EXCEEDED")])
def test_a_board_lost_in_the_middle_of_a_product(doomed, sent, reason):
    done = python(LOSE, doomed.process.pid, int(sent), 1.0, boards=doomed.address)
    assert done.returncode == 4, done.stderr[-2000:]
    assert done.stdout.startswith(f"the board at {doomed.address} no longer answers ({reason}")
    assert "start it again" in done.stdout and not done.stderr


def test_ctrl_c_ends_it(doomed):
    doomed.process.send_signal(signal.SIGINT)
    assert doomed.process.wait(10) == 0
    assert doomed.process.stderr.read() == "closed\n"
    done = subprocess.run([sys.executable, "-m", "lutcore.host_app", "selftest", "--device",
                           "pynq"], env={**os.environ, "PYNQ_REMOTE_DEVICES": doomed.address},
                          capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 5 and not done.stdout
    assert re.fullmatch(rf"lutcore: error: no board answers at {doomed.address} .*\n", done.stderr)


@pytest.mark.parametrize("interpreter", PYTHONS)
def test_the_virtual_board_within_its_process(interpreter, linked):
    done = python(LOCAL, find_bundle("virtual", "tiny").folder, interpreter=interpreter,
                  path=linked)
    if interpreter != sys.executable and done.returncode and "pip install" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert answer(done) == [[True, MAGIC, True]] * 2


def test_the_command_offers_every_board():
    from lutcore.host_app.commands import boards
    assert tuple(BOARDS) == boards.BOARDS


def test_a_real_board_gets_its_own_bundle(tmp_path, monkeypatch):
    """Each content has a name of its own: a board does not fetch firmware whose name it knows."""
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path))
    virtual, staged = find_bundle("virtual", "tiny"), []
    device = SimpleNamespace(name="Pynq-Z2", arch="armv7l",
                             exists_file=lambda path: SimpleNamespace(exists=False))
    assert find_served_overlay(device, "tiny") is None
    with pytest.raises(BundleError, match="no board bundle of .*tiny for board Pynq-Z2"):
        network.find_overlay(device, "tiny")
    for content in (b"one", b"two"):
        folder = tmp_path / "z2"
        shutil.copytree(virtual.folder, folder, dirs_exist_ok=True)
        (folder / "lutcore.bit").write_bytes(content)
        Manifest.of_folder(folder, name="z2", kind="board", board="pynq_z2", tools={},
                           geometry=virtual.geometry, clock_mhz=100.0).write(folder)
        found, bit = network.find_overlay(device, "tiny")
        assert found.name == "z2" and bit.read_bytes() == content
        assert bit.with_suffix(".hwh").read_bytes() == found.hardware.read_bytes()
        assert bit.parent == tmp_path / "cache" / "overlays"
        staged.append(bit.stem)
    assert len(set(staged)) == 2
