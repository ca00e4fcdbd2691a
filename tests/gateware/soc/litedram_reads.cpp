// A Verilated SoC that reads its DRAM on its own. test_litedram.py builds and drives it.

#include <cstdint>
#include <cstdlib>

#include "Vsoc.h"
#include "verilated.h"

// What Verilated code calls on $finish, $stop and internal errors.
void vl_finish(const char*, int, const char*) VL_MT_UNSAFE { std::abort(); }
void vl_stop(const char*, int, const char*) VL_MT_UNSAFE { std::abort(); }
void vl_fatal(const char*, int, const char*, const char*) VL_MT_UNSAFE { std::abort(); }

// Run `clocks` clocks after a reset; return how many beats came in the second half of them.
extern "C" __attribute__((visibility("default"))) uint64_t reads_run(uint64_t clocks) {
    VerilatedContext context;
    Vsoc             top{&context};
    uint64_t         half = 0;
    for (uint64_t i = 0; i < clocks; i++) {
        top.sys_rst = i < 16;
        top.sys_clk = 1;
        top.eval();
        top.sys_clk = 0;
        top.eval();
        if (i == clocks / 2) half = top.beats;
    }
    return top.beats - half;
}
