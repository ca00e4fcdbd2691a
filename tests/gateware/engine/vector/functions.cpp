// Elements through FunctionUnit, with random gaps on both sides, for test_functions.py.

#include <cstdint>
#include <cstdlib>

#include "Vfunctions.h"
#include "verilated.h"

void vl_finish(const char*, int, const char*) { std::abort(); }
void vl_stop(const char*, int, const char*) { std::abort(); }
void vl_fatal(const char*, int, const char*, const char*) { std::abort(); }
double sc_time_stamp() { return 0; }

// Returns the clocks that it took, 0 if it did not end in `limit`. Of 4096 clocks, the source of
// elements and the taker of results are away in `gaps` each.
extern "C" __attribute__((visibility("default"))) uint64_t run(
    const uint32_t* numbers, const uint32_t* x, const uint8_t* last, uint32_t* results,
    uint8_t* lasts, uint64_t count, uint32_t program, uint32_t gaps, uint64_t limit) {
    static Vfunctions top;
    static uint64_t  random = 88172645463325252;
    uint64_t in = 0, out = 0;
    top.inverse = numbers[0], top.epsilon = numbers[1], top.low = numbers[2], top.high = numbers[3];
    top.program_ = program;
    for (uint64_t now = 1; now < limit; now++) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        if (!top.sink_valid) top.sink_valid = in < count && (random >> 16 & 4095) >= gaps;
        top.sink_data    = in < count ? x[in] : 0;
        top.sink_last    = in < count && last[in];
        top.source_ready = (random >> 32 & 4095) >= gaps;
        top.sys_clk = 0;
        top.eval();
        const bool moved = top.sink_valid && top.sink_ready;
        if (top.source_valid && top.source_ready) {
            results[out] = top.source_data;
            lasts[out++] = top.source_last;
        }
        top.sys_clk = 1;
        top.eval();
        if (moved) in++, top.sink_valid = 0;
        if (out == count) return now;
    }
    return 0;
}
