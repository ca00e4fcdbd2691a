// Threads that share loops: whoever is free takes the next pieces of the current loop.
//
// The calling thread goes through a step alone and hands out one loop after the other. It never
// waits for a thread that has taken no piece, so a worker that the system keeps from running costs
// its help, not a turn of the scheduler for every loop. A worker spins for a short time between two
// loops, because a step has hundreds of them a few microseconds apart, and then sleeps until the
// next run: minutes may lie between two steps.

#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#if defined(__x86_64__) || defined(__i386__)
#define LUTCORE_PAUSE() __builtin_ia32_pause()
#elif defined(__aarch64__) || defined(__arm__)
#define LUTCORE_PAUSE() __asm__ __volatile__("yield")
#else
#define LUTCORE_PAUSE() ((void)0)
#endif

namespace lutcore {

constexpr int SPINS = 20000;            // pauses before a worker sleeps: some 100 us

class Threads {
public:
    explicit Threads(int count) : count_(count < 1 ? 1 : count) {
        for (int i = 1; i < count_; i++) workers_.emplace_back([this, i] { work(i); });
    }
    ~Threads() {
        stop_ = true;
        wake();
        for (auto& worker : workers_) worker.join();
    }
    Threads(const Threads&) = delete;

    int count() const { return count_; }

    // Runs f() in this thread, with the workers awake. One run at a time.
    template <typename F>
    void run(const F& f) {
        std::lock_guard<std::mutex> one(running_);
        if (count_ == 1) return f();
        busy_.store(true);
        wake();
        struct Rest {
            std::atomic<bool>& busy;
            ~Rest() { busy.store(false); }
        } rest{busy_};
        f();
    }

    // Calls f(piece, thread) for pieces 0 to total - 1 in any order, in all threads; within `run`.
    template <typename F>
    void parallel(uint32_t total, const F& f) {
        if (count_ == 1 || total <= 1) {
            for (uint32_t i = 0; i < total; i++) f(i, 0);
            return;
        }
        call_ = [](const void* f, uint32_t piece, int thread) {
            (*(const F*)f)(piece, thread);
        };
        function_ = &f;
        done_.store(0, std::memory_order_relaxed);
        epoch_ = (epoch_ + 1) & EPOCHS;
        state_.store(packed(epoch_, total, 0), std::memory_order_release);
        take_pieces(0);
        for (int i = 0; done_.load(std::memory_order_acquire) != total; i++) {
            if (i < SPINS) LUTCORE_PAUSE();
            else std::this_thread::yield();
        }
    }

private:
    // A loop's number, its pieces and the next one to take, in one word: taking a piece fails if
    // the loop is over, and `function_` stays as it is until every piece taken is done.
    static constexpr uint64_t FIELD = (1u << 21) - 1, EPOCHS = (1u << 22) - 1;
    static uint64_t packed(uint64_t epoch, uint64_t total, uint64_t next) {
        return epoch << 42 | total << 21 | next;
    }

    const int count_;
    std::vector<std::thread> workers_;
    std::mutex running_, sleep_;
    std::condition_variable awake_;
    void (*call_)(const void*, uint32_t, int) = nullptr;
    const void* function_ = nullptr;
    uint64_t epoch_ = 0;
    alignas(64) std::atomic<uint64_t> state_{0};
    alignas(64) std::atomic<uint32_t> done_{0};
    alignas(64) std::atomic<bool> busy_{false};
    std::atomic<int> sleeping_{0};
    std::atomic<bool> stop_{false};

    bool take_pieces(int thread) {
        bool any = false;
        uint64_t state = state_.load(std::memory_order_acquire);
        while ((state & FIELD) < (state >> 21 & FIELD)) {
            if (!state_.compare_exchange_weak(state, state + 1, std::memory_order_acq_rel,
                                              std::memory_order_acquire))
                continue;
            call_(function_, (uint32_t)(state & FIELD), thread);
            done_.fetch_add(1, std::memory_order_release);
            any = true;
            state = state_.load(std::memory_order_acquire);
        }
        return any;
    }

    void wake() {
        if (sleeping_.load()) {
            std::lock_guard<std::mutex> lock(sleep_);
            awake_.notify_all();
        }
    }

    void work(int thread) {
        for (int idle = 0; !stop_; idle++) {
            if (take_pieces(thread)) idle = 0;
            if (idle < SPINS) {
                LUTCORE_PAUSE();
            } else if (busy_.load()) {
                std::this_thread::yield();
            } else {
                std::unique_lock<std::mutex> lock(sleep_);
                sleeping_.fetch_add(1);
                awake_.wait(lock, [&] { return busy_.load() || stop_; });
                sleeping_.fetch_sub(1);
                idle = 0;
            }
        }
    }
};

}  // namespace lutcore
