"""Descriptors of the token program, and what its instructions compute."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.contract import Lmma, preset
from lutcore.driver.contract.errors import DescriptorError, NonFiniteActivationsError
from lutcore.driver.contract.execute import CacheLayout, attn, quant, vec
from lutcore.driver.contract.instructions import (
    Attn,
    CacheType,
    Conv,
    Delta,
    Each,
    Function,
    Operand,
    Prefactor,
    Quant,
    Reduction,
    Type,
    Vec,
)
from lutcore.driver.contract.program import decode, disassemble, encode, render_markdown

from .memory import Bytes, table

F32 = np.float32


# Descriptors --------------------------------------------------------------------------------------

addresses = st.integers(0, (1 << 32) - 1)
operands = st.builds(
    Operand, base=addresses, row_stride=addresses, position_stride=addresses,
    element_stride=st.integers(0, 1023), type=st.sampled_from(Type),
    period=st.integers(0, 65535), gather=st.booleans(), swap=st.booleans(), present=st.booleans())
floats = st.floats(width=32, allow_nan=False)
instructions = st.one_of(
    st.builds(Quant, first=st.integers(0, 65535), rows=st.integers(0, 65535),
              length=st.integers(0, (1 << 24) - 1), a=operands, activations=addresses,
              activation_words=addresses, scale=addresses, total=addresses, int8=st.booleans(),
              ternary=st.booleans(), host_tables=st.booleans(), order=addresses),
    st.builds(Vec, rows=st.integers(0, 65535), length=st.integers(0, (1 << 24) - 1), y=operands,
              a=operands, b=operands, c=operands, d=operands, function=st.sampled_from(Function),
              prefactor=st.sampled_from(Prefactor), reduction=st.sampled_from(Reduction),
              head=st.integers(0, 65535), segment=st.integers(0, 65535), scalar=addresses,
              reduced=addresses, inverse=floats, epsilon=floats),
    st.builds(Attn, rows=st.integers(0, 65535), heads=st.integers(0, 65535),
              kv_heads=st.integers(0, 65535), size=st.integers(0, 65535), q=operands, k=operands,
              v=operands, y=operands, cache=addresses, slot_stride=addresses, capacity=addresses,
              slots=addresses, scale=floats, window=addresses,
              cache_type=st.sampled_from(CacheType)),
    st.builds(Conv, rows=st.integers(0, 65535), length=st.integers(0, (1 << 24) - 1),
              taps=st.integers(0, 255), weights=addresses, a=operands, y=operands,
              cache=addresses, slot_stride=addresses, capacity=addresses, slots=addresses),
    st.builds(Each, rows=st.integers(0, 65535), count=addresses, times=addresses,
              numbers=addresses, stride=addresses, patches=addresses, places=addresses,
              table=addresses),
    st.builds(Delta, rows=st.integers(0, 65535), heads=st.integers(0, 65535),
              key_heads=st.integers(0, 65535), keys=st.integers(0, 65535),
              values=st.integers(0, 65535), a=operands, b=operands, c=operands, y=operands,
              rates=addresses, biases=addresses, state=addresses, slot_stride=addresses,
              slots=addresses, scale=floats, epsilon=floats))


@given(st.lists(instructions, max_size=5))
def test_a_program_is_read_back(program: list) -> None:
    data = b"".join(map(encode, program))
    assert list(decode(data)) == program
    assert all(disassemble(instruction, preset("demo")) for instruction in program)


def test_products_are_instructions_too() -> None:
    lmma = Lmma(planes=4, group=1, explicit=0, zero=128, rows=1, columns=8, slices=1, weights=64,
                activations=128, output=256, stream_words=33, activation_words=9, output_words=2)
    copy = Vec(rows=1, length=4, y=Operand(0), a=Operand(64))
    program = encode(copy) + lmma.encode() + encode(copy)
    assert [type(x) for x in decode(program)] == [Vec, Lmma, Vec]


@pytest.mark.parametrize("change, message", [
    (lambda data: b"\0\0" + data[2:], "not a descriptor"),
    (lambda data: data[:2] + b"\xff" + data[3:], "version 255"),
    (lambda data: data[:3] + b"\x09" + data[4:], "opcode 9"),
    (lambda data: data[:100], "ends within"),
    (lambda data: data[:11] + b"\x0f" + data[12:], "function = 15")])
def test_other_bytes_are_refused(change, message: str) -> None:
    data = encode(Vec(rows=1, length=4, y=Operand(0), a=Operand(64)))
    with pytest.raises(DescriptorError, match=message):
        list(decode(change(data)))


def test_values_must_fit() -> None:
    with pytest.raises(DescriptorError, match="rows = 65536 does not fit 16 bits"):
        encode(Vec(rows=1 << 16, length=4, y=Operand(0), a=Operand(64)))


def test_every_field_is_documented() -> None:
    text = render_markdown()
    for kind in (Quant, Vec, Attn, Conv, Delta, Each):
        assert all(f"`{field.name}`" in text for field in fields(kind))


# VEC ----------------------------------------------------------------------------------------------


def test_norm_scales_by_the_root_of_the_mean_square() -> None:
    memory, rng = Bytes(), np.random.default_rng(1)
    x, w = rng.standard_normal((3, 70)).astype(F32), rng.standard_normal(70).astype(F32)
    memory.put(4096, x)
    memory.put(8192, w)
    a, squares = Operand(4096, 280), 64
    vec(Vec(rows=3, length=70, y=a, a=a, reduction=Reduction.SQUARES, reduced=squares), memory,
        table(0, 0, 0))
    assert np.allclose(memory.floats(squares, 3), (x**2).sum(axis=1), rtol=1e-6)
    vec(Vec(rows=3, length=70, y=Operand(12288, 280), a=a, b=Operand(8192),
            prefactor=Prefactor.NORM, scalar=squares, inverse=1 / 70, epsilon=1e-5), memory,
        table(0, 0, 0))
    wanted = x / np.sqrt((x.astype(np.float64)**2).mean(axis=1, keepdims=True) + 1e-5) * w
    assert np.allclose(memory.floats(12288, 3, 70), wanted, rtol=1e-6)


def test_norms_of_heads() -> None:
    memory = Bytes()
    x = np.random.default_rng(2).standard_normal((2, 6, 8)).astype(F32)
    memory.put(4096, x)
    a = Operand(4096, 192)
    vec(Vec(rows=2, length=48, y=a, a=a, segment=8, reduction=Reduction.SQUARES, reduced=64),
        memory, table(0, 0))
    assert np.allclose(memory.floats(64, 2, 6), (x**2).sum(axis=-1), rtol=1e-6)
    vec(Vec(rows=2, length=48, y=a, a=a, segment=8, prefactor=Prefactor.NORM, scalar=64,
            inverse=1 / 8), memory, table(0, 0))
    wanted = x / np.sqrt((x.astype(np.float64)**2).mean(axis=-1, keepdims=True))
    assert np.allclose(memory.floats(4096, 2, 6, 8), wanted, rtol=1e-6)


def test_rotation_moves_with_the_position() -> None:
    memory, rng = Bytes(), np.random.default_rng(3)
    x = rng.standard_normal((2, 3, 8)).astype(F32)
    angle = rng.uniform(0, 6, (10, 4))
    cos, sin = np.cos(angle), np.sin(angle)
    memory.put(4096, x)
    memory.put(8192, np.concatenate([cos, cos], axis=1).astype(F32))
    memory.put(12288, np.concatenate([-sin, sin], axis=1).astype(F32))
    turn = Operand(position_stride=32, period=8)
    a = Operand(4096, 96)
    vec(Vec(rows=2, length=24, head=8, y=Operand(16384, 96), a=a, b=replace(turn, base=8192),
            c=replace(a, swap=True), d=replace(turn, base=12288)), memory, table(2, 7))
    z = (x[..., :4] + 1j * x[..., 4:]) * np.exp(1j * angle[[2, 7]])[:, None]
    wanted = np.concatenate([z.real, z.imag], axis=-1)
    assert np.allclose(memory.floats(16384, 2, 3, 8), wanted, atol=1e-6)


def test_sums_types_rows_and_reductions() -> None:
    """int32 sums of two rows lie column by column; y in float16; a gathering operand."""
    memory = Bytes()
    sums = np.array([[5, -7], [1 << 24, 3], [-2, 0]], np.int32)         # [column, row]
    memory.put(4096, sums)
    memory.put(64, np.array([0, 0.5, 2], F32))
    memory.put(8192, np.array([1, 2, 3], F32))
    acc = Operand(4096, 4, element_stride=8, type=Type.I32)
    y = Operand(12288, 16, element_stride=2, type=Type.F16)
    vec(Vec(first=1, rows=2, length=3, y=y, a=acc, b=Operand(8192), prefactor=Prefactor.SCALE,
            scalar=64, reduction=Reduction.MAXIMUM, reduced=128), memory, table(0, 0, 0))
    with np.errstate(over="ignore"):
        wanted = (sums.T * [[0.5], [2]] * [1, 2, 3]).astype(np.float16)
    stored = memory.read(12288 + 16, 32).view(np.float16).reshape(2, 8)[:, :3]
    assert np.array_equal(stored, wanted)
    assert memory.floats(128, 3).tolist() == [0, float(1 << 24), 14]
    vec(Vec(rows=1, length=3, y=Operand(16384), a=replace(y, gather=True)), memory,
        table(0, sources=(2,)))
    assert np.array_equal(memory.floats(16384, 3), wanted[1].astype(F32))


# QUANT --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("int8", [False, True])
def test_quantised_rows(int8: bool) -> None:
    memory, rng = Bytes(), np.random.default_rng(4)
    x = rng.standard_normal((2, 200)).astype(F32) * F32(3)
    order = rng.permutation(200).astype(np.int32)
    memory.put(4096, x)
    memory.put(8192, order)
    made = quant(Quant(rows=2, length=200, a=Operand(4096, 800), order=8192, int8=int8,
                       activations=64, activation_words=0, scale=256, total=320),
                 memory, table(0, 0), preset("demo"))
    mantissa = made.activations.mantissa.reshape(2, -1)[:, :200].astype(np.float64)
    unit = np.ldexp(1.0, made.activations.exponent[:, None] - made.activations.shift)
    value = mantissa * np.repeat(unit, 128, axis=1)[:, :200]
    value *= (made.scale / np.ldexp(1.0, made.activations.exponent))[:, None]
    assert np.abs(value - x[:, order]).max() < np.abs(x).max() * (0.5 / 127 if int8 else 1e-3)
    assert np.allclose(memory.floats(320, 2), value.sum(axis=1), rtol=1e-5)
    assert memory.floats(256, 2).tobytes() == made.scale.tobytes()


def test_numbers_that_are_not_finite_are_refused() -> None:
    memory = Bytes()
    memory.put(4096, np.array([1, np.nan], F32))
    with pytest.raises(NonFiniteActivationsError, match=r"\[0, 1\] is nan"):
        quant(Quant(rows=1, length=2, a=Operand(4096), activations=64, activation_words=0,
                    scale=256, total=320), memory, table(0), preset("demo"))


# ATTN ---------------------------------------------------------------------------------------------


def softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, position: int,
                      window: int) -> np.ndarray:
    """float64 [H, D]: one row over keys and values [T, R, D]."""
    low = max(0, position + 1 - window) if window else 0
    k, v = k[low:position + 1], v[low:position + 1]
    groups = len(q) // k.shape[1]
    out = []
    for head, query in enumerate(q):
        s = k[:, head // groups] @ query / np.sqrt(len(query))
        p = np.exp(s - s.max())
        out.append(p / p.sum() @ v[:, head // groups])
    return np.array(out)


@pytest.mark.parametrize("window", [0, 1, 100, 140])
@pytest.mark.parametrize("cache_type, error", [
    (CacheType.F32, 1e-6), (CacheType.F16, 2e-3), (CacheType.INT8, 2e-2)])
def test_attention(cache_type: CacheType, error: float, window: int) -> None:
    heads, readers, size, capacity = 4, 2, 16, 384
    memory, rng = Bytes(1 << 22), np.random.default_rng(5)
    layout = CacheLayout(readers, capacity, size, cache_type)
    q, k, v = (rng.standard_normal((300, n, size)).astype(F32) for n in (heads, readers, readers))
    instruction = Attn(
        rows=300, heads=heads, kv_heads=readers, size=size, cache_type=cache_type, window=window,
        q=Operand(1 << 20, 4 * heads * size), k=Operand(2 << 20, 4 * readers * size),
        v=Operand(3 << 20, 4 * readers * size), y=Operand((3 << 20) + (1 << 19), 4 * heads * size),
        cache=4096, slot_stride=layout.nbytes, capacity=capacity, slots=1, scale=size ** -0.5)
    for operand, x in ((instruction.q, q), (instruction.k, k), (instruction.v, v)):
        memory.put(operand.base, x)
    attn(instruction, memory, table(*range(300)))
    y = memory.floats(instruction.y.base, 300, heads, size)
    for position in (0, 1, 127, 128, 299):
        wanted = softmax_attention(q[position], k, v, position, window)
        assert np.abs(y[position] - wanted).max() < error * np.abs(wanted).max()


def test_slots_are_apart() -> None:
    """Two rows of two slots give what each gives alone, and leave the other's cache."""
    layout = CacheLayout(1, 128, 8, CacheType.INT8)
    rng = np.random.default_rng(6)
    x = rng.standard_normal((2, 24)).astype(F32)

    def run(rows: np.ndarray, data: np.ndarray) -> np.ndarray:
        memory = Bytes()
        memory.put(4096, data)
        attn(Attn(rows=len(rows), heads=1, kv_heads=1, size=8, q=Operand(4096, 96),
                  k=Operand(4128, 96), v=Operand(4160, 96), y=Operand(8192, 32), cache=65536,
                  slot_stride=layout.nbytes, capacity=128, slots=2, scale=1.0), memory, rows)
        return memory.floats(8192, len(rows), 8).copy()

    both = run(table(0, 0, slots=(0, 1)), x)
    assert np.array_equal(both[:1], run(table(0), x[:1]))
    assert np.array_equal(both[1:], run(table(0, slots=(1,)), x[1:]))
