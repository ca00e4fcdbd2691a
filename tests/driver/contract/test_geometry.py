"""Geometry: derived sizes, identity, refusals."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.contract import PRESETS, Geometry, preset
from lutcore.driver.contract.geometry import (
    SEGMENT,
    SEGMENT_SLOTS,
    SEGMENTS,
    SLICE,
    TRIT_SLICE,
    TRITS,
)
from lutcore.driver.errors import GeometryError

GOLDEN = Path(__file__).parents[2] / "golden" / "contract.json"

WIDTHS = {(1, 1): (64, 128), (1, 2): (64,), (2, 2): (64, 128), (2, 4): (64,),
          (4, 4): (64, 128)}            # (lanes, ports): widths of a port that fit


@st.composite
def any_geometry(draw: st.DrawFn) -> Geometry:
    """Every field takes every kind of value it may have."""
    lanes, ports = draw(st.sampled_from(sorted(WIDTHS)))
    cut, kind = draw(st.sampled_from([(4, {}), (5, {}), (6, {}), (5, {"ternary": True}),
                                      (4, {"symmetric": True}), (5, {"symmetric": True}),
                                      (6, {"symmetric": True})]))
    width, side = draw(st.sampled_from(WIDTHS[lanes, ports])), draw(st.booleans())
    results = [n for n in (1, 2, 4) if n == 1 or (n <= ports + side and n * width <= 128 * lanes)]
    return Geometry(
        rows=draw(st.integers(1, 64)), lanes=lanes, table_width=draw(st.integers(8, 16)), cut=cut,
        double_buffer=draw(st.booleans()), fill=draw(st.sampled_from([1, 2, 4])), ports=ports,
        port_width=width, side_port=side, port_kind=draw(st.sampled_from(["axi3", "axi4"])),
        result_ports=draw(st.sampled_from(results)), **kind,
        stream_depth=draw(st.sampled_from([128, 512, 4096])), clock_mhz=draw(st.floats(1, 1000)))


geometries = any_geometry()


@given(geometries)
def test_cut_covers_a_slice(g: Geometry) -> None:
    starts, sizes = zip(*g.table_cut().sets, strict=True)
    assert len(sizes) == g.tables == SEGMENTS * g.segment_tables
    assert g.segment_tables <= SEGMENT_SLOTS
    assert max(sizes) <= g.cut and max(sizes) - min(sizes) <= 1
    assert starts == tuple(sum(sizes[:i]) for i in range(g.tables))
    assert starts[::g.segment_tables] == tuple(range(0, SLICE, SEGMENT))
    assert g.table_cut().inputs == sum(sizes) == SLICE
    assert g.entries == 2 ** g.address_bits == 2 ** g.cut // (2 if g.symmetric else 1)


def test_cut_for_ternary_words() -> None:
    """Three inputs for each of the first 25 of 28 tables, whose 32 entries hold 27 sums."""
    g = preset("ternary")
    cut = g.table_cut(ternary=True)
    assert cut.sets == tuple((3 * t, 3) for t in range(25)) and cut.inputs == TRIT_SLICE == 75
    assert g.tables == 28 and 3 ** TRITS <= g.entries == 32


@given(geometries)
def test_mantissas_fit_their_slot(g: Geometry) -> None:
    assert g.mantissa_bits * g.cut <= g.slot_bits
    assert 1 << (g.mantissa_bits - 1) > g.entry_limit
    assert g.header_words == (1 if g.table_width <= 12 else 2)
    assert g.row_words(False) == g.header_words + 4 * 8 * g.slot_bits // 128
    assert g.row_words(True) == g.header_words + 4 * g.entries
    assert 4 * g.entry_limit < 1 << (g.sum_bits - 1)    # the sum of a half segment


@given(geometries)
def test_ports_carry_every_beat(g: Geometry) -> None:
    assert g.ports * g.share_bits == 128 * g.lanes
    assert g.port_width <= g.share_bits and g.share_bits % g.port_width == 0
    assert g.words_per_cycle <= g.lanes and g.buses == g.ports + g.side_port
    assert g.stream_depth >= 2 * g.max_burst


@given(geometries)
def test_results_leave_over_different_ports(g: Geometry) -> None:
    assert len(set(g.result_buses)) == g.result_ports and set(g.result_buses) <= set(range(g.buses))
    assert g.result_buses[0] == g.side_bus
    assert g.lanes % g.result_words == 0    # what leaves in a clock is of whole lanes
    assert g.result_beats <= g.max_burst and g.result_beats * g.port_width // 8 in (128, 256)


def test_a_field_that_came_later_changes_no_older_engine() -> None:
    """Bitstreams and manifests from before the field still fit: the digest leaves it out."""
    fields = Geometry().to_dict()
    assert "result_ports" not in fields and Geometry.from_dict(fields).result_ports == 1
    assert Geometry.from_dict({**fields, "result_ports": 1}).digest == Geometry().digest
    several = replace(Geometry(), side_port=True, lanes=2, ports=2, result_ports=2)
    assert several.to_dict()["result_ports"] == 2

@given(geometries)
def test_round_trip(g: Geometry) -> None:
    back = Geometry.from_dict(json.loads(json.dumps(g.to_dict())))
    assert back == g and back.digest == g.digest and back.name == g.name


@given(geometries, geometries)
def test_digest_tells_geometries_apart(a: Geometry, b: Geometry) -> None:
    assert (a.digest == b.digest) == (a == b)


@pytest.mark.parametrize("fields", [
    {"rows": 0}, {"rows": 65}, {"table_width": 7}, {"table_width": 17}, {"cut": 3},
    {"cut": 7}, {"lanes": 0}, {"lanes": 3}, {"lanes": 8}, {"ports": 0}, {"ports": 3}, {"ports": 8},
    {"port_kind": "ahb"}, {"port_width": 32}, {"port_width": 256}, {"stream_depth": 32},
    {"stream_depth": 64}, {"stream_depth": 200}, {"stream_depth": 8192},
    {"fill": 0}, {"fill": 3}, {"clock_mhz": 0.0}, {"clock_mhz": 1001.0}, {"result_ports": 3},
    {"result_ports": 2}])
def test_refusals_name_field_and_value(fields: dict) -> None:
    (name, value), = fields.items()
    with pytest.raises(GeometryError, match=f"{name} = {value!r}; it must be"):
        replace(Geometry(), **fields)


@pytest.mark.parametrize("fields, message", [
    ({"ternary": True}, "ternary with cut = 4; it must be 5: a code of three trits"),
    ({"ternary": True, "cut": 6}, "ternary with cut = 6; it must be 5"),
    ({"ternary": True, "cut": 5, "symmetric": True}, "symmetric = True; .* no room for 27 entries"),
    ({"ports": 2, "port_width": 128}, "port_width = 128; it must be at most the 64 bits"),
    ({"lanes": 4}, "ports = 1; .* 64 or 128 bits of a 512-bit beat"),
    ({"lanes": 2}, "ports = 1; .* 256-bit beat"), ({"ports": 4, "port_width": 64}, "ports = 4")])
def test_combinations_that_cannot_work_say_why(fields: dict, message: str) -> None:
    with pytest.raises(GeometryError, match=message):
        replace(Geometry(), **fields)


def test_every_combination_of_lanes_and_ports() -> None:
    """Exactly those whose ports carry 64 or 128 bits of a beat exist."""
    good = {}
    for lanes, ports, width in itertools.product((1, 2, 4), (1, 2, 4), (64, 128)):
        try:
            Geometry(lanes=lanes, ports=ports, port_width=width)
        except GeometryError:
            continue
        good[lanes, ports] = (*good.get((lanes, ports), ()), width)
    assert good == WIDTHS


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
