// Numbers through one pipeline, a set of operands in every clock, for conftest.py.

#include <cstdint>
#include <cstdlib>

#include "Vpipeline.h"
#include "verilated.h"

void vl_finish(const char*, int, const char*) { std::abort(); }
void vl_stop(const char*, int, const char*) { std::abort(); }
void vl_fatal(const char*, int, const char*, const char*) { std::abort(); }
double sc_time_stamp() { return 0; }

// results[i] is what comes out `latency` clocks after operands a[i] and b[i] went in.
extern "C" __attribute__((visibility("default"))) void run(
    const uint32_t* a, const uint32_t* b, uint32_t* results, uint64_t count, uint64_t latency) {
    static Vpipeline top;
    for (uint64_t i = 0; i < count + latency; i++) {
        if (i < count) {
            top.a = a[i];
#ifdef TWO
            top.b = b[i];
#endif
        }
        top.sys_clk = 0;
        top.eval();
        if (i >= latency) results[i - latency] = top.result;
        top.sys_clk = 1;
        top.eval();
    }
}
