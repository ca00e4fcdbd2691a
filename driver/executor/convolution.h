// CONV: a short causal convolution of every channel, as contract/convolution.py defines it.

#pragma once

#include "operands.h"

namespace lutcore {

struct Conv {
    uint32_t first, rows, length, taps, weights, cache, slot_stride, capacity, slots;
    Operand a, y;
    uint8_t *weights_host = nullptr, *cache_host = nullptr;

    uint64_t slot_bytes() const { return (uint64_t)4 * capacity * length; }
    uint8_t* at(const TableRow& r, uint32_t back) const {
        return cache_host + (uint64_t)r.slot * slot_stride
               + (uint64_t)4 * length * ((r.position - back) % capacity);
    }
};

// Appends the i-th row.
inline void append_history(const Conv& c, const TableRow* rows, uint32_t i) {
    constexpr uint32_t CHUNK = 512;
    alignas(64) float x[CHUNK + LANES];
    for (uint32_t start = 0; start < c.length; start += CHUNK) {
        const uint32_t n = c.length - start < CHUNK ? c.length - start : CHUNK;
        load(c.a, c.a.row(rows, c.first, i), start, (int)n, x);
        memcpy(c.at(rows[c.first + i], 0) + (uint64_t)4 * start, x, (size_t)4 * n);
    }
}

// Mixes the last positions of the i-th row.
inline void run_conv_row(const Conv& c, const TableRow* rows, uint32_t i) {
    constexpr uint32_t CHUNK = 512;
    alignas(64) float x[CHUNK + LANES] = {}, w[CHUNK + LANES] = {}, y[CHUNK + LANES];
    const TableRow& r = rows[c.first + i];
    for (uint32_t start = 0; start < c.length; start += CHUNK) {
        const uint32_t n = c.length - start < CHUNK ? c.length - start : CHUNK;
        for (uint32_t e = 0; e < n; e += LANES) store(y + e, splat(0.0f));
        for (uint32_t tap = 0; tap < c.taps; tap++) {
            const uint32_t back = c.taps - 1 - tap;
            if (back > r.position) continue;
            memcpy(x, c.at(r, back) + (uint64_t)4 * start, (size_t)4 * n);
            memcpy(w, c.weights_host + 4 * ((uint64_t)tap * c.length + start), (size_t)4 * n);
            for (uint32_t e = 0; e < n; e += LANES)
                store(y + e, load_floats(y + e)
                             + flush(load_floats(w + e)) * flush(load_floats(x + e)));
        }
        for (uint32_t e = 0; e < n; e += LANES) store(y + e, flush(load_floats(y + e)));
        save(c.y, c.y.row(rows, c.first, i), start, (int)n, y);
    }
}

}  // namespace lutcore
