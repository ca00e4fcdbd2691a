"""The layers of every supported model, once: what the compiler makes a program of.

Each function says what a part of a model computes, in terms of the compiler's operations; the
architectures differ in what `Config.facts` and the checkpoint's tensors have. Letters in comments:
C hidden size, F feed-forward size, H query heads, R key/value heads, D elements of a head.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from lutcore.driver.contract.instructions import Function
from lutcore.host_app.model.tensors import HEAD, MIXER, NORM, ROUTER, SHARE, SHARED, TAPS, feeds

if TYPE_CHECKING:
    from lutcore.host_app.model.compiler import Compiler
    from lutcore.host_app.model.workspace import Vector

FUNCTIONS = {"silu": Function.SILU, "relu2": Function.SQUARED_RELU,
             "gelu_pytorch_tanh": Function.GELU_TANH}


def layer(b: Compiler, index: int, tensors: Container[str]) -> None:
    """One transformer block: attention and feed-forward, each added to the residual stream."""
    prefix = f"model.layers.{index}."
    post = b.config.facts.post_norms    # else the second norm's name has another sense
    x = b.hidden()
    h = b.norm(x, prefix + "input_layernorm.weight")
    if b.config.convolves(index):
        mixed, output = convolution(b, h, index), prefix + "conv.out_proj"
    elif b.config.recurs(index):
        mixed, output = gated_delta(b, h, index), f"{prefix}{MIXER}out_proj"
    else:
        mixed, output = attention(b, h, index, tensors), prefix + "self_attn.o_proj"
    _add(b, mixed, output, x, prefix + "post_attention_layernorm.weight" if post else None)

    x = b.hidden()                      # with the sum of squares that the product left
    between = "pre_feedforward_layernorm" if post else "post_attention_layernorm"
    h = b.norm(x, f"{prefix}{between}.weight")
    if b.config.has_experts(index):
        experts(b, h, index, x)
        return
    _add(b, feed_forward(b, h, prefix + "mlp.", tensors), prefix + "mlp.down_proj", x,
         prefix + "post_feedforward_layernorm.weight" if post else None)


def attention(b: Compiler, h: Vector, index: int, tensors: Container[str]) -> Vector:
    """What the heads mixed, before the output projection."""
    config, prefix = b.config, f"model.layers.{index}.self_attn."
    heads, readers = config.num_attention_heads, config.num_key_value_heads
    norms = prefix + "q_norm.weight", prefix + "k_norm.weight"
    gated = config.facts.output_gate
    qkv = b.linear(h, [f"{prefix}{name}_proj" for name in ("qkvg" if gated else "qkv")])
    if config.facts.head_norm == "before":
        b.head_norm(qkv, (heads, readers), norms)
    qk = b.rotate(qkv, heads + readers, config.sliding(index)) if config.rotates(index) else qkv
    if config.facts.head_norm == "after":
        b.head_norm(qk, (heads, readers), norms)
    y = b.attend(qk, qkv, index)
    if gated:
        b.gate(y, qkv.operand((heads + 2 * readers) * config.head_dim), Function.SIGMOID)
    return b.norm(y, _given(prefix + "attn_sub_norm.weight", tensors))


def convolution(b: Compiler, h: Vector, index: int) -> Vector:
    """What a short convolution mixed of the last positions, gated before and behind (LFM2)."""
    prefix = f"model.layers.{index}."
    return b.convolve(b.linear(h, [prefix + "conv.in_proj"]), prefix + TAPS, index)


def gated_delta(b: Compiler, h: Vector, index: int) -> Vector:
    """What the heads read of their states, normed and gated (Gated DeltaNet)."""
    prefix, config = f"model.layers.{index}.{MIXER}", b.config
    x = b.linear(h, [f"{prefix}in_proj_{name}" for name in ("qkv", "z", "b", "a")])
    y = b.delta(x, prefix, index)
    b.head_norm(y, (config.linear_num_value_heads,), (prefix + "norm.weight",),
                config.linear_value_head_dim)
    b.gate(y, x.operand(2 * config.state_keys + config.state_values), Function.SILU)
    return y


def feed_forward(b: Compiler, h: Vector, prefix: str, tensors: Container[str]) -> Vector:
    """The gated vector, before the down projection."""
    gate_up = b.linear(h, [prefix + "gate_proj", prefix + "up_proj"])
    inner = b.clamped_gate(gate_up) if b.config.facts.clamped \
        else b.gated(gate_up, FUNCTIONS[b.config.hidden_act])
    return b.norm(inner, _given(prefix + "ffn_sub_norm.weight", tensors))


def experts(b: Compiler, h: Vector, index: int, x: Vector) -> None:
    """Add the experts of each row to the residual stream x, by their shares."""
    prefix = f"model.layers.{index}."
    if b.config.facts.shared_expert:
        share = b.linear(h, [prefix + SHARE.removesuffix(".weight")])
        inner = feed_forward(b, h, f"{prefix}{SHARED}.", ())
        b.add_shared(x, share, b.linear(inner, [f"{prefix}{SHARED}.down_proj"]))
    shares = b.route(b.linear(h, [prefix + ROUTER.removesuffix(".weight")]))

    def expert() -> Vector:
        name = f"{prefix}{feeds(b.config, index)[0][0]}."
        return b.linear(feed_forward(b, h, name, ()), [name + "down_proj"])

    b.add_experts(x, shares, expert)


def head(b: Compiler) -> None:
    """The final norm and the output layer."""
    b.logits(b.norm(b.hidden(), NORM, 1 / b.config.logits_scaling), HEAD.removesuffix(".weight"))


def _add(b: Compiler, y: Vector, name: str, x: Vector, norm: str | None) -> None:
    """Add the product of y with a matrix to the residual stream x, through a norm if it has one."""
    if norm is None:
        b.add_linear(y, name, x)
    else:
        b.add_norm(b.linear(y, [name], squares=True), norm, x)


def _given(name: str, tensors: Container[str]) -> str | None:
    return name if name in tensors else None
