"""The numbers that decide the trained model, together with the grammar of the stories."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Shape:
    """The sizes of the model, named as in config.json."""

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
        """Return the content of config.json; "online": its weights are those before rounding."""
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
    """The settings of a training; the same recipe sees the same text and takes the same steps."""

    shape: Shape = Shape()
    seed: int = 1
    steps: int = 900
    rows: int = 32                      # stories of one step
    muon_rate: float = 0.02             # learning rate of the ternary matrices
    adam_rate: float = 4e-3             # learning rate of the embedding and the norms
    decay: float = 0.01                 # weight decay of the ternary matrices, times their rate
    warmup: int = 50                    # steps in which the rates rise
    cooldown: float = 0.5               # share of all steps in which the rates fall
    checkpoint: int = 50                # steps between two checkpoints
    log: int = 10                       # steps between two lines of the log
    examples: int = 64                  # held-out stories that the log measures the loss on

    def rate(self, step: int) -> float:
        """Return the share of the full rates at a step.

        It rises during the warm-up, stays at 1, and falls linearly to zero at the end. Until it
        falls it does not depend on the number of steps, so a run can be made longer or shorter.
        """
        falling = (self.steps - step) / (self.steps * self.cooldown)
        return min((step + 1) / self.warmup, 1.0, falling)
