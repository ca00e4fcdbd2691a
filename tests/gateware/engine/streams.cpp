// A block between streams and a memory, in Verilator, for conftest.py.
//
// PINS lists the block's ports: SINK(name), SOURCE(name), READER(name) and WRITER(name). A port has
// name_valid, name_ready and name_data, which is wide enough to be an array of words. A reader is a
// source of ranges, name_range, and a sink of words, name_words; a writer has sources of both, and
// the input name_idle.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <vector>

#include "Vbench.h"
#include "verilated.h"

void vl_finish(const char*, int, const char*) { std::abort(); }
void vl_stop(const char*, int, const char*) { std::abort(); }
void vl_fatal(const char*, int, const char*, const char*) { std::abort(); }
double sc_time_stamp() { return 0; }

namespace {

constexpr unsigned WORD = 16;  // bytes

struct Random {
    uint64_t state;
    bool chance(uint32_t of_4096) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        return (state >> 16 & 4095) < of_4096;
    }
};

struct Side {
    uint8_t*  valid;
    uint8_t*  ready;
    uint32_t* data;
    unsigned  words;
};

struct Range { uint64_t address, left, due; };
struct Write { uint64_t address, due; uint8_t data[WORD]; uint32_t strobe; };

struct Reader { Side range, words; std::deque<Range> ranges; };
struct Writer { Side range, words; uint8_t* idle; std::deque<Range> ranges; std::deque<Write> writes; };

}  // namespace

struct Job {
    uint32_t* const* sinks;       // of each sink: its beats
    const uint64_t*  counts;
    uint32_t* const* sources;     // of each source: where its beats go
    const uint64_t*  wanted;      // how many end the run
    const uint64_t*  delays;      // of each sink: clocks until its first beat
    const uint32_t*  constants;
    uint8_t*         memory;
    uint64_t         size;        // bytes of memory
    uint64_t         gaps;        // of 4096 clocks: how often a side is away
    uint64_t         latency;     // clocks from a range to its first word
    uint64_t         seed;
    uint64_t         limit;       // clocks
};

// Returns the clocks until every source gave what was wanted and every writer is done; 0 if that
// took longer than `limit`, and 1 if an address lay outside the memory.
extern "C" __attribute__((visibility("default"))) uint64_t run(const Job* job) {
    auto top = std::make_unique<Vbench>();
    std::vector<Side>   sinks, sources;
    std::vector<Reader> readers;
    std::vector<Writer> writers;
    auto side = [](uint8_t& valid, uint8_t& ready, auto& data) {
        return Side{&valid, &ready, &data[0], unsigned(sizeof(data) / 4)};
    };
#define SIDE(name) side(top->name##_valid, top->name##_ready, top->name##_data)
#define SINK(name) sinks.push_back(SIDE(name));
#define SOURCE(name) sources.push_back(SIDE(name));
#define READER(name) readers.push_back({SIDE(name##_range), SIDE(name##_words), {}});
#define WRITER(name) writers.push_back({SIDE(name##_range), SIDE(name##_words), &top->name##_idle, {}, {}});
    PINS
    std::memcpy(&top->constants[0], job->constants, sizeof(top->constants));

    Random random{job->seed * 2654435761u + 88172645463325252u};
    std::vector<uint64_t> sent(sinks.size()), got(sources.size());
    auto moved = [](const Side& s) { return *s.valid && *s.ready; };
    for (uint64_t now = 2; now < job->limit; now++) {
        for (size_t i = 0; i < sinks.size(); i++) {
            const Side& s = sinks[i];
            if (*s.valid || sent[i] == job->counts[i] || now < job->delays[i]
                || random.chance(job->gaps)) continue;
            std::memcpy(s.data, job->sinks[i] + sent[i] * s.words, 4 * s.words);
            *s.valid = 1;
        }
        for (Side& s : sources) *s.ready = !random.chance(job->gaps);
        for (Reader& r : readers) {
            *r.range.ready = r.ranges.size() < 4 && !random.chance(job->gaps);
            if (*r.words.valid || r.ranges.empty() || r.ranges[0].due > now
                || random.chance(job->gaps)) continue;
            if (r.ranges[0].address + WORD > job->size) return 1;
            std::memcpy(r.words.data, job->memory + r.ranges[0].address, WORD);
            *r.words.valid = 1;
        }
        for (Writer& w : writers) {
            while (!w.writes.empty() && w.writes[0].due <= now) {
                const Write& one = w.writes[0];
                for (unsigned i = 0; i < WORD; i++)
                    if (one.strobe >> i & 1) job->memory[one.address + i] = one.data[i];
                w.writes.pop_front();
            }
            *w.range.ready = w.ranges.size() < 2 && !random.chance(job->gaps);
            *w.words.ready = !w.ranges.empty() && !random.chance(job->gaps);
            *w.idle        = w.ranges.empty() && w.writes.empty();
        }
        top->sys_clk = 0;
        top->eval();
        std::vector<bool> taken;
        for (Side& s : sinks) taken.push_back(moved(s));
        for (size_t i = 0; i < sources.size(); i++) {
            const Side& s = sources[i];
            if (!moved(s) || got[i] == job->wanted[i]) continue;
            std::memcpy(job->sources[i] + got[i]++ * s.words, s.data, 4 * s.words);
        }
        std::vector<bool> read;
        for (Reader& r : readers) {
            read.push_back(moved(r.words));
            if (moved(r.range) && r.range.data[1])
                r.ranges.push_back({r.range.data[0], r.range.data[1], now + job->latency});
        }
        for (Writer& w : writers) {
            if (moved(w.words)) {
                Range& range = w.ranges[0];
                Write one{range.address, now + job->latency, {}, w.words.data[4]};
                if (one.address + WORD > job->size) return 1;
                std::memcpy(one.data, w.words.data, WORD);
                w.writes.push_back(one);
                range.address += WORD;
                if (!--range.left) w.ranges.pop_front();
            }
            if (moved(w.range) && w.range.data[1])
                w.ranges.push_back({w.range.data[0], w.range.data[1], now});
        }
        top->sys_clk = 1;
        top->eval();
        for (size_t i = 0; i < sinks.size(); i++)
            if (taken[i]) sent[i]++, *sinks[i].valid = 0;
        for (size_t i = 0; i < readers.size(); i++) {
            if (!read[i]) continue;
            Reader& r = readers[i];
            *r.words.valid = 0;
            r.ranges[0].address += WORD;
            if (!--r.ranges[0].left) r.ranges.pop_front();
        }
        bool done = true;
        for (size_t i = 0; i < sources.size(); i++) done &= got[i] == job->wanted[i];
        for (Writer& w : writers) done &= w.ranges.empty() && w.writes.empty();
        if (done) return now - 1;
    }
    return 0;
}
