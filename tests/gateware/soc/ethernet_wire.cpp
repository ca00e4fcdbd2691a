// A Verilated HostEthernet between a line and a memory. test_ethernet.py builds and drives it.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <vector>

#include "Vethernet.h"
#include "verilated.h"

namespace {

constexpr uint64_t SYS = 13333, BYTE = 8000;  // ps: 75 MHz, and a byte of Gigabit Ethernet
constexpr unsigned GAP = 12;                  // bytes of silence between frames
constexpr unsigned LATENCY = 12;              // system clocks of an access to memory
constexpr uint32_t WORDS = 1u << 21;          // of memory, from bus address 0 on
constexpr uint32_t PULSES = 0x20000000;       // word address of a register that counts its writes

struct Frame {
    uint64_t             at;  // ps; not on the line before
    std::vector<uint8_t> bytes;
};

struct Wire {
    VerilatedContext      context;
    Vethernet                 top{&context};
    std::vector<uint32_t> memory = std::vector<uint32_t>(WORDS);
    std::deque<Frame>     to_board;
    std::vector<uint8_t>  from_board;
    uint64_t now = 0, next_sys = SYS, next_byte = BYTE;
    uint64_t sent = 0, gap = 0;  // bytes of the frame on the line; bytes of silence to come
    unsigned waited = 0;
    uint32_t pulses = 0;
    bool     complete = false;  // from_board is a whole frame

    void sys_clock() {
        top.sys_clk = 0;
        top.eval();
        const bool asked = top.bus_cyc && top.bus_stb && !top.bus_ack;
        const bool done  = asked && ++waited >= LATENCY;
        uint32_t   data  = top.bus_dat_r;
        if (done) {
            waited = 0;
            data   = access(top.bus_adr, top.bus_we, top.bus_dat_w);
        }
        top.sys_clk = 1;
        top.eval();
        top.bus_ack   = done;
        top.bus_dat_r = data;
    }

    uint32_t access(uint32_t address, bool write, uint32_t data) {
        if (address == PULSES) return pulses += write;
        uint32_t& word = memory[address % WORDS];
        if (write) word = data;
        return word;
    }

    void line_clock() {
        top.eth_clk = 0;
        top.eval();
        if (top.wire_sink_valid) {
            from_board.push_back(top.wire_sink_data);
            complete = top.wire_sink_last;
        }
        top.eth_clk = 1;
        top.eval();
        top.wire_source_valid = top.wire_source_last = 0;
        if (gap) {
            gap--;
        } else if (!to_board.empty() && to_board.front().at <= now) {
            const auto& bytes = to_board.front().bytes;
            top.wire_source_valid = 1;
            top.wire_source_data  = bytes[sent++];
            top.wire_source_last  = sent == bytes.size();
            if (sent == bytes.size()) to_board.pop_front(), sent = 0, gap = GAP;
        }
    }

    void step() {
        const bool sys = next_sys < next_byte;
        now = sys ? next_sys : next_byte;
        if (sys) sys_clock(), next_sys += SYS;
        else line_clock(), next_byte += BYTE;
    }
};

}  // namespace

// What Verilated code calls on $finish, $stop and internal errors.
void vl_finish(const char*, int, const char*) VL_MT_UNSAFE { std::abort(); }
void vl_stop(const char*, int, const char*) VL_MT_UNSAFE { std::abort(); }
void vl_fatal(const char*, int, const char*, const char*) VL_MT_UNSAFE { std::abort(); }

#define API extern "C" __attribute__((visibility("default")))

API void* wire_create() {
    auto* wire = new Wire;
    wire->top.wire_sink_ready = 1;
    wire->top.rst = 1;
    for (int i = 0; i < 64; i++) wire->step();
    wire->top.rst = 0;
    return wire;
}
API void wire_destroy(void* handle) { delete static_cast<Wire*>(handle); }
API uint64_t wire_now(void* handle) { return static_cast<Wire*>(handle)->now; }
API uint32_t wire_pulses(void* handle) { return static_cast<Wire*>(handle)->pulses; }
API uint32_t* wire_memory(void* handle) { return static_cast<Wire*>(handle)->memory.data(); }

// Put a frame on the line at `at` ps, or as soon as the line is free.
API void wire_send(void* handle, const uint8_t* bytes, uint64_t length, uint64_t at) {
    auto& queue = static_cast<Wire*>(handle)->to_board;
    auto  place = queue.end();
    while (place != queue.begin() && (place - 1)->at > at) --place;
    if (place == queue.begin() && !queue.empty() && static_cast<Wire*>(handle)->sent) ++place;
    queue.insert(place, Frame{at, std::vector<uint8_t>(bytes, bytes + length)});
}

// Run until `until` ps or until the board has sent a frame; return its length, or 0.
API uint64_t wire_run(void* handle, uint64_t until, uint8_t* frame, uint64_t room) {
    auto& wire = *static_cast<Wire*>(handle);
    while (wire.now < until) {
        wire.step();
        if (!wire.complete) continue;
        const uint64_t length = std::min<uint64_t>(room, wire.from_board.size());
        std::copy_n(wire.from_board.begin(), length, frame);
        wire.from_board.clear();
        wire.complete = false;
        return length;
    }
    return 0;
}
