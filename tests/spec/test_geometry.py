"""Geometry: derived sizes, identity, refusals."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.errors import GeometryError
from lutcore.driver.spec import PRESETS, Geometry, preset
from lutcore.driver.spec.geometry import SEGMENT, SEGMENT_SLOTS

GOLDEN = Path(__file__).parents[1] / "golden" / "contract.json"

geometries = st.builds(
    Geometry, rows=st.integers(1, 64), table_width=st.integers(8, 16),
    cut=st.sampled_from([4, 5, 6]), double_buffer=st.booleans(),
    port_kind=st.sampled_from(["axi3", "axi4"]), port_width=st.sampled_from([64, 128]),
    stream_depth=st.sampled_from([64, 512, 4096]), clock_mhz=st.floats(1, 1000))


@given(geometries)
def test_cut_covers_a_segment(g: Geometry) -> None:
    assert sum(g.set_sizes) == SEGMENT and len(g.set_sizes) <= SEGMENT_SLOTS
    assert max(g.set_sizes) <= g.cut and max(g.set_sizes) - min(g.set_sizes) <= 1
    assert g.set_starts == tuple(sum(g.set_sizes[:i]) for i in range(len(g.set_sizes)))
    assert g.tables == 4 * len(g.set_sizes) and g.entries == 2 ** g.cut


@given(geometries)
def test_mantissas_fit_their_slot(g: Geometry) -> None:
    assert g.mantissa_bits * g.cut <= g.slot_bits
    assert 1 << (g.mantissa_bits - 1) > g.entry_limit
    assert g.row_words(False) == 1 + 4 * 8 * g.slot_bits // 128
    assert g.row_words(True) == 1 + 4 * g.entries


@given(geometries)
def test_round_trip(g: Geometry) -> None:
    back = Geometry.from_dict(json.loads(json.dumps(g.to_dict())))
    assert back == g and back.digest == g.digest and back.name == g.name


@given(geometries, geometries)
def test_digest_tells_geometries_apart(a: Geometry, b: Geometry) -> None:
    assert (a.digest == b.digest) == (a == b)


@pytest.mark.parametrize("fields", [
    {"rows": 0}, {"rows": 65}, {"table_width": 7}, {"table_width": 17}, {"cut": 3},
    {"port_kind": "ahb"}, {"port_width": 32}, {"stream_depth": 32}, {"stream_depth": 100},
    {"stream_depth": 8192}, {"clock_mhz": 0.0}])
def test_refusals_name_field_and_value(fields: dict) -> None:
    (name, value), = fields.items()
    with pytest.raises(GeometryError, match=f"{name} = {value!r}; it must be"):
        replace(Geometry(), **fields)


@pytest.mark.parametrize("fields, message", [
    ({"depth": 1}, "depth"), ({"rows": "4"}, "rows = '4'"),
    ({"double_buffer": 1}, "double_buffer")])
def test_bad_dictionaries(fields: dict, message: str) -> None:
    with pytest.raises(GeometryError, match=message):
        Geometry.from_dict({**Geometry().to_dict(), **fields})


def test_missing_fields() -> None:
    fields = Geometry().to_dict()
    del fields["rows"]
    with pytest.raises(GeometryError, match="rows"):
        Geometry.from_dict(fields)


def test_presets() -> None:
    assert preset("demo") is PRESETS["demo"]
    with pytest.raises(GeometryError, match="'nope'; there are: demo, tiny"):
        preset("nope")


def test_digests_are_those_of_the_bitstreams_out_there() -> None:
    golden = json.loads(GOLDEN.read_text())["digests"]
    assert {name: f"{g.digest:08x}" for name, g in PRESETS.items()} == golden
