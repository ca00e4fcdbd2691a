// ROUTE and EACH: experts that are chosen on the way, as contract/routing.py defines it.

#pragma once

#include <vector>

#include "operands.h"

namespace lutcore {

struct Route {
    uint32_t first, rows, experts, chosen, normalised;
    Operand a, y;
};

// Runs the instructions behind it for each expert that is chosen.
struct Each {
    uint32_t first, rows, count, times, numbers, stride, patches, places, table;
    const uint8_t* host = nullptr;      // of row 0's numbers
    std::vector<uint8_t> ran;           // of every expert: whether the last run had it
    uint32_t next = 0;                  // the expert to look at

    // Whether some row has chosen an expert.
    bool has(uint32_t expert) const {
        for (uint32_t r = first; r < first + rows; r++) {
            float one;
            memcpy(&one, host + (uint64_t)stride * r + (uint64_t)4 * expert, 4);
            if (one != 0.0f) return true;
        }
        return false;
    }
    // The next expert that is chosen; `times` if there is none.
    uint32_t turn() {
        while (next < times && !has(next)) next++;
        const uint32_t expert = next++;
        if (expert < times) ran[expert] = 1;
        else next = 0;
        return expert;
    }
};

// The i-th row of the instruction.
inline void run_route_row(const Route& r, const TableRow* rows, uint32_t i) {
    alignas(64) float s[MAX_EXPERTS + LANES], y[MAX_EXPERTS + LANES];
    const int n = (int)r.experts;
    load(r.a, r.a.row(rows, r.first, i), 0, n, s);
    float most = s[0];
    bool finite = true;
    for (int e = 0; e < n; e++) {
        finite = finite && (bits_of(s[e]) & 0x7FFFFFFF) < 0x7F800000;
        if (s[e] > most) most = s[e];
    }
    if (!finite) {
        for (int e = 0; e < n; e++) y[e] = __builtin_nanf("");
        return save(r.y, r.y.row(rows, r.first, i), 0, n, y);
    }
    bool kept[MAX_EXPERTS] = {};
    for (uint32_t k = 0; k < r.chosen; k++) {
        int best = -1;
        for (int e = 0; e < n; e++)
            if (!kept[e] && (best < 0 || s[e] > s[best])) best = e;
        kept[best] = true;
    }
    Floats partial = splat(0.0f);
    for (int e = 0; e < n; e += LANES) {
        store(y + e, exp(load_floats(s + e) - splat(most)));
        for (int j = e; j < e + LANES; j++)
            if (j >= n || (r.normalised && !kept[j])) s[j] = 0.0f;
            else s[j] = y[j];
        partial = partial + load_floats(s + e);
    }
    const float back = 1.0f / tree(partial);
    for (int e = 0; e < n; e++) y[e] = kept[e] ? flush(y[e] * back) : 0.0f;
    save(r.y, r.y.row(rows, r.first, i), 0, n, y);
}

}  // namespace lutcore
