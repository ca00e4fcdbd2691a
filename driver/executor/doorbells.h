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
    uint32_t instruction, status, first, count, failure;    // of the last doorbell
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

struct Doorbell {
    int32_t instruction, count;         // its first LMMA, and how many
    uint32_t address, step;             // of the descriptors, and from expert to expert
    uint32_t inputs, outputs;           // how many syncs before and after
    double work, limit;                 // seconds that it should take, and may take
};

struct Sync { uint32_t buffer, nbytes; };

enum Outcome { DONE = 0, ENGINE_FAULT = 3, TIMEOUT = 4, PAUSED = 5, SYNC_FAULT = 6 };

inline bool bit(uint32_t status, Field f) { return status >> f.offset & 1; }

// Rings one doorbell at a time, over several calls where it takes long.
class Ringer {
public:
    void set(Engine* engine, std::vector<Doorbell> doorbells, std::vector<Sync> syncs) {
        engine_ = engine;
        doorbells_ = std::move(doorbells);
        starts_.clear();
        size_t at = 0;
        for (const Doorbell& d : doorbells_) {
            starts_.push_back(at);
            at += d.inputs + d.outputs;
        }
        syncs_ = std::move(syncs);
    }
    bool present() const { return engine_ != nullptr; }
    void begin() { phase_ = 0; }

    // The doorbell that begins with an instruction, to its end or until `stop`.
    Outcome ring(int instruction, uint32_t expert, Clock::time_point stop) {
        const size_t index = (size_t)(std::lower_bound(
            doorbells_.begin(), doorbells_.end(), instruction,
            [](const Doorbell& d, int i) { return d.instruction < i; }) - doorbells_.begin());
        Doorbell d = doorbells_[index];
        d.address += expert * d.step;
        const Sync* syncs = syncs_.data() + starts_[index];
        if (!phase_) {
            engine_->instruction = (uint32_t)instruction;
            if (!hand_over(syncs, d.inputs, 0)) return SYNC_FAULT;
            engine_->first = 0;
            phase_ = 1;
        }
        while (engine_->first < (uint32_t)d.count) {
            if (phase_ == 1) start(d);
            Outcome end = wait(d, stop);
            if (end == PAUSED) return end;
            phase_ = 1;
            if (end == TIMEOUT) return end;
            engine_->seconds += since(started_);
            engine_->ringing = 0;
            if (bit(engine_->status, REGISTER_status_error)) return ENGINE_FAULT;
            engine_->first += engine_->count;
        }
        phase_ = 0;
        device_barrier();
        return hand_over(syncs + d.inputs, d.outputs, 1) ? DONE : SYNC_FAULT;
    }

private:
    Engine* engine_ = nullptr;
    std::vector<Doorbell> doorbells_;
    std::vector<Sync> syncs_;           // of all doorbells, one after the other
    std::vector<size_t> starts_;        // of every doorbell, in syncs_
    int phase_ = 0;                     // 0: not begun; 1: between two queues; 2: waiting
    Clock::time_point started_;
    double pause_ = 0;
    bool slept_ = false;

    static double since(Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    }

    bool hand_over(const Sync* syncs, uint32_t count, int direction) {
        engine_->failure = 0;
        for (uint32_t i = 0; i < count && !engine_->failure; i++) {
            engine_->syncs++;
            (direction ? engine_->invalidated : engine_->flushed) += syncs[i].nbytes;
            if (engine_->sync)
                engine_->failure = engine_->sync(engine_->device, syncs[i].buffer, direction,
                                                 syncs[i].nbytes, 0);
        }
        return !engine_->failure;
    }

    void start(const Doorbell& d) {
        constexpr uint32_t queue = (1u << REGISTER_count_descriptors.size) - 1;
        uint32_t left = (uint32_t)d.count - engine_->first;
        engine_->count = left < queue ? left : queue;
        engine_->doorbells++;
        engine_->write(4 * REGISTER_program.word, d.address + DESCRIPTOR_BYTES * engine_->first);
        device_barrier();
        engine_->ringing = 1;
        engine_->write(4 * REGISTER_count_descriptors.word, engine_->count);
        started_ = Clock::now();
        pause_ = 0;
        slept_ = false;
        phase_ = 2;
    }

    // Sleeps most of the work's time, then reads the status often, then ever more seldom.
    Outcome wait(const Doorbell& d, Clock::time_point stop) {
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
