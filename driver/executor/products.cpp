// The loops of LMMA; see products.h.

#include "products.h"

namespace lutcore {

// Epilogue -----------------------------------------------------------------------------------------

INLINE Ints upper_pair(Ints a, Ints b) {        // int16 pairs: a >> SPLIT, b >> SPLIT
#if defined(LUTCORE_AVX512)
    Ints y;
    y.p[0] = (NativeInts)_mm512_mask_blend_epi16(0xAAAAAAAA, (__m512i)(a >> SPLIT).p[0],
                                                 (__m512i)(b << (16 - SPLIT)).p[0]);
    return y;
#else
    return ((a >> SPLIT) & splat(0xFFFF)) | ((b >> SPLIT) << 16);
#endif
}
INLINE Ints lower_pair(Ints a, Ints b) {
#if defined(LUTCORE_AVX512)
    Ints y;
    y.p[0] = (NativeInts)_mm512_mask_blend_epi16(0xAAAAAAAA, (__m512i)a.p[0],
                                                 (__m512i)(b << 16).p[0]);
    return y & splat(LOWER << 16 | LOWER);
#else
    return (a & splat(LOWER)) | ((b & splat(LOWER)) << 16);
#endif
}

// What a slice adds to a result: V' [P] of pieces, scales and offsets as they lie in the tile.
template <int P, int KINDS>
INLINE Ints scaled(const Ints* v, const uint8_t* scales, const int32_t* u_upper,
                   const int32_t* u_lower, size_t stride) {
    if (KINDS == 0) return v[0] << UNIT_SHIFT;
    Ints upper = splat(0), lower = splat(1 << (PRODUCT_SHIFT - 1));
    constexpr int PAIRS = (P + 1) / 2;
    if (P == 1) {
        Ints s = load_ints(scales), up = v[0] >> SPLIT, low = v[0] & splat(LOWER);
        if (KINDS == 2) {
            up = (up & splat(0xFFFF)) | splat(u_upper[0]);
            low = low | splat(u_lower[0]);
        }
        upper = dot_pairs(upper, up, s);
        lower = dot_pairs(lower, low, s);
    } else {
#pragma GCC unroll 2
        for (int p = 0; p < PAIRS; p++) {
            Ints s = load_ints(scales + 64 * p);
            upper = dot_pairs(upper, upper_pair(v[2 * p], v[2 * p + 1]), s);
            lower = dot_pairs(lower, lower_pair(v[2 * p], v[2 * p + 1]), s);
            if (KINDS == 2) {
                Ints o = load_ints(scales + 64 * (PAIRS + p));
                upper = dot_pairs(upper, splat(u_upper[(size_t)p * stride]), o);
                lower = dot_pairs(lower, splat(u_lower[(size_t)p * stride]), o);
            }
        }
    }
    return (upper + (lower >> SPLIT)) >> (PRODUCT_SHIFT - SPLIT);
}

// Few rows -----------------------------------------------------------------------------------------

// Products of a panel of few rows and tiles first to last - 1; out: [row] of int32 [tiles * 16].
// ROWS: 1, or 0 for any number. NARROW: no mantissa has more than eight bits.
template <int WIDTH, int P, int KINDS, int PADDED, bool NARROW, int ROWS>
void multiply_rows(const Weights& w, const Panel& panel, const Panel::Constants& k, int first,
                   int last, int32_t* const* out) {
    constexpr int FIELDS = 8 / WIDTH, EACH_WORDS = PADDED * WIDTH / 32 / P, PAIRS = (P + 1) / 2;
    constexpr uint32_t MASK = (1u << WIDTH) - 1;
    const int rows = ROWS ? ROWS : panel.rows, last_pieces = w.last_words / EACH_WORDS;
#if defined(LUTCORE_VNNI)
    const Ints mask = splat((int32_t)(MASK * 0x01010101u));
    const int8_t *low[FEW_ROWS] = {}, *high[FEW_ROWS] = {};
#else
    const Ints mask = splat((int32_t)(MASK * 0x00010001u));
    const int32_t* pairs[FEW_ROWS] = {};
#endif
    // Locals: what is stored might alias members.
    const int slices = w.slices, scale_bytes = 64 * w.scales;
    const int32_t *starts = k.start.data(), *lates = k.late.data(), *bys = k.by.data(),
                  *lefts = k.left.data(), *uppers = k.upper.data(), *lowers = k.lower.data();
    for (int r = 0; r < rows; r++) {
        const Panel::Source& source = panel.source(r);
        const size_t from = (size_t)source.row * (size_t)w.slices * PADDED;
#if defined(LUTCORE_VNNI)
        low[r] = source.q->low.data() + from;
        high[r] = source.q->high.data() + from;
#else
        pairs[r] = reinterpret_cast<const int32_t*>(source.q->mantissa.data() + from);
#endif
    }
    for (int tile = first; tile < last; tile++) {
        const uint8_t* at = w.tile(tile);
        Ints total[ROWS ? ROWS : FEW_ROWS];
        for (int r = 0; r < rows; r++) total[r] = splat(0);
        for (int j = 0; j < slices; j++) {
            const uint8_t* scales = at;
            const uint8_t* codes = at + scale_bytes;
            const int used = j == slices - 1 ? last_pieces : P;
            at = codes + 64 * EACH_WORDS * used;
#pragma GCC unroll 1
            for (int r = 0; r < rows; r++) {
                const int slot = r * slices + j;
                const int by = bys[slot], left = lefts[slot];
                Ints v[P];
#pragma GCC unroll 4
                for (int p = 0; p < P; p++) {
                    Ints acc = splat(starts[slot * P + p]);
                    if (p < used) {
                        const uint8_t* piece = codes + 64 * EACH_WORDS * p;
#if defined(LUTCORE_VNNI)
                        Ints more = splat(0);
                        const int8_t* a = low[r] + j * PADDED + p * (PADDED / P);
                        const int8_t* b = high[r] + j * PADDED + p * (PADDED / P);
#pragma GCC unroll 16
                        for (int i = 0; i < EACH_WORDS; i++) {
                            Ints word = load_ints(piece + 64 * i);
#pragma GCC unroll 8
                            for (int f = 0; f < FIELDS; f++) {
                                Ints code = WIDTH == 8 ? word : (word >> (WIDTH * f)) & mask;
                                int32_t x, y;
                                memcpy(&x, a + 4 * (FIELDS * i + f), 4);
                                acc = dot_bytes(acc, code, splat(x));
                                if (NARROW) continue;
                                memcpy(&y, b + 4 * (FIELDS * i + f), 4);
                                more = dot_bytes(more, code, splat(y));
                            }
                        }
                        if (!NARROW) acc = acc + (more << 8);
#else
                        const int32_t* a = pairs[r] + (j * PADDED + p * (PADDED / P)) / 2;
#pragma GCC unroll 16
                        for (int i = 0; i < EACH_WORDS; i++) {
                            Ints word = load_ints(piece + 64 * i);
#pragma GCC unroll 8
                            for (int f = 0; f < FIELDS; f++) {
                                const int32_t* x = a + 2 * (FIELDS * i + f);
                                acc = dot_pairs(acc, (word >> (WIDTH * f)) & mask, splat(x[0]));
                                acc = dot_pairs(acc, (word >> (WIDTH * f + 8)) & mask, splat(x[1]));
                            }
                        }
#endif
                    }
                    if (__builtin_expect(left, 0))
                        acc = (acc << left) + splat(lates[slot * P + p]);
                    v[p] = acc >> by;
                }
                total[r] = total[r] + scaled<P, KINDS>(v, scales, uppers + slot * PAIRS,
                                                       lowers + slot * PAIRS, 1);
            }
        }
        for (int r = 0; r < rows; r++) store(out[r] + LANES * tile, total[r]);
    }
}

// Several rows -------------------------------------------------------------------------------------

// int16 pairs of codes, [pair of inputs][column], of some words.
template <int WIDTH>
void unpack(const uint8_t* at, int words, int32_t* out) {
    constexpr int FIELDS = 8 / WIDTH;
    const Ints mask = splat(((1 << WIDTH) - 1) * 0x00010001);
    for (int i = 0; i < words; i++) {
        Ints word = load_ints(at + 64 * i);
#pragma GCC unroll 8
        for (int f = 0; f < FIELDS; f++) {
            store(out, (word >> (WIDTH * f)) & mask);
            store(out + LANES, (word >> (WIDTH * f + 8)) & mask);
            out += 2 * LANES;
        }
    }
}

// Adds one slice of a tile to the totals of R rows.
template <int P, int KINDS, int R>
void multiply_block(const int32_t* codes, int used, int inputs, const int32_t* pairs,
                    const uint8_t* scales, const Panel::Constants& k, size_t first, size_t slices,
                    size_t j, Ints* total) {
    constexpr size_t PAIRS = (P + 1) / 2;
    const int each = inputs / P / 2;
    const size_t slot = first * slices + j * R;
    const int32_t* start = k.start.data() + first * slices * P + j * P * R;
    const int32_t* late = k.late.data() + first * slices * P + j * P * R;
    const int32_t* by = k.by.data() + slot;
    const int32_t* left = k.left.data() + slot;
    Ints v[P][R];
#pragma GCC unroll 4
    for (int p = 0; p < P; p++) {
        Ints acc[R];
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) acc[r] = splat(start[p * R + r]);
        const int count = p < used ? each : 0;
        for (int i = 0; i < count; i++) {
            Ints code = load_ints(codes);
            codes += LANES;
#pragma GCC unroll 8
            for (int r = 0; r < R; r++) acc[r] = dot_pairs(acc[r], code, splat(pairs[r]));
            pairs += R;
        }
        if (p >= used) pairs += R * each;
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) {
            if (__builtin_expect(left[r], 0)) acc[r] = (acc[r] << left[r]) + splat(late[p * R + r]);
            v[p][r] = acc[r] >> splat(by[r]);
        }
    }
#pragma GCC unroll 8
    for (int r = 0; r < R; r++) {
        Ints mine[P];
#pragma GCC unroll 4
        for (int p = 0; p < P; p++) mine[p] = v[p][r];
        total[r] = total[r] + scaled<P, KINDS>(
            mine, scales, k.upper.data() + first * slices * PAIRS + j * PAIRS * R + r,
            k.lower.data() + first * slices * PAIRS + j * PAIRS * R + r, R);
    }
}

// Products of rows of a panel (blocks from to to - 1) and one tile. out: [row] of int32
// [tiles * 16].
template <int P, int KINDS>
void multiply_tile(const Weights& w, const Panel& panel, const Panel::Constants& k, int tile,
                   size_t from, size_t to, int32_t* const* out) {
    alignas(64) int32_t codes[LANES * SLICE / 2];
    Ints total[SUPER_ROWS + BLOCK_ROWS];
    const size_t slices = (size_t)w.slices, half = (size_t)w.padded / 2;
    while (from < to) {
        size_t end = from;
        int rows = 0;
        while (end < to && rows + panel.blocks[end].count <= SUPER_ROWS)
            rows += panel.blocks[end++].count;
        for (int r = 0; r < rows; r++) total[r] = splat(0);
        const uint8_t* at = w.tile(tile);
        for (size_t j = 0; j < slices; j++) {
            const uint8_t* scales = at;
            at += 64 * w.scales;
            const int count = j + 1 == slices ? w.last_words : w.words;
            const int used = count / (w.words / P);
            switch (w.width) {
                case 1: unpack<1>(at, count, codes); break;
                case 2: unpack<2>(at, count, codes); break;
                case 4: unpack<4>(at, count, codes); break;
                default: unpack<8>(at, count, codes); break;
            }
            at += 64 * count;
            int r = 0;
            for (size_t b = from; b < end; b++) {
                const size_t first = (size_t)panel.blocks[b].first;
                const int R = panel.blocks[b].count;
                const int32_t* pairs = panel.pairs.data() + first * slices * half
                                       + j * half * (size_t)R;
                auto go = [&](auto width) {
                    constexpr int W = decltype(width)::value;
                    multiply_block<P, KINDS, W>(codes, used, w.padded, pairs, scales, k, first,
                                                slices, j, total + r);
                };
                switch (R) {
                    case 8: go(std::integral_constant<int, 8>{}); break;
                    case 4: go(std::integral_constant<int, 4>{}); break;
                    case 2: go(std::integral_constant<int, 2>{}); break;
                    default: go(std::integral_constant<int, 1>{}); break;
                }
                r += R;
            }
        }
        int r = 0;
        for (size_t b = from; b < end; b++)
            for (int i = 0; i < panel.blocks[b].count; i++, r++)
                store(out[panel.blocks[b].first + i] + LANES * tile, total[r]);
        from = end;
    }
}

// The right instance -------------------------------------------------------------------------------

template <int WIDTH, int P, int KINDS, int PADDED>
void multiply_with(const Weights& w, const Panel& panel, const Panel::Constants& k, int first,
                   int last, size_t from, size_t to, int32_t* const* out) {
    if (!panel.few) {
        for (int tile = first; tile < last; tile++)
            multiply_tile<P, KINDS>(w, panel, k, tile, from, to, out);
        return;
    }
    const bool one = panel.rows == 1;
#if defined(LUTCORE_VNNI)
    if constexpr (KINDS == 0) {
        bool narrow = true;
        for (int r = 0; r < panel.rows; r++)
            narrow = narrow && panel.source(r).q->narrow[(size_t)panel.source(r).row];
        if (narrow && one)
            return multiply_rows<WIDTH, P, KINDS, PADDED, true, 1>(w, panel, k, first, last, out);
        if (narrow)
            return multiply_rows<WIDTH, P, KINDS, PADDED, true, 0>(w, panel, k, first, last, out);
    }
    if (!one)
        return multiply_rows<WIDTH, P, KINDS, PADDED, false, 0>(w, panel, k, first, last, out);
#else
    (void)one;
#endif
    multiply_rows<WIDTH, P, KINDS, PADDED, false, 1>(w, panel, k, first, last, out);
}

template <int P, int KINDS>
void multiply_pieces(const Weights& w, const Panel& panel, const Panel::Constants& k, int first,
                     int last, size_t from, size_t to, int32_t* const* out) {
    if constexpr (P < HALVES) {         // sixteen inputs fill a word of two bits each
        if (w.width == 1)
            return multiply_with<1, P, KINDS, SLICE>(w, panel, k, first, last, from, to, out);
    }
    switch (w.width) {
        case 2: return multiply_with<2, P, KINDS, SLICE>(w, panel, k, first, last, from, to, out);
        case 4: return multiply_with<4, P, KINDS, SLICE>(w, panel, k, first, last, from, to, out);
        default: return multiply_with<8, P, KINDS, SLICE>(w, panel, k, first, last, from, to, out);
    }
}

void multiply(const Weights& w, const Panel& panel, const Panel::Constants& k, int first, int last,
              size_t from, size_t to, int32_t* const* out) {
    if (w.ternary)
        return multiply_with<2, 1, 0, 80>(w, panel, k, first, last, from, to, out);
    switch (w.pieces * 4 + w.kinds) {
        case 4: return multiply_pieces<1, 0>(w, panel, k, first, last, from, to, out);
        case 5: return multiply_pieces<1, 1>(w, panel, k, first, last, from, to, out);
        case 6: return multiply_pieces<1, 2>(w, panel, k, first, last, from, to, out);
        case 9: return multiply_pieces<2, 1>(w, panel, k, first, last, from, to, out);
        case 10: return multiply_pieces<2, 2>(w, panel, k, first, last, from, to, out);
        case 17: return multiply_pieces<4, 1>(w, panel, k, first, last, from, to, out);
        case 18: return multiply_pieces<4, 2>(w, panel, k, first, last, from, to, out);
        case 33: return multiply_pieces<8, 1>(w, panel, k, first, last, from, to, out);
        default: return multiply_pieces<8, 2>(w, panel, k, first, last, from, to, out);
    }
}

}  // namespace lutcore
