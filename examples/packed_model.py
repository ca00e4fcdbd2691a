"""A checkpoint, packed and run: quantise to int4, write one file, map it, generate on a device.

    python examples/packed_model.py                     # a random model, on the emulator
    python examples/packed_model.py virtual             # the same on the virtual board
    python examples/packed_model.py emulator FOLDER     # a Hugging Face folder of your own

Without FOLDER the program writes a small Llama with random weights, to show what a folder must
hold; its text is noise. `lutcore pack` and `lutcore generate` do what `main` does.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from lutcore.driver import open_device
from lutcore.host_app.checkpoints.packed import read_packed, write_packed
from lutcore.host_app.model.sampler import Sampling
from lutcore.host_app.opening import WeightChoice, open_folder
from lutcore.host_app.running import run

WIDTH, FEED_FORWARD, LAYERS, HEADS = 128, 256, 2, 4


def write_random_llama(folder: Path) -> None:
    """Write config.json, tokenizer.json and model.safetensors: all that a folder needs."""
    tokenizer = Tokenizer(models.BPE(
        {letter: i for i, letter in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.save(str(folder / "tokenizer.json"))
    vocabulary = tokenizer.get_vocab_size()

    (folder / "config.json").write_text(json.dumps({
        "architectures": ["LlamaForCausalLM"], "hidden_act": "silu", "vocab_size": vocabulary,
        "hidden_size": WIDTH, "intermediate_size": FEED_FORWARD, "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS, "num_key_value_heads": HEADS, "rms_norm_eps": 1e-5,
        "rope_theta": 10000.0, "max_position_embeddings": 256, "tie_word_embeddings": True}))

    shapes = {"model.embed_tokens.weight": (vocabulary, WIDTH), "model.norm.weight": (WIDTH,)}
    for layer in range(LAYERS):
        name = f"model.layers.{layer}"
        shapes |= {
            f"{name}.input_layernorm.weight":          (WIDTH,),
            f"{name}.post_attention_layernorm.weight": (WIDTH,),
            **{f"{name}.self_attn.{matrix}_proj.weight": (WIDTH, WIDTH) for matrix in "qkvo"},
            f"{name}.mlp.gate_proj.weight":            (FEED_FORWARD, WIDTH),
            f"{name}.mlp.up_proj.weight":              (FEED_FORWARD, WIDTH),
            f"{name}.mlp.down_proj.weight":            (WIDTH, FEED_FORWARD),
        }
    rng = np.random.default_rng(0)
    save_file({name: (rng.standard_normal(shape) * 0.1 if len(shape) == 2 else np.ones(shape))
               .astype(np.float32) for name, shape in shapes.items()},
              folder / "model.safetensors")


def main(device_name: str = "emulator", model: str | None = None) -> None:
    with TemporaryDirectory() as scratch:
        folder = Path(model or scratch)
        if model is None:
            write_random_llama(folder)

        packed = Path(scratch) / "packed.safetensors"
        choice = WeightChoice(weights="int4", group="32")
        write_packed(open_folder(folder, choice, progress=lambda done, total: None), packed)
        print(f"{packed.name}: {packed.stat().st_size:,} bytes")

        with open_device(device_name) as device:
            report = run(read_packed(packed), device, prompt="Once upon a time",
                         sampling=Sampling(temperature=0.8, seed=1), max_tokens=16,
                         emit=lambda text: print(text, end="", flush=True))
        print(f"{len(report.tokens)} tokens on {report.device}, {report.geometry}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
