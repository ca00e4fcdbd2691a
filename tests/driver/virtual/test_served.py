"""The served board without its network: files, buffers, registers, bitstreams."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from lutcore.driver.bundles.find import find_bundle
from lutcore.driver.contract.registers import BY_NAME, MAGIC
from lutcore.driver.errors import (
    BundleError,
    DeviceError,
    DeviceMemoryError,
    RegisterAccessError,
    UsageError,
)
from lutcore.driver.pynq.staging import import_pynq, stage
from lutcore.driver.virtual import served
from lutcore.driver.virtual.bitfile import render_bit
from lutcore.driver.virtual.served import LEDS, ServedBoard, overlay_for

BASE = {"Pynq-Z2": 0x4000_0000, "KV260": 0xA000_0000}
MIB  = 1 << 20
FIRMWARE, MANAGER = "/lib/firmware/x.bin", "/sys/class/fpga_manager/fpga0/firmware"
FLAGS = "/sys/class/fpga_manager/fpga0/flags"


def firmware(bit: Path) -> bytes:
    """Return a .bit as pynq converts it before it sends it."""
    import_pynq()
    return pytest.importorskip("pynq.pl_server.embedded_device").bit2bin(bit.read_bytes())


def load(board: ServedBoard, content: bytes, flags: bytes = b"0") -> None:
    """Write the three files that pynq writes to load a bitstream."""
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
        ServedBoard(find_bundle("virtual", "tiny"), "ZCU104")


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
        source = find_bundle("virtual", geometry)
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
