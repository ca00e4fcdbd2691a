"""The functions of VEC as microprograms: steps of one multiplication and one addition.

    step: destination = round(round(x * y) + z)

x is a register, or what an operation makes of it; y a register or a constant; z a constant or a
register. `contract.floating` defines every function; a comment names the line that steps compute.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

import numpy as np

from lutcore.driver.contract import floating

# Registers: X has the element, and keeps it. The three others are free.
X, M, T, P = range(4)


class Argument(enum.IntEnum):
    """What x is made of register a."""

    PLAIN  = 0
    CLAMP  = 1      # within the limits
    NEGATE = 2      # -a within the limits
    POWER  = 3      # a, with b's low bits, an integer, added to its exponent


class Factor(enum.IntEnum):
    """What y is."""

    CONSTANT   = 0
    PLAIN      = 1  # register b
    RECIPROCAL = 2  # the estimate of 1 / b
    RSQRT      = 3  # the estimate of 1 / sqrt(b)
    INVERSE    = 4  # the descriptor's `inverse`


class Addend(enum.IntEnum):
    """What z is."""

    CONSTANT = 0
    PLAIN    = 1    # register b
    EPSILON  = 2    # the descriptor's `epsilon`


class Limits(enum.IntEnum):
    """What CLAMP and NEGATE clamp to, and what `zero` looks at."""

    EXP   = 0       # EXP_LOW and EXP_HIGH; NEGATE keeps which elements were above, as -a
    CLAMP = 1       # the descriptor's `low` and `high`
    ZERO  = 2       # 0 and infinity


class Program(enum.IntEnum):
    """What a batch of elements is run through."""

    SILU         = 0
    SQUARED_RELU = 1
    GELU_TANH    = 2
    CLAMP        = 3
    RSQRT        = 4    # 1 / sqrt(x * inverse + epsilon): the prefactors of NORM


NOTHING = -0.0                                  # added, it changes nothing, not even a sign
MAGIC   = 1.5 * 2.0**23                         # added, it rounds to an integer in the low bits


@dataclass(frozen=True)
class Step:
    """One step; `to` is None where the result is the element's."""

    to: int | None
    a: int
    b: int = X
    x: Argument = Argument.PLAIN
    y: Factor = Factor.CONSTANT
    z: Addend = Addend.CONSTANT
    negative: bool = False                      # the product's sign is changed
    limits: Limits = Limits.EXP
    zero: bool = False                          # y is 0 where a is below the limits; of EXP: where
                                                # NEGATE kept that -a was above them
    factor: float = 1.0
    addend: float = NOTHING


def exp_steps(g: int) -> list[Step]:
    """exp of minus register g: what is left is P times two to the power in M."""
    first, second, *others = map(float, floating.EXP_POLY)
    return [
        Step(T, g, x=Argument.NEGATE),                                          # z
        Step(M, T, factor=float(floating.LOG2_E), addend=MAGIC),                # n in M's low bits
        Step(P, M, addend=-MAGIC),                                              # n
        Step(T, P, T, z=Addend.PLAIN, factor=-float(floating.LN2_HIGH)),        # z - n * LN2_HIGH
        Step(T, P, T, z=Addend.PLAIN, factor=-float(floating.LN2_LOW)),         # r
        Step(P, T, factor=first, addend=second),
        *[Step(P, P, T, y=Factor.PLAIN, addend=c) for c in others],             # p * r + c
    ]


def newton_reciprocal() -> list[Step]:
    """1 / P in T."""
    y = Factor.PLAIN
    minus: dict[str, Any] = {"negative": True, "addend": 2.0}
    return [
        Step(T, P, P, y=Factor.RECIPROCAL, **minus),                            # 2 - x * y
        Step(T, T, P, y=Factor.RECIPROCAL),                                     # y * (...)
        Step(M, P, T, y=y, **minus), Step(T, T, M, y=y),
        Step(M, P, T, y=y, **minus), Step(T, T, M, y=y),
    ]


def sigmoid_steps(g: int) -> list[Step]:
    """1 / (1 + exp(-g)) in T, but for arguments below the range of exp."""
    return [*exp_steps(g), Step(P, P, M, x=Argument.POWER, addend=1.0),
            *newton_reciprocal()]


def rsqrt_steps() -> list[Step]:
    """1 / sqrt(X * inverse + epsilon)."""
    y = Factor.PLAIN
    minus: dict[str, Any] = {"negative": True, "addend": 1.5}
    steps = [
        Step(P, X, y=Factor.INVERSE, z=Addend.EPSILON),
        Step(M, P, factor=0.5),                                                 # half
        Step(T, M, P, y=Factor.RSQRT),                                          # half * y
        Step(T, T, P, y=Factor.RSQRT, **minus),                                 # 1.5 - half * y * y
        Step(T, T, P, y=Factor.RSQRT),                                          # y * (...)
    ]
    for to in (T, None):
        steps += [Step(P, M, T, y=y), Step(P, P, T, y=y, **minus), Step(to, T, P, y=y)]
    return steps


STEPS = {
    Program.SILU: [*sigmoid_steps(X), Step(None, X, T, y=Factor.PLAIN, zero=True)],
    Program.SQUARED_RELU: [
        Step(None, X, X, x=Argument.CLAMP, y=Factor.PLAIN, limits=Limits.ZERO, zero=True)],
    Program.GELU_TANH: [
        Step(T, X, X, y=Factor.PLAIN),                                          # x * x
        Step(M, X, factor=float(floating.GELU_CUBIC)),
        Step(M, M, T, y=Factor.PLAIN),
        Step(M, M, X, z=Addend.PLAIN),                                          # x + ...
        Step(T, M, factor=float(floating.GELU_LINEAR)),
        *sigmoid_steps(T), Step(None, X, T, y=Factor.PLAIN, zero=True)],
    Program.CLAMP: [Step(None, X, x=Argument.CLAMP, limits=Limits.CLAMP)],
    Program.RSQRT: rsqrt_steps(),
}


def bits(value: float | np.float32) -> int:
    """The bits of a float32."""
    return int(np.float32(value).view(np.uint32))


assert all(steps[-1].to is None and all(step.to is not None for step in steps[:-1])
           for steps in STEPS.values())
