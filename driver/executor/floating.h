// Float32 arithmetic of the token program, as contract/floating.py defines it.
//
// Compiled with -ffp-contract=off and without -ffast-math: every operation is rounded by itself.

#pragma once

#include "layout.h"
#include "vectors.h"

namespace lutcore {

constexpr float ROUNDER = 12582912.0f;  // 1.5 * 2**23: adding it rounds to an integer, ties to even

INLINE Floats flush(Floats x) { return choose(less(absolute(x), splat(TINY)), splat(0.0f), x); }
INLINE float flush(float x) { return __builtin_fabsf(x) < TINY ? 0.0f : x; }

// The nearest integer, as a float, of |x| < 2**22.
INLINE Floats rounded(Floats x) { return (x + splat(ROUNDER)) - splat(ROUNDER); }

// The nearest integer of |x| < 2**22; NaN becomes a multiple of 256.
INLINE Ints rounded_ints(Floats x) {
    Ints nan = unordered(x);
    Ints y = bits(x + splat(ROUNDER)) - splat((int32_t)0x4B400000);
    PARTWISE y.p[k] = y.p[k] & ~nan.p[k];
    return y;
}
INLINE int32_t rounded_int(float x) {
    return x != x ? 0 : (int32_t)(bits_of(x + ROUNDER) - 0x4B400000u);
}

INLINE Floats exp(Floats x) {
    Floats low = splat(EXP_LOW), high = splat(EXP_HIGH);
    Floats z = choose(less(x, low), low, x);
    z = choose(less(high, z), high, z);
    Floats shifted = z * splat(LOG2_E) + splat(ROUNDER);
    Floats n = shifted - splat(ROUNDER);
    Floats r = (z - n * splat(LN2_HIGH)) - n * splat(LN2_LOW);
    Floats p = splat(EXP_POLY[0]);
    for (int i = 1; i < (int)(sizeof EXP_POLY / sizeof *EXP_POLY); i++)
        p = p * r + splat(EXP_POLY[i]);
    Ints power = (bits(shifted) - splat((int32_t)0x4B400000)) << 23;
    Floats y = floats(bits(p) + power);
    return choose(unordered(x), x, choose(less(x, low), splat(0.0f), y));
}
INLINE float exp_one(float x) { return exp(splat(x)).p[0][0]; }

INLINE Floats reciprocal(Floats x) {
    Floats y = floats(splat((int32_t)RECIPROCAL_SEED) - bits(x));
    for (int i = 0; i < NEWTON_STEPS; i++) y = y * (splat(2.0f) - x * y);
    return y;
}

INLINE float rsqrt(float x) {
    float y = float_of((uint32_t)RSQRT_SEED - (uint32_t)((int32_t)bits_of(x) >> 1));
    float half = 0.5f * x;
    for (int i = 0; i < NEWTON_STEPS; i++) y = y * (1.5f - (half * y) * y);
    return y;
}

INLINE Floats negative(Floats x) { return floats(bits(x) + splat((int32_t)0x80000000)); }

INLINE Floats sigmoid(Floats x) {
    Floats y = reciprocal(splat(1.0f) + exp(negative(x)));
    return choose(less(x, splat(EXP_LOW)), splat(0.0f), y);
}
INLINE Floats silu(Floats x) { return x * sigmoid(x); }
INLINE Floats softplus(Floats x) {
    Floats z = exp(negative(absolute(x)));
    Floats s = z * reciprocal(splat(2.0f) + z);
    Floats square = s * s, p = splat(ATANH_POLY[0]);
    for (int i = 1; i < (int)(sizeof ATANH_POLY / sizeof *ATANH_POLY); i++)
        p = p * square + splat(ATANH_POLY[i]);
    return choose(less(x, splat(0.0f)), splat(0.0f), x) + (s + s) * p;
}
INLINE Floats squared_relu(Floats x) {
    Floats y = choose(less(x, splat(0.0f)), splat(0.0f), x);
    return y * y;
}
INLINE Floats gelu_tanh(Floats x) {
    Floats cubic = (splat(GELU_CUBIC) * x) * (x * x);
    return x * sigmoid(splat(GELU_LINEAR) * (x + cubic));
}

INLINE Floats clamp(Floats x, Floats low, Floats high) {        // NaN stays
    Floats y = choose(less(x, low), low, x);
    return choose(less(high, y), high, y);
}

// The sum of the sixteen partial sums: a tree, the upper half to the lower.
INLINE float tree(Floats partial) {
    float x[LANES];
    store(x, partial);
    for (int width = LANES / 2; width; width /= 2)
        for (int i = 0; i < width; i++) x[i] = x[i] + x[i + width];
    return x[0];
}

INLINE float largest(Floats x) {        // NaN if one is
    float y[LANES];
    store(y, x);
    for (int width = LANES / 2; width; width /= 2)
        for (int i = 0; i < width; i++) y[i] = larger(y[i], y[i + width]);
    return y[0];
}

}  // namespace lutcore
