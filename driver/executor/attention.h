// ATTN: appends keys and values to the caches, then attends, as contract/execute.py defines it.

#pragma once

#include "operands.h"

namespace lutcore {

enum CacheType { CACHE_F32 = 0, CACHE_F16 = 1, CACHE_INT8 = 2 };

struct Attn {
    uint32_t first, rows, heads, kv_heads, size, cache_type, window, cache, slot_stride, capacity,
             slots;
    float scale;
    uint32_t sinks;
    Operand q, k, v, y;
    uint8_t *cache_host = nullptr, *sinks_host = nullptr;

    uint32_t each() const { return cache_type == CACHE_F32 ? 4 : cache_type == CACHE_F16 ? 2 : 1; }
    uint64_t plane() const { return (uint64_t)kv_heads * capacity * size * each(); }
    uint64_t scales() const { return cache_type == CACHE_INT8 ? (uint64_t)4 * kv_heads * capacity : 0; }
    uint64_t slot_bytes() const { return 2 * (plane() + scales()); }
};

// Appends one head's key and value of all rows. In attention.cpp.
void append_head(const Attn& a, const TableRow* rows, uint32_t head);

// Row i of the instruction: all query heads of key and value head `head`. In attention.cpp.
void attend(const Attn& a, const TableRow* rows, uint32_t i, uint32_t head);

}  // namespace lutcore
