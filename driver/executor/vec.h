// VEC: y = f(p * a) * b + c * d and the reductions of y, as contract/execute.py defines it.

#pragma once

#include "operands.h"

namespace lutcore {

enum Function { IDENTITY = 0, SILU = 1, SQUARED_RELU = 2, GELU_TANH = 3 };
enum Prefactor { NO_PREFACTOR = 0, SCALE = 1, NORM = 2 };
enum Reduction { NO_REDUCTION = 0, SQUARES = 1, MAXIMUM = 2 };

struct Vec {
    uint32_t first, rows, length, function, prefactor, reduction, head, segment, scalar, reduced;
    float inverse, epsilon;
    Operand a, b, c, d, y;
    uint8_t *scalar_host = nullptr, *reduced_host = nullptr;

    uint32_t segments() const { return segment ? (length + segment - 1) / segment : 1; }
};

INLINE Floats apply(uint32_t function, Floats x) {
    switch (function) {
        case SILU: return silu(x);
        case SQUARED_RELU: return squared_relu(x);
        case GELU_TANH: return gelu_tanh(x);
        default: return x;
    }
}

// The i-th row of the instruction.
inline void run_vec_row(const Vec& v, const TableRow* rows, uint32_t i) {
    constexpr int CHUNK = 512;
    alignas(64) float a[CHUNK + LANES], b[CHUNK + LANES], c[CHUNK + LANES], d[CHUNK + LANES];
    auto at = [&](const Operand& o) { return o.present ? o.row(rows, v.first, i) : nullptr; };
    const uint8_t *row_a = at(v.a), *row_b = at(v.b), *row_c = at(v.c), *row_d = at(v.d);
    uint8_t* row_y = at(v.y);
    const int64_t count = v.segments(), size = v.segment ? v.segment : v.length;
    const uint64_t from = v.a.gather ? rows[v.first + i].source : v.first + i;
    for (int64_t s = 0; s < count; s++) {
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
        const int64_t end = (s + 1) * size < (int64_t)v.length ? (s + 1) * size : v.length;
        for (int64_t start = s * size; start < end; start += CHUNK) {
            const int n = (int)(end - start < CHUNK ? end - start : CHUNK);
            load(v.a, row_a, start, n, a);
            if (row_b) load(v.b, row_b, start, n, b);
            if (row_c) load(v.c, row_c, start, n, c);
            if (row_c && row_d) load(v.d, row_d, start, n, d);
            for (int k = 0; k < n; k += LANES) {
                Floats y = load_floats(a + k);
                if (v.prefactor != NO_PREFACTOR) y = factor * y;
                y = flush(apply(v.function, y));
                if (row_b) y = y * load_floats(b + k);
                if (row_c) {
                    Floats more = load_floats(c + k);
                    y = y + (row_d ? more * load_floats(d + k) : more);
                }
                y = flush(y);
                store(a + k, y);
            }
            for (int k = n; k % LANES; k++) a[k] = 0.0f;
            save(v.y, row_y, start, n, a);
            if (v.reduction == SQUARES)
                for (int k = 0; k < n; k += LANES) {
                    Floats y = load_floats(a + k);
                    partial = partial + y * y;
                }
            else if (v.reduction == MAXIMUM)
                for (int k = 0; k < n; k += LANES)
                    most = larger(most, absolute(load_floats(a + k)));
        }
        if (v.reduction == NO_REDUCTION) continue;
        float one = v.reduction == SQUARES ? flush(tree(partial)) : largest(most);
        memcpy(v.reduced_host
               + 4 * ((uint64_t)(v.first + i) * (uint64_t)count + (uint64_t)s), &one, 4);
    }
}

}  // namespace lutcore
