// Clocks module `bench`, which compares a model with its reference and counts.

#include <cstdint>
#include <stdexcept>

#include "Vbench.h"

[[noreturn]] static void stop(const char* what) { throw std::runtime_error(what); }
void vl_finish(const char*, int, const char*) VL_MT_UNSAFE { stop("finish"); }
void vl_stop(const char*, int, const char*) VL_MT_UNSAFE { stop("stop"); }
void vl_fatal(const char*, int, const char*, const char* what) VL_MT_UNSAFE { stop(what); }

// counts: bytes that were compared, and how many of them were wrong. Returns 1 if the design
// stopped.
extern "C" __attribute__((visibility("default"))) int run(uint32_t clocks, uint32_t* counts) {
    VerilatedContext context;
    Vbench top(&context);
    int stopped = 0;
    try {
        for (uint32_t i = 0; i < clocks; i++) {
            top.clk = 0, top.eval();
            top.clk = 1, top.eval();
        }
    } catch (const std::exception&) {
        stopped = 1;
    }
    counts[0] = top.compared, counts[1] = top.wrong;
    return stopped;
}
