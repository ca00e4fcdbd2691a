// A token program: decoded, checked against a map of memory, linked to operations, run.
//
// Instructions that follow one another and do not depend on each other are one stage: its threads
// share the work, and a barrier stands between two stages. Products of all chunks of rows with the
// same weights are one product. Activation buffers and sums of products that are made here lie in
// private memory, unless something else than a product or a VEC of the same shape reads them.

#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "attention.h"
#include "convolution.h"
#include "delta.h"
#include "doorbells.h"
#include "products.h"
#include "routing.h"
#include "rules.h"
#include "threads.h"
#include "vec.h"

namespace lutcore {

// Host memory by device address.
class Memory {
public:
    struct Region { uint64_t address; uint8_t* host; uint64_t nbytes; };

    uint64_t changes = 0;               // of the map: programs check themselves again

    void add(uint64_t address, uint8_t* host, uint64_t nbytes) {
        remove(address);
        regions_[address] = {address, host, nbytes};
    }
    void remove(uint64_t address) {
        auto at = regions_.find(address);
        if (at == regions_.end()) return;
        uint64_t end = at->second.address + at->second.nbytes;
        for (auto w = weights_.begin(); w != weights_.end();)
            w = w->first.address >= address && w->first.address < end ? weights_.erase(w)
                                                                      : std::next(w);
        regions_.erase(at);
        changes++;
    }
    // The region that holds `nbytes` from `address` on. Throws Fault.
    const Region& find(uint64_t address, uint64_t nbytes, const std::string& what) const {
        auto at = regions_.upper_bound(address);
        if (at != regions_.begin()) {
            const Region& r = std::prev(at)->second;
            uint64_t offset = address - r.address;
            if (offset <= r.nbytes && nbytes <= r.nbytes - offset) return r;
        }
        need(false, what, RULE_lost, nbytes, address);
        abort();
    }
    uint8_t* host(uint64_t address, uint64_t nbytes, const std::string& what) const {
        const Region& r = find(address, nbytes, what);
        return r.host + (address - r.address);
    }

    struct Key {
        uint64_t address;
        uint32_t planes, group, explicit_, zero, ternary, columns, slices, stride;
        auto all() const {
            return std::tie(address, planes, group, explicit_, zero, ternary, columns, slices,
                            stride);
        }
        bool operator<(const Key& o) const { return all() < o.all(); }
    };
    std::shared_ptr<Weights> weights(const Lmma& d, const Sizes& g, const uint8_t* stream) {
        Key key{d.weights, d.planes, d.group, d.explicit_, d.zero, d.ternary, d.columns, d.slices,
                d.stride};
        auto& w = weights_[key];
        if (!w) w = std::make_shared<Weights>(d, g, stream);
        return w;
    }
    size_t weight_bytes() const {
        size_t sum = 0;
        for (auto& w : weights_) sum += w.second->nbytes();
        return sum;
    }

private:
    std::map<uint64_t, Region> regions_;
    std::map<Key, std::shared_ptr<Weights>> weights_;
};

struct Error {                          // of a run
    int32_t code;                       // 0: none; 1: a text; 2: not a finite number; or Outcome
    int32_t instruction, row, column;
    float value;
    char text[400];
};

struct Quant {
    uint32_t first, rows, length, int8, ternary, host_tables, order, activations, activation_words, scale, total;
    Operand a;
    uint8_t *order_host = nullptr, *scale_host = nullptr, *total_host = nullptr,
            *buffer_host = nullptr;
    uint32_t order_limit = 0;           // elements that the order may name
};

// What an expert has of its own in an instruction that an EACH repeats.
struct Own {
    uint8_t *b = nullptr, *c = nullptr, *order_host = nullptr;
    uint32_t order = 0, order_limit = 0;
    std::shared_ptr<Weights> weights;
};

struct Range { uint64_t low, high; };   // bytes from `low` to the one before `high`

inline bool overlap(const Range& a, const Range& b) { return a.low < b.high && b.low < a.high; }

inline bool conflict(const std::vector<Range>& a, const std::vector<Range>& b) {
    for (const Range& x : a)
        for (const Range& y : b)
            if (overlap(x, y)) return true;
    return false;
}

class Program {
public:
    // rung: of every instruction, 1 if an engine runs it; null: all run here.
    Program(Memory& memory, const Sizes& sizes, const uint8_t* data, size_t nbytes,
            const uint8_t* rung);
    // Runs instructions first to last - 1; a stage runs whole.
    void run(Threads& threads, int first, int last, const TableRow* rows, uint32_t count,
             Error* error);
    // Goes on with a run that ended with code PAUSED, with the same table.
    void resume(Threads& threads, const TableRow* rows, Error* error);
    // Gives an engine what it runs; without one, a run passes over that.
    void ring_with(Engine* engine, std::vector<Section> sections, std::vector<Claim> claims);
    int instructions() const { return (int)ops_.size(); }
    // Seconds of all runs so far by opcode, LMMA first: 4 numbers.
    const double* seconds() const { return seconds_ + LMMA; }
    // Makes the instructions behind an EACH those of one expert, for runs of a part of them.
    void choose(int each, uint32_t expert);
    // Of all EACHs, one after the other: of every expert, 1 if the last run had it.
    void chosen(uint8_t* ran) const {
        for (const Op& op : ops_) ran = std::copy(op.each.ran.begin(), op.each.ran.end(), ran);
    }

private:
    enum Opcode { LMMA = 1, QUANT = 2, VEC = 3, ATTN = 4, ROUTE = 5, EACH = 6, CONV = 7,
                  DELTA = 8 };
    struct Op {
        Opcode opcode;
        bool rung = false;              // an engine runs it
        Lmma lmma{};
        Quant quant{};
        Vec vec{};
        Attn attn{};
        Route route{};
        Each each{};
        Conv conv{};
        Delta delta{};
        std::shared_ptr<Quantised> q;   // of QUANT and of LMMA
        std::shared_ptr<Weights> weights;       // of LMMA
        int source = -1;                        // of LMMA: the QUANT
        std::shared_ptr<Array<int32_t>> sums;   // of LMMA: [rows][sums_stride]
        int64_t sums_stride = 0;
        bool visible = false;           // sums are written to memory, too
        uint8_t* output = nullptr;
        std::vector<Panel*> panels;     // of QUANT: to be filled from it alone
        std::vector<Range> reads, writes;
        int repeated = -1;              // the EACH that repeats it
        std::vector<std::pair<int, std::vector<uint32_t>>> patches;     // (Patched, words [times])
        std::vector<Own> own;           // [times]
    };
    enum Patched { OWN_WEIGHTS, OWN_ORDER, OWN_B, OWN_C };
    struct Product {                    // of one stage
        int op;                         // its first LMMA
        std::shared_ptr<Weights> weights;
        size_t panel;
        Panel::Constants* constants;
        std::vector<int32_t*> out;      // of every row of the panel
        int unit;                       // number of its first tile among the stage's
    };
    struct Part {                       // of a unit: elements of a VEC, slices of a QUANT
        uint32_t unit, first, last;
        uint32_t most;                  // of QUANT: bits of the largest magnitude
    };
    struct Stage {
        Opcode opcode;
        int first, last;                // instructions
        bool rung = false;              // a doorbell; `opcode` is that of the first one
        bool serial = false;
        size_t next = 0;                // the stage behind it, or the EACH that repeats it
        size_t target = 0;              // of EACH: the stage behind what it repeats
        std::vector<std::pair<int, uint32_t>> units;    // (instruction, row) of QUANT, VEC, ROUTE
        std::vector<Part> parts;        // of units that threads share; none: each is one thread's
        std::vector<Product> products;
        std::vector<std::unique_ptr<Panel>> panels;
        std::vector<std::pair<size_t, size_t>> fills;   // (panel, block)
        int tiles = 0;                  // of all products
    };

    Memory& memory_;
    Sizes sizes_;
    const bool whole_;
    const std::vector<uint8_t> rung_;   // of every instruction; none if `whole_`
    std::vector<uint8_t> data_;
    double seconds_[5] = {};            // by opcode; DELTA counts as ATTN, others behind it as VEC
    uint64_t changes_ = 0;              // of the map, when the program was linked
    std::vector<Op> ops_;
    std::vector<Stage> stages_;
    std::unique_ptr<Cut> cuts_[2];
    uint32_t table_rows_ = 0;           // rows that a run's table needs
    uint32_t capacity_ = 0xFFFFFFFF;    // of the caches
    std::vector<uint64_t> position_limit_, slot_limit_;     // [table row]
    // Operands of a row that the table of rows names: checked with every table.
    struct Named { uint64_t base, row_stride, position_stride, last, end; uint32_t first, rows; int op; };
    std::vector<Named> named_;
    std::map<std::tuple<uint64_t, uint64_t>, std::shared_ptr<Array<int32_t>>> sums_;
    std::map<std::tuple<uint64_t, uint32_t, uint32_t, bool>, std::shared_ptr<Quantised>> buffers_;
    std::vector<std::unique_ptr<Quantiser>> quantisers_;    // [thread][ternary]
    Ringer ringer_;
    size_t from_ = 0, at_ = 0, to_ = 0; // stages of a run: the first, the next one, and the end
    std::atomic<int> failed_{0};        // stage; after it the run ends
    std::mutex error_lock_;

    void build();
    void refresh();
    void bind(int each, uint32_t expert);
    void decode();
    void check(Op& op, int index, const std::string& where);
    void check_each_expert(Op& op, int index, const std::string& where);
    Range place(Operand& o, const std::string& where, int index, uint32_t first, uint32_t rows,
                uint64_t length, uint32_t head, bool written);
    Range place_numbers(uint64_t address, uint64_t each, uint32_t first, uint32_t rows,
                        const std::string& where, uint8_t** host);
    template <typename Instruction>
    Range place_slots(const Instruction& x, uint32_t address, const std::string& where,
                      const char* what, uint8_t** host);
    void check_lmma(Op& op, const std::string& where);
    void check_quant(Op& op, int index, const std::string& where);
    void check_vec(Op& op, int index, const std::string& where);
    void check_attn(Op& op, int index, const std::string& where);
    void check_route(Op& op, int index, const std::string& where);
    void check_conv(Op& op, int index, const std::string& where);
    void check_delta(Op& op, int index, const std::string& where);
    void check_each(Op& op, int index, const std::string& where);
    const uint8_t* words(uint32_t address, uint64_t count, const std::string& where) const;
    void link();
    void make_stages();
    void finish(Stage& s);
    void share(Stage& s);
    void check_table(const TableRow* rows, uint32_t count) const;
    // Returns the stage to run next.
    size_t run_stage(int index, Threads& threads, const TableRow* rows, Error* error);
    void run_units(Stage& s, int index, Threads& threads, const TableRow* rows, Error* error);
    void run_products(Stage& s, Threads& threads);
    void took(Opcode opcode, Clock::time_point started) {
        if (opcode > ATTN) opcode = opcode == DELTA ? ATTN : VEC;
        seconds_[opcode] += std::chrono::duration<double>(Clock::now() - started).count();
    }
    void store_sums(const Op& op);
    void run_delta(Delta& d, Threads& threads, const TableRow* rows);
    void run_attention(const Attn& a, Threads& threads, const TableRow* rows);
    void quantise(int stage, int index, uint32_t row, int thread, const TableRow* rows, Error* error);
    void quantise_parts(Stage& s, int index, Threads& threads, const TableRow* rows, Error* error);
    void finish_quant(Op& op, uint32_t row, Quantiser& quantiser, float back);
    bool fetch(int stage, int index, uint32_t row, uint32_t low, uint32_t high, float* x,
               uint32_t* most, const TableRow* rows, Error* error);
    bool finite(int stage, int index, uint32_t row, const float* x, uint32_t most, Error* error);
    void report(Error* error, int stage, int code, int instruction, uint32_t row, int column,
                float value, const std::string& text);
};

}  // namespace lutcore
