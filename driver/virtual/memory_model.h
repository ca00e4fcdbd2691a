// The memory of a board in time: the processor's ports, its DDR controller and the DRAM behind it.
//
//     port: a FIFO of commands and beats  --request-->  arbiter, round robin over the controller's
//     <--answer-- bus <-- banks with open rows <-- queue of reads, queue of writes <--'   ports
//
// It knows addresses and times, no data: simulator.cpp asks when a beat may move. A step of the
// model is one clock of the controller, which is two clocks of the DRAM: one column command and one
// row command fit in. Times are in these clocks. What one place writes: memory.py has the figures
// of the boards and their sources; `Timing` must have the same 64-bit fields in the same order.

#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

namespace lutcore {

struct Timing {
    uint64_t memory_khz;                // clock of the controller; 0: no model, every time is 0
    uint64_t fabric_khz;                // clock of the ports
    uint64_t burst_bytes;               // bytes of one column command: bus width x 8
    uint64_t row_bytes;                 // bytes of a row, and of a bank's part of an address range
    uint64_t banks, bank_groups;        // powers of two; neighbouring banks are in other groups
    uint64_t same_group, other_group;   // clocks from column to column command
    uint64_t activate, precharge;       // tRCD, tRP
    uint64_t row_open, row_close;       // tRAS: activate to precharge; tRTP: read to precharge
    uint64_t write_recovery;            // write command to precharge
    uint64_t row_to_row, four_rows;     // tRRD, tFAW
    uint64_t read_to_write, write_to_read;  // clocks between commands when the bus turns around
    uint64_t refresh, refresh_interval; // tRFC, tREFI
    uint64_t read_queue, write_queue;   // bursts in the controller
    uint64_t write_start, write_stop;   // bursts in the write queue at which writing begins, ends
    uint64_t turn;                      // bursts of a row that a port sends before others may
    uint64_t commands, beats;           // of a port: AXI bursts accepted, beats in flight
    uint64_t chunk_beats;               // beats of the bursts into which a port cuts longer ones
    uint64_t request, answer;           // clocks from the port to the controller, and back
    uint64_t groups;                    // 4 bits a port: the controller's port that it shares, 0 to 3
};

constexpr uint64_t ALWAYS = ~uint64_t{0};  // time or number that is never reached
constexpr unsigned GROUPS = 4;             // ports of a controller

class Memory {
  public:
    Memory(const Timing& timing, unsigned ports, unsigned port_bytes)
        : t_(timing), port_bytes_(port_bytes), ports_(ports), banks_(t_.banks) {
        reset();
    }

    bool modelled() const { return t_.memory_khz != 0; }

    void reset() {
        std::fill(ports_.begin(), ports_.end(), Port());
        std::fill(banks_.begin(), banks_.end(), Bank());
        reads_.clear(), writes_.clear();
        now_ = fraction_ = 0;
        column_at_ = busy_until_ = 0;
        for (uint64_t& at : activated_) at = 0;
        activations_ = 0;
        refresh_at_ = t_.refresh_interval;
        turn_ = 0, writing_ = wrote_ = false;
    }

    // The port's side ------------------------------------------------------------------------------

    // Whether a port takes one more command.
    bool accepts(unsigned port, bool write) const {
        const Side& side = ports_[port].sides[write];
        return !modelled() || side.commands < t_.commands;
    }

    // Whether a port has room for one more beat of a write.
    bool room(unsigned port) const {
        const Side& side = ports_[port].sides[1];
        return !modelled() || side.moved < side.done + t_.beats;
    }

    // Take a command of `beats`.
    void open(unsigned port, bool write, uint64_t address, unsigned beats) {
        if (!modelled()) return;
        Side& side = ports_[port].sides[write];
        side.commands++;
        side.pending.push_back({address, beats});
    }

    // One beat of a write has come from the fabric, or one of a read has gone to it.
    void beat(unsigned port, bool write) { ports_[port].sides[write].moved++; }

    // The command in front is over: its last beat is taken, or its response.
    void close(unsigned port, bool write) { ports_[port].sides[write].commands--; }

    // Beats of reads that have arrived at a port, or of writes that the controller has taken, since
    // the reset; always in order.
    uint64_t done(unsigned port, bool write) const {
        return modelled() ? ports_[port].sides[write].done : ALWAYS;
    }

    // Let one clock of the fabric pass.
    void tick() {
        if (!modelled()) return;
        fraction_ += t_.memory_khz;
        while (fraction_ >= t_.fabric_khz) fraction_ -= t_.fabric_khz, step();
    }

  private:
    struct Command {
        uint64_t address;
        unsigned beats;
    };
    struct Burst {                      // of the DRAM
        unsigned port, bank;
        uint64_t row, beats, since;     // beats of the port that it ends; clock of its arrival
        uint64_t answer_at;             // ALWAYS until it is issued
    };
    struct Side {                       // reads or writes of a port
        uint64_t commands = 0, moved = 0, done = 0;
        uint64_t asked = 0;             // beats for which the port has sent chunks
        std::deque<Command> pending;
        std::deque<Burst>   chunked;    // bursts on their way to the controller
        std::deque<Burst>   waiting;    // reads in the controller, in order, until answered
        uint64_t issued = 0;            // reads of `waiting` that left, since the reset
        uint64_t first = 0;             // number of waiting.front()
    };
    struct Port { Side sides[2]; };
    struct Bank {
        bool     open = false;
        uint64_t row = 0, column_at = 0, precharge_at = 0, activate_at = 0;
    };
    struct Entry {                      // of the controller's queues
        unsigned port, bank;
        uint64_t row, number;
    };

    unsigned group(unsigned bank) const { return bank & (t_.bank_groups - 1); }

    void step() {
        now_++;
        for (unsigned port = 0; port < ports_.size(); port++)
            for (unsigned write = 0; write < 2; write++) advance(port, write);
        arbitrate();
        if (now_ >= refresh_at_) {      // all rows are closed, then nothing moves
            refresh_at_ += t_.refresh_interval;
            busy_until_ = now_ + t_.precharge + t_.refresh;
            for (Bank& bank : banks_) {
                bank.open = false;
                bank.activate_at = std::max(bank.activate_at, busy_until_);
            }
        }
        if (now_ < busy_until_) return;
        choose_direction();
        std::vector<Entry>& queue = writing_ ? writes_ : reads_;
        if (queue.empty()) return;
        issue_column(queue);
        issue_row(queue);
    }

    // Cut the next chunk when its beats fit, and take what has arrived.
    void advance(unsigned port, bool write) {
        Side& side = ports_[port].sides[write];
        if (!side.pending.empty()) {
            Command& command = side.pending.front();
            const uint64_t size  = t_.chunk_beats * port_bytes_;
            const unsigned beats = std::min<uint64_t>(
                command.beats, (size - command.address % size) / port_bytes_);
            // A read asks when there is room for its data; a write when it has all of its data.
            const bool ready = write ? side.moved >= side.asked + beats
                                     : side.asked + beats <= side.moved + t_.beats;
            if (ready) {
                cut(side, port, command.address, beats);
                command.address += beats * port_bytes_;
                command.beats   -= beats;
                if (!command.beats) side.pending.pop_front();
            }
        }
        while (!side.waiting.empty() && side.waiting.front().answer_at <= now_) {
            side.done += side.waiting.front().beats;
            side.waiting.pop_front();
            side.first++;
        }
    }

    void cut(Side& side, unsigned port, uint64_t address, unsigned beats) {
        const uint64_t end = address + beats * port_bytes_;
        side.asked += beats;
        while (address < end) {
            const uint64_t next = std::min(end, (address / t_.burst_bytes + 1) * t_.burst_bytes);
            const uint64_t page = address / t_.row_bytes;
            side.chunked.push_back({port, static_cast<unsigned>(page % t_.banks), page / t_.banks,
                                    (next - address) / port_bytes_, now_ + t_.request,
                                    ALWAYS});
            address = next;
        }
    }

    // One burst a clock enters the controller: the controller's ports take turns, and the AXI ports
    // of one of them too.
    void arbitrate() {
        for (unsigned i = 1; i <= 2 * GROUPS; i++) {
            const unsigned turn = (turn_ + i) % (2 * GROUPS);
            const unsigned shared = turn / 2, write = turn % 2;
            std::vector<Entry>& queue = write ? writes_ : reads_;
            if (queue.size() >= (write ? t_.write_queue : t_.read_queue)) continue;
            for (unsigned j = 1; j <= ports_.size(); j++) {
                const unsigned port = (last_[turn] + j) % ports_.size();
                if ((t_.groups >> 4 * port & 15) != shared) continue;
                Side& side = ports_[port].sides[write];
                if (side.chunked.empty() || side.chunked.front().since > now_) continue;
                Burst burst = side.chunked.front();
                side.chunked.pop_front();
                queue.push_back({port, burst.bank, burst.row, side.first + side.waiting.size()});
                if (write) burst.answer_at = now_ + t_.answer;  // the controller answers for it
                side.waiting.push_back(burst);
                const bool more = !side.chunked.empty() && side.chunked.front().since <= now_
                               && side.chunked.front().bank == burst.bank
                               && side.chunked.front().row == burst.row;
                if (!more || ++sent_ >= t_.turn) sent_ = 0, last_[turn] = port, turn_ = turn;
                return;
            }
        }
    }

    void choose_direction() {
        if (writing_) writing_ = writes_.size() > t_.write_stop || (reads_.empty() && !writes_.empty());
        else writing_ = writes_.size() >= t_.write_start || (reads_.empty() && !writes_.empty());
    }

    // The oldest entry whose row is open and whose time has come.
    void issue_column(std::vector<Entry>& queue) {
        if (now_ < column_at_) return;
        if (wrote_ != writing_
            && now_ < last_column_ + (writing_ ? t_.read_to_write : t_.write_to_read)) return;
        for (auto entry = queue.begin(); entry != queue.end(); ++entry) {
            Bank& bank = banks_[entry->bank];
            if (!bank.open || bank.row != entry->row || now_ < bank.column_at) continue;
            if (group(entry->bank) == last_group_ && now_ < last_column_ + t_.same_group) continue;
            last_column_ = now_;
            last_group_  = group(entry->bank);
            column_at_   = now_ + t_.other_group;
            wrote_       = writing_;
            bank.precharge_at = std::max(
                bank.precharge_at, now_ + (writing_ ? t_.write_recovery : t_.row_close));
            if (!writing_) {
                Side& side = ports_[entry->port].sides[0];
                side.waiting[entry->number - side.first].answer_at = now_ + t_.answer;
            }
            queue.erase(entry);
            return;
        }
    }

    // The oldest entry that needs another row in its bank, unless the open row is still wanted.
    void issue_row(std::vector<Entry>& queue) {
        uint64_t wanted = 0, seen = 0;  // bits of banks
        for (const Entry& entry : queue)
            if (banks_[entry.bank].open && banks_[entry.bank].row == entry.row)
                wanted |= uint64_t{1} << entry.bank;
        for (const Entry& entry : queue) {
            const uint64_t bit = uint64_t{1} << entry.bank;
            if ((wanted | seen) & bit) continue;
            seen |= bit;
            Bank& bank = banks_[entry.bank];
            if (bank.open) {
                if (now_ < bank.precharge_at) continue;
                bank.open = false;
                bank.activate_at = std::max(bank.activate_at, now_ + t_.precharge);
                return;
            }
            if (now_ < bank.activate_at || !may_activate()) continue;
            bank.open = true;
            bank.row  = entry.row;
            bank.column_at    = now_ + t_.activate;
            bank.precharge_at = now_ + t_.row_open;
            activated_[activations_++ % 4] = now_;
            return;
        }
    }

    bool may_activate() const {
        if (!activations_) return true;
        if (now_ < activated_[(activations_ - 1) % 4] + t_.row_to_row) return false;
        return activations_ < 4 || now_ >= activated_[activations_ % 4] + t_.four_rows;
    }

    const Timing       t_;
    const uint64_t     port_bytes_;
    std::vector<Port>  ports_;
    std::vector<Bank>  banks_;
    std::vector<Entry> reads_, writes_;
    uint64_t now_ = 0, fraction_ = 0;           // clock; fabric clocks x khz not yet stepped
    uint64_t column_at_ = 0, last_column_ = 0, busy_until_ = 0, refresh_at_ = 0;
    unsigned last_group_ = 0;
    uint64_t activated_[4] = {}, activations_ = 0;
    unsigned turn_ = 0, last_[2 * GROUPS] = {};
    uint64_t sent_ = 0;                         // bursts of the present turn
    bool     writing_ = false, wrote_ = false;  // direction now, and of the last column command
};

}  // namespace lutcore
