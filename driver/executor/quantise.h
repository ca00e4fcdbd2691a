// QUANT: float32 rows to mantissas, bit for bit as contract/activations.py does it.

#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "floating.h"
#include "geometry.h"

namespace lutcore {

constexpr int NO_EXPONENT = -(1 << 14); // of a slice of zeros
constexpr double NEAR = 1e-5;           // float32 peaks are that sure

// Rows as products take them. In `low` and `high` four inputs lie in the order 0, 2, 1, 3, as codes
// do in a word: its bytes 0 and 2 become one pair of int16, and its bytes 1 and 3 the next.
struct Quantised {
    const Cut* cut = nullptr;
    int rows = 0, length = 0, slices = 0;
    Array<int16_t> mantissa;            // [rows][slices][padded]
    Array<int8_t> low, high;            // mantissa = low + 256 * high
    Array<int32_t> sums;                // [rows][slices][HALVES]
    Array<int32_t> shift;               // [rows][slices]
    Array<uint8_t> narrow;              // [rows]: all of `high` is 0
    bool split = false;                 // `low` and `high` are there

    // bytes: products of bytes may read it
    Quantised(const Cut& c, int rows_, int length_, bool bytes)
        : cut(&c), rows(rows_), length(length_), slices((length_ + c.inputs - 1) / c.inputs) {
        size_t all = (size_t)rows * (size_t)slices;
        mantissa.resize(all * (size_t)c.padded + 32);
        sums.resize(all * HALVES);
        shift.resize(all);
        narrow.resize((size_t)rows);
#if defined(LUTCORE_VNNI)
        split = bytes;
#else
        (void)bytes;
#endif
        if (split) {
            low.resize(all * (size_t)c.padded + 64);
            high.resize(all * (size_t)c.padded + 64);
        }
    }

    // Whether what a buffer holds keeps the contract's bounds, as all that QUANT makes does: sums are
    // those of the mantissas, and no V or U' leaves the multiplier's range. Layouts as for `take`.
    static bool fits(const Cut& cut, int rows, int slices, const int32_t* mantissas,
                     const int32_t* sums, const int32_t* shift) {
        const int parts = cut.ternary ? 1 : HALVES, each = cut.inputs / parts;
        for (size_t at = 0; at < (size_t)rows * (size_t)slices; at++) {
            int64_t magnitude = 0, whole = 0;
            for (int p = 0; p < parts; p++) {
                int64_t part = 0, told = 0;
                for (int i = 0; i < each; i++) {
                    int32_t m = mantissas[at * (size_t)cut.inputs + (size_t)(p * each + i)];
                    if (m < INT16_MIN || m > INT16_MAX) return false;
                    part += m;
                    magnitude += m < 0 ? -m : m;
                }
                for (int s = 0; s < HALVES / parts; s++)
                    told += sums[at * HALVES + (size_t)(p * (HALVES / parts) + s)];
                if (part != told) return false;
                whole += part;
            }
            int64_t limit = (int64_t)MULTIPLIER_LIMIT << shift[at];
            if (limit > (1 << 30) - 1) limit = (1 << 30) - 1;
            if (128 * (magnitude + (whole < 0 ? -whole : whole)) > limit) return false;
        }
        return true;
    }

    // What a buffer holds: mantissas [rows][slices][inputs], sums [rows][slices][8], shifts.
    void take(const int32_t* mantissas, const int32_t* sums_, const int32_t* shift_) {
        static const int order[4] = {0, 2, 1, 3};
        size_t all = (size_t)rows * (size_t)slices, inputs = (size_t)cut->inputs;
        for (size_t i = 0; split && i < all * inputs; i++)
            split = mantissas[i] < 1 << 14 && mantissas[i] >= -(1 << 14);
        memcpy(sums.data(), sums_, all * HALVES * 4);
        memcpy(shift.data(), shift_, all * 4);
        for (size_t r = 0; r < (size_t)rows; r++) {
            int widest = 0;
            for (size_t j = r * (size_t)slices; j < (r + 1) * (size_t)slices; j++)
                for (size_t i = 0; i < inputs; i++) {
                    const int32_t m = mantissas[j * inputs + i];
                    const size_t to = j * (size_t)cut->padded;
                    mantissa[to + i] = (int16_t)m;
                    if (!split) continue;
                    const size_t at = to + (i & ~(size_t)3) + (size_t)order[i & 3];
                    low[at] = (int8_t)m;
                    high[at] = (int8_t)((m + 128) >> 8);
                    widest |= (m + 128) >> 8;
                }
            narrow[r] = split && !widest;
        }
    }
};

// Smallest e with peak / 2**e <= limit.
inline int exponent_of(double peak, int limit) {
    if (peak == 0) return NO_EXPONENT;
    uint64_t word;
    const double ratio = peak / limit;  // never subnormal
    memcpy(&word, &ratio, 8);
    const int e = (int)(word >> 52 & 0x7FF) - 1022;
    return word & 0xFFFFFFFFFFFFF ? e : e - 1;
}

inline double power_of_two(int e) {     // -1022 to 1023
    const uint64_t word = (uint64_t)(e + 1023) << 52;
    double x;
    memcpy(&x, &word, 8);
    return x;
}

// Quantises rows; one for every thread that does.
class Quantiser {
public:
    Quantiser(const Sizes& g, const Cut& c) : g_(g), cut_(c) {}

    // Room for a row of `length` floats, with zeros behind it; to be filled before `begin`.
    float* input(int length) {
        factor_ = 0;
        int slices = (length + cut_.inputs - 1) / cut_.inputs;
        size_t size = (size_t)slices * (size_t)cut_.inputs + 32;
        x_.resize(size);
        for (size_t i = (size_t)length; i < size; i++) x_[i] = 0.0f;
        return x_.data();
    }

    // Rounds the row in `input` to integers, its largest magnitude (`most`) to 127, as BitNet does.
    // Returns what one is worth.
    float round_bytes(float most) {
        const float peak = larger(most, LEAST_MAXIMUM);
        factor_ = 127.0f / peak;
        return peak / 127.0f;
    }

    // Quantise the row in `input` to row `row` of q: `slices` of all of them, then `end`.
    // forced: exponents are 0 (exact integers).
    void begin(const Quantised& q, bool forced) {
        exponents_.resize((size_t)q.slices);
        terms_.resize((size_t)q.slices);
        wide_.resize((size_t)q.slices);
        forced_ = forced;
    }

    // Slices first to last - 1; any thread.
    void slices(Quantised& q, int row, int first, int last) {
        const int padded = cut_.padded;
        const bool forced = forced_;
        size_t at = (size_t)row * (size_t)q.slices + (size_t)first;
        int16_t* mantissa = q.mantissa.data() + at * (size_t)padded;
        int8_t* low = q.split ? q.low.data() + at * (size_t)padded : nullptr;
        int8_t* high = q.split ? q.high.data() + at * (size_t)padded : nullptr;
        int32_t* sums = q.sums.data() + at * HALVES;
        alignas(64) int32_t m[SLICE] = {};
        alignas(64) float room[SLICE];
        for (int j = first; j < last; j++) {
            const float* x = slice(j, room);
            Ints widest = splat(0);
            int e = 0;
            if (!forced) {
                double peak = rough_peak(x);
                if (peak != 0 && unsure(peak)) peak = exact_peak(x);
                e = exponent_of(peak, g_.entry_limit);
                round_slice(x, e, m);
                bool close = e != NO_EXPONENT && peak * power_of_two(-e) > g_.entry_limit - 5;
                if (close && integer_peak(m) > g_.entry_limit) {
                    e++;
                    round_slice(x, e, m);
                }
            } else {
                round_slice(x, 0, m);
            }
            int32_t* part = sums + (j - first) * HALVES;
            int sum = 0;
            if (cut_.ternary) {
                for (size_t s = 0; s < SEGMENTS; s++) {     // no groups: whole segments
                    Ints all = splat(0);
                    const int32_t* inside = cut_.inside[s].data();
                    for (int i = cut_.segment[s] / LANES * LANES; i < cut_.segment[s + 1]; i += LANES)
                        all = all + (load_ints(m + i) & load_ints(inside + i));
                    part[2 * s] = lanes_total(all);
                    part[2 * s + 1] = 0;
                    sum += part[2 * s];
                }
            } else {
                static_assert(HALF == LANES, "a half segment is one vector");
                for (int s = 0; s < HALVES; s++) {
                    part[s] = lanes_total(load_ints(m + s * HALF));
                    sum += part[s];
                }
            }
            Ints below = splat(0);
            for (int i = 0; i < padded; i += LANES) {
                const Ints x = load_ints(m + i);
                below = below + (x & (x >> 31));
            }
            const int magnitude = sum - 2 * lanes_total(below);
            // The smallest shift for which 256 times the one-sided sum fits the multiplier.
            const int64_t most = 128 * ((int64_t)magnitude + (sum < 0 ? -sum : sum));
            int least = 0;
            while (most > (int64_t)MULTIPLIER_LIMIT << least) least++;
            exponents_[(size_t)j] = {e, e + least};
            terms_[(size_t)j] = sum ? (float)(sum * power_of_two(e)) : 0.0f;
            for (int i = 0; i < padded; i++) mantissa[i] = (int16_t)m[i];
            mantissa += padded;
            if (low) {
                for (int i = 0; i < padded; i += LANES)
                    widest = widest | split_lanes(load_ints(m + i), low + i, high + i);
                low += padded;
                high += padded;
            }
            int32_t any = 0, lanes[LANES];
            if (q.split) store(lanes, widest);
            for (int k = 0; q.split && k < LANES; k++) any |= lanes[k];
            wide_[(size_t)j] = any;
        }
    }

    // What all slices decide together. Returns the row's scale exponent E and writes the sum of the
    // row as quantised.
    int end(Quantised& q, int row, float* total) {
        const size_t at = (size_t)row * (size_t)q.slices;
        int whole = NO_EXPONENT;
        int32_t any = 0;
        for (size_t j = 0; j < (size_t)q.slices; j++) {
            whole = std::max(whole, exponents_[j].least);
            any |= wide_[j];
        }
        for (size_t j = 0; j < (size_t)q.slices; j++)
            q.shift[at + j] = std::min(whole - exponents_[j].own, (int)MAX_SHIFT);
        q.narrow[(size_t)row] = q.split && !any;
        *total = 0.0f;
        for (size_t j = 0; j < (size_t)q.slices; j++) *total += terms_[j];
        return whole == NO_EXPONENT ? 0 : whole;
    }

    // Largest magnitude that a table entry of the row in `input` can have, for integers.
    double peak(const Quantised& q) {
        double peak = 0;
        for (int j = 0; j < q.slices; j++) {
            alignas(64) float room[SLICE];
            double one = exact_peak(slice(j, room));
            if (one > peak) peak = one;
        }
        return peak;
    }

private:
    const Sizes& g_;
    const Cut& cut_;
    Array<float> x_;
    struct Exponent { int own, least; };    // of a slice, and what it asks of the row's
    std::vector<Exponent> exponents_;
    std::vector<float> terms_;          // sums of the slices
    std::vector<int32_t> wide_;         // bits of the upper bytes of a slice's mantissas
    bool forced_ = false;
    float factor_ = 0;                  // of all inputs, which are then rounded to integers; or 0

    // The inputs of a slice, which may be followed by anything.
    const float* slice(int j, float* room) const {
        const float* x = x_.data() + j * cut_.inputs;
        if (factor_ == 0) return x;
        for (int i = 0; i < cut_.padded; i += LANES)
            store(room + i, rounded(load_floats(x + i) * splat(factor_)));
        return room;
    }

    // Whether a float32 peak is too near to a limit to decide its exponent.
    bool unsure(double peak) const {
        const double ratio = peak / g_.entry_limit;
        uint64_t word;
        memcpy(&word, &ratio, 8);
        word = (word & 0xFFFFFFFFFFFFF) | (uint64_t)1023 << 52;
        double fraction;                // 1 to 2
        memcpy(&fraction, &word, 8);
        return fraction < 1 + NEAR || fraction > 2 - NEAR || !(peak < 1e38);
    }

    // Writes sixteen mantissas as bytes; returns the upper ones.
    static Ints split_lanes(Ints m, int8_t* low, int8_t* high) {
        const Ints upper = (m + splat(128)) >> 8;
#if defined(LUTCORE_VNNI)
        const __m128i order = _mm_set_epi8(15, 13, 14, 12, 11, 9, 10, 8, 7, 5, 6, 4, 3, 1, 2, 0);
        _mm_storeu_si128((__m128i*)low, _mm_shuffle_epi8(_mm512_cvtepi32_epi8((__m512i)m.p[0]), order));
        _mm_storeu_si128((__m128i*)high,
                         _mm_shuffle_epi8(_mm512_cvtepi32_epi8((__m512i)upper.p[0]), order));
#else
        (void)low;
        (void)high;
#endif
        return upper;
    }

    // In float32: the sums of the positive and of the negative inputs of every set.
    double rough_peak(const float* x) const {
        Floats most = splat(0.0f);
        const Floats zero = splat(0.0f);
        for (int at = 0; at < cut_.padded; at += LANES) {
            Floats up = zero, down = zero;
            for (int t = 0; t < g_.cut; t++) {
                Floats one = floats(bits(load_floats(x + at + t))
                                    & load_ints(cut_.mask[(size_t)t].data() + at));
                if (g_.symmetric) {
                    up = up + absolute(one);
                    continue;
                }
                Ints negative = less(one, zero);
                up = up + choose(negative, zero, one);
                down = down - choose(negative, one, zero);
            }
            up = choose(less(up, down), down, up);
            most = choose(less(most, up), up, most);
        }
        return (double)largest(most) * (cut_.ternary ? 2 : 1);
    }

    // In integers of 24 bits for each set: float64 holds their sums. The definition.
    double exact_peak(const float* x) const {
        double peak = 0;
        for (size_t t = 0; t < cut_.start.size(); t++) {
            const float* some = x + cut_.start[t];
            uint32_t words[8], top = 0;
            for (int i = 0; i < cut_.size[t]; i++) {
                memcpy(&words[i], some + i, 4);
                top = std::max(top, words[i] >> 23 & 0xFF);
            }
            double up = 0, down = 0;
            for (int i = 0; i < cut_.size[t]; i++) {
                const uint32_t below = top - (words[i] >> 23 & 0xFF);
                const uint32_t kept = below < 24 ? words[i] & ~0u << below : 0;
                float one;
                memcpy(&one, &kept, 4);
                if (g_.symmetric) up += std::fabs(one);
                else if (one > 0) up += one;
                else down -= one;
            }
            peak = std::max(peak, std::max(up, down));
        }
        return peak * (cut_.ternary ? 2 : 1);
    }

    int64_t integer_peak(const int32_t* m) const {
        int64_t peak = 0;
        for (size_t t = 0; t < cut_.start.size(); t++) {
            int64_t up = 0, down = 0;
            for (int i = cut_.start[t]; i < cut_.start[t] + cut_.size[t]; i++) {
                if (g_.symmetric) up += m[i] < 0 ? -m[i] : m[i];
                else if (m[i] > 0) up += m[i];
                else down -= m[i];
            }
            if (up > peak) peak = up;
            if (down > peak) peak = down;
        }
        return peak * (cut_.ternary ? 2 : 1);
    }

    void round_slice(const float* x, int e, int32_t* m) const {
        if (e == NO_EXPONENT) {
            for (int i = 0; i < SLICE; i++) m[i] = 0;
            return;
        }
        Floats unit = splat((float)power_of_two(-e));
        for (int i = 0; i < cut_.padded; i += LANES)
            store(m + i, rounded_ints(load_floats(x + i) * unit));
        for (int i = cut_.inputs; i < cut_.padded; i++) m[i] = 0;
    }
};

// The fields of a slice, one 64-bit half for every set of N inputs or more.
template <int N>
INLINE void pack_sets(const Cut& cut, const int16_t* m, int width, uint8_t* body) {
    const uint64_t field = ((uint64_t)1 << width) - 1;
    const int *start = cut.start.data(), *size = cut.size.data();
    const uint64_t* place = cut.place.data();
    for (size_t t = 0, count = cut.start.size(); t < count; t++) {
        const int16_t* some = m + start[t];
        uint64_t four, half;
        memcpy(&four, some, 8);
#if defined(__BMI2__)
        half = _pext_u64(four, field * (N == 3 ? (uint64_t)0x100010001 : (uint64_t)0x1000100010001));
#else
        half = four & field;
        for (int i = 1; i < N; i++) half |= (four >> 16 * i & field) << width * i;
#endif
        if (N != TRITS)
            for (int i = N; i < size[t]; i++)
                half |= ((uint64_t)(uint16_t)some[i] & field) << width * i;
        memcpy(body + 8 * place[t], &half, 8);
    }
}

// The engine's activation buffer: slices first to last - 1 of row `row` of q as `row_words` words
// each. Byte 0 is the slice's shift, which `pack_shifts` writes.
inline void pack_slices(const Quantised& q, int row, int first, int last, const Sizes& g,
                        uint8_t* buffer) {
    const Cut& cut = *q.cut;
    const size_t row_bytes = (size_t)g.row_words * WORD_BYTES;
    const int width = g.mantissa_bits, in_first = 64 / width;
    const uint64_t field = ((uint64_t)1 << width) - 1;
    for (int j = first; j < last; j++) {
        size_t at = (size_t)row * (size_t)q.slices + (size_t)j;
        const int16_t* m = q.mantissa.data() + at * (size_t)cut.padded;
        uint8_t* out = buffer + ((size_t)j * (size_t)q.rows + (size_t)row) * row_bytes;
        memset(out, 0, row_bytes);
        const int32_t* sum = q.sums.data() + at * HALVES;
        for (int part = 0; part < 2 * g.header_words; part++) {
            uint64_t fields = 0;
            for (int bit = 8; bit < 64; bit += g.sum_bits)
                fields |= ((uint64_t)(uint32_t)*sum++ & (((uint64_t)1 << g.sum_bits) - 1)) << bit;
            memcpy(out + 8 * part, &fields, 8);
        }
        uint8_t* body = out + WORD_BYTES * g.header_words;
        if (g.slot_bits == 64) {
            if (cut.ternary) pack_sets<TRITS>(cut, m, width, body);
            else pack_sets<4>(cut, m, width, body);
            continue;
        }
        for (size_t t = 0; t < cut.start.size(); t++) {
            uint64_t half = 0;
            int filled = 0;
            uint64_t place = cut.place[t];
            for (int i = 0; i < cut.size[t]; i++) {
                uint64_t one = (uint64_t)(uint16_t)m[cut.start[t] + i] & field;
                half |= one << width * filled;
                if (++filled == in_first) {
                    memcpy(body + 8 * place++, &half, 8);
                    half = 0;
                    filled = 0;
                }
            }
            if (filled) memcpy(body + 8 * place, &half, 8);
        }
    }
}

inline void pack_shifts(const Quantised& q, int row, const Sizes& g, uint8_t* buffer) {
    const size_t row_bytes = (size_t)g.row_words * WORD_BYTES;
    for (size_t j = 0; j < (size_t)q.slices; j++)
        buffer[(j * (size_t)q.rows + (size_t)row) * row_bytes] =
            (uint8_t)q.shift[(size_t)row * (size_t)q.slices + j];
}

}  // namespace lutcore
