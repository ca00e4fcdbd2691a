// Weights as products read them, from a stream as an engine does.
//
//     tile      sixteen columns; [slice] of scales, then codes: one linear stream for a thread
//     scales    int32 x 16: the int16 mantissas of pieces p and p + 1; offsets follow in their own.
//               One piece: its scale and its offset, or 0
//     codes     uint32 x 16: 32 / `width` inputs of every column; input i has its code at bit
//               8 * (0, 2, 1, 3)[i % 4] + width * (i / 4). `width` is 1, 2, 4 or 8
//
// Words of the last slice that hold no code in any column are left out: padding of K.

#pragma once

#include <memory>

#include "geometry.h"
#include "vectors.h"

namespace lutcore {

struct Lmma {
    uint32_t planes, group, explicit_, host_tables, zero, rows, ternary, columns, slices, weights,
             activations, output, stream_words, activation_words, output_words, stride;
};

constexpr uint32_t G16 = 4;             // groups of 16; see GroupCode

inline int pieces_of(uint32_t group) {
    static const int pieces[8] = {1, 4, 2, 1, 8};    // other codes are refused
    return pieces[group & 7];
}

// Columns that share one scale word; 0 if there are none.
inline int scale_block(const Lmma& d) {
    const int block = d.group ? 8 / (pieces_of(d.group) * (d.explicit_ ? 2 : 1)) : 0;
    return d.group && !block ? 1 : block;
}

// Scale words of a block: the second one, of groups of 16 with offsets, follows the planes.
inline int scale_words(const Lmma& d) {
    return scale_block(d) * pieces_of(d.group) * (d.explicit_ ? 2 : 1) / 8;
}

inline uint64_t stream_words(uint64_t columns, const Lmma& d) {
    uint64_t block = (uint64_t)scale_block(d);
    uint64_t scales = block ? (columns + block - 1) / block * (uint64_t)scale_words(d) : 0;
    return d.slices * (columns * d.planes + scales);
}

inline uint64_t pitch_of(uint32_t rows) { return rows <= 2 ? rows : (rows + 3) / 4 * 4; }

class Weights {
public:
    int columns, tiles, slices, width, planes, zero, pieces, kinds, padded;
    bool ternary;
    int words;                          // of codes, in a slice
    int last_words;                     // of codes, in the last slice
    int scales;                         // vectors of scales and offsets, in a slice
    size_t slice_bytes, tile_bytes;

    Weights(const Lmma& d, const Sizes& g, const uint8_t* stream) {
        columns = (int)(d.columns * (uint32_t)g.lanes);
        tiles = (columns + LANES - 1) / LANES;
        slices = (int)d.slices;
        planes = (int)d.planes;
        zero = (int)d.zero;
        ternary = d.ternary != 0;
        width = ternary ? 2 : planes <= 1 && d.group != G16 ? 1 : planes <= 2 ? 2 : planes <= 4 ? 4 : 8;
        pieces = pieces_of(d.group);
        kinds = d.group ? (d.explicit_ ? 2 : 1) : 0;
        padded = ternary ? (TRIT_SLICE + 15) / 16 * 16 : SLICE;
        words = padded * width / 32;
        scales = pieces == 1 ? (kinds ? 1 : 0) : kinds * (pieces / 2);
        slice_bytes = 64 * (size_t)(scales + words);
        Reader reader(d, g, stream);
        last_words = used_words(reader);
        tile_bytes = slice_bytes * (size_t)slices - 64 * (size_t)(words - last_words);
        data_.resize(tile_bytes * (size_t)tiles);
        for (int n = 0; n < columns; n++) repack(reader, n);
    }

    const uint8_t* tile(int index) const { return data_.data() + tile_bytes * (size_t)index; }
    size_t nbytes() const { return data_.size(); }

private:
    Array<uint8_t> data_;

    // Finds the words of a stream that is spread over lanes and ports.
    struct Reader {
        const Lmma& d;
        const Sizes& g;
        const uint8_t* stream;
        uint64_t block, tile_words;
        uint64_t spread[256];           // bit i of an index in byte i
        std::vector<int> sign;          // symmetric: the input whose bit inverts another; -1: none

        Reader(const Lmma& d_, const Sizes& g_, const uint8_t* s) : d(d_), g(g_), stream(s) {
            for (int i = 0; i < 256; i++) {
                uint8_t bytes[8];
                for (int b = 0; b < 8; b++) bytes[b] = (uint8_t)(i >> b & 1);
                memcpy(spread + i, bytes, 8);
            }
            block = (uint64_t)scale_block(d);
            tile_words = lutcore::stream_words(TILE, d);
            if (g.symmetric) {
                Cut cut(g, false);
                sign.assign(SLICE, -1);
                for (size_t t = 0; t < cut.start.size(); t++)
                    for (int i = 0; i + 1 < cut.size[t]; i++)
                        sign[(size_t)(cut.start[t] + i)] = cut.start[t] + cut.size[t] - 1;
            }
        }
        void word(uint64_t index, int lane, uint8_t* out) const {
            for (int at = 0; at < WORD_BYTES; at += g.share_bytes) {
                int beat = lane * WORD_BYTES + at;
                int port = beat / g.share_bytes;
                const uint8_t* from = stream + (uint64_t)port * d.stride
                                      + index * (uint64_t)g.share_bytes
                                      + (uint64_t)(beat % g.share_bytes);
                int count = g.share_bytes < WORD_BYTES ? g.share_bytes : WORD_BYTES;
                memcpy(out + at, from, (size_t)count);
            }
        }
        // Index of the first word of column c of a lane in slice j, and of its scale word.
        void find(int c, int j, uint64_t* first, uint64_t* scale) const {
            uint64_t tile = (uint64_t)c / TILE, in = (uint64_t)c % TILE;
            uint64_t count = d.columns - tile * TILE;
            if (count > TILE) count = TILE;
            uint64_t slice = lutcore::stream_words(count, d) / d.slices;
            uint64_t base = tile * tile_words + (uint64_t)j * slice;
            uint64_t each = (uint64_t)scale_words(d);
            *scale = block ? base + in / block * (each + block * d.planes) : 0;
            *first = base + in * d.planes + (block ? in / block * each + 1 : 0);
        }
        // Codes of column n in slice j.
        void codes(int n, int j, uint8_t* out) const {
            int lane = n % g.lanes, c = n / g.lanes;
            uint64_t first, scale;
            uint8_t raw[WORD_BYTES];
            find(c, j, &first, &scale);
            memset(out, 0, SLICE);
            if (d.ternary) {
                word(first, lane, raw);
                for (int t = 0; t < TRIT_CODES; t++) {
                    int bit = 5 * t;
                    unsigned pair = raw[bit >> 3];
                    if ((bit >> 3) + 1 < WORD_BYTES) pair |= (unsigned)raw[(bit >> 3) + 1] << 8;
                    unsigned code = pair >> (bit & 7) & 31;
                    for (int i = 0; i < TRITS; i++, code /= 3)
                        out[TRITS * t + i] = (uint8_t)(code % 3);
                }
                return;
            }
            for (unsigned p = 0; p < d.planes; p++) {
                word(first + p, lane, raw);
                if (sign.empty()) {
                    for (int i = 0; i < SLICE / 8; i++) {
                        uint64_t eight;
                        memcpy(&eight, out + 8 * i, 8);
                        eight |= spread[raw[i]] << p;
                        memcpy(out + 8 * i, &eight, 8);
                    }
                    continue;
                }
                for (int i = 0; i < SLICE; i++) {
                    int bit = raw[i >> 3] >> (i & 7) & 1, s = sign[(size_t)i];
                    if (s >= 0) bit ^= raw[s >> 3] >> (s & 7) & 1;
                    out[i] = (uint8_t)(out[i] | bit << p);
                }
            }
        }
        // Mantissas of column n in slice j: a scale, and an offset if explicit, of every piece.
        void mantissas(int n, int j, int count, int16_t* out) const {
            int lane = n % g.lanes, c = n / g.lanes;
            uint64_t first, scale;
            uint8_t raw[WORD_BYTES];
            find(c, j, &first, &scale);
            word(scale, lane, raw);
            if (d.group != G16) {
                memcpy(out, raw + 2 * (uint64_t)count * ((uint64_t)(c % TILE) % block),
                       2 * (size_t)count);
                return;
            }
            const int each = count / HALVES;        // pieces 0, 2, 4, 6, then 1, 3, 5, 7
            for (int half = 0; half < 2; half++) {
                if (half && each == 2) word(first + d.planes, lane, raw);
                const uint8_t* from = raw + (half && each == 1 ? WORD_BYTES / 2 : 0);
                for (int p = 0; p < SEGMENTS; p++)
                    memcpy(out + (2 * p + half) * each, from + 2 * p * each, 2 * (size_t)each);
            }
        }
    };

    int used_words(const Reader& reader) const {
        uint8_t codes[SLICE];
        int most = 0, each = words / pieces;
        for (int n = 0; n < columns; n++) {
            reader.codes(n, slices - 1, codes);
            int last = SLICE - 1;
            while (last >= 0 && !codes[last]) last--;
            int used = (last + 1 + 32 / width - 1) / (32 / width);
            if (used > most) most = used;
            if (most == words) break;
        }
        return (most + each - 1) / each * each;
    }

    void repack(const Reader& reader, int n) {
        uint8_t codes[SLICE];
        int16_t values[2 * HALVES] = {};
        uint8_t* out = data_.data() + tile_bytes * (size_t)(n / LANES) + 4 * (size_t)(n % LANES);
        int per_word = 32 / width;
        for (int j = 0; j < slices; j++) {
            if (kinds) {
                reader.mantissas(n, j, pieces * kinds, values);
                if (pieces == 1) {
                    uint32_t pair = (uint16_t)values[0];
                    if (kinds == 2) pair |= (uint32_t)(uint16_t)values[1] << 16;
                    memcpy(out, &pair, 4);
                    out += 64;
                }
                for (int v = 0; pieces > 1 && v < kinds; v++)
                    for (int p = 0; p < pieces; p += 2) {
                        uint32_t pair = (uint16_t)values[p * kinds + v];
                        pair |= (uint32_t)(uint16_t)values[(p + 1) * kinds + v] << 16;
                        memcpy(out, &pair, 4);
                        out += 64;
                    }
            }
            reader.codes(n, j, codes);
            int count = j == slices - 1 ? last_words : words;
            for (int w = 0; w < count; w++) {
                uint32_t word = 0, four;
                for (int i = 0; i < per_word; i += 4) {
                    const uint8_t* c = codes + w * per_word + i;
                    four = (uint32_t)c[0] | (uint32_t)c[2] << 8 | (uint32_t)c[1] << 16
                           | (uint32_t)c[3] << 24;
                    word |= four << (width * (i / 4));
                }
                memcpy(out, &word, 4);
                out += 64;
            }
        }
    }
};

}  // namespace lutcore
