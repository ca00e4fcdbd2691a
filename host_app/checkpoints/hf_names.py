"""Where a Hugging Face folder keeps a tensor that has another place than in a Llama's.

Config's tensors have the names that a Llama's have. Other architectures call some of them
otherwise, keep several matrices one above the other, have a head's elements in another order
(`rope.head_order`), hold the weights of norms minus 1, or stack all experts of a layer (gpt-oss):

    experts.gate_up_proj            float [E, C, 2 F]: outputs of gate and up in turns; Qwen3.5 has
                                    [E, 2 F, C]: gate, then up, and down_proj [E, C, F]
    experts.down_proj               float [E, F, C]
    experts.gate_up_proj_bias       float [E, 2 F]; down_proj_bias [E, C]
    experts.gate_up_proj_blocks     MXFP4 in place of floats: uint8 [E, 2 F, C / 32, 16], two codes
                                    a byte; _scales uint8 [E, 2 F, C / 32]; down_proj likewise
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lutcore.host_app.checkpoints.hf_small_floats import mxfp4
from lutcore.host_app.checkpoints.parts import head_outputs, outputs_in_turns
from lutcore.host_app.checkpoints.source import Coded, Method
from lutcore.host_app.checkpoints.tensors import TensorFolder, widen
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.tensors import EMBEDDING, MIXER, MIXER_TAPS, TAPS, matrix_shapes

# By architecture: a part of a name, and what a folder has in its place.
RENAMED: dict[str, dict[str, str]] = {
    "GptOssForCausalLM": {".mlp.gate.": ".mlp.router."},
    "GraniteMoeHybridForCausalLM": {".mlp.down_proj.": ".shared_mlp.output_linear.",
                                    ".mlp.gate_up_proj.": ".shared_mlp.input_linear."},
    "Lfm2ForCausalLM": {
        ".q_norm.": ".q_layernorm.", ".k_norm.": ".k_layernorm.", ".o_proj.": ".out_proj.",
        ".mlp.gate_proj.": ".feed_forward.w1.", ".mlp.up_proj.": ".feed_forward.w3.",
        ".mlp.down_proj.": ".feed_forward.w2.", ".input_layernorm.": ".operator_norm.",
        ".post_attention_layernorm.": ".ffn_norm.", "model.norm.": "model.embedding_norm."},
    "HunYuanDenseV1ForCausalLM": {".q_norm.": ".query_layernorm.", ".k_norm.": ".key_layernorm."},
}
# Matrices one above the other, by the architecture: the parts, and the name of the whole.
GATE_UP = (("gate_proj", "up_proj"), "gate_up_proj")
FUSED: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "Phi3ForCausalLM": ((("q_proj", "k_proj", "v_proj"), "qkv_proj"), GATE_UP),
    "GraniteMoeHybridForCausalLM": (GATE_UP,),
}
# Qwen3-Next: parts of a layer with a state, and the matrices that have them in turns.
IN_TURNS = {"in_proj_qkv": "in_proj_qkvz", "in_proj_z": "in_proj_qkvz",
            "in_proj_b": "in_proj_ba", "in_proj_a": "in_proj_ba"}
IMAGES  = ("model.", "model.language_model.")   # prefixes without and with images
STACKED = ("GptOssForCausalLM",)        # architectures whose experts lie in one tensor


@dataclass(frozen=True)
class Place:
    """A tensor of the folder, and which of its outputs are meant."""

    name: str
    outputs: int                        # of the whole tensor
    rows: np.ndarray | None             # numbers of the outputs; None: all of them


class Places:
    """The tensors of one folder by Config's names."""

    def __init__(self, config: Config, tensors: TensorFolder) -> None:
        self._config, self._tensors = config, tensors
        self._shapes = matrix_shapes(config)
        self._prefix = IMAGES if EMBEDDING.replace(*IMAGES) in tensors else ("", "")

    def matrix(self, method: Method, name: str, shape: tuple[int, int]) -> np.ndarray | Coded:
        """Return one matrix, read by a method. Raises what the method does."""
        if self._is_stacked(name):
            return self._expert_matrix(name, shape)
        place = self._place(name, shape[0])
        whole = method(self._tensors, place.name, (place.outputs, shape[1]))
        if place.rows is None:
            return whole
        return whole.outputs(place.rows) if isinstance(whole, Coded) else whole[place.rows]

    def floats(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Return a tensor that `widen` reads.

        Raises TensorMissingError, TensorTypeError, TensorShapeError.
        """
        if self._is_stacked(name):
            stack, expert, rows, count = self._stack(name, shape[0])
            return self._tensors.floats(f"{stack}_bias", (self._config.num_experts, count)
                                        )[expert, rows]
        place = self._place(name, shape[0])
        if name.endswith((TAPS, MIXER_TAPS)):   # PyTorch has inputs of a group between the two
            return self._tensors.floats(place.name, (shape[0], 1, shape[1]))[:, 0]
        whole = self._tensors.floats(place.name, (place.outputs, *shape[1:]))
        if place.rows is not None:
            whole = whole[place.rows]
        if self._config.facts.centred_norms and "norm" in name and MIXER not in name:
            return widen(whole) + np.float32(1)
        return whole

    def _is_stacked(self, name: str) -> bool:
        return ".experts." in name and (
            self._config.architecture in STACKED or
            f"{name.partition('.experts.')[0]}.experts.gate_up_proj".replace(*self._prefix, 1)
            in self._tensors)

    def _stack(self, name: str, count: int) -> tuple[str, int, slice, int]:
        """Return an expert's tensor of all experts, its number, its outputs, and all of them."""
        prefix, _, rest = name.replace(*self._prefix, 1).partition(".experts.")
        number, part, _ = rest.split(".")
        if part == "down_proj":
            return f"{prefix}.experts.down_proj", int(number), slice(None), count
        first = 0 if part == "gate_proj" else 1
        rows = slice(first, None, 2) if self._config.architecture in STACKED \
            else slice(first * count, (first + 1) * count)
        return f"{prefix}.experts.gate_up_proj", int(number), rows, 2 * count

    def _expert_matrix(self, name: str, shape: tuple[int, int]) -> np.ndarray | Coded:
        stack, expert, rows, count = self._stack(name, shape[0])
        experts, k = self._config.num_experts, shape[1]
        if self._config.architecture not in STACKED:
            return self._tensors.floats(stack, (experts, count, k))[expert, rows]
        if f"{stack}_blocks" not in self._tensors:
            return self._tensors.floats(stack, (experts, k, count))[expert].T[rows]
        groups = k // 32
        blocks = self._tensors.integers(f"{stack}_blocks", (experts, count, groups, 16), np.uint8)
        scales = self._tensors.integers(f"{stack}_scales", (experts, count, groups), np.uint8)
        return mxfp4(blocks[expert, rows].reshape(shape[0], -1), scales[expert, rows])

    def _place(self, name: str, count: int) -> Place:
        """Return where a tensor with `count` outputs lies."""
        architecture, outputs = self._config.architecture, count
        prefix, _, part = name.rpartition(".")[0].rpartition(".")
        rows = head_outputs(self._config, part, count)
        if rows is not None and self._config.facts.output_gate and part in ("q_proj", "g_proj"):
            name, outputs = name.replace(".g_proj.", ".q_proj."), 2 * count
        if architecture == "Qwen3NextForCausalLM" and part in IN_TURNS:
            rows, outputs = outputs_in_turns(self._config, part)
            name = name.replace(f".{part}.", f".{IN_TURNS[part]}.")
        for parts, whole in FUSED.get(architecture, ()):
            if part in parts:
                sizes = [self._shapes[f"{prefix}.{one}.weight"][0] for one in parts]
                first, outputs = sum(sizes[:parts.index(part)]), sum(sizes)
                rows = first + (np.arange(count) if rows is None else rows)
                name = name.replace(f".{part}.", f".{whole}.")
        for own, other in RENAMED.get(architecture, {}).items():
            name = name.replace(own, other)
        return Place(name.replace(*self._prefix, 1), outputs, rows)
