// VEC: y = f(p * a) * b + c * d and the reductions of y, as contract/execute.py defines it.

#pragma once

#include <algorithm>

#include "operands.h"

namespace lutcore {

enum Function { IDENTITY = 0, SILU = 1, SQUARED_RELU = 2, GELU_TANH = 3, CLAMP = 4, SIGMOID = 5 };
enum Prefactor { NO_PREFACTOR = 0, SCALE = 1, NORM = 2 };
enum Reduction { NO_REDUCTION = 0, SQUARES = 1, MAXIMUM = 2 };

struct Vec {
    uint32_t first, rows, length, function, prefactor, reduction, head, segment, scalar, reduced;
    float inverse, epsilon, low, high;
    Operand a, b, c, d, y;
    uint8_t *scalar_host = nullptr, *reduced_host = nullptr;

    uint32_t segments() const { return segment ? (length + segment - 1) / segment : 1; }
};

INLINE Floats apply(const Vec& v, Floats x) {
    switch (v.function) {
        case SILU: return silu(x);
        case SQUARED_RELU: return squared_relu(x);
        case GELU_TANH: return gelu_tanh(x);
        case CLAMP: return clamp(x, splat(v.low), splat(v.high));
        case SIGMOID: return sigmoid(x);
        default: return x;
    }
}

// ARMv7 has too few registers to flush four operands on their way: `load` flushes them before.
#if defined(__arm__)
constexpr bool IN_PLACE = false;
#else
constexpr bool IN_PLACE = true;
#endif

INLINE Floats taken(const float* x) {
    return IN_PLACE ? flush(load_floats(x)) : load_floats(x);
}

// Elements start to start + n - 1 of a row as float32: where they lie, or in `buffer`, zeros behind.
INLINE const float* floats_of(const Operand& o, const uint8_t* row, int64_t start, int n,
                              float* buffer) {
    if (IN_PLACE && o.type == F32 && o.element_stride == 4 && !o.period && !o.swap &&
        n % LANES == 0)
        return (const float*)row + start;
    load(o, row, start, n, buffer);
    return buffer;
}

// Elements `low` to the one before `high` of the instruction's i-th row. A part that is not whole
// segments leaves their reduction to `reduce_vec_row`.
inline void run_vec_row(const Vec& v, const TableRow* rows, uint32_t i, int64_t low, int64_t high) {
    constexpr int CHUNK = 512;
    alignas(64) float a[CHUNK + LANES], b[CHUNK + LANES], c[CHUNK + LANES], d[CHUNK + LANES];
    auto at = [&](const Operand& o) { return o.present ? o.row(rows, v.first, i) : nullptr; };
    const uint8_t *row_a = at(v.a), *row_b = at(v.b), *row_c = at(v.c), *row_d = at(v.d);
    uint8_t* row_y = at(v.y);
    const int64_t count = v.segments(), size = v.segment ? v.segment : v.length;
    const uint64_t from = v.a.gather ? rows[v.first + i].source : v.first + i;
    for (int64_t s = low / size; s < count && s * size < high; s++) {
        float p = 1.0f;
        if (v.prefactor != NO_PREFACTOR) {
            memcpy(&p, v.scalar_host + 4 * (from * (uint64_t)count + (uint64_t)s), 4);
            p = flush(p);
            if (v.prefactor == NORM) {
                p = p * v.inverse;
                p = rsqrt(p + v.epsilon);
            }
        }
        Floats partial = splat(0.0f), most = splat(0.0f);
        const Floats factor = splat(p);
        const int64_t first = s * size, last = std::min<int64_t>(first + size, v.length);
        const int64_t end = std::min(last, high);
        for (int64_t start = std::max(first, low); start < end; start += CHUNK) {
            const int n = (int)(end - start < CHUNK ? end - start : CHUNK);
            const float* at_a = floats_of(v.a, row_a, start, n, a);
            const float* at_b = row_b ? floats_of(v.b, row_b, start, n, b) : nullptr;
            const float* at_c = row_c ? floats_of(v.c, row_c, start, n, c) : nullptr;
            const float* at_d = row_c && row_d ? floats_of(v.d, row_d, start, n, d) : nullptr;
            const bool direct = v.y.type == F32 && n % LANES == 0;
            float* to = direct ? (float*)row_y + start : a;
            for (int k = 0; k < n; k += LANES) {
                Floats y = taken(at_a + k);
                if (v.prefactor != NO_PREFACTOR) y = factor * y;
                y = flush(apply(v, y));
                if (at_b) y = y * taken(at_b + k);
                if (at_c) {
                    Floats more = taken(at_c + k);
                    y = y + (at_d ? more * taken(at_d + k) : more);
                }
                y = flush(y);
                store(to + k, y);
                if (k + LANES > n) {        // what lies behind the row counts as zero
                    for (int e = n; e % LANES; e++) to[e] = 0.0f;
                    y = load_floats(to + k);
                }
                if (v.reduction == SQUARES) partial = partial + y * y;
                else if (v.reduction == MAXIMUM) most = larger(most, absolute(y));
            }
            if (!direct) save(v.y, row_y, start, n, a);
        }
        if (v.reduction == NO_REDUCTION || first < low || last > high) continue;
        float one = v.reduction == SQUARES ? flush(tree(partial)) : largest(most);
        memcpy(v.reduced_host
               + 4 * ((uint64_t)(v.first + i) * (uint64_t)count + (uint64_t)s), &one, 4);
    }
}

// The reduction of the i-th row, which is one segment of float32, from its result.
inline void reduce_vec_row(const Vec& v, const TableRow* rows, uint32_t i) {
    const float* y = (const float*)v.y.row(rows, v.first, i);
    Floats partial = splat(0.0f), most = splat(0.0f);
    for (uint32_t k = 0; k < v.length; k += LANES) {
        float last[LANES] = {};
        const bool whole = k + LANES <= v.length;
        if (!whole) memcpy(last, y + k, 4 * (v.length - k));
        const Floats one = load_floats(whole ? y + k : last);
        if (v.reduction == SQUARES) partial = partial + one * one;
        else most = larger(most, absolute(one));
    }
    const float one = v.reduction == SQUARES ? flush(tree(partial)) : largest(most);
    memcpy(v.reduced_host + 4 * (uint64_t)(v.first + i), &one, 4);
}

}  // namespace lutcore
