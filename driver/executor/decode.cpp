// Decodes the descriptors of a token program: the contract's layouts, field by field.

#include <algorithm>

#include "program.h"

namespace lutcore {

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

}  // namespace

void Program::decode() {
    const uint8_t* all = data_.data();
    table_rows_ = 0;
    capacity_ = 0xFFFFFFFF;
    for (size_t at = 0; at < data_.size();) {
        const uint8_t* d = all + at;
        Op op{};
        uint32_t opcode = get(d, QUANT_opcode), first = 0, rows = 0;
        op.opcode = (Opcode)opcode;
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
            v.low = get_float(d, VEC_low);
            v.high = get_float(d, VEC_high);
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
            a.sinks = get(d, ATTN_sinks);
            a.q = get_operand(d, ATTN_q_base);
            a.k = get_operand(d, ATTN_k_base);
            a.v = get_operand(d, ATTN_v_base);
            a.y = get_operand(d, ATTN_y_base);
            capacity_ = std::min(capacity_, a.capacity);
        } else if (opcode == ROUTE) {
            auto& r = op.route;
            r.first = first = get(d, ROUTE_first);
            r.rows = rows = get(d, ROUTE_rows);
            r.experts = get(d, ROUTE_experts);
            r.chosen = get(d, ROUTE_chosen);
            r.normalised = get(d, ROUTE_normalised);
            r.a = get_operand(d, ROUTE_a_base);
            r.y = get_operand(d, ROUTE_y_base);
        } else if (opcode == CONV) {
            auto& c = op.conv;
            c.first = first = get(d, CONV_first);
            c.rows = rows = get(d, CONV_rows);
            c.length = get(d, CONV_length);
            c.taps = get(d, CONV_taps);
            c.weights = get(d, CONV_weights);
            c.cache = get(d, CONV_cache);
            c.slot_stride = get(d, CONV_slot_stride);
            c.capacity = get(d, CONV_capacity);
            c.slots = get(d, CONV_slots);
            c.a = get_operand(d, CONV_a_base);
            c.y = get_operand(d, CONV_y_base);
        } else if (opcode == DELTA) {
            auto& x = op.delta;
            x.first = first = get(d, DELTA_first);
            x.rows = rows = get(d, DELTA_rows);
            x.heads = get(d, DELTA_heads);
            x.key_heads = get(d, DELTA_key_heads);
            x.keys = get(d, DELTA_keys);
            x.values = get(d, DELTA_values);
            x.rates = get(d, DELTA_rates);
            x.biases = get(d, DELTA_biases);
            x.state = get(d, DELTA_state);
            x.slot_stride = get(d, DELTA_slot_stride);
            x.slots = get(d, DELTA_slots);
            x.scale = get_float(d, DELTA_scale);
            x.epsilon = get_float(d, DELTA_epsilon);
            x.a = get_operand(d, DELTA_a_base);
            x.b = get_operand(d, DELTA_b_base);
            x.c = get_operand(d, DELTA_c_base);
            x.y = get_operand(d, DELTA_y_base);
        } else if (opcode == EACH) {
            auto& x = op.each;
            x.first = first = get(d, EACH_first);
            x.rows = rows = get(d, EACH_rows);
            x.count = get(d, EACH_count);
            x.times = get(d, EACH_times);
            x.numbers = get(d, EACH_numbers);
            x.stride = get(d, EACH_stride);
            x.patches = get(d, EACH_patches);
            x.places = get(d, EACH_places);
            x.table = get(d, EACH_table);
        } else {
            fail("opcode " + std::to_string(opcode));
        }
        if (opcode != LMMA) table_rows_ = std::max(table_rows_, first + rows);
        op.rung = ops_.size() < rung_.size() && rung_[ops_.size()];
        ops_.push_back(std::move(op));
        at += opcode == VEC || opcode == ATTN || opcode == DELTA ? 128 : 64;
    }
    position_limit_.assign(table_rows_, capacity_);
    slot_limit_.assign(table_rows_, (uint64_t)1 << 32);
}

}  // namespace lutcore
