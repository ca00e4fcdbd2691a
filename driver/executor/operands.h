// Operands of VEC, QUANT and ATTN: where elements lie, and moving them in and out as float32.

#pragma once

#include "floating.h"
#include "geometry.h"

namespace lutcore {

enum Type { F32 = 0, F16 = 1, I32 = 2 };

struct TableRow { uint32_t position, slot, source, zero; };

struct Operand {
    uint32_t base, row_stride, position_stride, element_stride, type, gather, swap, present, period;
    uint32_t head = 0;                  // of the instruction, for `swap`
    uint8_t* host = nullptr;            // host address of `base`
    const int32_t* sums = nullptr;      // sums of products on this host: [row][sums_stride]
    int64_t sums_stride = 0;

    uint32_t nbytes() const { return type == F16 ? 2 : 4; }

    // Largest index(i) of `length` elements.
    uint64_t last_index(uint64_t length) const {
        uint64_t n = period && period < length ? period : length;
        if (!swap) return n - 1;
        uint64_t rest = n % head, whole = n - rest, half = head / 2;
        uint64_t last = whole ? whole - 1 : 0;
        if (rest) last = whole + (rest > half ? head - 1 : half + rest - 1);
        return last;
    }
    // Where element 0 of the i-th row of an instruction lies.
    uint8_t* row(const TableRow* rows, uint32_t first, uint32_t i) const {
        const TableRow& r = rows[first + i];
        uint64_t row = type == I32 ? i : gather ? r.source : first + i;
        if (sums) return (uint8_t*)(sums + (int64_t)row * sums_stride);
        return host + row * row_stride + (uint64_t)r.position * position_stride;
    }
};

// n elements from `at` on, as float32 without what is below TINY; `out` has room for 16 more.
inline void load_run(const Operand& o, const uint8_t* at, uint64_t stride, int n, float* out) {
    int i = 0;
    if (stride == o.nbytes()) {
        if (o.type == F32)
            for (; i + LANES <= n; i += LANES) store(out + i, flush(load_floats(at + 4 * i)));
        else if (o.type == F16)
            for (; i + LANES <= n; i += LANES) store(out + i, flush(load_halves(at + 2 * i)));
        else
            for (; i + LANES <= n; i += LANES) store(out + i, convert(load_ints(at + 4 * i)));
    }
    for (; i < n; i++) {
        const uint8_t* one = at + (uint64_t)i * stride;
        if (o.type == F32) {
            float x;
            memcpy(&x, one, 4);
            out[i] = flush(x);
        } else if (o.type == F16) {
            uint16_t x;
            memcpy(&x, one, 2);
            out[i] = flush(half_to_float(x));
        } else {
            int32_t x;
            memcpy(&x, one, 4);
            out[i] = (float)x;
        }
    }
}

// Elements start to start + n - 1 of a row, then zeros up to a multiple of 16.
inline void load(const Operand& o, const uint8_t* row, int64_t start, int n, float* out) {
    uint64_t stride = o.sums ? (o.element_stride ? 4 : 0) : o.element_stride;
    if (!stride) {
        load_run(o, row, 0, 1, out);
        Floats all = splat(out[0]);
        for (int i = 0; i < n; i += LANES) store(out + i, all);
    } else if (!o.period && !o.swap) {
        load_run(o, row + (uint64_t)start * stride, stride, n, out);
    } else {
        for (int i = 0; i < n;) {
            uint64_t index = (uint64_t)(start + i), run = (uint64_t)(n - i);
            if (o.period) {
                index %= o.period;
                if (o.period - index < run) run = o.period - index;
            }
            if (o.swap) {
                uint64_t half = o.head / 2, in = index % o.head;
                uint64_t until = half - in % half;
                if (until < run) run = until;
                index = in < half ? index + half : index - half;
            }
            load_run(o, row + index * stride, stride, (int)run, out + i);
            i += (int)run;
        }
    }
    for (int i = n; i % LANES; i++) out[i] = 0.0f;
}

// n float32 to a plain operand, from element `start` on.
inline void save(const Operand& o, uint8_t* row, int64_t start, int n, const float* x) {
    int i = 0;
    if (o.type == F16) {
        uint8_t* at = row + 2 * start;
        for (; i + LANES <= n; i += LANES) store_halves(at + 2 * i, load_floats(x + i));
        for (; i < n; i++) {
            uint16_t half = float_to_half(x[i]);
            memcpy(at + 2 * i, &half, 2);
        }
    } else {
        memcpy(row + 4 * start, x, 4 * (size_t)n);
    }
}

}  // namespace lutcore
