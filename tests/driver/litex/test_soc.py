"""The driver on a whole simulated SoC: litex_server, UART bridge, LiteDRAM with its model, engine.

Everything passes through the front door: registers, weights, activations and results all go through
LiteX's RemoteClient, its server and the SoC's bus, and memory is started as a board's is.
"""

from __future__ import annotations

import ctypes
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("litex", reason="needs litex: pip install 'lutcore[litex]'")

from litex.tools.litex_server import RemoteServer
from litex.tools.remote.comm_uart import CommUART

from lutcore.driver import Device, open_device
from lutcore.driver.bundles.find import PATH_VARIABLE
from lutcore.driver.bundles.manifest import BITSTREAM, REGISTERS, SOC, Manifest
from lutcore.driver.bundles.soc_map import SocMap
from lutcore.driver.contract import Geometry, WeightFormat, preset, registers
from lutcore.driver.errors import EngineError
from lutcore.driver.virtual.verilate import build_model, toolchain_available
from lutcore.gateware.soc.simulated import TOP, generate

HARNESS = Path(__file__).with_name("litex_soc.cpp")
QUIET   = 200                           # clocks without a byte until the host sends again
ROOM    = 1 << 12                       # bytes from the SoC at a time
SLOW    = 600.0                         # seconds for a doorbell
SMALL   = Geometry(rows=2, stream_depth=256)        # builds quickly
TWO     = Geometry(rows=2, lanes=2, ports=2, result_ports=2, stream_depth=256)


class Simulation:
    """A SoC, and a server on `port` that connects a client to its UART."""

    def __init__(self, library: Path) -> None:
        self._lib = ctypes.CDLL(str(library))
        self._lib.soc_create.restype = ctypes.c_void_p
        self._lib.soc_destroy.argtypes = [ctypes.c_void_p]
        self._lib.soc_cycles.argtypes = [ctypes.c_void_p]
        self._lib.soc_cycles.restype = self._lib.soc_run.restype = ctypes.c_uint64
        self._lib.soc_run.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint64,
                                      ctypes.POINTER(ctypes.c_uint64), ctypes.c_char_p,
                                      ctypes.c_uint64, ctypes.c_uint64]
        self._soc = self._lib.soc_create()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._stop = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def cycles(self) -> int:
        return self._lib.soc_cycles(self._soc)

    def close(self) -> None:
        self._stop = True
        self._listener.close()
        self._thread.join(30)
        self._lib.soc_destroy(self._soc)

    def _serve(self) -> None:
        with suppress(OSError):
            host, _ = self._listener.accept()
            host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with host:
                self._run(host)

    def _run(self, host: socket.socket) -> None:
        pending, out, taken = b"", ctypes.create_string_buffer(ROOM), ctypes.c_uint64()
        while not self._stop:
            with suppress(BlockingIOError):
                received = host.recv(1 << 16, socket.MSG_DONTWAIT)
                if not received:
                    return
                pending += received
            count = self._lib.soc_run(self._soc, pending, len(pending), taken, out, ROOM, QUIET)
            pending = pending[taken.value:]
            host.sendall(out.raw[:count])


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Device]]:
    """boards(memory, geometry): the driver's device on a simulated SoC; each is built once."""
    usable, missing = toolchain_available()
    if not usable:
        pytest.skip(f"the simulated SoC needs {missing}")
    folder, made = tmp_path_factory.mktemp("bundles"), {}

    def get(memory: str = "ddr3", geometry: Geometry = SMALL) -> Device:
        if (memory, geometry) not in made:
            verilog, soc = generate(geometry, memory)
            simulation = Simulation(build_model(verilog, TOP, HARNESS))
            server = RemoteServer(CommUART(f"socket://127.0.0.1:{simulation.port}"),
                                  "127.0.0.1", 0)
            server.open()
            server.start(1)
            _write_bundle(folder / f"{memory}_{geometry.name}", geometry, soc)
            address = f"127.0.0.1:{server.socket.getsockname()[1]}"
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv(PATH_VARIABLE, str(folder))
                device = open_device("litex", geometry, server=address, timeout=SLOW)
            made[memory, geometry] = device, simulation
        return made[memory, geometry][0]
    yield get
    for device, simulation in made.values():
        device.close()
        simulation.close()


def _write_bundle(folder: Path, geometry: Geometry, soc: SocMap) -> None:
    folder.mkdir()
    for name in (BITSTREAM, REGISTERS):
        (folder / name).write_text(name)
    (folder / SOC).write_text(soc.encode())
    Manifest.of_folder(folder, name=folder.name, kind="litex", board="simulated",
                       geometry=geometry, tools={}, clock_mhz=geometry.clock_mhz).write(folder)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Device]:
    with open_device("emulator", SMALL) as device:
        yield device


@pytest.mark.parametrize("memory", ["ddr3", pytest.param("ddr3_ecp5", marks=pytest.mark.slow),
                                    pytest.param("sdr", marks=pytest.mark.slow)])
@pytest.mark.parametrize("n, k, fmt, rows", [
    (70, 300, WeightFormat(4, 32, None), 3),
    (1030, 128, WeightFormat(2, 128, 2), 2),
    (33, 700, WeightFormat(3, 64, 4), 5)])
def test_products_are_the_emulators(boards, emulator, random_matrix, memory, n, k, fmt,
                                    rows) -> None:
    device = boards(memory)
    packed = random_matrix(n, k, fmt)
    x = np.random.default_rng(n).normal(size=(rows, k)).astype(np.float32)
    with_device, with_emulator = device.load(packed), emulator.load(packed)
    for host_tables in (False, True):
        got = device.matmul(with_device, x, host_tables)
        assert np.array_equal(got, emulator.matmul(with_emulator, x, host_tables))
    with_device.free()
    with_emulator.free()


def test_two_ports_on_one_memory(boards, random_matrix) -> None:
    """Each has native ports of its own: weights come over both, and results leave over both."""
    assert TWO.result_buses == (0, 1)
    x = np.random.default_rng(2).normal(size=(3, 300)).astype(np.float32)
    device, packed = boards(geometry=TWO), random_matrix(131, 300, WeightFormat(2, 32, None))
    matrix = device.load(packed)
    with open_device("emulator", TWO) as emulator:
        assert np.array_equal(device.matmul(matrix, x), emulator.matmul(emulator.load(packed), x))
    matrix.free()


def test_an_address_outside_memory_stops_the_engine_and_no_more(boards, emulator,
                                                                random_matrix) -> None:
    device = boards()
    packed = random_matrix(40, 128, WeightFormat(4, 128, 8))
    matrix, x = device.load(packed), np.ones((1, 128), np.float32)
    right = emulator.matmul(emulator.load(packed), x)
    genuine = device._buffers[matrix].address
    for wrong in (0, 0x3FFF_F000, 0x4200_0000, 0xFFFF_F000):
        object.__setattr__(matrix.resident, "address", wrong)
        device._buffers[matrix].address = wrong
        device._moved = True            # so that the window takes the forged address in
        with pytest.raises(EngineError, match="READ at descriptor 0"):
            device.matmul(matrix, x)
        object.__setattr__(matrix.resident, "address", genuine)
        device._buffers[matrix].address = genuine
        device._moved = True
        assert np.array_equal(device.matmul(matrix, x), right)
    matrix.free()


def test_the_end_of_a_product_is_an_event(boards, random_matrix) -> None:
    """A SoC's EventManager has its registers behind the contract's."""
    device = boards()
    bus = device.transport.bus
    pending = device.transport._soc.registers + 4 * (len(registers.REGISTERS) + 1)
    matrix = device.load(random_matrix(8, 128, WeightFormat(4, 128, 8)))
    for _ in range(2):
        device.matmul(matrix, np.ones((1, 128), np.float32))
        assert bus.read(pending)[0] == 1
        bus.write(pending, 1)
        assert bus.read(pending)[0] == 0
    matrix.free()


def test_the_weight_stream_uses_the_port(boards, random_matrix) -> None:
    """Most clocks of a product bring a word, because memory is read row after row."""
    device = boards()
    matrix = device.load(random_matrix(512, 1024, WeightFormat(4, 128, 8)))
    device.counters.reset()
    device.matmul(matrix, np.ones((2, 1024), np.float32))
    counters = device.counters
    assert counters.stream_words / (counters.cycles - counters.stall_cycles["control"]) > 0.85
    matrix.free()


@pytest.mark.slow
def test_stream_efficiency_of_a_large_product(boards, random_matrix) -> None:
    """4096 x 4096 int4 with the demo geometry: at least 85 % of the native port's width."""
    geometry = preset("demo")
    device = boards("ddr3", geometry)
    packed = random_matrix(4096, 4096, WeightFormat(4, 128, 8))
    x = np.random.default_rng(1).normal(size=(4, 4096)).astype(np.float32)
    matrix = device.load(packed)
    device.counters.reset()
    got = device.matmul(matrix, x)
    counters = device.counters
    efficiency = counters.stream_words / counters.cycles
    print(f"{counters.stream_words} words in {counters.cycles} clocks: {100 * efficiency:.1f} % "
          f"of the port; stalls {counters.stall_cycles}")
    assert efficiency >= 0.85
    with open_device("emulator", geometry) as emulator:
        assert np.array_equal(got, emulator.matmul(emulator.load(packed), x))
    matrix.free()
