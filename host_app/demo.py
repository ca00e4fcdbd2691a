"""`lutcore demo`: the whole way from a checkpoint to text, with nothing to download.

The checkpoint has the structure and file formats of a real one and random weights, so its text is
noise; its shapes, its traffic and its agreement between devices are not.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import tokenizers
from safetensors.numpy import save_file

from lutcore.driver.errors import BundleError, DeviceUnavailable
from lutcore.host_app.config import Config, matrix_shapes, tensor_shapes
from lutcore.host_app.console import note, packing_bar
from lutcore.host_app.errors import NotBitExact
from lutcore.host_app.packed import read_packed, write_packed
from lutcore.host_app.runtime import Report, WeightChoice, open_folder, run
from lutcore.host_app.sampler import Sampling
from lutcore.host_app.source import EMBEDDING, ModelData
from lutcore.host_app.tensors import WEIGHTS

if TYPE_CHECKING:
    from lutcore.driver import Device, Geometry

# Opens a device by name and geometry; None: the device's own geometry.
Opener = Callable[[str, "str | Geometry | None"], "Device"]

PROMPT = "The quick brown fox"
SEED   = 1


def byte_tokenizer() -> tokenizers.Tokenizer:
    """BOS, EOS and one token for each byte, as a byte-level BPE without merges."""
    specials   = ["<s>", "</s>"]
    letters    = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: index for index, token in enumerate(specials + letters)}
    tokenizer  = tokenizers.Tokenizer(tokenizers.models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder       = tokenizers.decoders.ByteLevel()
    tokenizer.add_special_tokens(specials)
    return tokenizer


def demo_config(vocabulary: int) -> Config:
    """A Llama of 3.0 million parameters, with the proportions of the large ones."""
    return Config(
        hidden_size=256, intermediate_size=688, num_hidden_layers=4, num_attention_heads=8,
        num_key_value_heads=4, head_dim=32, vocab_size=vocabulary, max_position_embeddings=512,
        rms_norm_eps=1e-5, rope_theta=10000.0, rope_scaling=None, tie_word_embeddings=False,
        bos_token_id=0, eos_token_id=(1,), add_bos_token=True,
    )


def write_checkpoint(folder: Path) -> None:
    """A Hugging Face model folder with random float16 weights; the same every time."""
    tokenizer = byte_tokenizer()
    config    = demo_config(tokenizer.get_vocab_size())
    random    = np.random.default_rng(SEED)
    tensors   = {name: np.ones(shape, np.float16)
        for name, shape in tensor_shapes(config).items()}
    # Unit variance of every product, so that no layer fades or explodes.
    tensors |= {name: (random.standard_normal((n, k)) / np.sqrt(k)).astype(np.float16)
        for name, (n, k) in matrix_shapes(config).items()}
    tensors[EMBEDDING] = random.standard_normal(tensors[EMBEDDING].shape).astype(np.float16)
    save_file(tensors, folder / WEIGHTS)
    (folder / "config.json").write_text(json.dumps(config.to_dict()))
    (folder / "tokenizer_config.json").write_text(json.dumps({"add_bos_token": True}))
    tokenizer.save(str(folder / "tokenizer.json"))


def run_demo(opener: Opener, device: str, geometry: str | None, max_tokens: int) -> dict[str, Any]:
    """Facts for the table, the text among them. Raises NotBitExact and the driver's errors."""
    note("The demo's weights are random: its text is noise, its speed and its traffic are real.")
    with tempfile.TemporaryDirectory(prefix="lutcore-demo-") as folder:
        model = _packed_model(Path(folder))
        try:
            report, engine = _run_on(opener, device, geometry, model, max_tokens)
        except (DeviceUnavailable, BundleError) as error:
            note(f"{device} cannot be opened ({error}); the emulator runs instead.")
            report, engine = _run_on(opener, "emulator", geometry, model, max_tokens)
        if report.device == "emulator":
            return _facts(report, "not compared: this was the emulator")
        again, _ = _run_on(opener, "emulator", engine, model, max_tokens)
    if report.tokens != again.tokens:
        raise NotBitExact(f"{report.device} gives {report.tokens} and the emulator {again.tokens}; "
            "report this")
    return _facts(report, f"yes, all {len(report.tokens)} tokens")


def _packed_model(folder: Path) -> ModelData:
    write_checkpoint(folder)
    with packing_bar() as progress:
        packed = open_folder(folder, WeightChoice("int4", "32"), progress)
    write_packed(packed, folder / "demo.safetensors")
    return read_packed(folder / "demo.safetensors")


def _run_on(opener: Opener, name: str, geometry: str | Geometry | None, model: ModelData,
        max_tokens: int) -> tuple[Report, Geometry]:
    with opener(name, geometry) as device:
        report = run(model, device, PROMPT, Sampling(), max_tokens, lambda text: None)
        return report, device.geometry


def _facts(report: Report, agreement: str) -> dict[str, Any]:
    engine, seconds = report.engine, report.prefill["seconds"] + report.decode["seconds"]
    return {
        "device":           f"{report.device}, {report.geometry}",
        "weights":          f"random, {report.weights} in groups of {report.group}",
        "prefill":          f"{_rate(report.prefill):.1f} tokens/s",
        "decode":           f"{_rate(report.decode):.1f} tokens/s",
        "host":             f"{100 * report.host_seconds / seconds:.0f} % of the time",
        "matrix products":  engine["matmuls"],
        "engine cycles":    engine["cycles"],
        "stream words":     engine["stream_words"],
        "stall cycles":     engine["stall_cycles"],
        "same on emulator": agreement,
        "text (noise)":     repr(report.text),
    }


def _rate(phase: dict[str, Any]) -> float:
    return phase["tokens"] / phase["seconds"] if phase["seconds"] else 0.0
