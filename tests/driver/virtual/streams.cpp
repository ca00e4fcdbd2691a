// Linear streams through the memory model alone, for test_memory.py: every port reads or writes one
// range, in bursts of `burst` beats, a beat a clock.

#include "memory_model.h"

struct Stream {
    uint64_t address, bytes, start;     // start: clock of the fabric
    uint64_t write, burst;
    uint64_t done;                      // result: clock after the last beat, or the last response
    uint64_t longest;                   // result: clocks from a read command to its first beat
};

extern "C" int memory_streams(const lutcore::Timing* timing, uint64_t port_bytes, Stream* streams,
                              unsigned count, uint64_t limit) {
    lutcore::Memory memory(*timing, count, port_bytes);
    struct State {
        uint64_t sent = 0, moved = 0, closed = 0;       // beats
        uint64_t opened_at = 0;
        std::deque<uint64_t> ends, times;
    };
    std::vector<State> state(count);
    for (unsigned port = 0; port < count; port++) streams[port].done = streams[port].longest = 0;
    unsigned left = count;
    for (uint64_t now = 0; now < limit && left; now++) {
        memory.tick();
        for (unsigned port = 0; port < count; port++) {
            Stream& s = streams[port];
            State&  p = state[port];
            const uint64_t beats = s.bytes / port_bytes;
            if (now < s.start || s.done) continue;
            if (s.write) {
                if (p.moved < p.sent && memory.room(port)) memory.beat(port, true), p.moved++;
                if (!p.ends.empty() && memory.done(port, true) >= p.ends.front()) {
                    p.closed = p.ends.front();
                    p.ends.pop_front();
                    memory.close(port, true);
                }
            } else if (p.moved < p.sent && memory.done(port, false) > p.moved) {
                if (p.moved == p.closed) {
                    s.longest = std::max(s.longest, now - p.times.front());
                    p.times.pop_front();
                }
                memory.beat(port, false);
                if (++p.moved == p.ends.front()) {
                    p.closed = p.ends.front();
                    p.ends.pop_front();
                    memory.close(port, false);
                }
            }
            if (p.closed == beats) {
                s.done = now + 1;
                left--;
            } else if (p.sent < beats && memory.accepts(port, s.write)
                       && (!s.write || p.moved == p.sent)) {
                const uint64_t size = std::min(s.burst, beats - p.sent);
                memory.open(port, s.write, s.address + p.sent * port_bytes, size);
                p.sent += size;
                p.ends.push_back(p.sent);
                p.times.push_back(now);
            }
        }
    }
    return left;
}
