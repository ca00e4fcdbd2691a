// The vector unit with a memory, for test_unit.py: ranges of words come after a random time, in
// order; words are taken in random clocks. Ports are numbered p, a, b, c, d. At clock `reset`, if that
// is not 0, the unit is reset, and forgets what it did.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>

#include "Vvector.h"
#include "verilated.h"

void vl_finish(const char*, int, const char*) { std::abort(); }
void vl_stop(const char*, int, const char*) { std::abort(); }
void vl_fatal(const char*, int, const char*, const char*) { std::abort(); }
double sc_time_stamp() { return 0; }

namespace {

constexpr unsigned PORTS = 5, WORD = 16, DEPTH = 64;    // words that a Reader keeps

struct Config {                                         // as in test_unit.py
    uint64_t base, size, latency, gaps, seed, limit, reset;
};
struct Result {
    uint64_t clocks, words_read, words_written;
    uint64_t fault;             // 1: no end; 2: a range or word outside; 3: no range; 4: range left
};
struct Range {
    uint64_t address, words, ready_at;
};

uint64_t state;
uint64_t random64() {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return state;
}

}  // namespace

#define PINS(t, p)                                                                                 \
    { &t.p##_transfer_valid, &t.p##_transfer_ready, &t.p##_transfer_address, &t.p##_transfer_beats, \
      &t.p##_words_valid, &t.p##_words_ready, t.p##_words_data.data() }

extern "C" __attribute__((visibility("default"))) void run(
    const Config* config, uint8_t* memory, const uint32_t* descriptor, const uint32_t* table,
    Result* result) {
    static Vvector top;
    struct Pins {
        CData *asks, *asked;
        IData *address, *beats;
        CData *valid, *ready;
        uint32_t* data;
    } const pins[PORTS] = {PINS(top, p), PINS(top, a), PINS(top, b), PINS(top, c), PINS(top, d)};
    std::deque<Range> reads[PORTS], writes;
    state   = config->seed * 0x9E3779B97F4A7C15u | 1;
    *result = {};
    const auto inside = [&](uint64_t at, uint64_t words) {
        return at >= config->base && at + words * WORD <= config->base + config->size;
    };
    const auto here = [&] { return (random64() >> 20 & 4095) >= config->gaps; };
    unsigned told = 0;                                  // words of the descriptor
    uint64_t last_told = 0;
    for (uint64_t now = 0; now < config->limit; now++) {
        top.sys_rst = config->reset && now == config->reset;
        for (unsigned i = 0; i < PORTS; i++) {
            *pins[i].asked = reads[i].size() < 4 && here();
            if (!*pins[i].valid) {                      // a word that is offered stays
                *pins[i].valid = !reads[i].empty() && now >= reads[i].front().ready_at && here();
                if (*pins[i].valid)
                    std::memcpy(pins[i].data, memory + reads[i].front().address - config->base, WORD);
            }
        }
        top.store_transfer_ready = writes.size() < 2 && here();
        top.store_words_ready    = !writes.empty() && here();
        if (!top.descriptor_valid) top.descriptor_valid = told < 8 && here();
        std::memcpy(top.descriptor_data.data(), descriptor + 4 * (told % 8), WORD);
        for (unsigned pass = 0; pass < 2; pass++) {     // the table's entry follows its number
            top.sys_clk = 0;
            top.eval();
            const uint32_t* entry = table + 4 * top.row;
            top.position = entry[0], top.slot = entry[1], top.source = entry[2];
        }
        top.eval();
        if (top.store_transfer_valid && top.store_transfer_ready) {
            writes.push_back({top.store_transfer_address, top.store_transfer_beats, 0});
            if (!inside(writes.back().address, writes.back().words)) result->fault = 2;
        }
        if (top.store_words_valid && top.store_words_ready) {
            if (writes.empty()) {
                result->fault = 3;
            } else {
                Range& range = writes.front();
                for (unsigned i = 0; i < 4; i++)
                    if (top.store_words_strobe >> i & 1)
                        std::memcpy(memory + range.address - config->base + 4 * i,
                                    &top.store_words_data[i], 4);
                range.address += WORD;
                result->words_written++;
                if (!--range.words) writes.pop_front();
            }
        }
        bool taken[PORTS];
        for (unsigned i = 0; i < PORTS; i++) {
            taken[i] = *pins[i].valid && *pins[i].ready;
            if (!*pins[i].asks || !*pins[i].asked) continue;
            reads[i].push_back({*pins[i].address, *pins[i].beats,
                                now + config->latency + random64() % (config->latency + 1)});
            if (!inside(reads[i].back().address, reads[i].back().words)) result->fault = 2;
        }
        if (result->fault) return;
        const bool done = top.idle && told == 8 && now > last_told + 2;
        const bool tells = top.descriptor_valid && top.descriptor_ready;
        top.sys_clk = 1;
        top.eval();
        if (tells) told++, last_told = now, top.descriptor_valid = 0;
        for (unsigned i = 0; i < PORTS; i++) {
            if (!taken[i]) continue;
            *pins[i].valid = 0;
            result->words_read++;
            reads[i].front().address += WORD;
            if (!--reads[i].front().words) reads[i].pop_front();
        }
        if (top.sys_rst) {
            top.descriptor_valid = 0;
            for (unsigned i = 0; i < PORTS; i++) *pins[i].valid = 0;
            return;
        }
        if (!done) continue;
        result->clocks = now;
        if (!writes.empty()) result->fault = 4;
        for (auto& queue : reads)
            if (!queue.empty()) result->fault = 4;
        return;
    }
    result->fault = 1;
}
