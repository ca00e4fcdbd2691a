// Checks a token program as contract/checks.py does: what that refuses is refused here, in the same
// order and with the same words. After it nothing can read or write outside a region.

#include <algorithm>

#include "program.h"

namespace lutcore {

namespace {

template <typename Instruction>
void check_rows(const Instruction& x, const std::string& where) {
    need(x.rows >= 1 && x.first + x.rows <= MAX_ROWS, where, RULE_rows, x.rows, x.first, MAX_ROWS);
}

}  // namespace

void Program::check(Op& op, int index, const std::string& where) {
    switch (op.opcode) {
        case LMMA: return check_lmma(op, where);
        case QUANT: return check_quant(op, index, where);
        case VEC: return check_vec(op, index, where);
        case ATTN: return check_attn(op, index, where);
        case ROUTE: return check_route(op, index, where);
        case CONV: return check_conv(op, index, where);
        case DELTA: return check_delta(op, index, where);
        case EACH: return check_each(op, index, where);
    }
}

// An instruction that an EACH repeats, as it is for every expert.
void Program::check_each_expert(Op& op, int index, const std::string& where) {
    std::vector<Range> reads;
    const size_t times = op.patches[0].second.size();
    for (size_t e = 0; e < times; e++) {
        for (auto& [field, words] : op.patches) {
            if (field == OWN_WEIGHTS) op.lmma.weights = words[e];
            else if (field == OWN_ORDER) op.quant.order = words[e];
            else (field == OWN_B ? op.vec.b : op.vec.c).base = words[e];
        }
        op.quant.order_host = nullptr;
        op.reads.clear();
        op.writes.clear();
        check(op, index, where);
        op.own.push_back({op.vec.b.host, op.vec.c.host, op.quant.order_host, op.quant.order,
                          op.quant.order_limit, op.weights});
        reads.resize(std::max(reads.size(), op.reads.size()), {~(uint64_t)0, 0});
        for (size_t i = 0; i < op.reads.size(); i++) {
            reads[i].low = std::min(reads[i].low, op.reads[i].low);
            reads[i].high = std::max(reads[i].high, op.reads[i].high);
        }
    }
    op.reads = std::move(reads);        // of all experts
}

// Checks an operand of some rows and finds its host memory. Returns the bytes it may touch.
Range Program::place(Operand& o, const std::string& where, int index, uint32_t first,
                              uint32_t rows, uint64_t length, uint32_t head, bool written) {
    need(o.present, where, RULE_missing);
    need(o.type <= I32, where, RULE_type, o.type, I32);
    const uint64_t size = o.nbytes();
    need(o.base % size == 0 && o.row_stride % size == 0 && o.position_stride % size == 0
         && o.element_stride % size == 0, where, RULE_strides, size);
    if (written)
        need(o.type != I32 && o.element_stride == size && !o.period && !o.gather && !o.swap, where,
             RULE_result);
    o.head = head;
    need(!o.swap || (head >= 2 && head % 2 == 0), where, RULE_swapped, head);
    const uint64_t last = o.last_index(length) * o.element_stride + size;
    const bool named = o.gather && o.type != I32;
    const uint64_t from = o.type == I32 || named ? 0 : first;
    const uint64_t low = o.base + from * o.row_stride;
    const uint64_t high = low + (named ? 0 : (uint64_t)(rows - 1) * o.row_stride) + last;
    const Memory::Region& region = memory_.find(low, high - low, where);
    o.host = (uint8_t*)((uintptr_t)region.host + (uintptr_t)(o.base - region.address));
    const uint64_t end = region.address + region.nbytes;
    if (named) {
        named_.push_back({o.base, o.row_stride, o.position_stride, last, end, first, rows, index});
        uint64_t most = low + (uint64_t)(MAX_ROWS - 1) * o.row_stride + last;
        if (o.position_stride) most = end;
        return {low, std::min(most, end)};
    }
    if (!o.position_stride) return {low, high};
    for (uint32_t i = 0; i < rows; i++) {
        uint64_t at = low + (uint64_t)i * o.row_stride + last;
        uint64_t limit = (end - at) / o.position_stride + 1;
        position_limit_[first + i] = std::min(position_limit_[first + i], limit);
    }
    uint64_t most = (end - high) / o.position_stride;
    most = std::min<uint64_t>(most, capacity_ - 1);
    return {low, high + most * o.position_stride};
}

// float32 numbers, `each` for every row of the table.
Range Program::place_numbers(uint64_t address, uint64_t each, uint32_t first,
                                      uint32_t rows, const std::string& where, uint8_t** host) {
    need(address % 4 == 0, where, RULE_aligned, address, 4);
    uint64_t low = address + 4 * each * first, nbytes = 4 * each * rows;
    const Memory::Region& region = memory_.find(low, nbytes, where);
    *host = (uint8_t*)((uintptr_t)region.host + (uintptr_t)(address - region.address));
    return {low, low + nbytes};
}

// All slots of an instruction; rows may name no other.
template <typename Instruction>
Range Program::place_slots(const Instruction& x, uint32_t address, const std::string& where,
                           const char* what, uint8_t** host) {
    const uint64_t each = x.slot_bytes(), all = (uint64_t)x.slot_stride * (x.slots - 1) + each;
    need(x.slots >= 1, where, RULE_no_slots);
    for (uint32_t value : {address, x.slot_stride})
        need(value % 4 == 0, where + ", " + what, RULE_aligned, value, 4);
    need(x.slots == 1 || x.slot_stride >= each, where, RULE_slots, each, x.slot_stride);
    *host = memory_.host(address, all, where + ", " + what);
    for (uint32_t i = 0; i < x.rows; i++)
        slot_limit_[x.first + i] = std::min<uint64_t>(slot_limit_[x.first + i], x.slots);
    return {address, address + all};
}

// `Lmma.check` of the contract has seen the shape.
void Program::check_lmma(Op& op, const std::string& where) {
    const Lmma& d = op.lmma;
    const Sizes& g = sizes_;
    const uint64_t read = (uint64_t)WORD_BYTES * d.activation_words;
    const uint64_t written = (uint64_t)WORD_BYTES * d.output_words;
    const uint64_t stream = (uint64_t)d.stride * (uint64_t)(g.ports - 1)
                            + (uint64_t)d.stream_words * (uint64_t)g.share_bytes;
    memory_.find(d.activations, read, where + ", activations");
    op.output = memory_.host(d.output, written, where + ", output");
    const uint8_t* weights = memory_.host(d.weights, stream, where + ", weights");
    const Range output{d.output, d.output + written};
    op.reads.push_back({d.activations, d.activations + read});
    op.writes.push_back(output);
    need(!conflict(op.reads, op.writes) && !overlap(output, {d.weights, d.weights + stream}), where,
         RULE_sums);
    if (!whole_) return;                // weights do not change while a program runs
    op.weights = memory_.weights(d, g, weights);
    op.sums_stride = (int64_t)op.weights->tiles * LANES;
    auto& sums = sums_[{d.output, (uint64_t)op.sums_stride * d.rows}];
    if (!sums) sums = std::make_shared<Array<int32_t>>((size_t)op.sums_stride * d.rows);
    op.sums = sums;
}

void Program::check_quant(Op& op, int index, const std::string& where) {
    auto& q = op.quant;
    check_rows(q, where);
    const Cut& cut = *cuts_[q.ternary];
    need(q.length >= 1 && q.length <= (uint32_t)(MAX_SLICES * cut.inputs), where, RULE_length,
         q.length, MAX_SLICES * cut.inputs);
    need(!q.ternary || sizes_.ternary, where, RULE_no_ternary);
    need(q.activations % ALIGNMENT == 0, where + ", activations", RULE_aligned, q.activations,
         ALIGNMENT);
    uint64_t slices = (q.length + (uint32_t)cut.inputs - 1) / (uint32_t)cut.inputs;
    uint64_t words = slices * q.rows * (uint64_t)sizes_.row_words;
    need(q.activation_words == words, where, RULE_buffer, q.activation_words, words);
    uint64_t length = q.length;
    if (q.order) {
        need(q.order % 4 == 0, where + ", order", RULE_aligned, q.order, 4);
        need(!q.a.period && !q.a.swap, where, RULE_order);
        q.order_host = memory_.host(q.order, 4 * length, where + ", order");
        op.reads.push_back({q.order, q.order + 4 * length});
        int32_t most = 0;
        for (uint64_t i = 0; i < length; i++) {
            int32_t one;
            memcpy(&one, q.order_host + 4 * i, 4);
            need(one >= 0, where, RULE_entry, i);
            most = std::max(most, one);
        }
        q.order_limit = (uint32_t)most + 1;
        length = q.order_limit;
    }
    op.reads.push_back(place(q.a, where + ", operand a", index, q.first, q.rows, length, 0, false));
    Range buffer{q.activations, q.activations + WORD_BYTES * words};
    q.buffer_host = memory_.host(buffer.low, buffer.high - buffer.low, where + ", activations");
    op.writes.push_back(buffer);
    op.writes.push_back(place_numbers(q.scale, 1, q.first, q.rows, where + ", scale",
                                      &q.scale_host));
    op.writes.push_back(place_numbers(q.total, 1, q.first, q.rows, where + ", total",
                                      &q.total_host));
    need(!conflict(op.reads, op.writes), where, RULE_read);
    for (size_t i = 0; i < 3; i++)
        need(!overlap(op.writes[i], op.writes[(i + 1) % 3]), where, RULE_two_results);
    auto& made = buffers_[{q.activations, q.rows, q.length, q.ternary != 0}];
    if (!made)
        made = std::make_shared<Quantised>(cut, (int)q.rows, (int)q.length,
                                           whole_ && sizes_.entry_limit < 1 << 14);
    op.q = made;
}

namespace {

// Whether a result and an input never share a byte but where they are the same element.
bool apart(const Operand& y, const Range& at_y, uint64_t last_y, const Operand& x, const Range& at_x,
           uint64_t last_x) {
    if (!overlap(at_y, at_x)) return true;
    if (x.base == y.base && x.row_stride == y.row_stride && x.position_stride == y.position_stride
        && x.element_stride == y.element_stride && x.type == y.type && !x.period && !x.swap
        && !x.gather) return true;
    if (x.row_stride != y.row_stride || !y.row_stride || x.position_stride || y.position_stride
        || x.type == I32) return false;
    const uint64_t stride = y.row_stride;
    const uint64_t from = ((uint64_t)x.base + stride - y.base % stride) % stride;
    return from >= last_y && from + last_x <= stride;
}

}  // namespace

void Program::check_vec(Op& op, int index, const std::string& where) {
    auto& v = op.vec;
    check_rows(v, where);
    need(v.length >= 1, where, RULE_empty);
    need(v.function <= SIGMOID, where, RULE_function, v.function, SIGMOID);
    need(v.prefactor <= NORM, where, RULE_prefactor, v.prefactor, NORM);
    need(v.reduction <= MAXIMUM, where, RULE_reduction, v.reduction, MAXIMUM);
    auto put = [&](Operand& o, const char* name, bool written) {
        return place(o, where + ", operand " + name, index, v.first, v.rows, v.length, v.head,
                     written);
    };
    auto last = [&](const Operand& o) {
        return o.last_index(v.length) * o.element_stride + o.nbytes();
    };
    Range y = put(v.y, "y", true);
    if (!v.c.present) v.d.present = 0;
    struct { Operand* o; const char* name; } inputs[] = {
        {&v.a, "a"}, {&v.b, "b"}, {&v.c, "c"}, {&v.d, "d"}};
    for (auto& input : inputs) {
        if (!input.o->present && input.o != &v.a) continue;
        Range x = put(*input.o, input.name, false);
        need(apart(v.y, y, last(v.y), *input.o, x, last(*input.o)),
             where + ", operand " + input.name, RULE_apart);
        op.reads.push_back(x);
    }
    op.writes.push_back(y);
    const uint64_t segments = v.segments();
    Range scalar{0, 0};
    if (v.prefactor != NO_PREFACTOR) {
        if (v.a.gather) {
            need(v.scalar % 4 == 0, where + ", prefactors", RULE_aligned, v.scalar, 4);
            const Memory::Region& r = memory_.find(v.scalar, 4 * segments, where + ", prefactors");
            v.scalar_host = r.host + (v.scalar - r.address);
            uint64_t end = r.address + r.nbytes;
            named_.push_back({v.scalar, 4 * segments, 0, 4 * segments, end, v.first, v.rows, index});
            scalar = {v.scalar, std::min(end, v.scalar + 4 * segments * MAX_ROWS)};
        } else {
            scalar = place_numbers(v.scalar, segments, v.first, v.rows, where + ", prefactors",
                                   &v.scalar_host);
        }
        need(!overlap(scalar, y), where, RULE_scalars);
    }
    if (v.reduction != NO_REDUCTION) {
        Range reduced = place_numbers(v.reduced, segments, v.first, v.rows, where + ", reductions",
                                      &v.reduced_host);
        need(!overlap(reduced, y), where, RULE_reduced);
        for (const Range& x : op.reads)
            need(!overlap(reduced, x), where, RULE_reduced_in);
        need(!overlap(reduced, scalar) || (v.reduced == v.scalar && !v.a.gather), where,
             RULE_reduced_by);
        op.writes.push_back(reduced);
    }
    if (scalar.high) op.reads.push_back(scalar);
}

void Program::check_attn(Op& op, int index, const std::string& where) {
    auto& a = op.attn;
    check_rows(a, where);
    need(a.heads >= 1 && a.kv_heads >= 1 && a.heads % a.kv_heads == 0, where, RULE_heads,
         a.heads, a.kv_heads);
    need(a.size >= 2 && a.size % 2 == 0 && a.size <= MAX_HEAD, where, RULE_size, a.size,
         MAX_HEAD);
    need(a.cache_type <= CACHE_INT8, where, RULE_cache_type, a.cache_type,
         CACHE_INT8);
    need(a.capacity >= 1 && a.capacity % BLOCK == 0, where, RULE_capacity, a.capacity,
         BLOCK);
    const Range cache = place_slots(a, a.cache, where, "cache", &a.cache_host);
    for (uint32_t i = 0; i < a.rows; i++)
        position_limit_[a.first + i] = std::min<uint64_t>(position_limit_[a.first + i], a.capacity);
    const uint64_t wide = (uint64_t)a.heads * a.size, narrow = (uint64_t)a.kv_heads * a.size;
    auto put = [&](Operand& o, const char* name, uint64_t length, bool written) {
        return place(o, where + ", operand " + name, index, a.first, a.rows, length, 0, written);
    };
    auto last = [](const Operand& o, uint64_t length) {
        return o.last_index(length) * o.element_stride + o.nbytes();
    };
    Range q = put(a.q, "q", wide, false), k = put(a.k, "k", narrow, false);
    Range v = put(a.v, "v", narrow, false), y = put(a.y, "y", wide, true);
    for (const Range& x : {q, k, v, y})
        need(!overlap(cache, x), where, RULE_cache);
    Range sinks{0, 0};
    if (a.sinks) {
        sinks = place_numbers(a.sinks, 1, 0, a.heads, where + ", sinks", &a.sinks_host);
        need(!overlap(sinks, cache) && !overlap(sinks, y), where, RULE_sunk);
    }
    need(apart(a.y, y, last(a.y, wide), a.q, q, last(a.q, wide)), 
         where + ", operand q", RULE_apart);
    // Not even the same elements: a thread may be done with one head before another has begun.
    need(apart(a.y, y, last(a.y, wide), a.k, k, last(a.k, narrow)) && a.k.base != a.y.base
         && apart(a.y, y, last(a.y, wide), a.v, v, last(a.v, narrow)) && a.v.base != a.y.base, where,
         RULE_appended);
    op.reads = {q, k, v, cache};
    if (a.sinks) op.reads.push_back(sinks);
    op.writes = {y, cache};
}

void Program::check_route(Op& op, int index, const std::string& where) {
    auto& r = op.route;
    check_rows(r, where);
    need(r.chosen >= 1 && r.chosen <= r.experts && r.experts <= (uint32_t)MAX_EXPERTS, where,
         RULE_experts, r.chosen, r.experts, MAX_EXPERTS);
    auto put = [&](Operand& o, const char* name, bool written) {
        return place(o, where + ", operand " + name, index, r.first, r.rows, r.experts, 0, written);
    };
    auto last = [&](const Operand& o) {
        return o.last_index(r.experts) * o.element_stride + o.nbytes();
    };
    Range y = put(r.y, "y", true), a = put(r.a, "a", false);
    need(apart(r.y, y, last(r.y), r.a, a, last(r.a)), where + ", operand a", RULE_apart);
    op.reads.push_back(a);
    op.writes.push_back(y);
}

void Program::check_conv(Op& op, int index, const std::string& where) {
    auto& c = op.conv;
    check_rows(c, where);
    need(c.length >= 1, where, RULE_empty);
    need(c.taps >= 1, where, RULE_taps);
    need(c.capacity >= 1, where, RULE_capacity, c.capacity, 1);
    const Range cache = place_slots(c, c.cache, where, "cache", &c.cache_host);
    Range weights = place_numbers(c.weights, c.length, 0, c.taps, where + ", weights",
                                  &c.weights_host);
    auto put = [&](Operand& o, const char* name, bool written) {
        return place(o, where + ", operand " + name, index, c.first, c.rows, c.length, 0, written);
    };
    auto last = [&](const Operand& o) {
        return o.last_index(c.length) * o.element_stride + o.nbytes();
    };
    Range y = put(c.y, "y", true), a = put(c.a, "a", false);
    for (const Range& x : {y, a, weights})
        need(!overlap(cache, x), where, RULE_cache);
    need(!overlap(weights, y) && apart(c.y, y, last(c.y), c.a, a, last(c.a)), where + ", operand a",
         RULE_apart);
    op.reads = {a, weights, cache};
    op.writes = {y, cache};
}

void Program::check_delta(Op& op, int index, const std::string& where) {
    auto& d = op.delta;
    check_rows(d, where);
    need(d.heads >= 1 && d.key_heads >= 1 && d.heads % d.key_heads == 0, where, RULE_key_heads,
         d.heads, d.key_heads);
    need(d.keys >= 1 && d.keys <= MAX_HEAD && d.values >= 1 && d.values <= MAX_HEAD
         && d.values % COLUMNS == 0, where, RULE_elements, d.keys, d.values, MAX_HEAD, COLUMNS);
    const Range state = place_slots(d, d.state, where, "states", &d.state_host);
    Range rates = place_numbers(d.rates, 1, 0, d.heads, where + ", rates", &d.rates_host);
    Range biases = place_numbers(d.biases, 1, 0, d.heads, where + ", biases", &d.biases_host);
    auto put = [&](Operand& o, const char* name, uint64_t length, bool written) {
        return place(o, where + ", operand " + name, index, d.first, d.rows, length, 0, written);
    };
    auto last = [](const Operand& o, uint64_t length) {
        return o.last_index(length) * o.element_stride + o.nbytes();
    };
    const uint64_t mixed = 2 * d.keyed() + d.length();
    Range y = put(d.y, "y", d.length(), true), a = put(d.a, "a", mixed, false);
    Range b = put(d.b, "b", d.heads, false), c = put(d.c, "c", d.heads, false);
    for (const Range& x : {rates, biases, y, a, b, c})
        need(!overlap(state, x), where, RULE_state);
    // Not even the same elements: a thread may write values before another has read its own.
    auto separate = [&](const Operand& o, const Range& at, uint64_t length) {
        return o.base != d.y.base && apart(d.y, y, last(d.y, d.length()), o, at, last(o, length));
    };
    need(separate(d.a, a, mixed) && separate(d.b, b, d.heads) && separate(d.c, c, d.heads)
         && !overlap(rates, y) && !overlap(biases, y), where, RULE_read);
    op.reads = {a, b, c, rates, biases, state};
    op.writes = {y, state};
    d.normed.resize(2 * d.rows * d.keyed());
    d.gates.resize((uint64_t)2 * d.rows * d.heads);
}

// uint32 [count] at an address.
const uint8_t* Program::words(uint32_t address, uint64_t count, const std::string& where) const {
    need(address % 4 == 0, where, RULE_aligned, address, 4);
    return memory_.host(address, 4 * count, where);
}

void Program::check_each(Op& op, int index, const std::string& where) {
    auto& x = op.each;
    check_rows(x, where);
    const uint64_t behind = ops_.size() - 1 - (uint64_t)index;
    need(x.count >= 1 && x.count <= behind, where, RULE_repeated, x.count, behind);
    for (uint32_t k = 1; k <= x.count; k++)
        need(ops_[(size_t)index + k].opcode != EACH, where, RULE_nested);
    need(x.times >= 1 && x.times <= (uint32_t)MAX_EXPERTS, where, RULE_times, x.times, MAX_EXPERTS);
    need(x.stride % 4 == 0, where, RULE_strides, 4);
    need(x.numbers % 4 == 0, where + ", numbers", RULE_aligned, x.numbers, 4);
    const uint64_t low = x.numbers + (uint64_t)x.stride * x.first;
    const uint64_t nbytes = (uint64_t)x.stride * (x.rows - 1) + (uint64_t)4 * x.times;
    const Memory::Region& region = memory_.find(low, nbytes, where + ", numbers");
    x.host = (uint8_t*)((uintptr_t)region.host + (uintptr_t)(x.numbers - region.address));
    op.reads.push_back({low, low + nbytes});
    const uint8_t* places = words(x.places, x.patches, where + ", places");
    const uint8_t* table = words(x.table, (uint64_t)x.times * x.patches, where + ", table");
    std::map<uint32_t, std::pair<size_t, int>> fields;  // instruction and Patched, by word
    uint32_t start = 0;
    for (size_t k = (size_t)index + 1; k <= (size_t)index + x.count; k++) {
        ops_[k].repeated = index;
        const Opcode opcode = ops_[k].opcode;
        if (opcode == LMMA) fields[start + (uint32_t)LMMA_weights.word] = {k, OWN_WEIGHTS};
        if (opcode == QUANT) fields[start + (uint32_t)QUANT_order.word] = {k, OWN_ORDER};
        if (opcode == VEC) {
            fields[start + (uint32_t)VEC_b_base.word] = {k, OWN_B};
            fields[start + (uint32_t)VEC_c_base.word] = {k, OWN_C};
        }
        start += opcode == VEC || opcode == ATTN || opcode == DELTA ? 32 : 16;
    }
    for (uint32_t column = 0; column < x.patches; column++) {
        uint32_t place;
        memcpy(&place, places + (uint64_t)4 * column, 4);
        const auto found = fields.find(place);
        need(found != fields.end(), where, RULE_place, place);
        const auto [k, field] = found->second;
        std::vector<uint32_t> own(x.times);
        for (uint32_t e = 0; e < x.times; e++) {
            memcpy(&own[e], table + 4 * ((uint64_t)e * x.patches + column), 4);
            if (field == OWN_WEIGHTS)
                need(own[e] % ALIGNMENT == 0, where + ", weights", RULE_aligned, own[e], ALIGNMENT);
        }
        ops_[k].patches.push_back({field, std::move(own)});
    }
    x.ran.assign(x.times, 0);
}

void Program::check_table(const TableRow* rows, uint32_t count) const {
    if (count < table_rows_) refuse(RULE_few_rows, count, table_rows_);
    for (uint32_t r = 0; r < table_rows_; r++) {
        const auto& [position, slot, source, zero] = rows[r];
        if (position >= position_limit_[r]) refuse(RULE_position, r, position, position_limit_[r]);
        if (slot >= slot_limit_[r]) refuse(RULE_slot, r, slot, slot_limit_[r]);
        if (source >= MAX_ROWS) refuse(RULE_source, r, source, MAX_ROWS);
    }
    for (const Named& n : named_)
        for (uint32_t i = 0; i < n.rows; i++) {
            const TableRow& r = rows[n.first + i];
            // At most 2**63: three products of 32-bit numbers and 12-bit rows.
            uint64_t at = n.base + (uint64_t)r.source * n.row_stride + n.last;
            if (at > n.end || (n.position_stride && r.position > (n.end - at) / n.position_stride))
                refuse(RULE_outside, n.first + i, r.source, r.position, n.op);
        }
}

}  // namespace lutcore
