// DELTA: the gated delta rule on a state for every head, as contract/delta.py defines it.
//
// COLUMNS values of a head depend on no other value, so that a piece of work is these of all rows,
// one row after the other: what it needs of the state, 8 KiB of a head of 128, stays in a cache.

#pragma once

#include <vector>

#include "operands.h"

namespace lutcore {

struct Delta {
    uint32_t first, rows, heads, key_heads, keys, values, rates, biases, state, slot_stride, slots;
    float scale, epsilon;
    Operand a, b, c, y;
    uint8_t *rates_host = nullptr, *biases_host = nullptr, *state_host = nullptr;
    std::vector<float> normed;          // [rows][key_heads][2][keys]: queries, keys
    std::vector<float> gates;           // [rows][2][heads]: shares renewed and kept

    uint64_t keyed() const { return (uint64_t)key_heads * keys; }
    uint64_t length() const { return (uint64_t)heads * values; }
    uint64_t slot_bytes() const { return 4 * length() * keys; }
    uint32_t blocks() const { return values / COLUMNS; }    // of a head
};

static_assert(COLUMNS == LANES, "a block of a state is a register");

// Queries, keys and gates of the i-th row.
inline void prepare_delta_row(Delta& d, const TableRow* rows, uint32_t i) {
    alignas(64) float x[MAX_HEAD + LANES], b[LANES], c[LANES];
    const uint8_t* row_a = d.a.row(rows, d.first, i);
    const int n = (int)d.keys;
    for (uint32_t part = 0; part < 2; part++)
        for (uint32_t h = 0; h < d.key_heads; h++) {
            load(d.a, row_a, (int64_t)(part * d.keyed() + (uint64_t)h * d.keys), n, x);
            Floats partial = splat(0.0f);
            for (int e = 0; e < n; e += LANES)
                partial = partial + load_floats(x + e) * load_floats(x + e);
            const float sum = tree(partial) + d.epsilon;
            const float factor = flush(rsqrt(sum) * (part ? 1.0f : d.scale));
            float* to = d.normed.data() + (((uint64_t)i * d.key_heads + h) * 2 + part) * d.keys;
            for (int e = 0; e < n; e++) to[e] = flush(x[e] * factor);
        }
    const uint8_t *row_b = d.b.row(rows, d.first, i), *row_c = d.c.row(rows, d.first, i);
    float* gates = d.gates.data() + (uint64_t)i * 2 * d.heads;
    for (uint32_t h = 0; h < d.heads; h += LANES) {
        alignas(64) float rate[LANES] = {}, bias[LANES] = {}, kept[LANES], renewed[LANES];
        const int count = (int)(d.heads - h < LANES ? d.heads - h : LANES);
        load(d.b, row_b, h, count, b);
        load(d.c, row_c, h, count, c);
        memcpy(rate, d.rates_host + (uint64_t)4 * h, 4 * (size_t)count);
        memcpy(bias, d.biases_host + (uint64_t)4 * h, 4 * (size_t)count);
        store(renewed, sigmoid(load_floats(b)));
        store(kept, exp(flush(load_floats(rate))
                        * softplus(load_floats(c) + flush(load_floats(bias)))));
        memcpy(gates + h, renewed, 4 * (size_t)count);
        memcpy(gates + d.heads + h, kept, 4 * (size_t)count);
    }
}

// COLUMNS values of a head, for all rows in turn.
inline void run_delta_block(const Delta& d, const TableRow* rows, uint32_t head, uint32_t block) {
    alignas(64) float v[2 * LANES], y[LANES];
    const uint32_t key_head = head / (d.heads / d.key_heads);
    const int64_t at = (int64_t)((uint64_t)head * d.values + (uint64_t)block * COLUMNS);
    for (uint32_t i = 0; i < d.rows; i++) {
        const TableRow& r = rows[d.first + i];
        uint8_t* state = d.state_host + (uint64_t)r.slot * d.slot_stride
                         + ((uint64_t)head * d.blocks() + block) * d.keys * COLUMNS * 4;
        if (!r.position) memset(state, 0, (size_t)d.keys * COLUMNS * 4);
        const float* q = d.normed.data() + ((uint64_t)i * d.key_heads + key_head) * 2 * d.keys;
        const float* k = q + d.keys;
        const float* gates = d.gates.data() + (uint64_t)i * 2 * d.heads;
        const Floats renewed = splat(gates[head]), kept = splat(gates[d.heads + head]);
        load(d.a, d.a.row(rows, d.first, i), (int64_t)(2 * d.keyed()) + at, LANES, v);
        Floats found = splat(0.0f);
        for (uint32_t e = 0; e < d.keys; e++) {
            uint8_t* one = state + (uint64_t)e * COLUMNS * 4;
            const Floats s = flush(load_floats(one) * kept);
            store(one, s);
            found = found + splat(k[e]) * s;
        }
        const Floats u = flush(flush(load_floats(v) - found) * renewed);
        Floats sum = splat(0.0f);
        for (uint32_t e = 0; e < d.keys; e++) {
            uint8_t* one = state + (uint64_t)e * COLUMNS * 4;
            const Floats s = flush(load_floats(one) + splat(k[e]) * u);
            store(one, s);
            sum = sum + splat(q[e]) * s;
        }
        store(y, flush(sum));
        save(d.y, d.y.row(rows, d.first, i), at, LANES, y);
    }
}

}  // namespace lutcore
