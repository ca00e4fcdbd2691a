"""The model that is trained: BitNet b1.58 as Hugging Face's `BitNetForCausalLM` defines it.

It is a Llama with RMSNorm, rotary positions, grouped queries, a gated feed-forward layer with
squared ReLU, and two more norms: before the output and before the down projection. Its matrices
compute with ternary weights (-s, 0 and s, where s is the mean magnitude of the matrix) and int8
activations (127 is the largest magnitude of the token); gradients pass both roundings unchanged.
The embedding, which is also the output layer, is not quantised. The two additional norms start with
small gains, so that layers add little at first.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from lutcore.host_app.training.recipe import Shape

SMALLEST = 1e-5                         # least scale, against division by zero
START    = 0.05                         # initial spread of the embedding, and gain of the sub-norms


class BitLinear(nn.Module):
    """A linear layer, x [..., K] to [..., N], with ternary weights and int8 activations.

    It multiplies integers, which bfloat16 represents exactly.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) * inputs ** -0.5)

    def forward(self, x: Tensor) -> Tensor:
        x     = x.float()
        coarse, fine = weight_step(self.weight), token_step(x)
        codes = through(self.weight / coarse, (-1, 1))
        y     = F.linear(through(x / fine, (-128, 127)), codes)
        return y * (coarse * fine)


def weight_step(weight: Tensor) -> Tensor:
    """Return the mean magnitude of the matrix; its ternary weights are -1, 0 and 1 times this."""
    return weight.detach().abs().mean().clamp(min=SMALLEST)


def token_step(x: Tensor) -> Tensor:
    """Return a 127th of each token's largest magnitude, [..., 1]."""
    return x.detach().abs().amax(dim=-1, keepdim=True).clamp(min=SMALLEST) / 127


def through(value: Tensor, limits: tuple[int, int]) -> Tensor:
    """Round to integers in the forward pass; pass the gradient on unchanged in the backward one."""
    return value + (value.round().clamp(*limits) - value).detach()


class Attention(nn.Module):
    """Causal attention with grouped queries; its layers have the names of the checkpoint."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        keys = shape.num_key_value_heads * shape.head_dim
        self.shape         = shape
        self.q_proj        = BitLinear(shape.hidden_size, shape.hidden_size)
        self.k_proj        = BitLinear(shape.hidden_size, keys)
        self.v_proj        = BitLinear(shape.hidden_size, keys)
        self.o_proj        = BitLinear(shape.hidden_size, shape.hidden_size)
        self.attn_sub_norm = nn.RMSNorm(shape.hidden_size, shape.rms_norm_eps)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        rows, tokens, _ = x.shape       # [B, T, C]
        def heads(y: Tensor) -> Tensor:
            return y.view(rows, tokens, -1, self.shape.head_dim).transpose(1, 2)
        q = _rotated(heads(self.q_proj(x)), cos, sin)                  # [B, H, T, D]
        k = _rotated(heads(self.k_proj(x)), cos, sin)                  # [B, R, T, D]
        v = heads(self.v_proj(x))
        readers = self.shape.num_attention_heads // self.shape.num_key_value_heads
        k, v = k.repeat_interleave(readers, dim=1), v.repeat_interleave(readers, dim=1)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        y = y.transpose(1, 2).reshape(rows, tokens, -1)
        return self.o_proj(self.attn_sub_norm(y))


class FeedForward(nn.Module):
    """The feed-forward layer: down(norm(relu(gate(x))^2 * up(x)))."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.gate_proj    = BitLinear(shape.hidden_size, shape.intermediate_size)
        self.up_proj      = BitLinear(shape.hidden_size, shape.intermediate_size)
        self.down_proj    = BitLinear(shape.intermediate_size, shape.hidden_size)
        self.ffn_sub_norm = nn.RMSNorm(shape.intermediate_size, shape.rms_norm_eps)

    def forward(self, x: Tensor) -> Tensor:
        inner = F.relu(self.gate_proj(x)).square() * self.up_proj(x)
        return self.down_proj(self.ffn_sub_norm(inner))


class Block(nn.Module):
    """One transformer block."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.input_layernorm          = nn.RMSNorm(shape.hidden_size, shape.rms_norm_eps)
        self.self_attn                = Attention(shape)
        self.post_attention_layernorm = nn.RMSNorm(shape.hidden_size, shape.rms_norm_eps)
        self.mlp                      = FeedForward(shape)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), cos, sin)
        return x + self.mlp(self.post_attention_layernorm(x))


class BitNet(nn.Module):
    """Tokens [B, T] to logits [B, T, V]. The embedding is the output layer too."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape        = shape
        self.embed_tokens = nn.Embedding(shape.vocab_size, shape.hidden_size)
        self.layers       = nn.ModuleList(Block(shape) for _ in range(shape.num_hidden_layers))
        self.norm         = nn.RMSNorm(shape.hidden_size, shape.rms_norm_eps)
        nn.init.normal_(self.embed_tokens.weight, std=START)
        for layer in self.layers:
            nn.init.constant_(layer.self_attn.attn_sub_norm.weight, START)
            nn.init.constant_(layer.mlp.ffn_sub_norm.weight, START)

    def forward(self, ids: Tensor) -> Tensor:
        cos, sin = _angles(self.shape, ids.shape[1])
        x = self.embed_tokens(ids)
        for layer in self.layers:
            x = layer(x, cos, sin)
        return F.linear(self.norm(x), self.embed_tokens.weight)

    def checkpoint(self) -> dict[str, Tensor]:
        """Return the weights before the rounding, by their Hugging Face names."""
        return {f"model.{name}": value.detach().clone().contiguous()
                for name, value in self.state_dict().items()}


def _angles(shape: Shape, tokens: int) -> tuple[Tensor, Tensor]:
    """Return cosine and sine, [T, D] each: element i is rotated with element i + D / 2."""
    pairs  = torch.arange(0, shape.head_dim, 2, dtype=torch.float32) / shape.head_dim
    angles = torch.outer(torch.arange(tokens), shape.rope_theta ** -pairs)
    angles = torch.cat((angles, angles), dim=1)
    return angles.cos(), angles.sin()


def _rotated(heads: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    left, right = heads.chunk(2, dim=-1)
    return heads * cos + torch.cat((-right, left), dim=-1) * sin
