"""A model of a billion weights in float16: time and memory of packing it and of opening it.

    pytest tests/host_app/checkpoints/test_large.py -m slow -s

Figures are printed; only the memory is asserted, as times depend on what else the machine does.
Needs 3 GB of disk.
"""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from lutcore.host_app.model.config import Config
from lutcore.host_app.model.tensors import EMBEDDING, matrix_shapes, tensor_shapes

GIB = 1 << 30

CONFIG = Config.from_dict({             # shapes of Llama 3.2 1B, with half of its vocabulary
    "architectures": ["LlamaForCausalLM"], "hidden_size": 2048, "intermediate_size": 8192,
    "num_hidden_layers": 16, "num_attention_heads": 32, "num_key_value_heads": 8,
    "vocab_size": 64000, "tie_word_embeddings": True, "bos_token_id": 1, "eos_token_id": 2,
    "max_position_embeddings": 2048})

MEASURED = """
import resource, sys, time
start = time.perf_counter()
from pathlib import Path
from lutcore.host_app.checkpoints.packed import read_packed, write_packed
from lutcore.host_app.opening import WeightChoice, open_model
model = open_model(Path(sys.argv[1]), WeightChoice(), lambda done, total: None)
if len(sys.argv) > 2:
    write_packed(model, Path(sys.argv[2]))
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def measured(*arguments: object) -> tuple[float, float]:
    """Run MEASURED; return its seconds, imports included, and its peak of memory in bytes."""
    done = subprocess.run([sys.executable, "-c", MEASURED, *map(str, arguments)],
                          capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def write_checkpoint(folder, golden) -> int:
    """Write a model folder, a million weights at a time; return the number of weights."""
    shapes = {**matrix_shapes(CONFIG), **tensor_shapes(CONFIG),
              EMBEDDING: (CONFIG.vocab_size, CONFIG.hidden_size)}
    del shapes["lm_head.weight"]
    entries, at = {}, 0
    for name, shape in shapes.items():
        size = 2 * int(np.prod(shape))
        entries[name] = {"dtype": "F16", "shape": list(shape), "data_offsets": [at, at + size]}
        at += size
    header = json.dumps(entries).encode()
    header += b" " * (-len(header) % 8)
    random = np.random.default_rng(0)
    tile   = (random.standard_normal(1 << 20) / 45).astype(np.float16).tobytes()
    with (folder / "model.safetensors").open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        left = at
        while left:
            left -= file.write(tile[:left])
    (folder / "config.json").write_text(json.dumps(CONFIG.to_dict()))
    tokenizer = (golden / "llama_random" / "tokenizer.json").read_text()
    (folder / "tokenizer.json").write_text(tokenizer)
    return at // 2


@pytest.mark.slow
def test_a_billion_weights(golden, tmp_path):
    weights = write_checkpoint(tmp_path, golden)
    packed  = tmp_path / "x.safetensors"
    packing, most = measured(tmp_path, packed)
    starting, _   = measured(packed)
    print(f"\n{weights / 1e9:.2f} billion weights: packed in {packing:.1f} s with "
          f"{most / GIB:.2f} GiB of memory; the packed file opened in {starting:.2f} s")
    assert weights > 1e9 and most < 6 * GIB
