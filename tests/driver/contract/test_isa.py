"""The LMMA descriptor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.contract import Geometry, GroupCode, Lmma, preset
from lutcore.driver.contract.geometry import TILE
from lutcore.driver.contract.isa import (
    DESCRIPTOR_BYTES,
    LAYOUT,
    output_pitch,
    output_words,
    render_markdown,
)
from lutcore.driver.contract.registers import ErrorCode
from lutcore.driver.contract.stream_layout import StreamLayout, columns_per_scale_word
from lutcore.driver.errors import DescriptorError

GOLDEN = Path(__file__).parents[2] / "golden"
DEMO   = preset("demo")
TERNARY = preset("ternary")
GOOD   = Lmma(planes=4, group=GroupCode.G128, explicit=False, zero=128, rows=3, columns=100,
              slices=2, weights=0x1000_0000, activations=0x1010_0000, output=0x1020_0000,
              stream_words=StreamLayout(4, GroupCode.G128, False, False).words(100, 2),
              activation_words=2 * 3 * 17, output_words=output_words(100, 3), tag=7)

TRITS  = replace(GOOD, planes=1, group=GroupCode.UNSCALED, ternary=True, stream_words=200)

descriptors = st.builds(Lmma, **{name: st.integers(0, (1 << size) - 1)
                                 for name, _, _, size, _ in LAYOUT})


def test_golden_layout() -> None:
    """Differs? Then drivers and bitstreams out there no longer fit: raise CONTRACT_VERSION."""
    assert render_markdown() == (GOLDEN / "descriptor.md").read_text()


def test_golden_bytes() -> None:
    """Written out by hand from the layout."""
    wanted = bytes.fromhex("4c4d0401" "34800300" "64000000" "02000700" "00000010" "00001010"
                           "00002010" "3a030000" "66000000" "64000000") + bytes(24)
    assert GOOD.encode() == wanted


@given(descriptors)
def test_round_trip(descriptor: Lmma) -> None:
    data = descriptor.encode()
    assert len(data) == DESCRIPTOR_BYTES and Lmma.decode(data) == descriptor


@given(st.binary(min_size=DESCRIPTOR_BYTES, max_size=DESCRIPTOR_BYTES))
def test_any_bytes_decode_and_print(data: bytes) -> None:
    descriptor = Lmma.decode(data)
    assert Lmma.decode(descriptor.encode()) == descriptor
    assert descriptor.disassemble(DEMO).startswith("lmma.m")


@pytest.mark.parametrize("name, size", [(row[0], row[3]) for row in LAYOUT])
def test_fields_that_do_not_fit(name: str, size: int) -> None:
    for value in (1 << size, -1):
        with pytest.raises(DescriptorError, match=f"{name} = {value}"):
            replace(GOOD, **{name: value}).encode()


def test_a_good_one_passes() -> None:
    assert GOOD.check(DEMO) is None
    assert GOOD.disassemble(DEMO) == (
        "lmma.m3n100k256.bfp12.w4g128.z128.i32 weights=0x10000000+826 "
        "activations=0x10100000+102 output=0x10200000+100 tag=7")
    table = replace(GOOD, host_tables=True, activation_words=2 * 3 * 65, group=GroupCode.UNSCALED,
                    explicit=True)
    assert ".table12.w4unscaled.explicit." in table.disassemble(DEMO)


@pytest.mark.parametrize("fields, message", [
    ({"magic": 0}, "magic 0x0"), ({"version": 9}, "version 9"), ({"opcode": 2}, "opcode 2"),
    ({"planes": 0}, "planes = 0"), ({"planes": 9}, "planes = 9"), ({"rows": 5}, "takes 1 to 4"),
    ({"columns": 0}, "columns"), ({"slices": 0}, "slices"),
    ({"weights": 32}, "weights 0x20 is not a multiple of 64"),
    ({"activations": 1}, "activations 0x1 is not"), ({"output": 8}, "output 0x8 is not"),
    ({"stride": 16}, "stride 0x10 is not"), ({"ternary": True}, "load the matrix as planes"),
    ({"group": GroupCode.UNSCALED, "explicit": True}, "explicit offsets"),
    ({"group": 5}, "group = 5"), ({"stream_words": 1}, "shape needs 826"),
    ({"activation_words": 0}, "shape needs 102"), ({"output_words": 75}, "shape needs 100"),
    ({"weights": (1 << 32) - 64}, "weights end at 0x1000033"),
    ({"activations": (1 << 32) - 1024}, "activations end at 0x10000026"),
    ({"output": (1 << 32) - 1536}, "output end at 0x100000040")])
def test_refusals(fields: dict, message: str) -> None:
    with pytest.raises(DescriptorError, match=message):
        replace(GOOD, **fields).check(DEMO)


@pytest.mark.parametrize("fields, code", [
    ({}, None), ({"magic": 0, "planes": 0}, ErrorCode.MAGIC),
    ({"planes": 9, "rows": 0}, ErrorCode.TYPE), ({"rows": 5, "output": 1}, ErrorCode.SHAPE),
    ({"stride": 16, "stream_words": 0}, ErrorCode.ALIGN), ({"output_words": 0}, ErrorCode.LENGTH),
    ({"weights": (1 << 32) - 64}, ErrorCode.LENGTH)])
def test_the_first_fault_counts(fields: dict, code: ErrorCode | None) -> None:
    """In the order of the codes; gateware and emulator are held against it in their own tests."""
    fault = replace(GOOD, **fields).fault(DEMO)
    assert (fault[0] if fault else None) is code


@pytest.mark.parametrize("fields", [{"group": 2}, {"explicit": 1, "host_tables": 1, "ternary": 1}])
def test_a_descriptor_from_memory_has_real_types(fields: dict) -> None:
    decoded = Lmma.decode(replace(GOOD, **fields).encode())
    assert isinstance(decoded.group, GroupCode)
    assert {type(decoded.explicit), type(decoded.ternary), type(decoded.host_tables)} == {bool}
    assert decoded.layout == StreamLayout(4, decoded.group, decoded.explicit, decoded.ternary)


@pytest.mark.parametrize("fields", [{"planes": 2}, {"group": GroupCode.G128}])
def test_native_ternary(fields: dict) -> None:
    assert TRITS.check(TERNARY) is None
    assert TRITS.disassemble(TERNARY).startswith("lmma.m3n100k150.bfp12.t.i32 ")
    with pytest.raises(DescriptorError, match="native ternary weights have no scales"):
        replace(TRITS, **fields).check(TERNARY)


def test_ports_and_lanes() -> None:
    """Every lane has its columns of the result, every port its part of the stream."""
    g = Geometry(lanes=2, ports=2)
    wide = replace(GOOD, output_words=output_words(200, 3), stride=826 * 16 + 32)
    assert wide.check(g) is None
    assert wide.end("weights", g) == GOOD.weights + 826 * 16 + 32 + 826 * 16
    far = replace(wide, stride=(1 << 32) - GOOD.weights - 12_800)
    with pytest.raises(DescriptorError, match="weights end at 0x1000001a0"):
        far.check(g)
    with pytest.raises(DescriptorError, match="shape needs 200"):
        replace(wide, output_words=100).check(g)


@pytest.mark.parametrize("group", GroupCode)
@pytest.mark.parametrize("explicit", [False, True])
def test_scale_words_divide_tiles(group: GroupCode, explicit: bool) -> None:
    block = columns_per_scale_word(group, explicit)
    assert (block == 0) == (group is GroupCode.UNSCALED)
    assert block == 0 or TILE % block == 0
    layout = StreamLayout(1, group, explicit, ternary=False)
    assert layout.scale_words == (0 if block == 0 else 2 if layout.group is GroupCode.G16
                                  and explicit else 1)
    assert group.pieces * block * (1 + explicit) == 8 * layout.scale_words


def test_groups_of_16() -> None:
    """Symmetric engines refuse them; others take pieces 0, 2, 4, 6 first."""
    assert sorted(GroupCode.G16.order) == list(range(8)) and GroupCode.G16.order[:2] == (0, 2)
    words = StreamLayout(4, GroupCode.G16, False, False).words(100, 2)
    fine = replace(GOOD, group=GroupCode.G16, stream_words=words)
    assert words == 2 * 100 * 5 and fine.check(DEMO) is None
    assert StreamLayout(4, GroupCode.G16, True, False).words(100, 2) == 2 * 100 * 6
    fault = fine.fault(replace(DEMO, symmetric=True))
    assert fault and fault[0] is ErrorCode.TYPE and "use groups of 32" in fault[1]


@given(columns=st.integers(1, 5000), rows=st.integers(1, 64))
def test_output_size(columns: int, rows: int) -> None:
    pitch = output_pitch(rows)
    assert pitch >= rows and (pitch in (1, 2) or pitch % 4 == 0) and pitch - rows < 4
    assert 0 <= 4 * output_words(columns, rows) - columns * pitch < 4
