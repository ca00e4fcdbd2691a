"""The register table."""

from __future__ import annotations

from pathlib import Path

import pytest

from lutcore.driver.contract.registers import (
    BY_NAME,
    CONTROL_RANGE,
    MAGIC,
    REGISTERS,
    STALLS,
    ErrorCode,
    extract,
    mask,
    registers_of,
    render_markdown,
)

GOLDEN = Path(__file__).parents[2] / "golden"


def test_golden_register_map() -> None:
    """Differs? Then drivers and bitstreams out there no longer fit: raise CONTRACT_VERSION."""
    assert render_markdown() == (GOLDEN / "registers.md").read_text()


def test_indices_and_names_are_unique() -> None:
    registers = registers_of(vector_lanes=1)
    assert [r.offset for r in registers] == list(range(0, 4 * len(registers), 4))
    assert len(BY_NAME) == len(registers) and 4 * len(registers) <= CONTROL_RANGE
    assert registers_of(vector_lanes=0) == REGISTERS == registers[:len(REGISTERS)]


@pytest.mark.parametrize("register", BY_NAME.values(), ids=lambda r: r.name)
def test_fields_are_disjoint(register) -> None:
    bits = [b for f in register.fields for b in range(f.offset, f.offset + f.size)]
    assert len(bits) == len(set(bits)) and max(bits) < 32
    assert register.access in ("ro", "rw", "wo") and register.doc
    for field in register.fields:
        value = ((1 << field.size) - 1) << field.offset
        assert extract(register.name, field.name, value) == (1 << field.size) - 1
        assert extract(register.name, field.name, ~value & 0xFFFF_FFFF) == 0


def test_codes_fit_their_field() -> None:
    assert max(ErrorCode) < 1 << BY_NAME["status"].field("code").size


def test_magic_is_text() -> None:
    assert MAGIC.to_bytes(4, "little") == b"LUTC"


def test_stalls() -> None:
    assert STALLS and all(name in BY_NAME for name in STALLS)


@pytest.mark.parametrize("value, code", [(0, ErrorCode.NONE), (8, ErrorCode.ABORT),
                                         (12, ErrorCode.NONFINITE), (13, None), (255, None)])
def test_codes_of_values(value: int, code: ErrorCode | None) -> None:
    assert ErrorCode.of(value) is code


def test_masks() -> None:
    assert [mask(size) for size in (0, 1, 4, 32)] == [0, 1, 15, 0xFFFF_FFFF]
