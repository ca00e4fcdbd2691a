"""The layers of every supported model, once: what the compiler makes a program of.

Each function says what a part of a model computes, in terms of the compiler's operations; the
architectures differ in what `Config.facts` and the checkpoint's tensors have. Letters in comments:
C hidden size, F feed-forward size, H query heads, R key/value heads, D elements of a head.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from lutcore.driver.contract.instructions import Function
from lutcore.host_app.model.config import HEAD, NORM

if TYPE_CHECKING:
    from lutcore.host_app.model.compiler import Compiler

FUNCTIONS = {"silu": Function.SILU, "relu2": Function.SQUARED_RELU}


def layer(b: Compiler, index: int, tensors: Container[str]) -> None:
    """One transformer block: attention and feed-forward, each added to the residual stream."""
    config, prefix = b.config, f"model.layers.{index}."
    attention, feed = prefix + "self_attn.", prefix + "mlp."
    heads, readers = config.num_attention_heads, config.num_key_value_heads

    def given(name: str) -> str | None:
        return name if name in tensors else None

    x = b.hidden()
    h = b.norm(x, prefix + "input_layernorm.weight")
    qkv = b.linear(h, [f"{attention}{name}_proj" for name in "qkv"])
    if config.facts.head_norm:
        b.head_norm(qkv, (heads, readers),
                    (attention + "q_norm.weight", attention + "k_norm.weight"))
    y = b.attend(b.rotate(qkv, heads + readers), qkv, index)
    y = b.norm(y, given(attention + "attn_sub_norm.weight"))
    b.add_linear(y, attention + "o_proj", x)

    x = b.hidden()                      # with the sum of squares that the product left
    h = b.norm(x, prefix + "post_attention_layernorm.weight")
    gate_up = b.linear(h, [feed + "gate_proj", feed + "up_proj"])
    inner = b.gated(gate_up, FUNCTIONS[config.hidden_act])
    b.add_linear(b.norm(inner, given(feed + "ffn_sub_norm.weight")), feed + "down_proj", x)


def head(b: Compiler) -> None:
    """The final norm and the output layer."""
    b.logits(b.norm(b.hidden(), NORM), HEAD.removesuffix(".weight"))
