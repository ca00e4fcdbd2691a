"""Rotary position embedding: the angles, and the rotation in Hugging Face's order of pairs.

Element i of a head forms a pair with element i + head_dim / 2 (`rotate_half`), as the weights of
Hugging Face checkpoints expect; llama2.c forms pairs of neighbours.
"""

from __future__ import annotations

import math

import numpy as np

from lutcore.host_app.model.config import Config, RopeScaling


def rope_table(config: Config, positions: int) -> np.ndarray:
    """Return cos + i sin of each position's angles, complex64 [positions, head_dim / 2]."""
    pairs       = np.arange(0, config.head_dim, 2, dtype=np.float64) / config.head_dim
    frequencies = config.rope_theta ** -pairs                          # [D/2], radians per token
    if config.rope_scaling:
        frequencies = _lowered(frequencies, config.rope_scaling)
    angles = np.arange(positions)[:, None] * frequencies               # [positions, D/2]
    return np.exp(1j * angles).astype(np.complex64)


def _lowered(frequencies: np.ndarray, scaling: RopeScaling) -> np.ndarray:
    """Lower the frequencies as a `RopeScaling` says.

    By Llama 3.1's rule, low frequencies are divided by the factor, high ones stay, and those
    between are interpolated.
    """
    if scaling.rope_type == "factors":
        return frequencies / np.array(scaling.factors)
    if scaling.rope_type == "linear":
        return frequencies / scaling.factor
    turns = scaling.original_max_position_embeddings * frequencies / (2 * math.pi)
    span  = scaling.high_freq_factor - scaling.low_freq_factor
    keep  = np.clip((turns - scaling.low_freq_factor) / span, 0, 1)
    return frequencies * (keep + (1 - keep) / scaling.factor)
