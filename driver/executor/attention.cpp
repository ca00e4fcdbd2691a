// The loops of ATTN; see attention.h.

#include "attention.h"

#include <utility>

namespace lutcore {

constexpr int GROUP = 4;                // query heads that share a pass over keys and values

INLINE float steps_for(float most, float steps) {
    if (most < TINY) return 0.0f;
    return steps / (most > TINY || most != most ? most : TINY);
}

// Sums of sixteen vectors, one in every lane, each in the order of `tree`.
// GCC has __builtin_shufflevector from version 12 on, Clang has nothing else.
#if defined(__clang__) || __GNUC__ >= 12
#define SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
#define SHUFFLE(a, b, ...) __builtin_shuffle(a, b, NativeInts{__VA_ARGS__})
#endif
template <int W, typename Vector, size_t... I>
INLINE Vector pick(Vector a, Vector b, int, std::index_sequence<I...>) {
    return SHUFFLE(a, b, (int)((I / (W / 2)) * W + I % (W / 2))...);
}
template <int W, typename Vector, size_t... I>
INLINE Vector pick_upper(Vector a, Vector b, std::index_sequence<I...>) {
    return SHUFFLE(a, b, (int)((I / (W / 2)) * W + I % (W / 2) + W / 2)...);
}
template <int W, typename Vector>
INLINE void sums_step(Vector* v, int count) {
    if constexpr (W > 1) {
        using All = std::make_index_sequence<EACH>;
#pragma GCC unroll 8
        for (int i = 0; i < count / 2; i++)
            v[i] = plus(pick<W>(v[2 * i], v[2 * i + 1], 0, All{}),
                        pick_upper<W>(v[2 * i], v[2 * i + 1], All{}));
        sums_step<W / 2>(v, count / 2);
    }
}
template <typename Sixteen>
INLINE Sixteen sums_of(const Sixteen* x) {
    using Vector = typename std::remove_cv<typename std::remove_reference<decltype(x->p[0])>::type>::type;
    Vector v[LANES];
#pragma GCC unroll 16
    for (int i = 0; i < LANES; i++) {
        if constexpr (PARTS == 4) v[i] = plus(plus(x[i].p[0], x[i].p[2]),
                                             plus(x[i].p[1], x[i].p[3]));
        else if constexpr (PARTS == 2) v[i] = plus(x[i].p[0], x[i].p[PARTS - 1]);
        else v[i] = x[i].p[0];
    }
    sums_step<EACH>(v, LANES);
    Sixteen y;
    PARTWISE y.p[k] = v[k];
    return y;
}

void append_head(const Attn& a, const TableRow* rows, uint32_t head) {
    alignas(64) float x[MAX_HEAD + LANES];
    const uint64_t t = a.capacity, d = a.size;
    for (uint32_t i = 0; i < a.rows; i++) {
        const TableRow& r = rows[a.first + i];
        const uint64_t position = r.position;
        uint8_t* slot = a.cache_host + (uint64_t)r.slot * a.slot_stride;
        for (int which = 0; which < 2; which++) {
            const Operand& o = which ? a.v : a.k;
            load(o, o.row(rows, a.first, i), (int64_t)(head * d), (int)d, x);
            uint8_t* plane = slot + (which ? a.plane() : 0);
            const uint64_t line = head * t + position;
            if (a.cache_type != CACHE_INT8) {
                Operand to{};
                to.type = a.cache_type == CACHE_F16 ? F16 : F32;
                save(to, plane + line * d * a.each(), 0, (int)d, x);
                continue;
            }
            Floats most = splat(0.0f);
            for (uint64_t e = 0; e < d; e += LANES) most = larger(most, absolute(load_floats(x + e)));
            const float peak = largest(most), steps = steps_for(peak, KEY_STEPS);
            const float unit = flush(peak * (1.0f / KEY_STEPS));
            uint8_t* scale = slot + 2 * a.plane() + (which ? a.scales() : 0) + 4 * line;
            memcpy(scale, &unit, 4);
            uint8_t* out = which ? plane + (head * t + (position & ~(uint64_t)1)) * d + (position & 1)
                                 : plane + line * d;
            for (uint64_t e = 0; e < d; e++)
                out[which ? 2 * e : e] = (uint8_t)rounded_int(x[e] * steps);
        }
    }
}

// Sixteen elements of a float cache, or the fewer there are and zeros.
template <int TYPE>
INLINE Floats load_cache(const uint8_t* at, int count) {
    if (count >= LANES) return flush(TYPE == CACHE_F16 ? load_halves(at) : load_floats(at));
    float x[LANES] = {};
    for (int i = 0; i < count; i++) {
        if (TYPE == CACHE_F16) {
            uint16_t half;
            memcpy(&half, at + 2 * i, 2);
            x[i] = half_to_float(half);
        } else {
            memcpy(x + i, at + 4 * i, 4);
        }
    }
    return flush(load_floats(x));
}

// Row i, query heads first to first + G - 1, all of key and value head `head`.
template <int TYPE, int G>
void attend_heads(const Attn& a, const TableRow* rows, uint32_t i, uint32_t head, uint32_t first) {
    constexpr int WIDE = MAX_HEAD / LANES;
    alignas(64) float q[G][MAX_HEAD + LANES];
    alignas(64) int16_t codes[G][MAX_HEAD + 2 * LANES];
    alignas(64) float scores[G][BLOCK + LANES], unit[BLOCK + LANES];
    alignas(64) int16_t shares[G][BLOCK + 2 * LANES];
    Floats mixed[G][WIDE];
    float peak[G], total[G], query_unit[G], keep[G], share_unit[G];
    const TableRow& r = rows[a.first + i];
    const int64_t high = (int64_t)r.position + 1;
    const int64_t low = a.window && high > (int64_t)a.window ? high - (int64_t)a.window : 0;
    const uint64_t t = a.capacity, d = a.size;
    const int chunks = ((int)d + LANES - 1) / LANES;
    const uint8_t* slot = a.cache_host + (uint64_t)r.slot * a.slot_stride;
    const uint8_t* keys = slot + head * t * d * a.each();
    const uint8_t* values = slot + a.plane() + head * t * d * a.each();
    const uint8_t* key_scales = slot + 2 * a.plane() + 4 * head * t;
    const uint8_t* value_scales = key_scales + a.scales();
    uint8_t* out = a.y.row(rows, a.first, i);
    for (int g = 0; g < G; g++) {
        load(a.q, a.q.row(rows, a.first, i), (int64_t)((first + (uint32_t)g) * d), (int)d, q[g]);
        peak[g] = -__builtin_inff();
        total[g] = 0.0f;
        for (int c = 0; c < chunks; c++) mixed[g][c] = splat(0.0f);
        if (TYPE != CACHE_INT8) continue;
        Floats most = splat(0.0f);
        for (int c = 0; c < chunks; c++)
            most = larger(most, absolute(load_floats(q[g] + LANES * c)));
        const float one = largest(most), steps = steps_for(one, SHARE_STEPS);
        query_unit[g] = flush((one * (1.0f / SHARE_STEPS)) * a.scale);
        for (uint64_t e = 0; e < d; e++) codes[g][e] = (int16_t)rounded_int(q[g][e] * steps);
        for (uint64_t e = d; e < d + 2 * LANES; e++) codes[g][e] = 0;
    }
    for (int64_t start = low / BLOCK * BLOCK; start < high; start += BLOCK) {
        const int64_t from = start > low ? start : low;
        const int64_t to = start + BLOCK < high ? start + BLOCK : high;
        const int n = (int)(to - from);
        if (TYPE == CACHE_INT8) {
            memset(unit, 0, sizeof unit);
            memcpy(unit, key_scales + 4 * from, 4 * (size_t)n);
        }
        for (int at = 0; at < n; at += LANES) {
            const int count = n - at < LANES ? n - at : LANES;
            if (TYPE == CACHE_INT8) {
                Ints acc[G][LANES];
                for (int p = 0; p < LANES; p++) {
                    const int8_t* key = (const int8_t*)keys
                                        + (uint64_t)(from + at + (p < count ? p : 0)) * d;
                    Ints one[G];
#pragma GCC unroll 4
                    for (int g = 0; g < G; g++) one[g] = splat(0);
                    for (int c = 0; c < (int)d; c += 2 * LANES) {
                        Ints wide = widen_bytes(key + c);
#pragma GCC unroll 4
                        for (int g = 0; g < G; g++)
                            one[g] = dot_pairs(one[g], wide, load_ints(codes[g] + c));
                    }
#pragma GCC unroll 4
                    for (int g = 0; g < G; g++) acc[g][p] = one[g];
                }
                const Floats scales = flush(load_floats(unit + at));
#pragma GCC unroll 4
                for (int g = 0; g < G; g++)
                    store(scores[g] + at, convert(sums_of(acc[g])) * (splat(query_unit[g]) * scales));
            } else {
                Floats acc[G][LANES];
                for (int p = 0; p < LANES; p++) {
                    const uint8_t* key = keys
                                         + (uint64_t)(from + at + (p < count ? p : 0)) * d * a.each();
                    Floats one[G];
#pragma GCC unroll 4
                    for (int g = 0; g < G; g++) one[g] = splat(0.0f);
                    for (int c = 0; c < chunks; c++) {
                        Floats k = load_cache<TYPE>(key + (uint64_t)LANES * (uint64_t)c * a.each(),
                                                    (int)d - LANES * c);
#pragma GCC unroll 4
                        for (int g = 0; g < G; g++)
                            one[g] = one[g] + load_floats(q[g] + LANES * c) * k;
                    }
#pragma GCC unroll 4
                    for (int g = 0; g < G; g++) acc[g][p] = one[g];
                }
#pragma GCC unroll 4
                for (int g = 0; g < G; g++)
                    store(scores[g] + at, sums_of(acc[g]) * splat(a.scale));
            }
            for (int g = 0; g < G; g++)
                for (int p = count; p < LANES; p++) scores[g][at + p] = -__builtin_inff();
        }
        const int offset = (int)(from & 1);
        if (TYPE == CACHE_INT8) {
            memset(unit, 0, sizeof unit);
            memcpy(unit, value_scales + 4 * from, 4 * (size_t)n);
        }
        for (int g = 0; g < G; g++) {
            Floats most = splat(-__builtin_inff());
            for (int at = 0; at < n; at += LANES) most = larger(most, load_floats(scores[g] + at));
            const float before = peak[g];
            peak[g] = larger(before, largest(most));
            keep[g] = exp_one(before - peak[g]);
            Floats partial = splat(0.0f), heaviest = splat(0.0f);
            for (int at = 0; at < n; at += LANES) {
                Floats p = exp(load_floats(scores[g] + at) - splat(peak[g]));
                partial = partial + p;
                if (TYPE == CACHE_INT8) {
                    p = p * flush(load_floats(unit + at));
                    heaviest = larger(heaviest, p);
                }
                store(scores[g] + at, p);
            }
            total[g] = total[g] * keep[g] + tree(partial);
            if (TYPE != CACHE_INT8) continue;
            const float one = largest(heaviest), steps = steps_for(one, SHARE_STEPS);
            share_unit[g] = one * (1.0f / SHARE_STEPS);
            shares[g][0] = 0;
            for (int p = 0; p < n; p++)
                shares[g][p + offset] = (int16_t)rounded_int(scores[g][p] * steps);
            shares[g][n + offset] = 0;
        }
        for (int c = 0; c < chunks; c++) {
            if (TYPE == CACHE_INT8) {
                Ints acc[G];
#pragma GCC unroll 4
                for (int g = 0; g < G; g++) acc[g] = splat(0);
                const int8_t* at = (const int8_t*)values + (uint64_t)(from - offset) * d + 2 * LANES * c;
                for (int p = 0; p < n + offset; p += 2) {
                    Ints wide = widen_bytes(at);
                    at += 2 * d;
#pragma GCC unroll 4
                    for (int g = 0; g < G; g++) {
                        int32_t pair;
                        memcpy(&pair, shares[g] + p, 4);
                        acc[g] = dot_pairs(acc[g], wide, splat(pair));
                    }
                }
#pragma GCC unroll 4
                for (int g = 0; g < G; g++)
                    mixed[g][c] = flush(mixed[g][c] * splat(keep[g]))
                                  + convert(acc[g]) * splat(share_unit[g]);
            } else {
                Floats acc[G];
#pragma GCC unroll 4
                for (int g = 0; g < G; g++) acc[g] = flush(mixed[g][c] * splat(keep[g]));
                const uint8_t* at = values + ((uint64_t)from * d + (uint64_t)(LANES * c)) * a.each();
                for (int p = 0; p < n; p++) {
                    Floats v = load_cache<TYPE>(at, (int)d - LANES * c);
                    at += d * a.each();
#pragma GCC unroll 4
                    for (int g = 0; g < G; g++) acc[g] = acc[g] + splat(scores[g][p]) * v;
                }
#pragma GCC unroll 4
                for (int g = 0; g < G; g++) mixed[g][c] = acc[g];
            }
        }
    }
    for (int g = 0; g < G; g++) {
        const Floats back = splat(1.0f / total[g]);
        for (int c = 0; c < chunks; c++) store(q[g] + LANES * c, flush(mixed[g][c] * back));
        save(a.y, out, (int64_t)((first + (uint32_t)g) * d), (int)d, q[g]);
    }
}

// Row i, all query heads of key and value head `head`.
template <int TYPE>
void attend_group(const Attn& a, const TableRow* rows, uint32_t i, uint32_t head) {
    const uint32_t each = a.heads / a.kv_heads;
    for (uint32_t g = 0; g < each;) {
        const uint32_t first = head * each + g;
        switch (each - g) {
            case 1: attend_heads<TYPE, 1>(a, rows, i, head, first); g += 1; break;
            case 2: attend_heads<TYPE, 2>(a, rows, i, head, first); g += 2; break;
            case 3: attend_heads<TYPE, 3>(a, rows, i, head, first); g += 3; break;
            default: attend_heads<TYPE, GROUP>(a, rows, i, head, first); g += GROUP; break;
        }
    }
}

void attend(const Attn& a, const TableRow* rows, uint32_t i, uint32_t head) {
    if (a.cache_type == CACHE_F32) attend_group<CACHE_F32>(a, rows, i, head);
    else if (a.cache_type == CACHE_F16) attend_group<CACHE_F16>(a, rows, i, head);
    else attend_group<CACHE_INT8>(a, rows, i, head);
}

}  // namespace lutcore
