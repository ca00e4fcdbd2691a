// A Verilated SoC whose UART is a stream of bytes. test_soc.py builds and drives it.

#include <cstdint>
#include <cstdlib>

#include "Vsoc.h"
#include "verilated.h"

namespace {

struct Soc {
    VerilatedContext context;
    Vsoc             top{&context};
    uint64_t         cycles = 0;

    void clock() {
        top.sys_clk = 1;
        top.eval();
        top.sys_clk = 0;
        top.eval();
        cycles++;
    }
};

}  // namespace

// What Verilated code calls on $finish, $stop and internal errors.
void vl_finish(const char*, int, const char*) VL_MT_UNSAFE { std::abort(); }
void vl_stop(const char*, int, const char*) VL_MT_UNSAFE { std::abort(); }
void vl_fatal(const char*, int, const char*, const char*) VL_MT_UNSAFE { std::abort(); }

#define API extern "C" __attribute__((visibility("default")))

API void* soc_create() {
    auto* soc = new Soc;
    soc->top.serial_source_ready = 1;
    soc->top.sys_rst             = 1;
    soc->top.eval();
    for (int i = 0; i < 16; i++) soc->clock();
    soc->top.sys_rst = 0;
    return soc;
}

API void soc_destroy(void* handle) { delete static_cast<Soc*>(handle); }

API uint64_t soc_cycles(void* handle) { return static_cast<Soc*>(handle)->cycles; }

// Offer `in`, and run until no byte passes either way for `quiet` clocks, or `out` is full.
// Return the number of bytes in `out`; *taken is the number of bytes of `in` that went in.
API uint64_t soc_run(void* handle, const uint8_t* in, uint64_t length, uint64_t* taken, uint8_t* out,
                 uint64_t room, uint64_t quiet) {
    Soc&     soc = *static_cast<Soc*>(handle);
    uint64_t at = 0, made = 0;
    for (uint64_t idle = 0; idle < quiet && made < room; idle++) {
        soc.top.serial_sink_valid = at < length;
        soc.top.serial_sink_data  = at < length ? in[at] : 0;
        soc.top.eval();
        const bool received = soc.top.serial_sink_valid && soc.top.serial_sink_ready;
        if (soc.top.serial_source_valid) {
            out[made++] = soc.top.serial_source_data;
            idle        = 0;
        }
        if (received) {
            at++;
            idle = 0;
        }
        soc.clock();
    }
    *taken = at;
    return made;
}
