// An engine that this process reaches without Python: its registers, its caches, its doorbells.
//
// A run stops after TURN seconds when it would wait or ring, and goes on where it was when it is
// resumed, so that Python's signal handlers (Ctrl-C) run in between.

#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

#include "layout.h"

namespace lutcore {

using Clock = std::chrono::steady_clock;

// What writes before it in the program, in memory or registers, is seen before what comes after.
inline void device_barrier() {
#if defined(__aarch64__) || defined(__arm__)
    __asm__ __volatile__("dsb sy" ::: "memory");
#else
    __sync_synchronize();
#endif
}

// runner.py has the same structures. Registers are either a mapped page or functions.
struct Engine {
    volatile uint32_t* page;
    uint32_t (*read_register)(void* context, uint32_t offset);
    void (*write_register)(void* context, uint32_t offset, uint32_t value);
    void* context;
    uint32_t (*sync)(void* device, uint32_t buffer, int direction, size_t nbytes, size_t offset);
    void* device;                       // sync is xclSyncBO of XRT, or null: caches are coherent
    double pause;                       // most seconds between two polls; 0: each takes time itself
    uint64_t accesses, doorbells, syncs, flushed, invalidated;      // counters
    double seconds;                     // from doorbells to their ends
    uint32_t instruction, status, failure;      // of the last doorbell
    int32_t ringing;                    // the engine may be running

    uint32_t read(uint32_t offset) {
        accesses++;
        return page ? page[offset / 4] : read_register(context, offset);
    }
    void write(uint32_t offset, uint32_t value) {
        accesses++;
        if (page) page[offset / 4] = value;
        else write_register(context, offset, value);
    }
};

// A doorbell, or what the host runs until the next one: `direct.Section`.
struct Section {
    int32_t instruction, count;         // its first one; descriptors of a doorbell
    uint32_t address, step;             // of the descriptors, and from expert to expert
    uint64_t claims;                    // how many
    double work, limit;                 // seconds that it should take, and may take
};

// A buffer that a section uses, and up to which byte it writes there; see coherence.py.
struct Claim {
    uint64_t* ahead;                    // [HOST], [ENGINE]: up to which byte that copy is newer
    uint64_t end;
    uint32_t buffer;
};

enum Side { HOST = 0, ENGINE = 1 };

enum Outcome { DONE = 0, ENGINE_FAULT = 3, TIMEOUT = 4, PAUSED = 5, SYNC_FAULT = 6 };

inline bool bit(uint32_t status, Field f) { return status >> f.offset & 1; }

// Rings one doorbell at a time, over several calls where it takes long.
class Ringer {
public:
    void set(Engine* engine, std::vector<Section> sections, std::vector<Claim> claims) {
        engine_ = engine;
        sections_ = std::move(sections);
        starts_.clear();
        size_t at = 0;
        for (const Section& p : sections_) {
            starts_.push_back(at);
            at += p.claims;
        }
        claims_ = std::move(claims);
    }
    bool present() const { return engine_ != nullptr; }
    void begin() { waiting_ = false; }
    // Whether a section begins with an instruction.
    bool begins(int instruction) const {
        const size_t index = find(instruction);
        return index < sections_.size() && sections_[index].instruction == instruction;
    }

    // Hands over what the section that begins with an instruction claims.
    bool take(int instruction, Side side) {
        const size_t index = find(instruction);
        const Side other = side == HOST ? ENGINE : HOST;
        engine_->failure = 0;
        for (uint64_t i = 0; i < sections_[index].claims; i++) {
            const Claim& c = claims_[starts_[index] + i];
            if (c.ahead[other]) {
                const uint64_t nbytes = c.ahead[other];
                engine_->syncs++;
                (side == HOST ? engine_->invalidated : engine_->flushed) += nbytes;
                if (engine_->sync)
                    engine_->failure = engine_->sync(engine_->device, c.buffer, side == HOST,
                                                     (size_t)nbytes, 0);
                if (engine_->failure) return false;
                c.ahead[other] = 0;
            }
            c.ahead[side] = std::max(c.ahead[side], c.end);
        }
        return true;
    }

    // The doorbell that begins with an instruction, to its end or until `stop`.
    Outcome ring(int instruction, uint32_t expert, Clock::time_point stop) {
        Section d = sections_[find(instruction)];
        d.address += expert * d.step;
        if (!waiting_) {
            engine_->instruction = (uint32_t)instruction;
            if (!take(instruction, ENGINE)) return SYNC_FAULT;
            start(d);
        }
        Outcome end = wait(d, stop);
        waiting_ = end == PAUSED;
        if (end == PAUSED || end == TIMEOUT) return end;
        engine_->seconds += since(started_);
        engine_->ringing = 0;
        device_barrier();
        return bit(engine_->status, REGISTER_status_error) ? ENGINE_FAULT : DONE;
    }

private:
    Engine* engine_ = nullptr;
    std::vector<Section> sections_;     // by instruction
    std::vector<Claim> claims_;         // of all sections, one after the other
    std::vector<size_t> starts_;        // of every section, in claims_
    bool waiting_ = false;              // for a doorbell that was rung
    Clock::time_point started_;
    double pause_ = 0;
    bool slept_ = false;

    static double since(Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    }

    size_t find(int instruction) const {
        return (size_t)(std::lower_bound(
            sections_.begin(), sections_.end(), instruction,
            [](const Section& p, int i) { return p.instruction < i; }) - sections_.begin());
    }

    void start(const Section& d) {
        engine_->doorbells++;
        engine_->write(4 * REGISTER_program.word, d.address);
        device_barrier();
        engine_->ringing = 1;
        engine_->write(4 * REGISTER_count_descriptors.word, (uint32_t)d.count);
        started_ = Clock::now();
        pause_ = 0;
        slept_ = false;
    }

    // Sleeps most of the work's time, then reads the status often, then ever more seldom.
    Outcome wait(const Section& d, Clock::time_point stop) {
        while (true) {
            double passed = since(started_);
            double nap = 0;
            if (engine_->pause > 0 && d.work > SHORT_WORK && !slept_) {
                nap = WORK_SLEEP * d.work - passed;
                if (nap <= 0) slept_ = true;
                nap = nap < d.limit - passed ? nap : d.limit - passed;
            }
            if (nap <= 0) {
                bool late = passed > d.limit;
                engine_->status = engine_->read(4 * REGISTER_status_done.word);
                if (bit(engine_->status, REGISTER_status_done)) return DONE;
                if (late) return TIMEOUT;
                if (engine_->pause > 0 && passed > WORK_SLEEP * d.work + SPIN) {
                    pause_ = pause_ ? 2 * pause_ : FIRST_PAUSE;
                    if (pause_ > engine_->pause) pause_ = engine_->pause;
                    nap = pause_;
                }
            }
            double left = std::chrono::duration<double>(stop - Clock::now()).count();
            if (left <= 0) return PAUSED;
            if (nap > 0) {
                engine_->read(4 * REGISTER_status_done.word);  // feeds the watchdog, every TURN
                std::this_thread::sleep_for(std::chrono::duration<double>(nap < left ? nap : left));
            }
        }
    }
};

}  // namespace lutcore
