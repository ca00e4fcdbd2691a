"""Popular models of the hub that lutcore reads: what `docs/boards/models.md` says fits on a board.

Their shapes were read in public configurations, which SOURCES names; none of the models was
downloaded. The tests compare the parameters that follow with those that the models' makers state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.measure.host import LEAST_CONTEXT, model_from
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.tensors import HEAD, STEERING, matrix_shapes, tensor_shapes
from lutcore.host_app.quantise.rounding import MXFP4, weight_format

LITGPT = "[litgpt's config.py](https://github.com/Lightning-AI/litgpt/blob/main/litgpt/config.py)"
TRANSFORMERS = "the defaults of its configuration in transformers 5.24"
SOURCES = {
    "SmolLM3": TRANSFORMERS, "BitNet": TRANSFORMERS,
    "gpt-oss": "[a description of its config.json](https://github.com/EchoCog/gpt-oss-20b/blob/"
               "main/docs/gpt-oss-20b-architecture.md)",
    "Gemma 3 270M": "two public reimplementations that agree",
    "Bonsai, Ternary Bonsai": "their pages, which name Qwen3's 1.7B, 4B and 8B",
    "all others": LITGPT,
}

INT8, INT4 = weight_format("int8", "32"), weight_format("int4", "32")
Q1_0, Q2_0 = weight_format("int1", "128"), weight_format("int2", "128")
TERNARY    = weight_format("ternary")


@dataclass(frozen=True)
class HubModel:
    """A model by its name on the hub, with its shapes in config.json's words.

    parameters: in billions, as its makers state them
    layers: weights of the layers; int4 in groups of 32 for float models, as `lutcore pack` makes it
    experts: weights of the experts, where they are others
    head: weights of the head
    """

    name: str
    parameters: float
    shapes: dict[str, Any] = field(repr=False)
    layers: WeightFormat = INT4
    head: WeightFormat = INT4
    experts: WeightFormat | None = None

    @property
    def config(self) -> Config:
        """The model's configuration, with the context that `lutcore bench` takes at least."""
        return Config.from_dict({"max_position_embeddings": LEAST_CONTEXT, **self.shapes})

    @property
    def data(self) -> ModelData:
        """The model without its weights."""
        return model_from(self.config, self.format_of, self.layers)

    @property
    def counted(self) -> float:
        """Billions of parameters that follow from the shapes, a tied head once."""
        config = self.config
        shapes = [shape for name, shape in matrix_shapes(config).items()
                  if name != HEAD or not config.tie_word_embeddings]
        shapes += [(config.vocab_size, config.hidden_size)]
        vectors = sum(int(np.prod(shape)) for shape in tensor_shapes(config).values())
        return (sum(n * k for n, k in shapes) + vectors) / 1e9

    def format_of(self, matrix: str) -> WeightFormat:
        """Return the weights of a matrix, by its name."""
        if matrix == HEAD:
            return self.head
        if matrix.endswith(STEERING):
            return INT8
        return self.experts if self.experts and ".experts." in matrix else self.layers


def _shapes(architecture: str, layers: int, hidden: int, feed: int, heads: int, readers: int,
            vocabulary: int, tied: bool = True, **more: Any) -> dict[str, Any]:
    return {"architectures": [architecture], "num_hidden_layers": layers, "hidden_size": hidden,
            "intermediate_size": feed, "num_attention_heads": heads,
            "num_key_value_heads": readers, "vocab_size": vocabulary, "tie_word_embeddings": tied,
            **more}


LLAMA, QWEN3, GEMMA = "LlamaForCausalLM", "Qwen3ForCausalLM", "Gemma3ForCausalLM"
_QWEN3_1B7 = _shapes(QWEN3, 28, 2048,  6144, 16, 8, 151936, head_dim=128)
_QWEN3_4B  = _shapes(QWEN3, 36, 2560,  9728, 32, 8, 151936, head_dim=128)
_QWEN3_8B  = _shapes(QWEN3, 36, 4096, 12288, 32, 8, 151936, False, head_dim=128)
_FALCON_1B = _shapes(LLAMA, 18, 2048, 8192,  8, 4, 131072, False, head_dim=256)
_FALCON_3B = _shapes(LLAMA, 22, 3072, 9216, 12, 4, 131072, False, head_dim=256)

# Shapes: layers, hidden, feed, heads, heads of keys, vocabulary, whether the head is tied.
HUB_MODELS = (
    HubModel("HuggingFaceTB/SmolLM2-135M-Instruct", 0.135,
             _shapes(LLAMA, 30, 576, 1536, 9, 3, 49152)),
    HubModel("google/gemma-3-270m-it", 0.27,
             _shapes(GEMMA, 18, 640, 2048, 4, 1, 262144, head_dim=256, sliding_window=512)),
    HubModel("HuggingFaceTB/SmolLM2-360M-Instruct", 0.362,
             _shapes(LLAMA, 32, 960, 2560, 15, 5, 49152)),
    HubModel("Qwen/Qwen3-0.6B", 0.6, _shapes(QWEN3, 28, 1024, 3072, 16, 8, 151936, head_dim=128)),
    HubModel("google/gemma-3-1b-it", 1.0,
             _shapes(GEMMA, 26, 1152, 6912, 4, 1, 262144, head_dim=256, sliding_window=512)),
    HubModel("meta-llama/Llama-3.2-1B-Instruct", 1.24,
             _shapes(LLAMA, 16, 2048, 8192, 32, 8, 128256)),
    HubModel("tiiuae/Falcon3-1B-Instruct-1.58bit", 1.67, _FALCON_1B, TERNARY, INT8),
    HubModel("prism-ml/Bonsai-1.7B-gguf", 1.72, _QWEN3_1B7, Q1_0, Q1_0),
    HubModel("prism-ml/Ternary-Bonsai-1.7B-gguf", 1.72, _QWEN3_1B7, Q2_0, Q2_0),
    HubModel("Qwen/Qwen3-1.7B", 1.72, _QWEN3_1B7),
    HubModel("HuggingFaceTB/SmolLM2-1.7B-Instruct", 1.71,
             _shapes(LLAMA, 24, 2048, 8192, 32, 32, 49152)),
    HubModel("microsoft/bitnet-b1.58-2B-4T", 2.4,
             _shapes("BitNetForCausalLM", 30, 2560, 6912, 20, 5, 128256), TERNARY, INT8),
    HubModel("HuggingFaceTB/SmolLM3-3B", 3.08,
             _shapes("SmolLM3ForCausalLM", 36, 2048, 11008, 16, 4, 128256)),
    HubModel("meta-llama/Llama-3.2-3B-Instruct", 3.21,
             _shapes(LLAMA, 28, 3072, 8192, 24, 8, 128256)),
    HubModel("tiiuae/Falcon3-3B-Instruct-1.58bit", 3.23, _FALCON_3B, TERNARY, INT8),
    HubModel("microsoft/Phi-4-mini-instruct", 3.84,
             _shapes("Phi3ForCausalLM", 32, 3072, 8192, 24, 8, 200064, partial_rotary_factor=0.75)),
    HubModel("Qwen/Qwen3-4B", 4.02, _QWEN3_4B),
    HubModel("prism-ml/Bonsai-4B-gguf", 4.0, _QWEN3_4B, Q1_0, Q1_0),
    HubModel("prism-ml/Bonsai-8B-gguf", 8.19, _QWEN3_8B, Q1_0, Q1_0),
    HubModel("openai/gpt-oss-20b", 20.9,
             _shapes("GptOssForCausalLM", 24, 2880, 2880, 64, 8, 201088, False, head_dim=64,
                     num_local_experts=32, num_experts_per_tok=4, sliding_window=128,
                     attention_bias=True), INT8, INT8, MXFP4),
    HubModel("Qwen/Qwen3-30B-A3B", 30.5,
             _shapes("Qwen3MoeForCausalLM", 48, 2048, 6144, 32, 4, 151936, False, head_dim=128,
                     num_experts=128, num_experts_per_tok=8, moe_intermediate_size=768)),
)
