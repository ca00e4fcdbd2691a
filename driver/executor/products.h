// LMMA: exact integer products of quantised rows and weights, as contract/reference.py defines them.
//
// V = 2**left * q - zero * S, rounded by a shift s, is (q + c) >> (s - left) with c made once for a
// row and slice, where s >= left; c is what the sum q starts at. Scales of 16 bits times V' of 18
// bits do not fit 32 bits: V' = 2**9 * upper + lower, whose products do.
//
// One row: codes are unpacked in registers. Several rows: codes of a tile and slice are unpacked
// once for a block of rows.

#pragma once

#include "quantise.h"
#include "weights.h"

namespace lutcore {

constexpr int SPLIT = 9, LOWER = (1 << SPLIT) - 1;
constexpr int UNIT_SHIFT = 2;           // an unscaled stream: 2**14 >> PRODUCT_SHIFT
constexpr int BLOCK_ROWS = PARTS == 1 ? 8 : 4;  // rows of a register block
constexpr int SUPER_ROWS = 64;          // rows that share unpacked codes
#if defined(LUTCORE_VNNI)
constexpr int FEW_ROWS = 8;             // rows that are multiplied one by one
#else
constexpr int FEW_ROWS = 1;
#endif

// What the epilogue needs of a row beside V, for weights of one kind.
struct Kind {
    int planes, zero, pieces, kinds;
    bool operator==(const Kind& o) const {
        return planes == o.planes && zero == o.zero && pieces == o.pieces && kinds == o.kinds;
    }
    static Kind of(const Weights& w) { return {w.planes, w.zero, w.pieces, w.kinds}; }
};

// Rows of one or several activation buffers, in blocks of rows side by side.
class Panel {
public:
    struct Source { const Quantised* q; int row; };
    struct Constants {
        Kind kind;
        Array<int32_t> start;           // [block][slice][piece][R]: what q starts at
        Array<int32_t> by;              // [block][slice][R]: the shift right
        Array<int32_t> left;            // [block][slice][R]: the shift left before, mostly 0
        Array<int32_t> late;            // [block][slice][piece][R]: added after a shift left
        Array<int32_t> upper, lower;    // [block][slice][pair of pieces][R]: of U'
    };

    Panel() = default;
    Panel(Panel&&) = default;
    Panel(const Panel&) = delete;

    // Rows to take; every source is of the same cut and length.
    void set(const std::vector<Source>& sources) {
        sources_ = sources;
        slices = sources[0].q->slices;
        padded = sources[0].q->cut->padded;
        rows = (int)sources.size();
        blocks.clear();
        few = rows <= FEW_ROWS;
#if defined(LUTCORE_VNNI)
        for (const Source& source : sources) few = few && source.q->split;
#endif
        for (int at = 0; at < rows;) {
            int count = few ? 1 : BLOCK_ROWS;
            while (count > rows - at) count /= 2;
            blocks.push_back({at, count});
            at += count;
        }
        if (!few) pairs.resize((size_t)rows * (size_t)slices * (size_t)padded / 2 + 16);
    }
    Constants& constants(const Kind& kind) {
        for (auto& c : made) if (c->kind == kind) return *c;
        made.push_back(std::make_unique<Constants>());
        Constants& c = *made.back();
        c.kind = kind;
        size_t all = (size_t)rows * (size_t)slices;
        c.start.resize(all * (size_t)kind.pieces);
        c.late.resize(all * (size_t)kind.pieces);
        c.by.resize(all);
        c.left.resize(all);
        if (kind.kinds == 2) {
            c.upper.resize(all * (size_t)((kind.pieces + 1) / 2));
            c.lower.resize(all * (size_t)((kind.pieces + 1) / 2));
        }
        return c;
    }

    struct Block { int first, count; };
    std::vector<Block> blocks;
    int rows = 0, slices = 0, padded = 0;
    bool few = false;                   // rows are taken one by one from their sources
    Array<int32_t> pairs;               // [block][slice][pair of inputs][R]; not if `few`
    std::vector<std::unique_ptr<Constants>> made;

    const Source& source(int row) const { return sources_[(size_t)row]; }

    // Copies what the sources hold now into one block.
    void fill(size_t index) {
        const Block b = blocks[index];
        const size_t R = (size_t)b.count;
        for (size_t r = 0; r < R; r++) {
            const Source& s = sources_[(size_t)b.first + r];
            size_t at = (size_t)s.row * (size_t)slices;
            if (!few) {
                const int32_t* from = reinterpret_cast<const int32_t*>(
                    s.q->mantissa.data() + at * (size_t)padded);
                int32_t* to = pairs.data()
                              + (size_t)b.first * (size_t)slices * (size_t)padded / 2 + r;
                size_t count = (size_t)slices * (size_t)padded / 2;
                for (size_t i = 0; i < count; i++) memcpy(to + i * R, from + i, 4);
            }
            for (auto& c : made) constants_of(*c, b, R, r, s.q->sums.data() + at * HALVES,
                                              s.q->shift.data() + at);
        }
    }

private:
    std::vector<Source> sources_;

    void constants_of(Constants& c, const Block& b, size_t R, size_t r, const int32_t* sums,
                      const int32_t* shift) {
        const int P = c.kind.pieces, each = HALVES / P, align = MAX_PLANES - c.kind.planes;
        for (int j = 0; j < slices; j++) {
            size_t slot = ((size_t)b.first * (size_t)slices) + (size_t)j * R + r;
            int s = shift[j], common = s < align ? s : align;
            c.by[slot] = s - common;
            c.left[slot] = align - common;
            int32_t upper[HALVES] = {}, lower[HALVES] = {};
            for (int p = 0; p < P; p++) {
                int64_t sum = 0;
                for (int i = 0; i < each; i++) sum += sums[j * HALVES + p * each + i];
                int64_t half = (((int64_t)1 << s) - ((j + p) & 1)) >> 1;
                int64_t start = (half - c.kind.zero * sum) >> common;
                size_t at = (size_t)b.first * (size_t)slices * (size_t)P
                            + ((size_t)j * (size_t)P + (size_t)p) * R + r;
                c.start[at] = align > common ? 0 : (int32_t)start;
                c.late[at] = align > common ? (int32_t)start : 0;
                int64_t u = ((sum << MAX_PLANES) + half) >> s;
                upper[p] = (int32_t)(u >> SPLIT);
                lower[p] = (int32_t)(u & LOWER);
            }
            if (c.kind.kinds != 2) continue;
            int pairs_of = (P + 1) / 2;
            for (int p = 0; p < pairs_of; p++) {
                size_t at = (size_t)b.first * (size_t)slices * (size_t)pairs_of
                            + ((size_t)j * (size_t)pairs_of + (size_t)p) * R + r;
                if (P == 1) {           // beside V', whose scale and offset are a pair
                    c.upper[at] = (int32_t)((uint32_t)upper[0] << 16);
                    c.lower[at] = (int32_t)((uint32_t)lower[0] << 16);
                    continue;
                }
                c.upper[at] = (upper[2 * p] & 0xFFFF) | (int32_t)((uint32_t)upper[2 * p + 1] << 16);
                c.lower[at] = (lower[2 * p] & 0xFFFF) | (int32_t)((uint32_t)lower[2 * p + 1] << 16);
            }
        }
    }
};

// Tiles first to last - 1 of blocks from to to - 1 of a panel, all of whose constants are made;
// out: [row] of int32 [tiles * 16]. In products.cpp.
void multiply(const Weights& w, const Panel& panel, const Panel::Constants& k, int first, int last,
              size_t from, size_t to, int32_t* const* out);

}  // namespace lutcore
