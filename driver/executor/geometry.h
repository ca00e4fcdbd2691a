// Sizes of an engine, and what follows from them; errors; runner.py fills `Sizes`.

#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "layout.h"

namespace lutcore {

// What a caller gets as DescriptorError.
struct Fault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

[[noreturn]] inline void fail(const std::string& text) { throw Fault(text); }

inline std::string hex(uint64_t x) {
    char text[24];
    snprintf(text, sizeof text, "0x%llx", (unsigned long long)x);
    return text;
}

struct Sizes {
    int32_t rows, lanes, ports, share_bytes, cut, ternary, symmetric, segment_tables, entry_limit,
            slot_bits, mantissa_bits, sum_bits, header_words, row_words, table_words;
};

// The inputs of a slice, cut into the sets that tables are made of.
struct Cut {
    bool ternary;
    int inputs;                         // of a slice
    int padded;                         // inputs of a slice in private buffers: a multiple of 16
    std::vector<int> start, size;       // of every set
    std::vector<int> segment;           // first input of the four segments, then `inputs`
    std::vector<uint64_t> place;        // of every set: first 64-bit half in a row's body
    std::vector<std::vector<int32_t>> mask;     // [t][input]: -1 where a set with more than t starts
    std::vector<std::vector<int32_t>> inside;   // [segment][input]: -1 in the segment

    Cut(const Sizes& g, bool native) : ternary(native) {
        inputs = native ? TRIT_SLICE : SLICE;
        padded = (inputs + 15) / 16 * 16;
        if (native) {
            for (int t = 0; t < TRIT_CODES; t++) add(TRITS);
        } else {
            int small = SEGMENT / g.segment_tables, more = SEGMENT % g.segment_tables;
            for (int s = 0; s < SEGMENTS; s++)
                for (int t = 0; t < g.segment_tables; t++) add(small + (t < more));
        }
        for (size_t t = 0; t < start.size(); t++) {
            if (t % (size_t)g.segment_tables == 0) segment.push_back(start[t]);
            uint64_t slot = t / (size_t)g.segment_tables * SEGMENT_SLOTS
                            + t % (size_t)g.segment_tables;
            place.push_back(slot * (uint64_t)(g.slot_bits / 64));
        }
        segment.push_back(inputs);
        mask.assign(8, std::vector<int32_t>((size_t)padded, 0));
        for (size_t t = 0; t < start.size(); t++)
            for (int i = 0; i < size[t]; i++) mask[(size_t)i][(size_t)start[t]] = -1;
        inside.assign(SEGMENTS, std::vector<int32_t>((size_t)padded, 0));
        for (size_t s = 0; s < SEGMENTS; s++)
            for (int i = segment[s]; i < segment[s + 1]; i++) inside[s][(size_t)i] = -1;
    }

private:
    void add(int count) {
        start.push_back(start.empty() ? 0 : start.back() + size.back());
        size.push_back(count);
    }
};

}  // namespace lutcore
