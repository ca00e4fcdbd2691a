"""Processes that die while they multiply on a served board: nothing is written to freed memory."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from lutcore.driver.contract.registers import BY_NAME, extract
from lutcore.driver.errors import ProtocolError
from lutcore.driver.virtual.server import RemoteServer

BASE = 0x4000_0000                      # bus address of the PYNQ-Z2's registers

# A process that a shell has started in the background ignores SIGINT, and so do its children.
HEARS = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
# Multiplies `argv[1]` times, for ever if 0, and prints a line after the first product.
WORK = """
import itertools, sys, warnings
warnings.simplefilter("ignore")
import numpy as np
from lutcore.driver import open_device, selftest
device = open_device("pynq")
packed, x = selftest.products(device.geometry)[0].operands()
matrix = device.load(packed)
first, limit = device.matmul(matrix, x), int(sys.argv[1])
print("works", flush=True)
for i in itertools.count(1):
    if i == limit:
        break
    assert np.array_equal(device.matmul(matrix, x), first)
"""
HOLDS = """
import warnings
warnings.simplefilter("ignore")
from lutcore.driver import open_device
from lutcore.driver.errors import DeviceBusyError
try:
    open_device("pynq")
except DeviceBusyError as error:
    print(error)
"""


@contextmanager
def client(address: str, script: str, *arguments: object) -> Iterator[subprocess.Popen]:
    """A process that uses the board at `address`, until the block ends."""
    env = os.environ | {"PYNQ_REMOTE_DEVICES": address}
    with subprocess.Popen([sys.executable, "-c", HEARS + script, *map(str, arguments)], env=env,
                          text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def serving(make_board, own_address):
    """(a served board of 16 MiB, its address)."""
    board, address = make_board(size=16 << 20), own_address()
    with RemoteServer(board, address):
        yield board, address


def kill_often(serving, kills: int) -> None:
    board, address = serving
    rng = random.Random(kills)
    for i in range(kills):
        how = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)[i % 3]
        with client(address, WORK, 0) as process:
            assert process.stdout.readline() == "works\n", process.stderr.read()
            time.sleep(rng.uniform(0, 0.3))
            process.send_signal(how)
            process.wait(timeout=30)
            assert process.returncode == -how or (how == signal.SIGINT and process.returncode)
        assert not board.faults, (i, how)
    with client(address, WORK, 3) as process:
        assert process.wait(timeout=60) == 0, process.stderr.read()
    assert not board.faults


def test_six_kills_leave_no_stray_write(serving) -> None:
    kill_often(serving, 6)


@pytest.mark.slow
def test_a_hundred_kills_leave_no_stray_write(serving) -> None:
    kill_often(serving, 100)


def test_a_second_process_is_told_who_owns_the_board(serving) -> None:
    _, address = serving
    with client(address, WORK, 0) as owner:
        assert owner.stdout.readline() == "works\n", owner.stderr.read()
        with client(address, HOLDS) as second:
            said, problems = second.communicate(timeout=60)
        assert f"in use by process {owner.pid} (" in said, problems
        owner.kill()


def test_buffers_freed_under_a_running_engine_are_noticed(make_board, start_product) -> None:
    """What a server did that frees a dead client's memory first."""
    board = make_board(size=4 << 20)
    buffers = start_product(board)
    for buffer in buffers:
        board.free(buffer)
    with pytest.raises(ProtocolError, match="outside every live buffer"):
        for _ in range(1000):
            board.read(BASE + BY_NAME["status"].offset)
    board.vacate()
    assert "outside every live buffer" in board.faults[0]


def test_vacating_stops_the_engine_and_then_frees(make_board, start_product) -> None:
    board = make_board(size=4 << 20)
    start_product(board)
    board.vacate()
    assert not extract("status", "busy", board.read(BASE + BY_NAME["status"].offset))
    board.allocate(3 << 20)
    for _ in range(20):
        board.read(BASE + BY_NAME["status"].offset)
    assert not board.faults


@pytest.fixture
def start_product():
    """start_product(board): puts a product into buffers of their own, starts it, returns them."""
    import numpy as np

    from lutcore.driver import program
    from lutcore.driver.bundles.find import find_bundle
    from lutcore.driver.contract import WeightFormat, pack_matrix
    from lutcore.driver.contract.activations import quantise_activations
    from lutcore.driver.contract.geometry import Geometry
    from lutcore.driver.contract.streams import arrange

    def start(board) -> list[str]:
        geometry: Geometry = find_bundle("virtual", "tiny").geometry
        rng, fmt = np.random.default_rng(1), WeightFormat(2, 128, 2)
        packed = pack_matrix(rng.integers(0, 4, (512, 512), dtype=np.uint8),
                             np.ones((512, 4)), None, fmt)
        stream = arrange(packed, geometry)
        weights = board.allocate(stream.nbytes)
        board.write_memory(weights, 0, stream.tobytes())
        resident = program.Resident.of(packed, board.address(weights), geometry)
        x = rng.normal(size=(1, 512)).astype("float32")
        plan = program.make_plan([resident], 1, geometry, False)
        activations = [quantise_activations(x, geometry, False, cut) for cut in plan.cuts]
        inputs, output = board.allocate(plan.input_bytes), board.allocate(plan.output_bytes)
        lmmas = program.descriptors(plan, board.address(inputs), board.address(output))
        for offset, data in program.input_parts(plan, lmmas, activations):
            board.write_memory(inputs, offset, data.tobytes())
        board.write(BASE + BY_NAME["program"].offset, board.address(inputs))
        board.write(BASE + BY_NAME["count"].offset, len(lmmas))
        return [weights, inputs, output]
    return start
