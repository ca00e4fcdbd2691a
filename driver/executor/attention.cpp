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
            alignas(64) int32_t code[MAX_HEAD + LANES];
            for (uint64_t e = 0; e < d; e += LANES)
                store(code + e, rounded_ints(load_floats(x + e) * splat(steps)));
            uint8_t* out = which ? plane + (head * t + (position & ~(uint64_t)1)) * d + (position & 1)
                                 : plane + line * d;
            for (uint64_t e = 0; e < d; e++) out[which ? 2 * e : e] = (uint8_t)code[e];
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

// Sums of sixteen elements that one piece of mix_... keeps: what the registers hold beside the rest.
template <int G>
constexpr int PIECE = (LUTCORE_REGISTERS * 3 / 4) / (PARTS * G);

// Work of one row and G query heads, that the steps below share.
template <int G>
struct Heads {
    alignas(64) float q[G][MAX_HEAD + LANES], mixed[G][MAX_HEAD + LANES];
    alignas(64) int16_t codes[G][MAX_HEAD + 2 * LANES];
    alignas(64) float scores[G][BLOCK + 2 * LANES];         // then shares of the softmax
    alignas(64) int16_t shares[G][BLOCK + 4 * LANES];
    float peak[G], total[G], query_unit[G], keep[G], share_unit[G];
};

// Reads ahead what lies `ahead` bytes behind the bytes at `at`. It may point anywhere.
INLINE void fetch_ahead(const void* at, int64_t ahead, int nbytes) {
#pragma GCC unroll 8
    for (int b = 0; b < nbytes; b += 64)
        __builtin_prefetch((const void*)((uintptr_t)at + (uintptr_t)ahead + (uintptr_t)b), 0, 3);
}

// The scores of n keys of an int8 cache. N: words of 32 bytes of a key; 0: any number, d bytes.
template <int G, int N>
void score_codes(Heads<G>& h, const uint8_t* keys, const float* units, int any, int n,
                 int64_t ahead) {
    const int d = N ? 2 * LANES * N : any;
    for (int at = 0; at < n; at += LANES) {
        const int count = n - at < LANES ? n - at : LANES;
        Ints acc[G][LANES];
        for (int p = 0; p < LANES; p++) {
            const int8_t* key = (const int8_t*)keys + (int64_t)(at + (p < count ? p : 0)) * d;
            fetch_ahead(key, ahead, d);
            Ints one[G];
#pragma GCC unroll 4
            for (int g = 0; g < G; g++) one[g] = splat(0);
#pragma GCC unroll 8
            for (int c = 0; c < d; c += 2 * LANES) {
                const Ints wide = widen_bytes(key + c);
#pragma GCC unroll 4
                for (int g = 0; g < G; g++)
                    one[g] = dot_any(one[g], wide, load_ints(h.codes[g] + c));
            }
#pragma GCC unroll 4
            for (int g = 0; g < G; g++) acc[g][p] = one[g];
        }
        const Floats scales = flush(load_floats(units + at));
#pragma GCC unroll 4
        for (int g = 0; g < G; g++)
            store(h.scores[g] + at,
                  convert(sums_of(acc[g])) * (splat(h.query_unit[g]) * scales));
    }
}

// The scores of n keys of a float cache. N: sixteens of a key; 0: any number, d elements.
template <int TYPE, int G, int N>
void score_floats(Heads<G>& h, const uint8_t* keys, float scale, int any, int n, int64_t ahead) {
    constexpr int each = TYPE == CACHE_F16 ? 2 : 4;
    const int d = N ? LANES * N : any;
    for (int at = 0; at < n; at += LANES) {
        const int count = n - at < LANES ? n - at : LANES;
        Floats acc[G][LANES];
        for (int p = 0; p < LANES; p++) {
            const uint8_t* key = keys + (int64_t)(at + (p < count ? p : 0)) * d * each;
            fetch_ahead(key, ahead, d * each);
            Floats one[G];
#pragma GCC unroll 4
            for (int g = 0; g < G; g++) one[g] = splat(0.0f);
#pragma GCC unroll 8
            for (int c = 0; c < d; c += LANES) {
                const Floats k = load_cache<TYPE>(key + c * each, N ? LANES : d - c);
#pragma GCC unroll 4
                for (int g = 0; g < G; g++) one[g] = one[g] + load_floats(h.q[g] + c) * k;
            }
#pragma GCC unroll 4
            for (int g = 0; g < G; g++) acc[g][p] = one[g];
        }
#pragma GCC unroll 4
        for (int g = 0; g < G; g++) store(h.scores[g] + at, sums_of(acc[g]) * splat(scale));
    }
}

// The softmax of n scores against the running maximum; for an int8 cache also 16-bit shares, the
// first of them at `offset`, with zeros around.
template <int TYPE, int G>
INLINE void soften(Heads<G>& h, const float* units, int n, int offset) {
    for (int g = 0; g < G; g++) {
        float* scores = h.scores[g];
        for (int p = n; p % LANES; p++) scores[p] = -__builtin_inff();
        Floats most = splat(-__builtin_inff());
        for (int at = 0; at < n; at += LANES) most = larger(most, load_floats(scores + at));
        const float before = h.peak[g];
        h.peak[g] = larger(before, largest(most));
        h.keep[g] = exp_one(before - h.peak[g]);
        Floats partial = splat(0.0f), heaviest = splat(0.0f);
        for (int at = 0; at < n; at += LANES) {
            Floats p = exp(load_floats(scores + at) - splat(h.peak[g]));
            partial = partial + p;
            if (TYPE == CACHE_INT8) {
                p = p * flush(load_floats(units + at));
                heaviest = larger(heaviest, p);
            }
            store(scores + at, p);
        }
        h.total[g] = h.total[g] * h.keep[g] + tree(partial);
        if (TYPE != CACHE_INT8) continue;
        const float one = largest(heaviest), steps = steps_for(one, SHARE_STEPS);
        h.share_unit[g] = one * (1.0f / SHARE_STEPS);
        h.shares[g][0] = 0;
        for (int at = 0; at < n; at += LANES)
            store_shorts(h.shares[g] + at + offset,
                         rounded_ints(load_floats(scores + at) * splat(steps)));
        h.shares[g][n + offset] = 0;
    }
}

// Adds n positions' shares of sixteens c to c + C - 1 of their values, which lie in pairs.
template <int G, int C>
void mix_codes(Heads<G>& h, const uint8_t* values, int c, int d, int n, int64_t ahead) {
    PairSums acc[G][C] = {};
    const int8_t* at = (const int8_t*)values + 2 * LANES * c;
    for (int p = 0; p < n; p += 2, at += 2 * d) {
        fetch_ahead(at, ahead, 2 * LANES * C);
        Ints pair[G];
#pragma GCC unroll 4
        for (int g = 0; g < G; g++) {
            int32_t both;
            memcpy(&both, h.shares[g] + p, 4);
            pair[g] = splat(both);
        }
#pragma GCC unroll 8
        for (int i = 0; i < C; i++) {
            const Ints wide = widen_bytes(at + 2 * LANES * i);
#pragma GCC unroll 4
            for (int g = 0; g < G; g++) acc[g][i] = dot_pairs(acc[g][i], wide, pair[g]);
        }
    }
#pragma GCC unroll 4
    for (int g = 0; g < G; g++)
#pragma GCC unroll 8
        for (int i = 0; i < C; i++) {
            float* mixed = h.mixed[g] + LANES * (c + i);
            store(mixed, flush(load_floats(mixed) * splat(h.keep[g]))
                         + convert(sum_of(acc[g][i])) * splat(h.share_unit[g]));
        }
}

// The same with float values, in the order of the positions.
template <int TYPE, int G, int C>
void mix_floats(Heads<G>& h, const uint8_t* values, int c, int d, int n, int64_t ahead) {
    constexpr int each = TYPE == CACHE_F16 ? 2 : 4;
    Floats acc[G][C];
#pragma GCC unroll 4
    for (int g = 0; g < G; g++)
#pragma GCC unroll 8
        for (int i = 0; i < C; i++)
            acc[g][i] = flush(load_floats(h.mixed[g] + LANES * (c + i)) * splat(h.keep[g]));
    const uint8_t* at = values + LANES * c * each;
    const int left = C == 1 ? d - LANES * c : LANES;
    for (int p = 0; p < n; p++, at += d * each) {
        fetch_ahead(at, ahead, LANES * C * each);
#pragma GCC unroll 8
        for (int i = 0; i < C; i++) {
            const Floats v = load_cache<TYPE>(at + LANES * i * each, left);
#pragma GCC unroll 4
            for (int g = 0; g < G; g++) acc[g][i] = acc[g][i] + splat(h.scores[g][p]) * v;
        }
    }
#pragma GCC unroll 4
    for (int g = 0; g < G; g++)
#pragma GCC unroll 8
        for (int i = 0; i < C; i++) store(h.mixed[g] + LANES * (c + i), acc[g][i]);
}

template <int TYPE, int G>
void score(Heads<G>& h, const uint8_t* keys, const float* units, float scale, int d, int n,
           int64_t ahead) {
    if constexpr (TYPE == CACHE_INT8) {
        switch (d) {
            case 64:  return score_codes<G, 2>(h, keys, units, d, n, ahead);
            case 96:  return score_codes<G, 3>(h, keys, units, d, n, ahead);
            case 128: return score_codes<G, 4>(h, keys, units, d, n, ahead);
            default:  return score_codes<G, 0>(h, keys, units, d, n, ahead);
        }
    } else {
        switch (d) {
            case 64:  return score_floats<TYPE, G, 4>(h, keys, scale, d, n, ahead);
            case 96:  return score_floats<TYPE, G, 6>(h, keys, scale, d, n, ahead);
            case 128: return score_floats<TYPE, G, 8>(h, keys, scale, d, n, ahead);
            default:  return score_floats<TYPE, G, 0>(h, keys, scale, d, n, ahead);
        }
    }
}

// As many sixteens as the registers hold, from sixteen c on; returns the next one.
template <int TYPE, int G, int C>
int mix_piece(Heads<G>& h, const uint8_t* values, int c, int d, int n, int64_t ahead) {
    const bool fits = TYPE == CACHE_INT8 ? LANES * (c + C) < d + LANES : LANES * (c + C) <= d;
    if constexpr (C > 1)
        if (C > PIECE<G> || !fits)
            return mix_piece<TYPE, G, C - (C > 4 ? 2 : C / 2)>(h, values, c, d, n, ahead);
    if constexpr (C <= PIECE<G> || C == 1) {
        if constexpr (TYPE == CACHE_INT8) mix_codes<G, C>(h, values, c, d, n, ahead);
        else mix_floats<TYPE, G, C>(h, values, c, d, n, ahead);
    }
    return c + C;
}

// Row i, query heads first to first + G - 1, all of key and value head `head`. While it reads a
// block's keys, it fetches the block's values; with them the next block's keys, or the next head's.
template <int TYPE, int G>
void attend_heads(const Attn& a, const TableRow* rows, uint32_t i, uint32_t head, uint32_t first) {
    Heads<G> h;
    alignas(64) float padded[BLOCK + LANES] = {};
    const TableRow& r = rows[a.first + i];
    const int64_t high = (int64_t)r.position + 1;
    const int64_t low = a.window && high > (int64_t)a.window ? high - (int64_t)a.window : 0;
    const int64_t t = a.capacity, d = a.size, line = d * a.each();
    const uint8_t* slot = a.cache_host + (uint64_t)r.slot * a.slot_stride;
    const uint8_t* keys = slot + head * t * line;
    const uint8_t* values = keys + a.plane();
    const uint8_t* scales = slot + 2 * a.plane() + 4 * head * t;
    uint8_t* out = a.y.row(rows, a.first, i);
    // Scales, with zeros behind the last up to sixteen.
    auto units = [&](const uint8_t* plane, int64_t from, int n) {
        if (n % LANES == 0) return (const float*)(plane + 4 * from);
        memcpy(padded, plane + 4 * from, 4 * (size_t)n);
        for (int p = n; p % LANES; p++) padded[p] = 0.0f;
        return (const float*)padded;
    };
    for (int g = 0; g < G; g++) {
        float* q = h.q[g];
        load(a.q, a.q.row(rows, a.first, i), (int64_t)((first + (uint32_t)g) * d), (int)d, q);
        h.peak[g] = -__builtin_inff();
        h.total[g] = 0.0f;
        if (a.sinks) {                  // a score without a value
            float sink;
            memcpy(&sink, a.sinks_host + 4 * (uint64_t)(first + (uint32_t)g), 4);
            h.peak[g] = flush(sink);
            h.total[g] = 1.0f;
        }
        Floats most = splat(0.0f);
        for (int c = 0; c < d; c += LANES) {
            store(h.mixed[g] + c, splat(0.0f));
            most = larger(most, absolute(load_floats(q + c)));
        }
        if (TYPE != CACHE_INT8) continue;
        const float one = largest(most), steps = steps_for(one, SHARE_STEPS);
        h.query_unit[g] = flush((one * (1.0f / SHARE_STEPS)) * a.scale);
        store(q + (d + LANES - 1) / LANES * LANES, splat(0.0f));
        for (int c = 0; c < d; c += LANES)
            store_shorts(h.codes[g] + c, rounded_ints(load_floats(q + c) * splat(steps)));
        for (int64_t c = (d + LANES - 1) / LANES * LANES; c % (2 * LANES); c += LANES)
            store_shorts(h.codes[g] + c, splat(0));
    }
    for (int64_t start = low / BLOCK * BLOCK; start < high; start += BLOCK) {
        const int64_t from = start > low ? start : low;
        const int64_t to = start + BLOCK < high ? start + BLOCK : high;
        const int n = (int)(to - from), offset = (int)(from & 1);
        const int64_t next = to < high ? BLOCK : t + low / BLOCK * BLOCK - start;
        score<TYPE, G>(h, keys + from * line, TYPE == CACHE_INT8 ? units(scales, from, n) : nullptr,
                       a.scale, (int)d, n, (int64_t)a.plane());
        soften<TYPE, G>(h, TYPE == CACHE_INT8 ? units(scales + a.scales(), from, n) : nullptr, n,
                        offset);
        const int64_t ahead = next * line - (int64_t)a.plane();
        const int back = TYPE == CACHE_INT8 ? offset : 0;
        for (int c = 0; LANES * c < (int)d;)
            c = mix_piece<TYPE, G, 8>(h, values + (from - back) * line, c, (int)d, n + back, ahead);
    }
    for (int g = 0; g < G; g++) {
        const Floats back = splat(1.0f / h.total[g]);
        for (int c = 0; c < d; c += LANES)
            store(h.q[g] + c, flush(load_floats(h.mixed[g] + c) * back));
        save(a.y, out, (int64_t)((first + (uint32_t)g) * d), (int)d, h.q[g]);
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
