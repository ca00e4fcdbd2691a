"""Vectors of 16 columns for compiled loops: numba has none.

One type, 16 x int32, and the few operations that the loops need, each some lines of LLVM. LLVM
makes of them what the processor has: vpdpwssd or vpmaddwd on x86, smull on ARM.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, models, register_model

LANES = 16                              # columns per vector

_I32    = ir.IntType(32)
_I64    = ir.IntType(64)
_WORDS  = ir.VectorType(_I32, LANES)
_HALVES = ir.VectorType(ir.IntType(16), 2 * LANES)
_WIDE   = ir.VectorType(_I32, 2 * LANES)


class Vector(types.Type):
    """16 x int32."""

    def __init__(self) -> None:
        super().__init__("lutcore.Vector")


VECTOR = Vector()


@register_model(Vector)
class _VectorModel(models.PrimitiveModel):
    def __init__(self, manager: Any, of: types.Type) -> None:
        super().__init__(manager, of, _WORDS)


def _operation(result: types.Type, *arguments: types.Type | None) -> Callable:
    """Makes an operation from a function (builder, *values) that emits its LLVM.

    arguments: their types; None is what is given: of an array the pointer to its data, of a
    constant its value.
    """
    def define(emit: Callable) -> Callable:
        def typing(_context: Any, *given: types.Type) -> tuple:
            signature = result(*(g if a is None else a
                                 for a, g in zip(arguments, given, strict=True)))

            def generate(context: Any, builder: ir.IRBuilder, sig: Any, values: tuple) -> ir.Value:
                plain = [v if a is not None else _native(context, builder, t, v)
                         for a, t, v in zip(arguments, sig.args, values, strict=True)]
                return emit(builder, *plain)
            return signature, generate
        names = list(inspect.signature(emit).parameters)[1:]
        typing.__signature__ = inspect.Signature(     # type: ignore[attr-defined]
            [inspect.Parameter(n, inspect.Parameter.POSITIONAL_OR_KEYWORD)
             for n in ("context", *names)])
        typing.__name__, typing.__doc__ = emit.__name__, emit.__doc__
        return intrinsic(prefer_literal=True)(typing)
    return define


def _native(context: Any, builder: ir.IRBuilder, kind: types.Type, value: ir.Value) -> Any:
    if isinstance(kind, types.Literal):
        return kind.literal_value
    return context.make_array(kind)(context, builder, value).data


def _constant(value: int) -> ir.Constant:
    return ir.Constant(_WORDS, [value] * LANES)


def _splat(builder: ir.IRBuilder, scalar: ir.Value) -> ir.Value:
    empty = ir.Constant(_WORDS, ir.Undefined)
    first = builder.insert_element(empty, scalar, ir.Constant(_I32, 0))
    return builder.shuffle_vector(first, empty, _constant(0))


def _narrow(builder: ir.IRBuilder, scalar: ir.Value) -> ir.Value:
    return _splat(builder, builder.trunc(scalar, _I32))


@_operation(VECTOR, None, types.int64)
def load(builder, array, index):
    """16 elements of an array of 16 or 32 bits from flat index on, sign-extended."""
    element = array.type.pointee
    at = builder.bitcast(builder.gep(array, [index]),
                         ir.VectorType(element, LANES).as_pointer())
    vector = builder.load(at, align=element.width // 8)
    return vector if element == _I32 else builder.sext(vector, _WORDS)


@_operation(types.void, None, types.int64, VECTOR)
def store(builder, array, index, vector):
    """16 elements of an array of 32 bits, from flat index on."""
    builder.store(vector, builder.bitcast(builder.gep(array, [index]), _WORDS.as_pointer()),
                  align=4)
    return cgutils.get_null_value(ir.IntType(8).as_pointer())


@_operation(VECTOR, types.int64)
def splat(builder, scalar):
    """The low 32 bits of a scalar, in all lanes."""
    return _narrow(builder, scalar)


@_operation(VECTOR, VECTOR, VECTOR)
def add(builder, x, y):
    """x + y."""
    return builder.add(x, y)


@_operation(VECTOR, VECTOR, VECTOR)
def multiply(builder, x, y):
    """x * y, the low 32 bits."""
    return builder.mul(x, y)


@_operation(VECTOR, VECTOR, types.int64)
def mask(builder, x, bits):
    """x & bits."""
    return builder.and_(x, _narrow(builder, bits))


@_operation(VECTOR, VECTOR, types.int64)
def left(builder, x, by):
    """x << by."""
    return builder.shl(x, _narrow(builder, by))


@_operation(VECTOR, VECTOR, types.int64)
def right(builder, x, by):
    """x >> by, with the sign."""
    return builder.ashr(x, _narrow(builder, by))


@_operation(VECTOR, None, types.int64, None, types.int64, types.int64, None)
def dot(builder, words, at, pairs, x, size, bits):
    """Codes times activations: sum of products over `size` words from flat index `at` on.

    bits: 1, 2, 4 or 8, a constant; codes lie in words as `products` says. pairs: int32, two
    activations of int16 each, from flat index x on. The codes of a byte are not shifted down before
    they are multiplied: each place in it has a sum of its own, which is shifted in the end.
    """
    places = 8 // bits
    sums = [cgutils.alloca_once_value(builder, _constant(0)) for _ in range(places)]
    with cgutils.for_range(builder, size, intp=_I64) as loop:
        first = builder.add(at, builder.mul(loop.index, ir.Constant(_I64, LANES)))
        pair = builder.add(x, builder.mul(loop.index, ir.Constant(_I64, 2 * places)))
        word = _load_words(builder, words, first)
        for byte in (0, 1):
            for place, total in enumerate(sums):
                field = 0x0001_0001 * ((1 << bits) - 1) << bits * place
                index = builder.add(pair, ir.Constant(_I64, byte * places + place))
                activations = _splat(builder, builder.load(builder.gep(pairs, [index])))
                codes = builder.and_(word, _constant(field))
                builder.store(_add_pairs(builder, builder.load(total), codes, activations), total)
            word = builder.lshr(word, _constant(8))
    result = builder.load(sums[0])
    for place, total in enumerate(sums[1:], 1):
        result = builder.add(result, builder.ashr(builder.load(total), _constant(bits * place)))
    return result


def _load_words(builder: ir.IRBuilder, array: ir.Value, index: ir.Value) -> ir.Value:
    at = builder.bitcast(builder.gep(array, [index]), _WORDS.as_pointer())
    return builder.load(at, align=4)


def _add_pairs(builder: ir.IRBuilder, total: ir.Value, x: ir.Value, y: ir.Value) -> ir.Value:
    """total + the sum of two products of int16: low halves of x and y, and high halves."""
    product = builder.mul(builder.sext(builder.bitcast(x, _HALVES), _WIDE),
                          builder.sext(builder.bitcast(y, _HALVES), _WIDE))
    empty = ir.Constant(_WIDE, ir.Undefined)
    low, high = (builder.shuffle_vector(product, empty, ir.Constant(
        _WORDS, [2 * lane + half for lane in range(LANES)])) for half in (0, 1))
    return builder.add(total, builder.add(low, high))
