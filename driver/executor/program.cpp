// See program.h. Checks (checks.cpp) come first: after them nothing here can read or write outside a
// region.

#include "program.h"

#include <algorithm>

namespace lutcore {

constexpr uint64_t PIECE_BYTES = 32 << 10;       // of weights, that are worth another thread
constexpr uint64_t ALONE_BYTES = 32 << 10;       // of a cache, that are not
constexpr uint32_t EVERY_ROW = 0xFFFFFFFF;      // a unit of QUANT that takes all rows

// Elements of QUANTs, and of VECs or ROUTEs, that are not worth a second thread; and elements of a VEC
// that are a part of a row. To share one costs 1 to 3 us on a PC, for which it takes the rows of most
// models alone. A part is some 5 us of a Cortex-A53 and 30 us of a Cortex-A9.
#if defined(__aarch64__)
constexpr uint64_t SMALL = 1024, SMALL_QUANT = 256;
constexpr uint32_t PART = 512;
#elif defined(__arm__)
constexpr uint64_t SMALL = 256, SMALL_QUANT = 128;
constexpr uint32_t PART = 256;
#else
constexpr uint64_t SMALL = 8192, SMALL_QUANT = 8192;
constexpr uint32_t PART = 16384;
#endif
constexpr uint32_t PART_SLICES = PART < 4 * SLICE ? 1 : PART / (4 * SLICE);    // the same of a QUANT
constexpr size_t FEW = 8;                       // rows that are cut into parts; of more, none is

Program::Program(Memory& memory, const Sizes& sizes, const uint8_t* data, size_t nbytes,
                 const uint8_t* rung)
    : memory_(memory), sizes_(sizes), whole_(!rung),
      rung_(rung, rung + (rung ? nbytes / DESCRIPTOR_BYTES : 0)), data_(data, data + nbytes) {
    cuts_[0] = std::make_unique<Cut>(sizes_, false);
    cuts_[1] = std::make_unique<Cut>(sizes_, true);
    build();
}

void Program::build() {
    ops_.clear();
    stages_.clear();
    named_.clear();
    decode();
    for (size_t i = 0; i < ops_.size(); i++) {
        Op& op = ops_[i];
        static const char* names[] = {"", "LMMA", "QUANT", "VEC", "ATTN", "ROUTE", "EACH",
                                      "CONV", "DELTA"};
        std::string where = "instruction " + std::to_string(i) + " (" + names[op.opcode] + ")";
        if (op.patches.empty()) check(op, (int)i, where);
        else check_each_expert(op, (int)i, where);
    }
    if (whole_) link();
    make_stages();
    changes_ = memory_.changes;
}

void Program::refresh() {
    if (changes_ == memory_.changes) return;
    sums_.clear();
    buffers_.clear();
    build();
}

// Gives the instructions behind an EACH what is an expert's own.
void Program::bind(int each, uint32_t expert) {
    const int end = each + 1 + (int)ops_[(size_t)each].each.count;
    for (int i = each + 1; i < end; i++) {
        Op& op = ops_[(size_t)i];
        if (op.own.empty()) continue;
        const Own& own = op.own[expert];
        op.vec.b.host = own.b;
        op.vec.c.host = own.c;
        op.quant.order = own.order;
        op.quant.order_host = own.order_host;
        op.quant.order_limit = own.order_limit;
        op.weights = own.weights;
    }
}

void Program::choose(int each, uint32_t expert) {
    refresh();
    bind(each, expert);
}

// Linking ------------------------------------------------------------------------------------------

// Finds the QUANT of every LMMA and the LMMA of every operand that reads sums.
void Program::link() {
    struct Live { Range range; int op; };
    std::vector<Live> outputs, buffers;
    for (size_t i = 0; i < ops_.size(); i++) {
        Op& op = ops_[i];
        if (op.opcode == LMMA) {
            const Lmma& d = op.lmma;
            for (const Live& b : buffers) {
                const Op& made = ops_[(size_t)b.op];
                if (b.range.low == d.activations && made.quant.rows == d.rows
                    && made.quant.ternary == d.ternary && made.q->slices == (int)d.slices) {
                    op.q = made.q;
                    op.source = b.op;
                }
            }
            need(op.q != nullptr, "instruction " + std::to_string(i) + " (LMMA)", RULE_no_quant,
                 d.activations);
        }
        int reads = 0;
        for (const Range& r : op.reads) {
            Operand* o = nullptr;
            if (op.opcode == VEC) {     // reads lie in the order of the operands present
                Operand* inputs[] = {&op.vec.a, &op.vec.b, &op.vec.c, &op.vec.d};
                int seen = 0;
                for (auto* input : inputs)
                    if (input->present && seen++ == reads) o = input;
            }
            reads++;
            for (const Live& l : outputs) {
                if (!overlap(l.range, r)) continue;
                Op& made = ops_[(size_t)l.op];
                const Lmma& d = made.lmma;
                const uint64_t step = 4 * pitch_of(d.rows);
                const uint64_t count = (uint64_t)d.columns * (uint64_t)sizes_.lanes;
                const uint64_t from = o ? o->base - (uint64_t)d.output : 0;
                bool fits = o && o->type == I32 && o->base >= d.output && !o->position_stride
                            && from % step == 0 && o->element_stride == step
                            && (op.vec.rows == 1 || o->row_stride == 4) && op.vec.rows <= d.rows
                            && from / step + o->last_index(op.vec.length) < count
                            && (op.own.empty() || (o != &op.vec.b && o != &op.vec.c));
                if (fits) {
                    o->sums = made.sums->data() + from / step;
                    o->sums_stride = made.sums_stride;
                } else {
                    made.visible = true;
                }
            }
        }
        for (const Range& w : op.writes) {
            for (size_t k = outputs.size(); k-- > 0;) {
                if (!overlap(outputs[k].range, w)) continue;
                bool all = w.low <= outputs[k].range.low && w.high >= outputs[k].range.high;
                if (!all) ops_[(size_t)outputs[k].op].visible = true;
                outputs.erase(outputs.begin() + (long)k);
            }
            for (size_t k = buffers.size(); k-- > 0;)
                if (overlap(buffers[k].range, w)) buffers.erase(buffers.begin() + (long)k);
        }
        if (op.opcode == LMMA) outputs.push_back({op.writes[0], (int)i});
        if (op.opcode == QUANT) buffers.push_back({op.writes[0], (int)i});
    }
}

void Program::make_stages() {
    std::vector<bool> behind(ops_.size() + 1);  // what an EACH repeats ends before it
    for (size_t i = 0; i < ops_.size(); i++)
        if (ops_[i].opcode == EACH) behind[i + 1 + ops_[i].each.count] = true;
    for (size_t i = 0; i < ops_.size(); i++) {
        Op& op = ops_[i];
        if (op.rung && !ringer_.present()) continue;
        bool joins = !stages_.empty() && stages_.back().last == (int)i && !behind[i]
                     && stages_.back().rung == op.rung;
        joins = joins && !(ringer_.present() && ringer_.begins((int)i));
        joins = joins && (op.rung           // an engine keeps the order
                          || (op.opcode != ATTN && op.opcode != EACH && op.opcode != CONV
                              && op.opcode != DELTA && stages_.back().opcode == op.opcode));
        for (int k = joins ? stages_.back().first : 0; joins && !op.rung && k < (int)i; k++) {
            const Op& other = ops_[(size_t)k];
            joins = !conflict(op.writes, other.writes) && !conflict(op.writes, other.reads)
                    && !conflict(op.reads, other.writes);
        }
        if (!joins) {
            stages_.emplace_back();
            stages_.back().opcode = op.opcode;
            stages_.back().rung = op.rung;
            stages_.back().first = (int)i;
        }
        stages_.back().last = (int)i + 1;
    }
    for (Stage& s : stages_) finish(s);
    for (size_t i = 0; i < stages_.size(); i++) stages_[i].next = i + 1;
    for (size_t i = 0; i < stages_.size(); i++) {
        Stage& s = stages_[i];
        if (s.opcode != EACH) continue;
        const int end = s.last + (int)ops_[(size_t)s.first].each.count;
        s.target = (size_t)(std::partition_point(stages_.begin(), stages_.end(), [&](const Stage& t) {
            return t.first < end;
        }) - stages_.begin());
        stages_[s.target - 1].next = i;
    }
}

// Cuts the rows of a stage with few of them into parts, so that all threads have some.
void Program::share(Stage& s) {
    if (s.opcode == ROUTE || s.units.size() >= FEW) return;
    std::vector<Part> parts;
    for (uint32_t u = 0; u < s.units.size(); u++) {
        const Op& op = ops_[(size_t)s.units[u].first];
        const Vec& v = op.vec;
        uint32_t count = op.quant.length, step = 0;
        if (s.opcode == QUANT) {
            if (s.units[u].second == EVERY_ROW) return;
            count = (uint32_t)op.q->slices;
            step = PART_SLICES;
        } else {
            const bool one = v.segments() == 1;     // whose reduction is made in the end
            if (one && v.reduction != NO_REDUCTION && v.y.type != F32) return;
            count = v.length;
            step = one ? PART : (PART + v.segment - 1) / v.segment * v.segment;
        }
        for (uint32_t at = 0; at < count; at += step)
            parts.push_back({u, at, std::min(count, at + step), 0});
    }
    if (parts.size() > s.units.size()) s.parts = std::move(parts);
}

void Program::finish(Stage& s) {
    if (s.rung) return;
    uint64_t elements = 0;
    if (s.opcode == QUANT || s.opcode == VEC || s.opcode == ROUTE) {
        for (int i = s.first; i < s.last; i++) {
            const Op& op = ops_[(size_t)i];
            auto [rows, length] = op.opcode == QUANT ? std::pair(op.quant.rows, op.quant.length)
                                : op.opcode == VEC   ? std::pair(op.vec.rows, op.vec.length)
                                                     : std::pair(op.route.rows, op.route.experts);
            elements += (uint64_t)rows * length;
            bool together = op.opcode == QUANT && op.quant.int8
                            && sizes_.cut * 127 * (op.quant.ternary ? 2 : 1) > sizes_.entry_limit;
            if (together) s.units.push_back({i, EVERY_ROW});
            else for (uint32_t r = 0; r < rows; r++) s.units.push_back({i, r});
        }
        share(s);
        s.serial = (s.units.size() == 1 && s.parts.empty()) || elements <= (s.opcode == QUANT ? SMALL_QUANT : SMALL);
        return;
    }
    if (s.opcode == ATTN || s.opcode == EACH || s.opcode == CONV || s.opcode == DELTA) return;
    // Products with the same weights are one; panels of the same rows are one.
    std::vector<std::vector<int>> groups;
    std::vector<std::vector<int>> sources;
    for (int i = s.first; i < s.last; i++) {
        bool found = false;
        for (auto& group : groups)
            if (ops_[(size_t)group[0]].weights == ops_[(size_t)i].weights
                && ops_[(size_t)group[0]].patches == ops_[(size_t)i].patches
                && ops_[(size_t)group[0]].q->length == ops_[(size_t)i].q->length) {
                group.push_back(i);
                found = true;
                break;
            }
        if (!found) groups.push_back({i});
    }
    for (auto& group : groups) {
        std::vector<int> from;
        for (int i : group) from.push_back(ops_[(size_t)i].source);
        size_t panel = 0;
        while (panel < sources.size() && sources[panel] != from) panel++;
        if (panel == sources.size()) {
            sources.push_back(from);
            std::vector<Panel::Source> rows;
            for (int i : group)
                for (int r = 0; r < ops_[(size_t)i].q->rows; r++)
                    rows.push_back({ops_[(size_t)i].q.get(), r});
            s.panels.push_back(std::make_unique<Panel>());
            s.panels.back()->set(rows);
            if (rows.size() == 1) ops_[(size_t)from[0]].panels.push_back(s.panels.back().get());
            else for (size_t b = 0; b < s.panels.back()->blocks.size(); b++)
                s.fills.push_back({panel, b});
        }
        const Op& op = ops_[(size_t)group[0]];
        Product p{group[0], op.weights, panel, &s.panels[panel]->constants(Kind::of(*op.weights)), {}, s.tiles};
        for (int i : group)
            for (uint32_t r = 0; r < ops_[(size_t)i].lmma.rows; r++)
                p.out.push_back(ops_[(size_t)i].sums->data() + (int64_t)r * ops_[(size_t)i].sums_stride);
        s.tiles += op.weights->tiles;
        s.products.push_back(std::move(p));
    }
}

// Running ------------------------------------------------------------------------------------------

void Program::run(Threads& threads, int first, int last, const TableRow* rows, uint32_t count,
                  Error* error) {
    refresh();
    check_table(rows, count);
    for (Op& op : ops_) {
        op.each.next = 0;
        std::fill(op.each.ran.begin(), op.each.ran.end(), (uint8_t)0);
    }
    at_ = 0, to_ = stages_.size();
    while (at_ < to_ && stages_[at_].first < first) at_++;
    while (to_ > at_ && stages_[to_ - 1].first >= last) to_--;
    from_ = at_;
    failed_.store((int)to_);
    while (quantisers_.size() < 2 * std::max((size_t)threads.count(), FEW))
        quantisers_.push_back(std::make_unique<Quantiser>(sizes_, *cuts_[quantisers_.size() % 2]));
    ringer_.begin();
    resume(threads, rows, error);
}

void Program::resume(Threads& threads, const TableRow* rows, Error* error) {
    const auto stop = Clock::now() + std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(TURN));
    auto rings = [&](size_t i) { return stages_[i].rung; };
    // A run of a part of what an EACH repeats ends with it.
    auto behind = [&](size_t next) { return next < from_ ? to_ : next; };
    error->code = 0;
    while (at_ < to_) {
        if (rings(at_)) {
            const auto started = Clock::now();
            const int first = stages_[at_].first, each = ops_[(size_t)first].repeated;
            const uint32_t expert = each < 0 ? 0 : ops_[(size_t)each].each.next - 1;
            error->code = started < stop ? ringer_.ring(first, expert, stop) : PAUSED;
            took(LMMA, started);
            if (error->code) return;
            at_ = behind(stages_[at_].next);
            continue;
        }
        size_t next = at_;              // workers sleep while an engine works
        threads.run([&] {
            while (next < to_ && !rings(next) && failed_.load() == (int)to_) {
                const int begin = stages_[next].first;
                if (ringer_.present() && ringer_.begins(begin) && !ringer_.take(begin, HOST)) {
                    error->code = SYNC_FAULT;
                    return;
                }
                next = behind(run_stage((int)next, threads, rows, error));
            }
        });
        if (error->code) return;
        at_ = next;
    }
}

void Program::ring_with(Engine* engine, std::vector<Section> sections,
                        std::vector<Claim> claims) {
    ringer_.set(engine, std::move(sections), std::move(claims));
    stages_.clear();
    make_stages();
}

size_t Program::run_stage(int index, Threads& threads, const TableRow* rows, Error* error) {
    Stage& s = stages_[(size_t)index];
    size_t next = s.next;
    const auto started = Clock::now();
    if (s.opcode == EACH) {
        Each& each = ops_[(size_t)s.first].each;
        const uint32_t expert = each.turn();
        if (expert < each.times) bind(s.first, expert);
        else next = s.target;
    } else if (s.opcode == CONV) {
        const Conv& c = ops_[(size_t)s.first].conv;
        for (uint32_t i = 0; i < c.rows; i++) append_history(c, rows, i);
        threads.parallel(c.rows, [&](uint32_t i, int) { run_conv_row(c, rows, i); });
    } else if (s.opcode == LMMA) run_products(s, threads);
    else if (s.opcode == DELTA) run_delta(ops_[(size_t)s.first].delta, threads, rows);
    else if (s.opcode == ATTN) run_attention(ops_[(size_t)s.first].attn, threads, rows);
    else run_units(s, index, threads, rows, error);
    took(s.opcode, started);
    return next;
}

void Program::run_units(Stage& s, int index, Threads& threads, const TableRow* rows,
                        Error* error) {
    auto one = [&](uint32_t unit, int thread) {
        auto [op, row] = s.units[unit];
        const Vec& v = ops_[(size_t)op].vec;
        if (s.opcode == VEC) run_vec_row(v, rows, row, 0, v.length);
        else if (s.opcode == ROUTE) run_route_row(ops_[(size_t)op].route, rows, row);
        else quantise(index, op, row, thread, rows, error);
    };
    if (s.serial || threads.count() == 1) {
        for (uint32_t i = 0; i < s.units.size(); i++) one(i, 0);
    } else if (s.parts.empty()) {
        threads.parallel((uint32_t)s.units.size(), one);
    } else if (s.opcode == QUANT) {
        quantise_parts(s, index, threads, rows, error);
    } else {
        threads.parallel((uint32_t)s.parts.size(), [&](uint32_t i, int) {
            const Part& part = s.parts[i];
            auto [op, row] = s.units[part.unit];
            run_vec_row(ops_[(size_t)op].vec, rows, row, part.first, part.last);
        });
        for (auto [op, row] : s.units) {
            const Vec& v = ops_[(size_t)op].vec;
            if (v.reduction != NO_REDUCTION && v.segments() == 1 && v.length > PART)
                reduce_vec_row(v, rows, row);
        }
    }
}

void Program::run_products(Stage& s, Threads& threads) {
    for (Product& p : s.products) p.weights = ops_[(size_t)p.op].weights;
    threads.parallel((uint32_t)s.fills.size(), [&](uint32_t i, int) {
        s.panels[s.fills[i].first]->fill(s.fills[i].second);
    });
    // Each piece is a range of tiles, in all products that have the range.
    uint64_t bytes = 1;
    for (const Product& p : s.products) bytes += p.weights->nbytes();
    int step = std::max({1, s.tiles / (8 * threads.count()),
                         (int)((uint64_t)s.tiles * PIECE_BYTES / bytes)});
    threads.parallel((uint32_t)((s.tiles + step - 1) / step), [&](uint32_t piece, int) {
        int at = (int)piece * step;
        for (const Product& p : s.products) {
            int first = std::max(0, at - p.unit);
            int last = std::min(p.weights->tiles, at + step - p.unit);
            const Panel& panel = *s.panels[p.panel];
            if (first < last)
                multiply(*p.weights, panel, *p.constants, first, last, 0, panel.blocks.size(),
                         p.out.data());
        }
    });
    for (int i = s.first; i < s.last; i++) {
        const Op& op = ops_[(size_t)i];
        if (op.visible) store_sums(op);
    }
}

// Sums in the layout of an engine, for whoever reads them from memory.
void Program::store_sums(const Op& op) {
    const Lmma& d = op.lmma;
    uint64_t pitch = pitch_of(d.rows), columns = (uint64_t)d.columns * (uint64_t)sizes_.lanes;
    memset(op.output, 0, (size_t)WORD_BYTES * d.output_words);
    for (uint64_t c = 0; c < columns; c++)
        for (uint64_t r = 0; r < d.rows; r++)
            memcpy(op.output + 4 * (c * pitch + r),
                   op.sums->data() + (int64_t)r * op.sums_stride + (int64_t)c, 4);
}

void Program::run_delta(Delta& d, Threads& threads, const TableRow* rows) {
    const uint32_t units = d.heads * d.blocks();
    auto block = [&](uint32_t u, int) { run_delta_block(d, rows, u / d.blocks(), u % d.blocks()); };
    if (d.slot_bytes() * d.rows < ALONE_BYTES) {
        for (uint32_t i = 0; i < d.rows; i++) prepare_delta_row(d, rows, i);
        for (uint32_t u = 0; u < units; u++) block(u, 0);
        return;
    }
    threads.parallel(d.rows, [&](uint32_t i, int) { prepare_delta_row(d, rows, i); });
    threads.parallel(units, block);
}

void Program::run_attention(const Attn& a, Threads& threads, const TableRow* rows) {
    if (a.rows == 1 && (uint64_t)rows[a.first].position * a.kv_heads * a.size < ALONE_BYTES) {
        for (uint32_t h = 0; h < a.kv_heads; h++) append_head(a, rows, h), attend(a, rows, 0, h);
        return;
    }
    threads.parallel(a.kv_heads, [&](uint32_t h, int) {
        append_head(a, rows, h);
        if (a.rows == 1) attend(a, rows, 0, h);
    });
    if (a.rows == 1) return;
    threads.parallel(a.rows * a.kv_heads, [&](uint32_t u, int) {     // the longest rows first
        attend(a, rows, a.rows - 1 - u / a.kv_heads, u % a.kv_heads);
    });
}

void Program::report(Error* error, int stage, int code, int instruction, uint32_t row, int column,
                     float value, const std::string& text) {
    std::lock_guard<std::mutex> lock(error_lock_);
    failed_.store(std::min(failed_.load(), stage));
    auto before = std::make_tuple(error->instruction, error->row, error->column);
    if (error->code && before <= std::make_tuple(instruction, (int)row, column)) return;
    error->code = code;
    error->instruction = instruction;
    error->row = (int)row;
    error->column = column;
    error->value = value;
    snprintf(error->text, sizeof error->text, "%s", text.c_str());
}

// Elements low to high - 1 of a row in the order of the matrix's inputs, and the bits of their
// largest magnitude; false if the run must end. low is a multiple of 16.
bool Program::fetch(int stage, int index, uint32_t row, uint32_t low, uint32_t high, float* x,
                    uint32_t* most, const TableRow* rows, Error* error) {
    const auto& q = ops_[(size_t)index].quant;
    const uint8_t* at = q.a.row(rows, q.first, row);
    if (!q.order) {
        load(q.a, at, low, (int)(high - low), x + low);
    } else {
        for (uint32_t i = low; i < high; i++) {
            uint32_t from;
            memcpy(&from, q.order_host + 4 * (uint64_t)i, 4);
            if (from >= q.order_limit) {
                report(error, stage, 1, index, row, (int)i, 0, "instruction "
                       + std::to_string(index) + " (QUANT): the order has changed since the program "
                       "was made");
                return false;
            }
            load_run(q.a, at + (uint64_t)from * q.a.element_stride, 0, 1, x + i);
        }
    }
    uint32_t largest = 0;
    for (uint32_t i = low; i < high; i++) largest = std::max(largest, bits_of(x[i]) & 0x7FFFFFFF);
    *most = largest;
    return true;
}

// Whether a row has no NaN or infinity; its first one is reported.
bool Program::finite(int stage, int index, uint32_t row, const float* x, uint32_t most,
                     Error* error) {
    if (most < 0x7F800000) return true;
    uint32_t i = 0;
    while ((bits_of(x[i]) & 0x7FFFFFFF) < 0x7F800000) i++;
    report(error, stage, 2, index, row, (int)i, x[i], "");
    return false;
}

void Program::quantise(int stage, int index, uint32_t row, int thread, const TableRow* rows,
                       Error* error) {
    Op& op = ops_[(size_t)index];
    const auto& q = op.quant;
    Quantiser& quantiser = *quantisers_[2 * (size_t)thread + q.ternary];
    float back = 1.0f;
    auto take = [&](uint32_t r) {
        float* x = quantiser.input((int)q.length);
        uint32_t most;
        if (!fetch(stage, index, r, 0, q.length, x, &most, rows, error)
            || !finite(stage, index, r, x, most, error)) return false;
        if (q.int8) back = quantiser.round_bytes(float_of(most));
        return true;
    };
    bool forced = q.int8;
    if (row == EVERY_ROW) {             // exact only if all rows are
        double peak = 0;
        for (uint32_t r = 0; r < q.rows; r++) {
            if (!take(r)) return;
            peak = std::max(peak, quantiser.peak(*op.q));
        }
        forced = peak <= sizes_.entry_limit;
    }
    uint32_t from = row == EVERY_ROW ? 0 : row, to = row == EVERY_ROW ? q.rows : row + 1;
    for (uint32_t r = from; r < to; r++) {
        if (!take(r)) return;
        quantiser.begin(*op.q, forced);
        quantiser.slices(*op.q, (int)r, 0, op.q->slices);
        if (!whole_) pack_slices(*op.q, (int)r, 0, op.q->slices, sizes_, q.buffer_host);
        finish_quant(op, r, quantiser, back);
    }
}

// A stage whose threads share rows. The largest magnitude of a row stands between its two passes.
void Program::quantise_parts(Stage& s, int index, Threads& threads, const TableRow* rows,
                             Error* error) {
    auto quantiser = [&](size_t unit) -> Quantiser& {
        return *quantisers_[2 * unit + ops_[(size_t)s.units[unit].first].quant.ternary];
    };
    float* x[FEW];
    float back[FEW];
    for (size_t u = 0; u < s.units.size(); u++)
        x[u] = quantiser(u).input((int)ops_[(size_t)s.units[u].first].quant.length);
    threads.parallel((uint32_t)s.parts.size(), [&](uint32_t i, int) {
        Part& part = s.parts[i];
        auto [op, row] = s.units[part.unit];
        const uint32_t length = ops_[(size_t)op].quant.length;
        const uint32_t inputs = (uint32_t)ops_[(size_t)op].q->cut->inputs;
        auto element = [&](uint32_t slice) {
            return std::min(length, (slice * inputs + LANES - 1) / LANES * LANES);
        };
        fetch(index, op, row, element(part.first), element(part.last), x[part.unit], &part.most,
              rows, error);
    });
    for (size_t u = 0; u < s.units.size(); u++) {
        auto [op, row] = s.units[u];
        uint32_t most = 0;
        for (const Part& part : s.parts) if (part.unit == u) most = std::max(most, part.most);
        if (!finite(index, op, row, x[u], most, error)) continue;
        const bool int8 = ops_[(size_t)op].quant.int8;
        back[u] = int8 ? quantiser(u).round_bytes(float_of(most)) : 1.0f;
        quantiser(u).begin(*ops_[(size_t)op].q, int8);
    }
    if (error->code) return;
    threads.parallel((uint32_t)s.parts.size(), [&](uint32_t i, int) {
        const Part& part = s.parts[i];
        auto [op, row] = s.units[part.unit];
        Op& o = ops_[(size_t)op];
        const int first = (int)part.first, last = (int)part.last;
        quantiser(part.unit).slices(*o.q, (int)row, first, last);
        if (!whole_) pack_slices(*o.q, (int)row, first, last, sizes_, o.quant.buffer_host);
    });
    for (size_t u = 0; u < s.units.size(); u++)
        finish_quant(ops_[(size_t)s.units[u].first], s.units[u].second, quantiser(u), back[u]);
}

// Scale, total and shifts of a row, when all its slices are quantised. back: what one is worth.
void Program::finish_quant(Op& op, uint32_t row, Quantiser& quantiser, float back) {
    const auto& q = op.quant;
    float total;
    const int exponent = quantiser.end(*op.q, (int)row, &total);
    const float scale = flush((float)power_of_two(exponent) * back), sum = flush(total * back);
    memcpy(q.scale_host + 4 * (uint64_t)(q.first + row), &scale, 4);
    memcpy(q.total_host + 4 * (uint64_t)(q.first + row), &sum, 4);
    if (!whole_) pack_shifts(*op.q, (int)row, sizes_, q.buffer_host);
    for (Panel* panel : op.panels) panel->fill(0);
}

}  // namespace lutcore
