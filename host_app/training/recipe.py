"""All that decides the trained model, but for the grammar."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Shape:
    """Sizes of the model, named as in config.json."""

    hidden_size: int = 256
    intermediate_size: int = 768
    num_hidden_layers: int = 6
    num_attention_heads: int = 8
    num_key_value_heads: int = 4
    vocab_size: int = 1536
    max_position_embeddings: int = 256
    rope_theta: float = 10000.0
    rms_norm_eps: float = 1e-5

    @property
    def head_dim(self) -> int:
        return self.hidden_size // self.num_attention_heads

    def to_dict(self) -> dict[str, Any]:
        """As config.json has it. "online": the folder holds the weights before the rounding."""
        return {
            "architectures": ["BitNetForCausalLM"], "model_type": "bitnet", **asdict(self),
            "head_dim": self.head_dim, "hidden_act": "relu2", "attention_bias": False,
            "tie_word_embeddings": True, "bos_token_id": 0, "eos_token_id": 1,
            "torch_dtype": "float32",
            "quantization_config": {"quant_method": "bitnet", "linear_class": "autobitlinear",
                                    "quantization_mode": "online"},
        }


@dataclass(frozen=True)
class Recipe:
    """All that decides the result."""

    shape: Shape = Shape()
    seed: int = 1
    steps: int = 900
    rows: int = 32                      # stories of one step
    muon_rate: float = 0.02             # of the ternary matrices
    adam_rate: float = 4e-3             # of the embedding and the norms
    decay: float = 0.01                 # of the ternary matrices, times the rate
    warmup: int = 50                    # steps
    cooldown: float = 0.5               # share of the steps
    checkpoint: int = 50                # steps between two
    log: int = 10                       # steps between two lines
    examples: int = 64                  # held-out stories for the log

    def rate(self, step: int) -> float:
        """Share of the full rates: up over the warm-up, level, straight down to zero at the end.

        While it is level it is the same for any number of steps: a run can still be made longer or
        shorter there.
        """
        left = (self.steps - step) / (self.steps * self.cooldown)
        return min((step + 1) / self.warmup, 1.0, left)
