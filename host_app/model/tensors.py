"""Names and shapes of a model's tensors, as Hugging Face's checkpoints have them."""

from __future__ import annotations

from collections.abc import Mapping

from lutcore.host_app.model.config import Config

# Names of tensors in Hugging Face's checkpoints, which every `Source` uses.
EMBEDDING = "model.embed_tokens.weight"
HEAD      = "lm_head.weight"
NORM      = "model.norm.weight"
TAPS      = "conv.conv.weight"          # behind a layer's prefix, as the next ones
ROUTER    = "mlp.gate.weight"
SHARED, SHARE = "mlp.shared_expert", "mlp.shared_expert_gate.weight"
MIXER     = "linear_attn."              # the parts of a layer with a state
MIXER_TAPS = MIXER + "conv1d.weight"
RATES, DECAYS, RENEWALS = (MIXER + name for name in ("A_log", "in_proj_a.weight",
                                                     "in_proj_b.weight"))
STEERING  = (ROUTER, SHARE, DECAYS, RENEWALS)   # few outputs that steer all others: they get 8 bits
ORDER     = ".order"                    # with a matrix's name before it: its `Coded.order`


def matrix_shapes(config: Config) -> dict[str, tuple[int, int]]:
    """Return the shape (N, K) of each matrix that is multiplied with activations, by its name."""
    hidden  = config.hidden_size
    queries = config.num_attention_heads * config.head_dim
    keys    = config.num_key_value_heads * config.head_dim
    shapes: dict[str, tuple[int, int]] = {}
    for layer in range(config.num_hidden_layers):
        prefix = f"model.layers.{layer}."
        if config.convolves(layer):
            shapes |= {prefix + "conv.in_proj.weight": (3 * hidden, hidden),
                       prefix + "conv.out_proj.weight": (hidden, hidden)}
        elif config.recurs(layer):
            keys_, values = config.state_keys, config.state_values
            shapes |= {
                f"{prefix}{MIXER}in_proj_qkv.weight": (2 * keys_ + values, hidden),
                f"{prefix}{MIXER}in_proj_z.weight":   (values, hidden),
                prefix + RENEWALS: (config.linear_num_value_heads, hidden),
                prefix + DECAYS:   (config.linear_num_value_heads, hidden),
                f"{prefix}{MIXER}out_proj.weight":    (hidden, values),
            }
        else:
            shapes |= {
                prefix + "self_attn.q_proj.weight": (queries, hidden),
                prefix + "self_attn.k_proj.weight": (keys,    hidden),
                prefix + "self_attn.v_proj.weight": (keys,    hidden),
                prefix + "self_attn.o_proj.weight": (hidden,  queries),
            }
            if config.facts.output_gate:
                shapes[prefix + "self_attn.g_proj.weight"] = (queries, hidden)
        if config.has_experts(layer):
            shapes[prefix + ROUTER] = (config.num_experts, hidden)
            if config.facts.shared_expert:
                shapes[prefix + SHARE] = (1, hidden)
        for feed, width in [*feeds(config, layer), *shared_feeds(config, layer)]:
            shapes |= {
                f"{prefix}{feed}.gate_proj.weight": (width,  hidden),
                f"{prefix}{feed}.up_proj.weight":   (width,  hidden),
                f"{prefix}{feed}.down_proj.weight": (hidden, width),
            }
    return shapes | {HEAD: (config.vocab_size, hidden)}


def feeds(config: Config, layer: int) -> list[tuple[str, int]]:
    """Return names and widths of a layer's feed-forward layers: one, or its experts."""
    if not config.has_experts(layer):
        return [("mlp", config.intermediate_size)]
    return [(f"mlp.experts.{expert}", config.moe_intermediate_size)
            for expert in range(config.num_experts)]


def shared_feeds(config: Config, layer: int) -> list[tuple[str, int]]:
    """Return name and width of the expert that all tokens take, if a layer has one."""
    has = config.facts.shared_expert and config.has_experts(layer)
    return [(SHARED, config.shared_expert_intermediate_size)] if has else []


def largest_first(shapes: Mapping[str, tuple[int, int]]) -> list[str]:
    """Return the order to pack matrices in: the largest first, so that all threads end together."""
    return sorted(shapes, key=lambda name: -shapes[name][0] * shapes[name][1])


def tensor_shapes(config: Config) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the norms and biases, which stay on the host as the embedding does."""
    shapes: dict[str, tuple[int, ...]] = {NORM: (config.hidden_size,)}
    for layer in range(config.num_hidden_layers):
        shapes |= {f"model.layers.{layer}.{name}": (size,)
                   for name, size in _vectors(config, layer).items()}
        if config.convolves(layer):
            shapes[f"model.layers.{layer}.{TAPS}"] = (config.hidden_size, config.conv_L_cache)
        if config.recurs(layer):
            shapes[f"model.layers.{layer}.{MIXER_TAPS}"] = (
                2 * config.state_keys + config.state_values, config.linear_conv_kernel_dim)
    return shapes


def _vectors(config: Config, layer: int) -> dict[str, int]:
    """Return the sizes of one layer's norms and biases, by name."""
    hidden, inner = config.hidden_size, config.intermediate_size
    queries = config.num_attention_heads * config.head_dim
    keys    = config.num_key_value_heads * config.head_dim
    sizes   = {"input_layernorm.weight": hidden, "post_attention_layernorm.weight": hidden}
    if config.convolves(layer):
        return sizes
    if config.recurs(layer):
        heads = config.linear_num_value_heads
        return sizes | {RATES: heads, MIXER + "dt_bias": heads,
                        MIXER + "norm.weight": config.linear_value_head_dim}
    if config.facts.qkv_bias or config.attention_bias:
        sizes |= {"self_attn.q_proj.bias": queries, "self_attn.k_proj.bias": keys,
                  "self_attn.v_proj.bias": keys}
    if config.attention_bias:
        sizes |= {"self_attn.o_proj.bias": hidden}
        if config.facts.output_gate:
            sizes |= {"self_attn.g_proj.bias": queries}
    if config.mlp_bias:
        sizes |= {"mlp.gate_proj.bias": inner, "mlp.up_proj.bias": inner,
                  "mlp.down_proj.bias": hidden}
    if config.facts.clamped:
        sizes |= {ROUTER.replace("weight", "bias"): config.num_experts}
        for feed, width in feeds(config, layer):
            sizes |= {f"{feed}.gate_proj.bias": width, f"{feed}.up_proj.bias": width,
                      f"{feed}.down_proj.bias": hidden}
    if config.facts.sinks:
        sizes |= {"self_attn.sinks": config.num_attention_heads}
    if config.facts.head_norm:
        sizes |= {"self_attn.q_norm.weight": config.head_dim,
                  "self_attn.k_norm.weight": config.head_dim}
    if config.facts.post_norms:
        sizes |= {"pre_feedforward_layernorm.weight": hidden,
                  "post_feedforward_layernorm.weight": hidden}
    if config.facts.sub_norms:
        sizes |= {"self_attn.attn_sub_norm.weight": queries, "mlp.ffn_sub_norm.weight": inner}
    return sizes
