"""Mutated model files: each is packed, or refused with one clear error; none crashes or hangs."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFWriter

from lutcore.driver.errors import LutcoreError
from lutcore.host_app.checkpoints.gguf.block_types import BLOCK_TYPES, PQ2_0, Q2_0, type_name
from lutcore.host_app.opening import WeightChoice, open_model

from .gguf.written import add_blocks, blocks
from .small_floats import KINDS, rewrite
from .whole_codes import KINDS as CODES
from .whole_codes import rewrite_as_codes

OLDER = -Q2_0
LARGE = [0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 1 << 40, (1 << 63) - 1, (1 << 64) - 1]


def mutated(data: bytes, header: int, random: np.random.Generator) -> bytes:
    """Flip bytes, replace numbers, and cut out, double or drop parts, mostly in the header.

    Every second mutation replaces a digit by another one: such files still parse, and so reach code
    behind the parser.
    """
    data = bytearray(data)
    for _ in range(random.integers(1, 3)):
        end = header if random.random() < 0.8 else len(data)
        at  = int(random.integers(0, max(1, min(end, len(data)))))
        match random.integers(12):
            case 0:
                data[at:at + 1] = bytes([int(random.integers(256))])
            case 1:
                data[at:at + 1] = bytes([data[at] ^ 1 << int(random.integers(8))]) if data else b""
            case 2:
                data[at:at + 8] = struct.pack("<Q", int(LARGE[random.integers(len(LARGE))]))
            case 3:
                del data[at:at + int(random.integers(1, 40))]
            case 4:
                data[at:at] = data[at:at + int(random.integers(1, 40))]
            case 5:
                del data[at if random.random() < 0.5 else len(data) - at // 4:]
            case _:
                at = next((i for i in range(at, len(data)) if 48 <= data[i] < 58), at)
                data[at:at + 1] = bytes([48 + int(random.integers(10))])
    return bytes(data)


def try_all(model: Path, file: Path, header: int, rounds: int) -> int:
    """Open mutated files; return how many of them were refused."""
    data, refused = file.read_bytes(), 0
    open_model(model, WeightChoice(), lambda done, total: None)
    for seed in range(rounds):
        file.write_bytes(mutated(data, header, np.random.default_rng(seed)))
        try:
            open_model(model, WeightChoice(), lambda done, total: None)
        except LutcoreError as error:
            assert str(error).strip(), f"seed {seed}"
            refused += 1
        except Exception as error:
            raise AssertionError(f"seed {seed}: {error!r}") from error
    return refused


ROUNDS = [200, pytest.param(5000, marks=pytest.mark.slow)]


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # weights that are not finite
def test_safetensors(golden, tmp_path, rounds):
    folder = Path(shutil.copytree(golden / "bitnet_packed", tmp_path / "model"))
    file   = folder / "model.safetensors"
    header = 8 + struct.unpack("<Q", file.read_bytes()[:8])[0]
    assert rounds / 2 < try_all(folder, file, header, rounds) < rounds


@pytest.mark.parametrize("rounds", [60, ROUNDS[1]])
@pytest.mark.parametrize("kind", [*KINDS, *CODES])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_weights_of_libraries(golden, tmp_path, kind, rounds):
    """Floats of 4 or 8 bits, and codes of AWQ's gemv and of HQQ."""
    folder = Path(shutil.copytree(golden / "llama_random", tmp_path / "model"))
    (rewrite if kind in KINDS else rewrite_as_codes)(folder, kind)
    file   = folder / "model.safetensors"
    header = 8 + struct.unpack("<Q", file.read_bytes()[:8])[0]
    assert rounds / 4 < try_all(folder, file, header, rounds) < rounds


@pytest.mark.parametrize("rounds", [60, ROUNDS[1]])
@pytest.mark.parametrize("kind", CODES)
def test_settings_of_libraries(golden, tmp_path, kind, rounds):
    """Most mutations meet the settings of the method, which lie at the begin of config.json."""
    folder = Path(shutil.copytree(golden / "llama_random", tmp_path / "model"))
    rewrite_as_codes(folder, kind)
    file   = folder / "config.json"
    raw    = json.loads(file.read_text())
    file.write_text(json.dumps({"quantization_config": raw.pop("quantization_config"), **raw}))
    header = file.read_bytes().index(b"architectures")
    assert rounds / 10 < try_all(folder, file, header, rounds) < rounds


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_config(golden, tmp_path, rounds):
    folder = Path(shutil.copytree(golden / "bitnet_packed", tmp_path / "model"))
    file   = folder / "config.json"
    assert rounds / 10 < try_all(folder, file, len(file.read_bytes()), rounds) < rounds


@pytest.mark.parametrize("rounds", [60, ROUNDS[1]])
@pytest.mark.parametrize("kind", (*BLOCK_TYPES, OLDER),
                         ids=lambda kind: "older" if kind == OLDER else type_name(kind))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_gguf(rounds, kind, tmp_path):
    """The file has few tokens, and matrices of a type with blocks."""
    file   = write_small_gguf(tmp_path / "x.gguf", kind)
    header = file.read_bytes().index(b"output_norm") + 400
    assert rounds / 4 < try_all(file, file, header, rounds) < rounds


def write_small_gguf(path: Path, kind: int) -> Path:
    """Write a Llama of one layer, 256 wide, in one type; OLDER is PQ2_0 that is called Q2_0."""
    writer = GGUFWriter(path, "llama")
    writer.add_block_count(1)
    writer.add_context_length(64)
    writer.add_embedding_length(256)
    writer.add_feed_forward_length(256)
    writer.add_head_count(16)
    writer.add_head_count_kv(2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("llama")
    tokens = ["<unk>", "<s>", "</s>", *(chr(code) for code in range(64, 93))]
    writer.add_token_list(tokens)
    writer.add_token_scores([-float(index) for index in range(len(tokens))])
    writer.add_bos_token_id(1)
    outputs  = {"attn_q": 256, "attn_k": 32, "attn_v": 32, "attn_output": 256, "ffn_gate": 256,
                "ffn_up": 256, "ffn_down": 256}
    matrices = {f"blk.0.{name}.weight": n for name, n in outputs.items()}
    for name, n in (matrices | {"token_embd.weight": len(tokens)}).items():
        data = blocks(PQ2_0 if kind == OLDER else kind, n, 256)
        add_blocks(writer, name, data, 256, abs(kind))
    for name in ("blk.0.attn_norm", "blk.0.ffn_norm", "output_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(256, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
