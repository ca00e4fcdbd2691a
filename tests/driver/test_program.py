"""Planning: what a doorbell runs, and where it lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver import PackedMatrix, WeightFormat
from lutcore.driver.contract import Geometry, preset
from lutcore.driver.contract.activations import (
    Activations,
    pack_activations,
    quantise_activations,
    unpack_activations,
)
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.program import Plan, Resident, descriptors, input_parts, make_plan, results

FORMATS = (WeightFormat(4, 128, 128), WeightFormat(2, 32, None), WeightFormat(3, 0, None),
           TERNARY)
Make = Callable[..., PackedMatrix]
IN, OUT = 0x2000_0000, 0x3000_0000


def residents(random_matrix: Make, columns: tuple[int, ...], geometry: Geometry) -> list[Resident]:
    """Matrices of K = 300, of every format that the geometry has in turn."""
    kinds = FORMATS if geometry.ternary else FORMATS[:3]
    return [Resident.of(random_matrix(n, 300, kinds[i % len(kinds)]), 0x1000_0000 + i * 0x10_0000,
                        geometry)
            for i, n in enumerate(columns)]


def quantised(x: np.ndarray, plan: Plan) -> list[Activations]:
    """Cut in every way that the plan needs."""
    return [quantise_activations(x, plan.geometry, plan.host_tables, ternary)
            for ternary in plan.cuts]


@given(columns=st.lists(st.integers(1, 50), min_size=1, max_size=4), m=st.integers(1, 40),
       name=st.sampled_from(["demo", "tiny", "ternary", "pynq_z2", "kv260"]),
       host_tables=st.booleans())
def test_every_row_of_every_matrix_once(random_matrix: Make, columns: list[int], m: int, name: str,
                                        host_tables: bool) -> None:
    geometry = preset(name)
    plan = make_plan(residents(random_matrix, tuple(columns), geometry), m, geometry, host_tables)
    program = descriptors(plan, IN, OUT)
    for descriptor in program:
        descriptor.check(geometry)
    for index, n in enumerate(columns):
        assert plan.matrices[index].shape.columns == -(-n // geometry.lanes)
        steps = [p.chunk for p in plan.passes if p.matrix == index]
        assert [r for c in steps for r in range(c.row, c.row + c.rows)] == list(range(m))
    assert plan.words == sum(d.stream_words * geometry.lanes + d.activation_words + d.output_words
                             for d in program)
    for descriptor, step in zip(program, plan.passes, strict=True):
        assert descriptor.ternary == plan.matrices[step.matrix].format.ternary
        assert descriptor.ternary == plan.cuts[step.chunk.cut]
        assert descriptor.activations == IN + step.chunk.offset
    check_disjoint([(0, DESCRIPTOR_BYTES * len(program))]
                   + [(c.offset, c.words * WORD_BYTES) for c in plan.chunks], plan.input_bytes)
    check_disjoint([(p.offset, p.words * WORD_BYTES) for p in plan.passes], plan.output_bytes)


def check_disjoint(spans: list[tuple[int, int]], size: int) -> None:
    ends = 0
    for start, length in sorted(spans):
        assert start >= ends and start % 64 == 0
        ends = start + length
    assert ends <= size


@pytest.mark.parametrize("host_tables", [False, True])
@pytest.mark.parametrize("name", ["demo", "ternary"])
def test_chunks_hold_their_rows(random_matrix: Make, name: str, host_tables: bool) -> None:
    geometry = preset(name)
    x = np.random.default_rng(0).standard_normal((7, 300)).astype(np.float32)
    plan = make_plan(residents(random_matrix, (5, 6, 7, 8), geometry), 7, geometry, host_tables)
    assert plan.cuts == ((False, True) if geometry.ternary else (False,))
    activations = quantised(x, plan)
    image = filled(plan, activations)
    assert len(plan.chunks) == 2 * len(activations)
    for chunk in plan.chunks:
        data, slices = activations[chunk.cut], activations[chunk.cut].slices
        whole = unpack_activations(pack_activations(data, geometry), 7, slices, geometry,
                                   host_tables, data.ternary)
        parts = unpack_activations(image[chunk.offset:chunk.offset + chunk.words * WORD_BYTES],
                                   chunk.rows, slices, geometry, host_tables, data.ternary)
        for part, every in zip(parts, whole, strict=True):
            assert np.array_equal(part, every[chunk.row:chunk.row + chunk.rows])


def filled(plan: Plan, activations: list[Activations]) -> np.ndarray:
    image = np.zeros(plan.input_bytes, np.uint8)
    for offset, data in input_parts(plan, descriptors(plan, IN, OUT), activations):
        image[offset:offset + len(data)] = data
    return image


def test_program_is_at_the_start(random_matrix: Make) -> None:
    x = np.ones((5, 300), np.float32)
    plan = make_plan(residents(random_matrix, (5,), preset("demo")), 5, preset("demo"))
    program = descriptors(plan, IN, OUT)
    image = filled(plan, quantised(x, plan))
    for i, descriptor in enumerate(program):
        at = DESCRIPTOR_BYTES * i
        assert type(descriptor).decode(image[at:at + DESCRIPTOR_BYTES].tobytes()) == descriptor


@pytest.mark.parametrize("geometry", [
    preset("demo"), preset("ternary"), replace(preset("kv260"), rows=4)], ids=lambda g: g.name)
def test_results_are_scaled_and_put_in_place(random_matrix: Make, geometry: Geometry) -> None:
    x = np.random.default_rng(0).standard_normal((6, 300)).astype(np.float32)
    matrices = residents(random_matrix, (5, 6, 7, 8), geometry)
    plan = make_plan(matrices, 6, geometry)
    activations = quantised(x, plan)
    output = np.random.default_rng(1).integers(0, 256, plan.output_bytes, dtype=np.uint8)
    wholes = results(plan, output, activations)
    assert [y.shape for y in wholes] == [(6, 5), (6, 6), (6, 7), (6, 8)]
    for step in plan.passes:
        matrix, pitch = matrices[step.matrix], {4: 4, 2: 2}[step.chunk.rows]
        raw = output[step.offset:].view("<i4")[:matrix.n * pitch].reshape(matrix.n, pitch)
        for m in range(step.chunk.rows):
            row = step.chunk.row + m
            mine = activations[step.chunk.cut]
            y = raw[:, m] * matrix.column_scale * 2.0 ** mine.exponent[row]
            if matrix.column_offset is not None:
                y = y + matrix.column_offset * mine.total[row]
            assert np.array_equal(wholes[step.matrix][row], y.astype(np.float32))
