"""The served virtual board: its parts, and unmodified pynq in processes of its own.

$LUTCORE_PYNQ_3_PYTHON names a Python that has pynq 3 (of the PYNQ-Z1 and Z2 images) and, for the
virtual board in its own process, Verilator; it needs no lutcore.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lutcore.driver import bundle, link
from lutcore.driver.errors import (
    BundleError,
    DeviceError,
    DeviceMemoryError,
    DeviceUnavailable,
    RegisterAccessError,
    UsageError,
)
from lutcore.driver.spec.manifest import Manifest
from lutcore.driver.spec.registers import BY_NAME, MAGIC
from lutcore.driver.virtual import served
from lutcore.driver.virtual.bitfile import render_bit, stage
from lutcore.driver.virtual.board import available, import_pynq
from lutcore.driver.virtual.remote import RemoteServer
from lutcore.driver.virtual.served import BOARDS, LEDS, ServedBoard, overlay_for

ROOT   = Path(__file__).parents[2]
MODEL  = ROOT / "tests" / "golden" / "llama_random"
BASE   = {"Pynq-Z2": 0x4000_0000, "KV260": 0xA000_0000}
MIB    = 1 << 20
FIRMWARE, MANAGER = "/lib/firmware/x.bin", "/sys/class/fpga_manager/fpga0/firmware"
FLAGS  = "/sys/class/fpga_manager/fpga0/flags"
PYNQ_3 = os.environ.get("LUTCORE_PYNQ_3_PYTHON")

pytestmark = [
    pytest.mark.skipif(not available()[0], reason=available()[1]),
    pytest.mark.skipif(sys.platform != "linux", reason="wants all of 127.0.0.0/8 to be loopback"),
]
PYTHONS = [
    pytest.param(sys.executable, id="installed"),
    pytest.param(PYNQ_3, id="pynq3", marks=pytest.mark.skipif(
        not PYNQ_3, reason="$LUTCORE_PYNQ_3_PYTHON names no Python with pynq 3")),
]
_numbers = itertools.count(1)


def own_address() -> str:
    """A loopback address that no other test on this computer uses: pynq's port is always 7967."""
    pid = os.getpid()
    return f"127.{1 + pid // 250 % 250}.{1 + pid % 250}.{next(_numbers)}"


# The board without gRPC ---------------------------------------------------------------------------


@pytest.fixture
def make_board(request: pytest.FixtureRequest) -> Callable[..., ServedBoard]:
    def make(name: str = "Pynq-Z2", geometry: str = "tiny", **ddr: Any) -> ServedBoard:
        board = ServedBoard(bundle.find("virtual", geometry), name, **{"size": MIB, **ddr})
        request.addfinalizer(board.close)
        return board
    return make


def firmware(bit: Path) -> bytes:
    """What pynq makes of a .bit before it sends it."""
    import_pynq()
    return pytest.importorskip("pynq.pl_server.embedded_device").bit2bin(bit.read_bytes())


def load(board: ServedBoard, content: bytes, flags: bytes = b"0") -> None:
    """The three files that pynq writes to load a bitstream."""
    for path, data in ((FIRMWARE, content), (FLAGS, flags), (MANAGER, b"x.bin\n")):
        board.write_file(path, [data])


@pytest.mark.parametrize("name, arch", [("Pynq-Z2", b"armv7l"), ("KV260", b"aarch64")])
def test_identity_and_bus(make_board, name, arch):
    board = make_board(name)
    assert board.read_file(served.BOARD_NODE) == name.encode() + b"\0"
    assert arch in board.read_file("/proc/version")
    assert board.read(BASE[name]) == MAGIC
    leds = BASE[name] + LEDS.offset
    board.write(leds, 0x15)
    assert (board.read(leds), board.read(leds + 4)) == (5, 0)
    board.write(leds + 4, 3)
    assert board.read(leds) == 5
    with pytest.raises(RegisterAccessError, match="nothing answers"):
        board.read(BASE[name] + 0x2_0000)
    with pytest.raises(RegisterAccessError, match="multiple of 4"):
        board.write(BASE[name] + 2, 0)


def test_a_board_that_there_is_not():
    with pytest.raises(UsageError, match="'ZCU104'.*Pynq-Z1, Pynq-Z2, KV260"):
        ServedBoard(bundle.find("virtual", "tiny"), "ZCU104")


def test_files_stay_in_their_places(make_board, monkeypatch):
    board = make_board()
    board.write_file("/tmp/a", [b"12", b"34"])
    assert board.has_file("/tmp/a") and board.read_file("/tmp/a") == b"1234"
    assert not board.has_file("/etc/passwd")
    with pytest.raises(DeviceError, match="/etc/passwd: .*no such file"):
        board.read_file("/etc/passwd")
    with pytest.raises(DeviceError, match="/root/x: .*takes files in /lib/firmware/"):
        board.write_file("/root/x", [b""])
    monkeypatch.setattr(served, "FILE_BYTES", 10)
    with pytest.raises(DeviceError, match="more than 10 bytes"):
        board.write_file("/tmp/a", (b"123456" for _ in itertools.count()))
    monkeypatch.setattr(served, "FILES_BYTES", 80)
    with pytest.raises(DeviceError, match="no room"):
        board.write_file("/tmp/b", [b"1234567890"])
    assert board.read_file("/tmp/a") == b"1234" and not board.has_file("/tmp/b")
    assert not Path("/tmp/b").exists()


def test_buffers_are_freed(make_board):
    board = make_board()
    first = board.allocate(MIB)
    with pytest.raises(DeviceMemoryError, match="free buffers"):
        board.allocate(1)
    board.write_memory(first, 5, b"abc")
    assert board.read_memory(first, 4, 5) == b"\0abc\0"
    assert board.read_memory(first, MIB - 1, 100) == b"\0" and not board.read_memory(first, MIB, 1)
    board.free(first)
    board.allocate(MIB)
    for use in (board.free, board.address, lambda b: board.read_memory(b, 0, 1)):
        with pytest.raises(DeviceError, match="was freed"):
            use(first)
    with pytest.raises(DeviceError, match="-1 bytes"):
        board.allocate(-1)
    small = make_board().allocate(10)
    with pytest.raises(DeviceError, match="buffer"):
        board.write_memory(small, 0, bytes(11))


def test_a_bitstream_chooses_the_engine(make_board):
    board = make_board()
    digest, program = BASE["Pynq-Z2"] + BY_NAME["digest"].offset, BY_NAME["program"].offset
    buffer = board.allocate(100)
    board.write_memory(buffer, 0, b"still here")
    for geometry in ("tiny", "demo"):
        board.write(BASE["Pynq-Z2"] + program, 64)
        source = bundle.find("virtual", geometry)
        load(board, firmware(overlay_for(source, "zynq7")))
        assert board.read(digest) == source.geometry.digest
        assert board.read(BASE["Pynq-Z2"] + program) == 0
        assert board.read_memory(buffer, 0, 10) == b"still here"


def test_foreign_bitstreams_are_refused(make_board, tmp_path):
    board = make_board()
    with pytest.raises(BundleError, match="x.bin: not a virtual board's bitstream"):
        load(board, b"\xff\xff\xff\xff\x66\x55\x99\xaa" + bytes(5001))
    unknown = stage(tmp_path, render_bit("ab" * 32, "<x/>"), b"<x/>")
    with pytest.raises(BundleError, match="design abababab.* no virtual bundle"):
        load(board, firmware(unknown))
    with pytest.raises(BundleError, match="in part"):
        load(board, firmware(unknown), flags=b"1")
    board.write_file(FLAGS, [b"0"])
    with pytest.raises(DeviceError, match="no such file"):
        board.write_file(MANAGER, [b"missing.bin"])
    assert board.read(BASE["Pynq-Z2"]) == MAGIC


# The services -------------------------------------------------------------------------------------


@pytest.fixture
def services(make_board) -> Iterator[SimpleNamespace]:
    """pynq's remote device in this process, on a board of 1 MiB."""
    import_pynq()
    remote_device = pytest.importorskip("pynq.pl_server.remote_device")
    address = own_address()
    board = make_board()
    with RemoteServer(board, address) as server:
        device = remote_device.RemoteDevice(0, address)
        yield SimpleNamespace(device=device, server=server, address=address)
        device.client.channel.close()


def test_registers_over_the_network(services):
    pynq = import_pynq()
    mmio = pynq.MMIO(BASE["Pynq-Z2"], 0x40, device=services.device)
    mmio.write(BY_NAME["program"].offset, 0xFEDC_BA40)
    assert mmio.read(BY_NAME["program"].offset) & 0xFFFF_FFFF == 0xFEDC_BA40    # signed in 3.1
    assert mmio.read(BY_NAME["program"].offset, 1) == 0x40
    for use, message in ((lambda: mmio.read(0x40), "4 bytes at 0x40 of a window of 0x40"),
                         (lambda: mmio.write(0x3C, bytes(8)), "8 bytes at 0x3c"),
                         (lambda: mmio.read(0, 8), "want at most 4")):
        with pytest.raises(RuntimeError, match=message):
            use()
    outside = pynq.MMIO(0x5000_0000, 4, device=services.device)
    with pytest.raises(RuntimeError, match="nothing answers at 0x50000000"):
        outside.read(0)


def test_buffers_over_the_network(services):
    buffer = services.device.allocate((3 << 18,), "u1")         # several messages
    buffer[:] = 7
    buffer.flush()
    buffer[:] = 0
    buffer.invalidate()
    assert buffer.tobytes() == bytes([7]) * len(buffer)
    assert buffer.device_address == 0x1000_0000
    import grpc
    with pytest.raises(grpc.RpcError, match="RESOURCE_EXHAUSTED"):
        services.device.allocate((1 << 19,), "u1")
    buffer.freebuffer()
    services.device.allocate((1 << 19,), "u1").freebuffer()
    with pytest.raises(RuntimeError, match="was freed"):
        buffer.flush()
    with pytest.raises(grpc.RpcError, match="no such file"):
        services.device.read_file("/etc/passwd")


def test_a_real_board_gets_its_own_bundle(tmp_path, monkeypatch):
    """Staged under a name of its own: a board asks for no firmware whose name it knows."""
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv(bundle.PATH_VARIABLE, str(tmp_path))
    virtual, staged = bundle.find("virtual", "tiny"), []
    device = SimpleNamespace(name="Pynq-Z2", arch="armv7l",
                             exists_file=lambda path: SimpleNamespace(exists=False))
    with pytest.raises(BundleError, match="no board bundle of .*tiny for board Pynq-Z2"):
        link.find_overlay(device, "tiny")
    for content in (b"one", b"two"):
        folder = tmp_path / "z2"
        shutil.copytree(virtual.folder, folder, dirs_exist_ok=True)
        (folder / "lutcore.bit").write_bytes(content)
        Manifest.of_folder(folder, name="z2", kind="board", board="pynq_z2", tools={},
                           geometry=virtual.geometry, clock_mhz=100.0).write(folder)
        found, bit = link.find_overlay(device, "tiny")
        assert found.name == "z2" and bit.read_bytes() == content
        assert bit.with_suffix(".hwh").read_bytes() == found.hardware.read_bytes()
        staged.append(bit.stem)
    assert len(set(staged)) == 2


def test_a_port_is_served_once(services, make_board):
    board = make_board()
    with pytest.raises(DeviceUnavailable, match=f"cannot listen at {services.address}:7967"):
        RemoteServer(board, services.address)
    with pytest.raises(DeviceError):
        board.read(BASE["Pynq-Z2"])
    services.server.close()
    services.server.close()
    RemoteServer(make_board(), services.address).close()


# Other processes ----------------------------------------------------------------------------------

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
from lutcore.driver.virtual.board import available, import_pynq, virtual_device
if not available()[0]:
    sys.exit(available()[1])
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
LOSE = """
import os, sys, time, warnings
warnings.simplefilter("ignore")
from lutcore.driver import link, open_device, selftest
from lutcore.driver.errors import DeviceLost
link.CALL_SECONDS = float(sys.argv[3])
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
except DeviceLost as error:
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
    """Runs code in a process of its own, with `boards` for its remote ones."""
    env = {name: value for name, value in os.environ.items() if name != "PYNQ_REMOTE_DEVICES"}
    env |= {"PYNQ_REMOTE_DEVICES": boards} if boards else {}
    env |= {"PYTHONPATH": str(path)} if path else {}
    return subprocess.run([interpreter, "-c", code, *map(str, arguments)], env=env, timeout=120,
                          capture_output=True, text=True, check=False)


def answer(done: subprocess.CompletedProcess) -> Any:
    """The JSON that a process printed last."""
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


class Serving:
    """`lutcore board serve` in a process of its own."""

    def __init__(self, *options: str) -> None:
        self.address = own_address()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lutcore.host_app", "board", "serve", "--address", self.address,
             *options], stderr=subprocess.PIPE, text=True)
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
def boards() -> Iterator[dict[str, Serving]]:
    """A served board of each family."""
    running = {name: Serving("--board", name, "--geometry", "tiny") for name in BASE}
    yield running
    for server in running.values():
        server.end()


@pytest.fixture
def doomed() -> Iterator[Serving]:
    """A served board to lose."""
    server = Serving("--geometry", "tiny")
    yield server
    server.end()


@pytest.mark.parametrize("interpreter", PYTHONS)
@pytest.mark.parametrize("name", BASE)
def test_unmodified_pynq(boards, name, interpreter):
    server = boards[name]
    done = python(CLIENT, server.bit, interpreter=interpreter, boards=server.address)
    assert answer(done) == {
        "loaded": [[True, MAGIC, 0, 0x1000_0040]] * 2, "name": name, "same": True,
        "clock": pytest.approx(100, rel=1e-4), "refused": ["_InactiveRpcError", "ValueError"],
    }


@pytest.mark.parametrize("name", BASE)
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
    digest = bundle.find("virtual", geometry).geometry.digest
    assert answer(done) == ["virtual", digest, True, 20]


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
    done = python(LOCAL, bundle.find("virtual", "tiny").folder, interpreter=interpreter,
                  path=linked)
    if done.returncode and "pip install" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert answer(done) == [[True, MAGIC, True]] * 2


def test_the_command_offers_every_board():
    from lutcore.host_app.commands import boards
    assert tuple(BOARDS) == boards.BOARDS
