// See program.h. Checks come first: after them nothing here can read or write outside a region.

#include "program.h"

#include <algorithm>

namespace lutcore {

constexpr uint64_t PIECE_BYTES = 32 << 10;       // of weights, that are worth another thread
constexpr uint64_t ALONE_BYTES = 32 << 10;       // of a cache, that are not
constexpr uint32_t EVERY_ROW = 0xFFFFFFFF;      // a unit of QUANT that takes all rows
constexpr uint64_t SMALL = 8192;                // elements that are not worth a second thread

namespace {

uint32_t get(const uint8_t* at, Field f) {
    uint32_t word;
    memcpy(&word, at + 4 * f.word, 4);
    return f.size == 32 ? word : word >> f.offset & ((1u << f.size) - 1);
}

float get_float(const uint8_t* at, Field f) {
    float x;
    memcpy(&x, at + 4 * f.word, 4);
    return x;
}

Operand get_operand(const uint8_t* at, Field base) {
    auto field = [&](Field f) { return get(at, {f.word + base.word, f.offset, f.size}); };
    Operand o{};
    o.base            = field(OPERAND_base);
    o.row_stride      = field(OPERAND_row_stride);
    o.position_stride = field(OPERAND_position_stride);
    o.element_stride  = field(OPERAND_element_stride);
    o.type            = field(OPERAND_type);
    o.gather          = field(OPERAND_gather);
    o.swap            = field(OPERAND_swap);
    o.present         = field(OPERAND_present);
    o.period          = field(OPERAND_period);
    return o;
}

void need(bool holds, const std::string& where, const std::string& text) {
    if (!holds) fail(where + ": " + text);
}

template <typename R>
bool overlap(const R& a, const R& b) { return a.low < b.high && b.low < a.high; }

template <typename R>
bool conflict(const std::vector<R>& a, const std::vector<R>& b) {
    for (const R& x : a)
        for (const R& y : b)
            if (overlap(x, y)) return true;
    return false;
}

}  // namespace

Program::Program(Memory& memory, const Sizes& sizes, const uint8_t* data, size_t nbytes, bool whole)
    : memory_(memory), sizes_(sizes), whole_(whole), data_(data, data + nbytes) {
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
        static const char* names[] = {"", "LMMA", "QUANT", "VEC", "ATTN"};
        std::string where = "instruction " + std::to_string(i) + " (" + names[op.opcode] + ")";
        if (op.opcode == LMMA) check_lmma(op, where);
        if (op.opcode == QUANT) check_quant(op, (int)i, where);
        if (op.opcode == VEC) check_vec(op, (int)i, where);
        if (op.opcode == ATTN) check_attn(op, (int)i, where);
    }
    if (whole_) link();
    make_stages();
    changes_ = memory_.changes;
}

// Decoding -----------------------------------------------------------------------------------------

void Program::decode() {
    const uint8_t* all = data_.data();
    table_rows_ = 0;
    capacity_ = 0xFFFFFFFF;
    for (size_t at = 0; at < data_.size();) {
        const uint8_t* d = all + at;
        size_t left = data_.size() - at, size = 64;
        std::string where = "byte " + std::to_string(at) + " of the program";
        need(left >= 64, where, "the program ends within a descriptor");
        uint32_t magic = get(d, QUANT_magic), version = get(d, QUANT_version);
        need(magic == DESCRIPTOR_MAGIC && version == CONTRACT_VERSION, where,
             "not a descriptor of version " + std::to_string(CONTRACT_VERSION) + ": magic "
             + hex(magic) + ", version " + std::to_string(version));
        Op op{};
        uint32_t opcode = get(d, QUANT_opcode), first = 0, rows = 0;
        op.opcode = (Opcode)opcode;
        if (opcode == VEC || opcode == ATTN) {
            size = 128;
            need(left >= size, where, "the program ends within a descriptor");
        }
        if (opcode == LMMA) {
            op.lmma = {get(d, LMMA_planes), get(d, LMMA_group), get(d, LMMA_explicit),
                       get(d, LMMA_host_tables), get(d, LMMA_zero), get(d, LMMA_rows),
                       get(d, LMMA_ternary), get(d, LMMA_columns), get(d, LMMA_slices),
                       get(d, LMMA_weights), get(d, LMMA_activations), get(d, LMMA_output),
                       get(d, LMMA_stream_words), get(d, LMMA_activation_words),
                       get(d, LMMA_output_words), get(d, LMMA_stride)};
        } else if (opcode == QUANT) {
            auto& q = op.quant;
            q.first = first = get(d, QUANT_first);
            q.rows = rows = get(d, QUANT_rows);
            q.length = get(d, QUANT_length);
            q.int8 = get(d, QUANT_int8);
            q.ternary = get(d, QUANT_ternary);
            q.host_tables = get(d, QUANT_host_tables);
            q.order = get(d, QUANT_order);
            q.a = get_operand(d, QUANT_a_base);
            q.activations = get(d, QUANT_activations);
            q.activation_words = get(d, QUANT_activation_words);
            q.scale = get(d, QUANT_scale);
            q.total = get(d, QUANT_total);
        } else if (opcode == VEC) {
            auto& v = op.vec;
            v.first = first = get(d, VEC_first);
            v.rows = rows = get(d, VEC_rows);
            v.length = get(d, VEC_length);
            v.function = get(d, VEC_function);
            v.prefactor = get(d, VEC_prefactor);
            v.reduction = get(d, VEC_reduction);
            v.head = get(d, VEC_head);
            v.segment = get(d, VEC_segment);
            v.scalar = get(d, VEC_scalar);
            v.reduced = get(d, VEC_reduced);
            v.inverse = get_float(d, VEC_inverse);
            v.epsilon = get_float(d, VEC_epsilon);
            v.a = get_operand(d, VEC_a_base);
            v.b = get_operand(d, VEC_b_base);
            v.c = get_operand(d, VEC_c_base);
            v.d = get_operand(d, VEC_d_base);
            v.y = get_operand(d, VEC_y_base);
        } else if (opcode == ATTN) {
            auto& a = op.attn;
            a.first = first = get(d, ATTN_first);
            a.rows = rows = get(d, ATTN_rows);
            a.heads = get(d, ATTN_heads);
            a.kv_heads = get(d, ATTN_kv_heads);
            a.size = get(d, ATTN_size);
            a.cache_type = get(d, ATTN_cache_type);
            a.window = get(d, ATTN_window);
            a.scale = get_float(d, ATTN_scale);
            a.cache = get(d, ATTN_cache);
            a.slot_stride = get(d, ATTN_slot_stride);
            a.capacity = get(d, ATTN_capacity);
            a.slots = get(d, ATTN_slots);
            a.q = get_operand(d, ATTN_q_base);
            a.k = get_operand(d, ATTN_k_base);
            a.v = get_operand(d, ATTN_v_base);
            a.y = get_operand(d, ATTN_y_base);
            capacity_ = std::min(capacity_, a.capacity);
        } else {
            fail(where + ": opcode " + std::to_string(opcode) + "; there are 1 to 4");
        }
        if (opcode != LMMA) {
            need(rows >= 1 && first + rows <= MAX_ROWS, where,
                 std::to_string(rows) + " rows from row " + std::to_string(first)
                 + " on; a table has 1 to " + std::to_string(MAX_ROWS));
            table_rows_ = std::max(table_rows_, first + rows);
        }
        ops_.push_back(std::move(op));
        at += size;
    }
    position_limit_.assign(table_rows_, capacity_);
    slot_limit_.assign(table_rows_, (uint64_t)1 << 32);
}

// Checks -------------------------------------------------------------------------------------------

// Checks an operand of some rows and finds its host memory. Returns the bytes it may touch.
Program::Range Program::place(Operand& o, const std::string& where, int index, uint32_t first,
                              uint32_t rows, uint64_t length, uint32_t head, bool written) {
    need(o.present, where, "the operand is missing");
    need(o.type <= I32, where, "type " + std::to_string(o.type) + "; there are 0 to 2");
    const uint64_t size = o.nbytes();
    need(o.base % size == 0 && o.row_stride % size == 0 && o.position_stride % size == 0
         && o.element_stride % size == 0, where,
         "base and strides must be multiples of " + std::to_string(size));
    if (written)
        need(o.type != I32 && o.element_stride == size && !o.period && !o.gather && !o.swap, where,
             "a result must be float32 or float16, element beside element");
    o.head = head;
    need(!o.swap || (head >= 2 && head % 2 == 0), where,
         "heads of " + std::to_string(head) + " cannot be swapped; they must be even");
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
Program::Range Program::place_numbers(uint64_t address, uint64_t each, uint32_t first,
                                      uint32_t rows, const std::string& where, uint8_t** host) {
    need(address % 4 == 0, where, "address " + hex(address) + " is not a multiple of 4");
    uint64_t low = address + 4 * each * first, nbytes = 4 * each * rows;
    const Memory::Region& region = memory_.find(low, nbytes, where);
    *host = (uint8_t*)((uintptr_t)region.host + (uintptr_t)(address - region.address));
    return {low, low + nbytes};
}

void Program::check_lmma(Op& op, const std::string& where) {
    const Lmma& d = op.lmma;
    const Sizes& g = sizes_;
    need(d.planes >= 1 && d.planes <= MAX_PLANES, where,
         std::to_string(d.planes) + " planes; the engine takes 1 to " + std::to_string(MAX_PLANES));
    need(d.rows >= 1 && d.rows <= (uint32_t)g.rows, where,
         std::to_string(d.rows) + " rows; the engine takes 1 to " + std::to_string(g.rows));
    need(d.columns >= 1 && d.columns <= MAX_COLUMNS, where, "columns = " + std::to_string(d.columns));
    need(d.slices >= 1 && d.slices <= MAX_SLICES, where, "slices = " + std::to_string(d.slices));
    need(!((d.weights | d.activations | d.output | d.stride) % ALIGNMENT), where,
         "an address or the stride is not a multiple of " + std::to_string(ALIGNMENT));
    need(d.group <= G16, where, "group = " + std::to_string(d.group) + "; there are 0 to 4");
    need(d.group != G16 || !g.symmetric, where, "groups of 16, which symmetric tables do not take");
    need(!(d.explicit_ && !d.group), where, "explicit offsets need groups");
    need(!d.ternary || (g.ternary && !d.group && d.planes == 1), where,
         "native ternary weights, which this engine does not have or not in this shape");
    need(d.stream_words == stream_words(d.columns, d), where,
         "stream_words = " + std::to_string(d.stream_words) + ", but the shape needs "
         + std::to_string(stream_words(d.columns, d)));
    uint64_t words = (uint64_t)d.slices * d.rows
                     * (uint64_t)(d.host_tables ? g.table_words : g.row_words);
    need(d.activation_words == words, where, "activation_words = "
         + std::to_string(d.activation_words) + ", but the shape needs " + std::to_string(words));
    uint64_t columns = (uint64_t)d.columns * (uint64_t)g.lanes;
    uint64_t outputs = (columns * pitch_of(d.rows) + 3) / 4;
    need(d.output_words == outputs, where, "output_words = " + std::to_string(d.output_words)
         + ", but the shape needs " + std::to_string(outputs));
    uint64_t read = (uint64_t)WORD_BYTES * d.activation_words;
    uint64_t written = (uint64_t)WORD_BYTES * d.output_words;
    memory_.find(d.activations, read, where + ", activations");
    op.output = memory_.host(d.output, written, where + ", output");
    op.reads.push_back({d.activations, d.activations + read});
    op.writes.push_back({d.output, d.output + written});
    if (!whole_) return;
    need(!d.host_tables, where, "tables made by the host are not compiled");
    uint64_t stream = (uint64_t)d.stride * (uint64_t)(g.ports - 1)
                      + (uint64_t)d.stream_words * (uint64_t)g.share_bytes;
    uint8_t* weights = memory_.host(d.weights, stream, where + ", weights");
    op.reads.push_back({d.weights, d.weights + stream});
    need(!conflict(op.reads, op.writes), where, "the output overlaps what is read");
    op.reads.pop_back();                // weights do not change while a program runs
    op.weights = memory_.weights(d, g, weights);
    op.sums_stride = (int64_t)op.weights->tiles * LANES;
    auto& sums = sums_[{d.output, (uint64_t)op.sums_stride * d.rows}];
    if (!sums) sums = std::make_shared<Array<int32_t>>((size_t)op.sums_stride * d.rows);
    op.sums = sums;
}

void Program::check_quant(Op& op, int index, const std::string& where) {
    auto& q = op.quant;
    const Cut& cut = *cuts_[q.ternary];
    need(!q.host_tables, where, "tables made by the host are not compiled");
    need(q.length >= 1 && q.length <= (uint32_t)(MAX_SLICES * cut.inputs), where,
         "length " + std::to_string(q.length) + "; it must be 1 to "
         + std::to_string(MAX_SLICES * cut.inputs));
    need(!q.ternary || sizes_.ternary, where,
         "cut for native ternary weights, which this engine does not have");
    need(q.activations % ALIGNMENT == 0, where, "activations are not at a multiple of "
         + std::to_string(ALIGNMENT));
    uint64_t slices = (q.length + (uint32_t)cut.inputs - 1) / (uint32_t)cut.inputs;
    uint64_t words = slices * q.rows * (uint64_t)sizes_.row_words;
    need(q.activation_words == words, where, "activation_words = "
         + std::to_string(q.activation_words) + ", but the shape needs " + std::to_string(words));
    uint64_t length = q.length;
    if (q.order) {
        need(q.order % 4 == 0, where, "the order is not at a multiple of 4");
        need(!q.a.period && !q.a.swap, where, "an order needs a plain operand");
        q.order_host = memory_.host(q.order, 4 * length, where + ", order");
        op.reads.push_back({q.order, q.order + 4 * length});
        int32_t most = 0;
        for (uint64_t i = 0; i < length; i++) {
            int32_t one;
            memcpy(&one, q.order_host + 4 * i, 4);
            need(one >= 0, where, "entry " + std::to_string(i) + " of the order is negative");
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
    need(!conflict(op.reads, op.writes), where, "a result overlaps an input");
    for (size_t i = 0; i < 3; i++)
        need(!overlap(op.writes[i], op.writes[(i + 1) % 3]), where, "two results overlap");
    auto& made = buffers_[{q.activations, q.rows, q.length, q.ternary != 0}];
    if (!made)
        made = std::make_shared<Quantised>(cut, (int)q.rows, (int)q.length, sizes_.entry_limit);
    op.q = made;
}

namespace {

// Whether a result and an input never share a byte but where they are the same element.
template <typename R>
bool apart(const Operand& y, const R& at_y, uint64_t last_y, const Operand& x, const R& at_x,
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
    need(v.length >= 1, where, "length 0");
    need(v.function <= GELU_TANH, where, "function " + std::to_string(v.function));
    need(v.prefactor <= NORM, where, "prefactor " + std::to_string(v.prefactor));
    need(v.reduction <= MAXIMUM, where, "reduction " + std::to_string(v.reduction));
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
        need(apart(v.y, y, last(v.y), *input.o, x, last(*input.o)), where,
             std::string("the result overlaps operand ") + input.name
             + " without being the same elements");
        op.reads.push_back(x);
    }
    op.writes.push_back(y);
    const uint64_t segments = v.segments();
    Range scalar{0, 0};
    if (v.prefactor != NO_PREFACTOR) {
        if (v.a.gather) {
            need(v.scalar % 4 == 0, where, "the prefactors are not at a multiple of 4");
            const Memory::Region& r = memory_.find(v.scalar, 4 * segments, where + ", prefactors");
            v.scalar_host = r.host + (v.scalar - r.address);
            uint64_t end = r.address + r.nbytes;
            named_.push_back({v.scalar, 4 * segments, 0, 4 * segments, end, v.first, v.rows, index});
            scalar = {v.scalar, std::min(end, v.scalar + 4 * segments * MAX_ROWS)};
        } else {
            scalar = place_numbers(v.scalar, segments, v.first, v.rows, where + ", prefactors",
                                   &v.scalar_host);
        }
        need(!overlap(scalar, y), where, "the result overlaps the prefactors");
    }
    if (v.reduction != NO_REDUCTION) {
        Range reduced = place_numbers(v.reduced, segments, v.first, v.rows, where + ", reductions",
                                      &v.reduced_host);
        need(!overlap(reduced, y), where, "the result overlaps the reductions");
        for (const Range& x : op.reads)
            need(!overlap(reduced, x), where, "the reductions overlap an operand");
        need(!overlap(reduced, scalar) || (v.reduced == v.scalar && !v.a.gather), where,
             "the reductions overlap the prefactors");
        op.writes.push_back(reduced);
    }
    if (scalar.high) op.reads.push_back(scalar);
}

void Program::check_attn(Op& op, int index, const std::string& where) {
    auto& a = op.attn;
    need(a.heads >= 1 && a.kv_heads >= 1 && a.heads % a.kv_heads == 0, where,
         std::to_string(a.heads) + " heads, " + std::to_string(a.kv_heads)
         + " of keys and values; these must divide those");
    need(a.size >= 2 && a.size % 2 == 0 && a.size <= MAX_HEAD, where,
         "heads of " + std::to_string(a.size) + " elements; they must be even, 2 to "
         + std::to_string(MAX_HEAD));
    need(a.cache_type <= CACHE_INT8, where, "cache type " + std::to_string(a.cache_type));
    need(a.capacity >= 1 && a.capacity % BLOCK == 0, where,
         "capacity " + std::to_string(a.capacity) + "; it must be a multiple of "
         + std::to_string(BLOCK));
    need(a.slots >= 1, where, "no slots");
    need(a.cache % 4 == 0 && a.slot_stride % 4 == 0, where, "the cache is not at a multiple of 4");
    need(a.slots == 1 || a.slot_stride >= a.slot_bytes(), where,
         "slots overlap: they take " + std::to_string(a.slot_bytes()) + " bytes each, "
         + std::to_string(a.slot_stride) + " apart");
    uint64_t all = (uint64_t)a.slot_stride * (a.slots - 1) + a.slot_bytes();
    a.cache_host = memory_.host(a.cache, all, where + ", cache");
    for (uint32_t i = 0; i < a.rows; i++) {
        slot_limit_[a.first + i] = std::min<uint64_t>(slot_limit_[a.first + i], a.slots);
        position_limit_[a.first + i] = std::min<uint64_t>(position_limit_[a.first + i], a.capacity);
    }
    const uint64_t wide = (uint64_t)a.heads * a.size, narrow = (uint64_t)a.kv_heads * a.size;
    auto put = [&](Operand& o, const char* name, uint64_t length, bool written) {
        return place(o, where + ", operand " + name, index, a.first, a.rows, length, 0, written);
    };
    auto last = [](const Operand& o, uint64_t length) {
        return o.last_index(length) * o.element_stride + o.nbytes();
    };
    Range q = put(a.q, "q", wide, false), k = put(a.k, "k", narrow, false);
    Range v = put(a.v, "v", narrow, false), y = put(a.y, "y", wide, true);
    Range cache{a.cache, a.cache + all};
    for (const Range& x : {q, k, v, y})
        need(!overlap(cache, x), where, "the cache overlaps an operand");
    need(apart(a.y, y, last(a.y, wide), a.q, q, last(a.q, wide)), where,
         "the result overlaps the queries without being the same elements");
    // Not even the same elements: a thread may be done with one head before another has begun.
    need(apart(a.y, y, last(a.y, wide), a.k, k, last(a.k, narrow)) && a.k.base != a.y.base
         && apart(a.y, y, last(a.y, wide), a.v, v, last(a.v, narrow)) && a.v.base != a.y.base, where,
         "the result overlaps the keys or the values");
    op.reads = {q, k, v, cache};
    op.writes = {y, cache};
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
            need(op.q != nullptr, "instruction " + std::to_string(i) + " (LMMA)",
                 "no QUANT before it makes its activations at " + hex(d.activations));
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
                            && from / step + o->last_index(op.vec.length) < count;
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
    for (size_t i = 0; i < ops_.size(); i++) {
        Op& op = ops_[i];
        if (op.opcode == LMMA && !whole_ && !ringer_.present()) continue;
        bool joins = !stages_.empty() && stages_.back().last == (int)i && op.opcode != ATTN
                     && stages_.back().opcode == op.opcode;
        const bool queued = op.opcode == LMMA && !whole_;   // an engine keeps the order
        for (int k = joins ? stages_.back().first : 0; joins && !queued && k < (int)i; k++) {
            const Op& other = ops_[(size_t)k];
            joins = !conflict(op.writes, other.writes) && !conflict(op.writes, other.reads)
                    && !conflict(op.reads, other.writes);
        }
        if (!joins) {
            stages_.emplace_back();
            stages_.back().opcode = op.opcode;
            stages_.back().first = (int)i;
        }
        stages_.back().last = (int)i + 1;
    }
    for (Stage& s : stages_) finish(s);
}

void Program::finish(Stage& s) {
    uint64_t elements = 0;
    if (s.opcode == QUANT || s.opcode == VEC) {
        for (int i = s.first; i < s.last; i++) {
            const Op& op = ops_[(size_t)i];
            uint32_t rows = op.opcode == QUANT ? op.quant.rows : op.vec.rows;
            elements += (uint64_t)rows * (op.opcode == QUANT ? op.quant.length : op.vec.length);
            bool together = op.opcode == QUANT && op.quant.int8
                            && sizes_.cut * 127 * (op.quant.ternary ? 2 : 1) > sizes_.entry_limit;
            if (together) s.units.push_back({i, EVERY_ROW});
            else for (uint32_t r = 0; r < rows; r++) s.units.push_back({i, r});
        }
        s.serial = s.units.size() == 1 || elements <= SMALL;
        return;
    }
    if (s.opcode == ATTN || (s.opcode == LMMA && !whole_)) return;
    // Products with the same weights are one; panels of the same rows are one.
    std::vector<std::vector<int>> groups;
    std::vector<std::vector<int>> sources;
    for (int i = s.first; i < s.last; i++) {
        bool found = false;
        for (auto& group : groups)
            if (ops_[(size_t)group[0]].weights == ops_[(size_t)i].weights
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
        Product p{op.weights, panel, &s.panels[panel]->constants(Kind::of(*op.weights)), {}, s.tiles};
        for (int i : group)
            for (uint32_t r = 0; r < ops_[(size_t)i].lmma.rows; r++)
                p.out.push_back(ops_[(size_t)i].sums->data() + (int64_t)r * ops_[(size_t)i].sums_stride);
        s.tiles += op.weights->tiles;
        s.products.push_back(std::move(p));
    }
}

// Running ------------------------------------------------------------------------------------------

void Program::check_table(const TableRow* rows, uint32_t count) const {
    if (count < table_rows_)
        fail("a table of " + std::to_string(count) + " rows; the program needs "
             + std::to_string(table_rows_));
    for (uint32_t r = 0; r < table_rows_; r++) {
        const std::string where = "row " + std::to_string(r) + " of the table: ";
        if (rows[r].position >= position_limit_[r])
            fail(where + "position " + std::to_string(rows[r].position) + "; there is room for "
                 + std::to_string(position_limit_[r]));
        if (rows[r].slot >= slot_limit_[r])
            fail(where + "slot " + std::to_string(rows[r].slot) + "; there are "
                 + std::to_string(slot_limit_[r]));
        if (rows[r].source >= MAX_ROWS)
            fail(where + "source " + std::to_string(rows[r].source) + "; there are at most "
                 + std::to_string(MAX_ROWS) + " rows");
    }
    for (const Named& n : named_)
        for (uint32_t i = 0; i < n.rows; i++) {
            const TableRow& r = rows[n.first + i];
            // At most 2**63: three products of 32-bit numbers and 12-bit rows.
            uint64_t at = n.base + (uint64_t)r.source * n.row_stride + n.last;
            if (at > n.end || (n.position_stride && r.position > (n.end - at) / n.position_stride))
                fail("row " + std::to_string(n.first + i) + " of the table: source "
                     + std::to_string(r.source) + " at position " + std::to_string(r.position)
                     + " lies outside the buffer of instruction " + std::to_string(n.op));
        }
}

void Program::run(Threads& threads, int first, int last, const TableRow* rows, uint32_t count,
                  Error* error) {
    if (changes_ != memory_.changes) {
        sums_.clear();
        buffers_.clear();
        build();
    }
    check_table(rows, count);
    at_ = 0, to_ = stages_.size();
    while (at_ < to_ && stages_[at_].first < first) at_++;
    while (to_ > at_ && stages_[to_ - 1].first >= last) to_--;
    failed_.store((int)to_);
    while (quantisers_.size() < 2 * (size_t)threads.count())
        quantisers_.push_back(std::make_unique<Quantiser>(sizes_, *cuts_[quantisers_.size() % 2]));
    ringer_.begin();
    resume(threads, rows, error);
}

void Program::resume(Threads& threads, const TableRow* rows, Error* error) {
    const auto stop = Clock::now() + std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(TURN));
    auto rings = [&](size_t i) { return stages_[i].opcode == LMMA && !whole_; };
    error->code = 0;
    while (at_ < to_) {
        if (rings(at_)) {
            const auto started = Clock::now();
            error->code = started < stop ? ringer_.ring(stages_[at_].first, stop) : PAUSED;
            took(LMMA, started);
            if (error->code) return;
            at_++;
            continue;
        }
        size_t end = at_;               // workers sleep while an engine works
        while (end < to_ && !rings(end)) end++;
        threads.run([&] {
            for (size_t i = at_; i < end && failed_.load() > (int)i - 1; i++)
                run_stage((int)i, threads, rows, error);
        });
        if (error->code) return;
        at_ = end;
    }
}

void Program::ring_with(Engine* engine, std::vector<Doorbell> doorbells, std::vector<Sync> syncs) {
    ringer_.set(engine, std::move(doorbells), std::move(syncs));
    stages_.clear();
    make_stages();
}

void Program::run_stage(int index, Threads& threads, const TableRow* rows, Error* error) {
    Stage& s = stages_[(size_t)index];
    const auto started = Clock::now();
    if (s.opcode == LMMA) run_products(s, threads);
    else if (s.opcode == ATTN) run_attention(ops_[(size_t)s.first].attn, threads, rows);
    else run_units(s, index, threads, rows, error);
    took(s.opcode, started);
}

void Program::run_units(Stage& s, int index, Threads& threads, const TableRow* rows,
                        Error* error) {
    auto one = [&](uint32_t unit, int thread) {
        auto [op, row] = s.units[unit];
        if (s.opcode == VEC) run_vec_row(ops_[(size_t)op].vec, rows, row);
        else quantise(index, op, row, thread, rows, error);
    };
    if (!s.serial) return threads.parallel((uint32_t)s.units.size(), one);
    for (uint32_t i = 0; i < s.units.size(); i++) one(i, 0);
}

void Program::run_products(Stage& s, Threads& threads) {
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

// The elements of a row in the order of the matrix's inputs; false if the run must end.
bool Program::fetch(int stage, int index, uint32_t row, float* x, const TableRow* rows,
                    Error* error) {
    const auto& q = ops_[(size_t)index].quant;
    const uint8_t* at = q.a.row(rows, q.first, row);
    if (!q.order) {
        load(q.a, at, 0, (int)q.length, x);
    } else {
        for (uint32_t i = 0; i < q.length; i++) {
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
    uint32_t most = 0;
    for (uint32_t i = 0; i < q.length; i++) most = std::max(most, bits_of(x[i]) & 0x7FFFFFFF);
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
    bool forced = q.int8;
    if (row == EVERY_ROW) {             // exact only if all rows are
        double peak = 0;
        for (uint32_t r = 0; r < q.rows; r++) {
            float* x = quantiser.input((int)q.length);
            if (!fetch(stage, index, r, x, rows, error)) return;
            round_bytes(x, (int)q.length);
            peak = std::max(peak, quantiser.peak(*op.q));
        }
        forced = peak <= sizes_.entry_limit;
    }
    uint32_t from = row == EVERY_ROW ? 0 : row, to = row == EVERY_ROW ? q.rows : row + 1;
    for (uint32_t r = from; r < to; r++) {
        float* x = quantiser.input((int)q.length);
        if (!fetch(stage, index, r, x, rows, error)) return;
        float back = q.int8 ? round_bytes(x, (int)q.length) : 1.0f;
        double total;
        int exponent = quantiser.row(*op.q, (int)r, forced, &total);
        float scale = flush((float)power_of_two(exponent) * back), sum = flush((float)total * back);
        memcpy(q.scale_host + 4 * (uint64_t)(q.first + r), &scale, 4);
        memcpy(q.total_host + 4 * (uint64_t)(q.first + r), &sum, 4);
        if (!whole_) pack_row(*op.q, (int)r, sizes_, q.buffer_host);
        for (Panel* panel : op.panels) panel->fill(0);
    }
}

}  // namespace lutcore
