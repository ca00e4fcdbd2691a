// The virtual board: the Verilated engine, its clock, and a model of the DDR behind every AXI port.
//
// verilate.py builds it together with Verilator's output into one shared library. simulator.py
// calls the C functions at the end. Macros tell the design's ports:
//   PORTS       AXI masters, m0_axi_* .. m4_axi_*        PORT_BYTES  bytes per beat, 8 or 16
//   AXI3        1: there is a WID, and bursts have at most 16 beats; 0: AXI4, up to 256 beats
// A cycle has four steps: settle (with the clock low, outputs follow inputs), observe (handshakes
// and checks), rising edge, drive (inputs of the next cycle). The host must be little endian.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "Vlutcore.h"
#include "memory_model.h"

namespace {

constexpr unsigned MAX_BEATS    = AXI3 ? 16 : 256;
constexpr unsigned SIZE         = PORT_BYTES == 16 ? 4 : 3;  // AxSIZE of a full beat
constexpr uint32_t PAGE         = 4096;  // bytes; no burst may cross a multiple of it
constexpr unsigned SKID         = 16;    // write beats accepted before their address
constexpr unsigned WRITES       = 16;    // open write bursts; then AWREADY goes low
constexpr unsigned MAX_READS    = 256;   // upper limit of Config::outstanding
constexpr uint64_t CERTAIN      = 4096;  // Config::back_pressure that stands for probability 1
constexpr uint64_t NEVER        = ~uint64_t{0};
constexpr int      TIMEOUT      = -1;

enum Response : uint8_t { OKAY = 0, SLVERR = 2, DECERR = 3 };
enum Channel { READ = 0, WRITE = 1 };

// The ctypes structures of simulator.py must have the same 64-bit fields in the same order.
struct Config {
    uint64_t base, size, read_latency, write_latency, outstanding;
    uint64_t refresh_interval, refresh_cycles, back_pressure, extra_latency, seed;
    lutcore::Timing timing;             // of a board's memory; all 0: none is modelled
};

struct Statistics {
    uint64_t read_beats, write_beats, read_bursts, write_bursts, busy_cycles;
};

class Violation : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// xorshift64*. The distributions of <random> differ between machines, this does not.
class Random {
  public:
    explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u | 1) {}
    uint64_t next() {
        state_ ^= state_ >> 12;
        state_ ^= state_ << 25;
        state_ ^= state_ >> 27;
        return (state_ * 0x2545F4914F6CDD1Du) >> 4;  // the low bits are the least random
    }

  private:
    uint64_t state_;
};

template <class T, unsigned N> class Ring {  // N: a power of two
  public:
    bool     empty() const { return head_ == tail_; }
    bool     full() const { return size() == N; }
    unsigned size() const { return tail_ - head_; }
    T&       front() { return items_[head_ % N]; }
    T&       at(unsigned position) { return items_[position % N]; }
    unsigned tail() const { return tail_; }
    T&       push() { return items_[tail_++ % N]; }
    void     pop() { head_++; }
    void     clear() { head_ = tail_ = 0; }

  private:
    T        items_[N];
    unsigned head_ = 0, tail_ = 0;
};

// The design's pins -------------------------------------------------------------------------------

struct AddressPins {
    CData *valid, *ready, *len, *size, *burst, *id;
    IData *addr;
};

struct PortPins {
    AddressPins aw, ar;
    CData *wvalid, *wready, *wlast, *bvalid, *bready, *bresp, *bid;
    CData *rvalid, *rready, *rlast, *rresp, *rid, *wid;
    void  *wdata, *wstrb, *rdata;
};

#define ADDRESS_PINS(t, p, c)                                                                      \
    { &t.p##_axi_##c##valid, &t.p##_axi_##c##ready, &t.p##_axi_##c##len, &t.p##_axi_##c##size,     \
      &t.p##_axi_##c##burst, &t.p##_axi_##c##id, &t.p##_axi_##c##addr }
#if AXI3
#define WRITE_ID(t, p) &t.p##_axi_wid
#else
#define WRITE_ID(t, p) nullptr
#endif
#define PORT_PINS(t, p)                                                                            \
    { ADDRESS_PINS(t, p, aw), ADDRESS_PINS(t, p, ar),                                              \
      &t.p##_axi_wvalid, &t.p##_axi_wready, &t.p##_axi_wlast,                                      \
      &t.p##_axi_bvalid, &t.p##_axi_bready, &t.p##_axi_bresp, &t.p##_axi_bid,                      \
      &t.p##_axi_rvalid, &t.p##_axi_rready, &t.p##_axi_rlast, &t.p##_axi_rresp, &t.p##_axi_rid,    \
      WRITE_ID(t, p), &t.p##_axi_wdata, &t.p##_axi_wstrb, &t.p##_axi_rdata }

// One AXI port ------------------------------------------------------------------------------------

struct Address {
    uint32_t addr;
    uint8_t  len, size, burst, id;
    bool operator==(const Address& o) const {
        return addr == o.addr && len == o.len && size == o.size && burst == o.burst && id == o.id;
    }
};

struct WriteBeat {
    uint8_t data[PORT_BYTES];
    uint8_t strobe[PORT_BYTES / 8];
    uint8_t last, id;
    bool operator==(const WriteBeat& o) const { return !std::memcmp(this, &o, sizeof o); }
};

struct Burst {
    uint32_t addr;
    unsigned beats, done;   // beats of the burst, beats transferred so far
    uint64_t answer_at;     // first cycle in which the memory may answer
    uint8_t  id;
    Response response;
};

struct WriteBurst : Burst {
    uint64_t end;           // beats written up to its last one, since the reset
    uint8_t data[MAX_BEATS][PORT_BYTES];
    uint8_t strobe[MAX_BEATS][PORT_BYTES / 8];
};

struct Faults {
    uint64_t error = NEVER, hang = NEVER;  // burst to fail; first one to hang
    uint64_t strays = 0;                   // read beats to send that nobody asked for
    uint8_t  stray_id = 0;
};

// Wires of a port's data that are stuck: bits that are always one, or always zero.
struct Stuck {
    uint8_t ones[PORT_BYTES], zeros[PORT_BYTES];
    void pass(void* beat) const {
        uint8_t* bytes = static_cast<uint8_t*>(beat);
        for (unsigned i = 0; i < PORT_BYTES; i++) bytes[i] = (bytes[i] | ones[i]) & ~zeros[i];
    }
};

// Bytes that the engine may write: those of live buffers. Without a guard, all of memory.
struct Range {
    uint64_t start, end;
};
struct Guard {
    bool               active = false;
    std::vector<Range> ranges;  // by address; none overlap
    bool allows(uint64_t start, uint64_t end) const {
        const auto after = std::upper_bound(ranges.begin(), ranges.end(), start,
                                            [](uint64_t at, const Range& r) { return at < r.start; });
        return !active || (after != ranges.begin() && end <= std::prev(after)->end);
    }
};

class Port {
  public:
    void bind(unsigned index, const PortPins& pins, const Config& config, lutcore::Memory& model,
              uint8_t* memory, const Guard& guard) {
        index_ = index, pins_ = pins, config_ = &config, model_ = &model, memory_ = memory;
        guard_ = &guard;
        reset();
    }

    void reset() {
        reads_.clear(), writes_.clear(), skid_.clear();
        filling_ = 0;
        beats_read_ = beats_written_ = 0;
        ar_stalled_ = aw_stalled_ = w_stalled_ = straying_ = false;
        statistics = {};
        faults[READ] = faults[WRITE] = {};
        stuck[READ] = stuck[WRITE] = {};
        random_ = Random(config_->seed * 8 + index_);
        *pins_.ar.ready = *pins_.aw.ready = *pins_.wready = *pins_.rvalid = *pins_.bvalid = 0;
    }

    void inject(Channel channel, bool hang, uint64_t nth) {
        const uint64_t seen = channel == READ ? statistics.read_bursts : statistics.write_bursts;
        (hang ? faults[channel].hang : faults[channel].error) = seen + nth - 1;
    }

    // Read the settled pins of cycle `now`, before the rising edge.
    void observe(uint64_t now) {
        observe_read_address(now);
        observe_write_address();
        observe_write_data();
        match_write_beats(now);
        if (straying_ && *pins_.rready) {
            faults[READ].strays--;
        } else if (*pins_.rvalid && *pins_.rready) {
            beats_read_++;
            model_->beat(index_, READ);
            if (++reads_.front().done == reads_.front().beats) {
                reads_.pop();
                model_->close(index_, READ);
            }
        }
        if (*pins_.bvalid && *pins_.bready) {
            writes_.pop();
            model_->close(index_, WRITE);
        }
        statistics.read_beats += *pins_.rvalid & *pins_.rready;
        read_taken_     = *pins_.rready;
        response_taken_ = *pins_.bready;
        statistics.busy_cycles += !reads_.empty() || !writes_.empty() || !skid_.empty();
    }

    // Set the pins for cycle `now`, after the rising edge that began it.
    void drive(uint64_t now, bool refreshing) {
        const uint64_t draw = config_->back_pressure ? random_.next() : NEVER;
        *pins_.ar.ready = reads_.size() < config_->outstanding && model_->accepts(index_, READ) &&
                          allowed(draw, 0);
        *pins_.aw.ready = !writes_.full() && model_->accepts(index_, WRITE) && allowed(draw, 1);
        *pins_.wready   = !skid_.full() && model_->room(index_) && !refreshing && allowed(draw, 2);
        drive_read_data(now, !refreshing && allowed(draw, 3));
        drive_write_response(now, !refreshing && allowed(draw, 4));
    }

    Statistics statistics;
    Faults     faults[2];
    Stuck      stuck[2] = {};

  private:
    bool allowed(uint64_t draw, unsigned channel) const {
        return ((draw >> 12 * channel) & (CERTAIN - 1)) >= config_->back_pressure;
    }

    [[noreturn]] void fail(const char* channel, const std::string& what) const {
        throw Violation("m" + std::to_string(index_) + "_axi " + channel + ": " + what);
    }

    // Return whether a payload is taken. Until READY, VALID and the payload must not change.
    template <class T>
    bool handshake(const char* channel, bool valid, bool ready, bool& stalled, T& held,
                   const T& now) {
        if (stalled && !valid) fail(channel, "VALID was withdrawn before READY");
        if (stalled && !(held == now)) fail(channel, "the payload changed before READY");
        stalled = valid && !ready;
        if (stalled) held = now;
        return valid && ready;
    }

    static Address sample(const AddressPins& p) {
        return {*p.addr, *p.len, *p.size, *p.burst, *p.id};
    }

    void check(const char* channel, const Address& a) const {
        char text[64];
        std::snprintf(text, sizeof text, " (address 0x%08x, %u beats)", a.addr, a.len + 1u);
        if (a.burst != 1) fail(channel, std::string("the burst is not INCR") + text);
        if (a.size != SIZE) fail(channel, std::string("the size is not the port width") + text);
        if (a.len >= MAX_BEATS) fail(channel, std::string("the burst is too long") + text);
        if (a.addr % PORT_BYTES) fail(channel, std::string("the address is not aligned") + text);
        if (a.addr % PAGE + (a.len + 1u) * PORT_BYTES > PAGE)
            fail(channel, std::string("the burst crosses 4 KiB") + text);
    }

    void open(Burst& burst, const Address& a, Channel channel, uint64_t index, uint64_t answer_at) {
        const Faults& fault = faults[channel];
        const bool inside = a.addr >= config_->base && a.addr - config_->base < config_->size;
        burst.addr      = a.addr;
        burst.beats     = a.len + 1u;
        burst.done      = 0;
        burst.id        = a.id;
        burst.answer_at = index >= fault.hang ? NEVER : answer_at;
        burst.response  = index == fault.error ? SLVERR : inside ? OKAY : DECERR;
    }

    uint64_t extra() {
        return config_->extra_latency ? random_.next() % (config_->extra_latency + 1) : 0;
    }

    void observe_read_address(uint64_t now) {
        if (!*pins_.ar.valid && !ar_stalled_) return;
        const Address a = sample(pins_.ar);
        if (!handshake("AR", *pins_.ar.valid, *pins_.ar.ready, ar_stalled_, ar_held_, a)) return;
        check("AR", a);
        open(reads_.push(), a, READ, statistics.read_bursts++,
             now + config_->read_latency + extra());
        model_->open(index_, READ, a.addr, a.len + 1u);
    }

    void observe_write_address() {
        if (!*pins_.aw.valid && !aw_stalled_) return;
        const Address a = sample(pins_.aw);
        if (!handshake("AW", *pins_.aw.valid, *pins_.aw.ready, aw_stalled_, aw_held_, a)) return;
        check("AW", a);
        open(writes_.push(), a, WRITE, statistics.write_bursts++, 0);
        model_->open(index_, WRITE, a.addr, a.len + 1u);
    }

    void observe_write_data() {
        if (!*pins_.wvalid && !w_stalled_) return;
        WriteBeat beat;
        std::memcpy(beat.data, pins_.wdata, sizeof beat.data);
        std::memcpy(beat.strobe, pins_.wstrb, sizeof beat.strobe);
        beat.last = *pins_.wlast;
        beat.id   = pins_.wid ? *pins_.wid : 0;
        if (skid_.full() && !*pins_.aw.valid) fail("W", "data runs ahead of its address");
        if (!handshake("W", *pins_.wvalid, *pins_.wready, w_stalled_, w_held_, beat)) return;
        stuck[WRITE].pass(beat.data);
        skid_.push() = beat;
        statistics.write_beats++;
    }

    // Move the accepted beats into their bursts.
    void match_write_beats(uint64_t now) {
        while (!skid_.empty() && filling_ != writes_.tail()) {
            const WriteBeat& beat = skid_.front();
            WriteBurst& burst = writes_.at(filling_);
            std::memcpy(burst.data[burst.done], beat.data, sizeof beat.data);
            std::memcpy(burst.strobe[burst.done], beat.strobe, sizeof beat.strobe);
            const bool last = ++burst.done == burst.beats;
            if (beat.last != last) fail("W", last ? "WLAST is missing" : "WLAST comes too early");
            if (pins_.wid && beat.id != burst.id) fail("W", "WID differs from AWID");
            skid_.pop();
            model_->beat(index_, WRITE);
            beats_written_++;
            if (!last) continue;
            burst.end = beats_written_;
            if (burst.answer_at != NEVER) burst.answer_at = now + config_->write_latency + extra();
            filling_++;
        }
    }

    void drive_read_data(uint64_t now, bool free) {
        if (*pins_.rvalid && !read_taken_) return;
        straying_ = free && reads_.empty() && faults[READ].strays;
        if (straying_) {
            std::memset(pins_.rdata, 0xA5, PORT_BYTES);
            *pins_.rvalid = *pins_.rlast = 1;
            *pins_.rresp  = OKAY;
            *pins_.rid    = faults[READ].stray_id;
            return;
        }
        *pins_.rvalid = free && !reads_.empty() && now >= reads_.front().answer_at &&
                        model_->done(index_, READ) > beats_read_;
        if (!*pins_.rvalid) return;
        const Burst& burst = reads_.front();
        const uint32_t offset = burst.addr - config_->base + burst.done * PORT_BYTES;
        if (burst.response == OKAY) std::memcpy(pins_.rdata, memory_ + offset, PORT_BYTES);
        else std::memset(pins_.rdata, 0, PORT_BYTES);
        stuck[READ].pass(pins_.rdata);
        *pins_.rlast = burst.done + 1 == burst.beats;
        *pins_.rresp = burst.response;
        *pins_.rid   = burst.id;
    }

    void drive_write_response(uint64_t now, bool free) {
        if (*pins_.bvalid && !response_taken_) return;
        *pins_.bvalid = free && !writes_.empty() && complete(writes_.front()) &&
                        now >= writes_.front().answer_at &&
                        model_->done(index_, WRITE) >= writes_.front().end;
        if (!*pins_.bvalid) return;
        commit(writes_.front());
        *pins_.bresp = writes_.front().response;
        *pins_.bid   = writes_.front().id;
    }

    static bool complete(const WriteBurst& burst) { return burst.done == burst.beats; }

    // Data reaches the memory only with the response: an engine that is "done" before B shows stale
    // data.
    void commit(const WriteBurst& burst) {
        if (burst.response != OKAY) return;
        const uint64_t end = uint64_t{burst.addr} + burst.beats * PORT_BYTES;
        if (!guard_->allows(burst.addr, end)) {
            char text[64];
            std::snprintf(text, sizeof text, "a write to 0x%08x, %u beats, outside every live buffer",
                          burst.addr, burst.beats);
            fail("W", text);
        }
        uint8_t* to = memory_ + (burst.addr - config_->base);
        for (unsigned i = 0; i < burst.beats * PORT_BYTES; i++) {
            const unsigned beat = i / PORT_BYTES, lane = i % PORT_BYTES;
            if (burst.strobe[beat][lane / 8] >> lane % 8 & 1) to[i] = burst.data[beat][lane];
        }
    }

    unsigned      index_  = 0;
    PortPins      pins_   = {};
    const Config* config_ = nullptr;
    uint8_t*      memory_ = nullptr;
    const Guard*  guard_  = nullptr;
    Random        random_{1};

    lutcore::Memory* model_ = nullptr;
    uint64_t         beats_read_ = 0, beats_written_ = 0;   // since the reset

    Ring<Burst, MAX_READS>   reads_;
    Ring<WriteBurst, WRITES> writes_;
    Ring<WriteBeat, SKID>    skid_;
    unsigned  filling_ = 0;  // index in writes_ of the burst that gets the next beat
    bool      read_taken_ = false, response_taken_ = false;
    bool      straying_ = false;  // the beat on offer is one that nobody asked for
    bool      ar_stalled_ = false, aw_stalled_ = false, w_stalled_ = false;
    Address   ar_held_ = {}, aw_held_ = {};
    WriteBeat w_held_ = {};
};

// The board ---------------------------------------------------------------------------------------

class Board {
  public:
    Board(const Config& config, uint8_t* memory)
        : config_(config), model_(config.timing, PORTS, PORT_BYTES) {
        context_.reset(new VerilatedContext);
        top_.reset(new Vlutcore(context_.get()));
        ports_[0].bind(0, PORT_PINS((*top_), m0), config_, model_, memory, guard);
#if PORTS > 1
        ports_[1].bind(1, PORT_PINS((*top_), m1), config_, model_, memory, guard);
#endif
#if PORTS > 2
        ports_[2].bind(2, PORT_PINS((*top_), m2), config_, model_, memory, guard);
#endif
#if PORTS > 3
        ports_[3].bind(3, PORT_PINS((*top_), m3), config_, model_, memory, guard);
#endif
#if PORTS > 4
        ports_[4].bind(4, PORT_PINS((*top_), m4), config_, model_, memory, guard);
#endif
    }

    ~Board() { top_->final(); }

    void reset(uint64_t cycles) {
        violation_.clear();
        top_->s_axil_awvalid = top_->s_axil_wvalid = top_->s_axil_arvalid = 0;
        top_->s_axil_bready = top_->s_axil_rready = 1;
        for (Port& port : ports_) port.reset();
        model_.reset();
        phase_ = 0;
        top_->sys_rst = 1;
        guarded([&] {
            for (uint64_t i = 0; i < cycles; i++, cycle_++) clock_low(), clock_high();
        });
        top_->sys_rst = 0;
    }

    // Run `cycles` and return how many; stop before if `until_irq` and the interrupt is high.
    uint64_t step(uint64_t cycles, bool until_irq) {
        uint64_t done = 0;
        guarded([&] {
            while (done < cycles && !(until_irq && top_->irq)) settle(), edge(), done++;
        });
        return done;
    }

    int read(uint32_t address, uint32_t* data, uint64_t limit) {
        int response = TIMEOUT;
        top_->s_axil_araddr  = address;
        top_->s_axil_arvalid = 1;
        guarded([&] {
            for (uint64_t i = 0; i < limit && response == TIMEOUT; i++) {
                settle();
                const bool taken = top_->s_axil_arvalid && top_->s_axil_arready;
                if (top_->s_axil_rvalid) *data = top_->s_axil_rdata, response = top_->s_axil_rresp;
                edge();
                if (taken) top_->s_axil_arvalid = 0;
            }
        });
        top_->s_axil_arvalid = 0;
        return response;
    }

    int write(uint32_t address, uint32_t data, uint64_t limit) {
        int response = TIMEOUT;
        top_->s_axil_awaddr  = address;
        top_->s_axil_wdata   = data;
        top_->s_axil_wstrb   = 0xF;
        top_->s_axil_awvalid = top_->s_axil_wvalid = 1;
        guarded([&] {
            for (uint64_t i = 0; i < limit && response == TIMEOUT; i++) {
                settle();
                const bool address_taken = top_->s_axil_awvalid && top_->s_axil_awready;
                const bool data_taken    = top_->s_axil_wvalid && top_->s_axil_wready;
                if (top_->s_axil_bvalid) response = top_->s_axil_bresp;
                edge();
                if (address_taken) top_->s_axil_awvalid = 0;
                if (data_taken) top_->s_axil_wvalid = 0;
            }
        });
        top_->s_axil_awvalid = top_->s_axil_wvalid = 0;
        return response;
    }

    Guard              guard;
    bool               irq() const { return top_->irq; }
    uint64_t           cycles() const { return cycle_; }
    Port&              port(unsigned index) { return ports_[index]; }
    const std::string& violation() const { return violation_; }

  private:
    // A violation stops the clock until reset, because later ones would only follow from it.
    template <class Body> void guarded(Body body) {
        if (!violation_.empty()) return;
        try {
            body();
        } catch (const std::exception& error) {
            violation_ = error.what();
            violation_ += ", in cycle " + std::to_string(cycle_);
        }
    }

    void clock_low() { top_->sys_clk = 0, top_->eval(); }
    void clock_high() { top_->sys_clk = 1, top_->eval(); }

    void settle() {
        clock_low();
        for (Port& port : ports_) port.observe(cycle_);
    }

    void edge() {
        clock_high();
        cycle_++;
        model_.tick();
        if (++phase_ >= config_.refresh_interval) phase_ = 0;
        const bool refreshing = phase_ + config_.refresh_cycles >= config_.refresh_interval;
        for (Port& port : ports_) port.drive(cycle_, refreshing && config_.refresh_cycles);
    }

    const Config                      config_;
    lutcore::Memory                   model_;
    std::unique_ptr<VerilatedContext> context_;
    std::unique_ptr<Vlutcore>         top_;
    Port                              ports_[PORTS];
    uint64_t                          cycle_ = 0;  // since creation
    uint64_t                          phase_ = 0;  // cycles since the last refresh ended
    std::string                       violation_;
};

}  // namespace

// Verilated code calls these on $finish, $stop and internal errors. Verilator's own ones exit.
[[noreturn]] static void stop(const std::string& what, const std::string& file, int line) {
    throw Violation(what + " at " + file.substr(file.rfind('/') + 1) + ":" + std::to_string(line));
}
void vl_finish(const char* file, int line, const char*) VL_MT_UNSAFE {
    stop("the design called $finish", file, line);
}
void vl_stop(const char* file, int line, const char*) VL_MT_UNSAFE {
    stop("the design called $stop", file, line);
}
void vl_fatal(const char* file, int line, const char*, const char* what) VL_MT_UNSAFE {
    stop(what, file, line);
}

// The C interface ---------------------------------------------------------------------------------

#define API extern "C" __attribute__((visibility("default")))

API Board* board_create(const Config* config, uint8_t* memory) {
    try {
        return new Board(*config, memory);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "lutcore virtual board: %s\n", error.what());
        return nullptr;
    }
}
API void board_destroy(Board* board) { delete board; }
API void board_reset(Board* board, uint64_t cycles) { board->reset(cycles); }
API uint64_t board_step(Board* board, uint64_t cycles, int until_irq) {
    return board->step(cycles, until_irq);
}
API int board_read(Board* board, uint32_t address, uint32_t* data, uint64_t limit) {
    return board->read(address, data, limit);
}
API int board_write(Board* board, uint32_t address, uint32_t data, uint64_t limit) {
    return board->write(address, data, limit);
}
API int board_irq(Board* board) { return board->irq(); }
API uint64_t board_cycles(Board* board) { return board->cycles(); }
API const char* board_violation(Board* board) { return board->violation().c_str(); }
API void board_inject(Board* board, unsigned port, unsigned channel, int hang, uint64_t nth) {
    board->port(port).inject(static_cast<Channel>(channel), hang, nth);
}
API void board_stray(Board* board, unsigned port, unsigned id, uint64_t beats) {
    board->port(port).faults[READ].strays   = beats;
    board->port(port).faults[READ].stray_id = static_cast<uint8_t>(id);
}
API void board_stick(Board* board, unsigned port, unsigned channel, const uint8_t* ones,
                     const uint8_t* zeros) {
    Stuck& stuck = board->port(port).stuck[channel];
    std::memcpy(stuck.ones, ones, PORT_BYTES);
    std::memcpy(stuck.zeros, zeros, PORT_BYTES);
}
// ranges: pairs of a first address and the one behind the last, by address.
API void board_guard(Board* board, const uint64_t* ranges, uint64_t count) {
    board->guard.active = true;
    board->guard.ranges.clear();
    for (uint64_t i = 0; i < count; i++)
        board->guard.ranges.push_back({ranges[2 * i], ranges[2 * i + 1]});
}
API void board_statistics(Board* board, unsigned port, Statistics* out) {
    *out = board->port(port).statistics;
}
