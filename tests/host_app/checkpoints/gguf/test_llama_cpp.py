"""GGUF types against llama.cpp itself: blocks that it quantised, and logits that it computes.

They need the package llama-cpp-python, which is compiled for some minutes when it is installed, so
it is no extra of this project; CONTRIBUTING.md has the command.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest

from lutcore.driver import open_device
from lutcore.host_app.checkpoints.gguf.block_types import BLOCK_TYPES, SIZES, type_name
from lutcore.host_app.checkpoints.gguf.blocks import matrix
from lutcore.host_app.checkpoints.gguf.gguf_file import GgufTensor
from lutcore.host_app.measure.products import nmse
from lutcore.host_app.model.engines import DeviceEngine, FloatEngine
from lutcore.host_app.model.model import Model
from lutcore.host_app.opening import WeightChoice, open_model

from .conftest import write

llama_cpp = pytest.importorskip("llama_cpp", reason="llama-cpp-python is not installed")

# Bytes of a block whose random values would be no sensible scales: they stay as llama.cpp wrote
# them.
SCALES = {"Q2_K": slice(80, 84), "Q3_K": slice(108, 110), "Q6_K": slice(208, 210),
          "TQ1_0": slice(52, 54), "TQ2_0": slice(64, 66), "NVFP4": slice(0, 4),
          "MXFP4": slice(0, 1), **dict.fromkeys(("Q4_1", "Q5_1", "Q4_K", "Q5_K"), slice(0, 4))}

# llama.cpp's file types, by the name of the type that most tensors get. It has blocks of NVFP4, and
# makes no files of them: those are written here.
FILES = {"Q4_0": 2, "Q2_K": 10, "Q3_K_M": 12, "Q4_K_M": 15, "Q6_K": 18, "IQ4_NL": 25, "IQ4_XS": 30,
         "Q1_0": 40, "Q2_0": 41}
NVFP4 = gguf.GGMLQuantizationType.NVFP4
VOCABULARY, WIDTH, INNER, HEADS, LAYERS, TOKENS = 512, 512, 768, 8, 2, 64


# Weights ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ggml() -> ctypes.CDLL:
    """llama.cpp's library of types."""
    path    = next(Path(llama_cpp.__file__).parent.glob("lib/libggml-base.*"))
    library = ctypes.CDLL(str(path))
    library.ggml_quantize_chunk.restype  = ctypes.c_size_t
    library.ggml_quantize_chunk.argtypes = [
        ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * 3, ctypes.c_void_p]
    return library


def quantised(ggml: ctypes.CDLL, kind: int, weights: np.ndarray) -> np.ndarray:
    """Return the bytes [n][...] of llama.cpp's blocks of float32 weights [n][k]."""
    n, k = weights.shape
    block, size = SIZES[kind]
    data = np.zeros((n, k // block * size), np.uint8)
    assert ggml.ggml_quantize_chunk(int(kind), weights.ctypes.data, data.ctypes.data, 0, n, k,
                                    None) == data.nbytes
    return data


@pytest.mark.parametrize("kind", BLOCK_TYPES, ids=type_name)
def test_weights_are_those_of_llama_cpp(ggml: ctypes.CDLL, kind: int) -> None:
    """Blocks that it quantised, then the same scales with random codes; zeros have any sign."""
    name  = type_name(kind)
    names = [f"dequantize_row_{n}" for n in (name.lower(), name.lower().replace("_k", "_K"))]
    reader: Any = next((getattr(ggml, n) for n in names if hasattr(ggml, n)), None)
    if reader is None:
        pytest.skip(f"this llama.cpp does not know {name}")
    random = np.random.default_rng(kind)
    n, k = 64, 2048
    weights = (random.standard_normal((n, k)) * 0.02).astype(np.float32)
    data  = quantised(ggml, kind, weights).reshape(-1, SIZES[kind][1])
    codes = random.integers(0, 256, data.shape, np.uint8)
    scales = SCALES.get(name, slice(0, 2))
    codes[:, scales] = data[:, scales]
    if name == "TQ2_0":                 # code 3 is no trit
        codes[:, :64] &= 0x55
    for blocks in (data, codes):
        theirs = np.empty((n, k), np.float32)
        reader(ctypes.c_void_p(blocks.ctypes.data), ctypes.c_void_p(theirs.ctypes.data),
               ctypes.c_int64(n * k))
        ours = matrix(GgufTensor("x", int(kind), (n, k), blocks.reshape(-1))).dequantised()
        assert np.array_equal(ours, theirs)
        assert theirs.any()


# Logits -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama with random float16 weights, whose matrices have blocks of every size."""
    path = tmp_path_factory.mktemp("llama") / "F16.gguf"
    write_llama(path, lambda name, writer, weights: writer.add_tensor(name, weights))
    return path


def write_llama(path: Path, add_matrix: Callable[[str, gguf.GGUFWriter, np.ndarray], None]) -> None:
    """Write a Llama whose float16 matrices [n][k] `add_matrix` adds in its type."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_block_count(LAYERS)
    writer.add_context_length(2 * TOKENS)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS // 2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{i:02X}>" for i in range(256))]
    tokens += [f"w{i}" for i in range(VOCABULARY - len(tokens))]
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([-float(i) for i in range(VOCABULARY)])
    writer.add_token_types([2, 3, 3, *[6] * 256, *[1] * (VOCABULARY - 259)])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    random = np.random.default_rng(0)

    def add(name: str, n: int, k: int) -> None:
        add_matrix(f"{name}.weight", writer,
                   (random.standard_normal((n, k)) / k**0.5).astype(np.float16))

    def add_norm(name: str) -> None:
        writer.add_tensor(f"{name}.weight", random.uniform(0.5, 1.5, WIDTH).astype(np.float32))

    add("token_embd", VOCABULARY, WIDTH)
    add("output", VOCABULARY, WIDTH)
    add_norm("output_norm")
    for layer in (f"blk.{i}" for i in range(LAYERS)):
        for name, n, k in (("attn_q", WIDTH, WIDTH), ("attn_k", WIDTH // 2, WIDTH),
                           ("attn_v", WIDTH // 2, WIDTH), ("attn_output", WIDTH, WIDTH),
                           ("ffn_gate", INNER, WIDTH), ("ffn_up", INNER, WIDTH),
                           ("ffn_down", WIDTH, INNER)):
            add(f"{layer}.{name}", n, k)
        add_norm(f"{layer}.attn_norm")
        add_norm(f"{layer}.ffn_norm")
    write(writer)


def write_file(ggml: ctypes.CDLL, model: Path, name: str, path: Path) -> None:
    """Write the model in llama.cpp's file type of that name."""
    if name == "NVFP4":
        write_llama(path, lambda tensor, writer, weights: writer.add_tensor(
            tensor, quantised(ggml, NVFP4, weights.astype(np.float32)), raw_dtype=NVFP4))
        return
    wishes = llama_cpp.llama_model_quantize_default_params()
    wishes.ftype, wishes.nthread = FILES[name], 1
    wishes.pure = name in ("Q1_0", "Q2_0")
    assert llama_cpp.llama_model_quantize(str(model).encode(), str(path).encode(),
                                          ctypes.byref(wishes)) == 0


@pytest.mark.parametrize("name", [*FILES, "NVFP4"])
def test_logits_are_near_those_of_llama_cpp(ggml: ctypes.CDLL, model: Path, tmp_path: Path,
                                            name: str) -> None:
    """llama.cpp's activations have 8 bits, ours 12: it is the farther from float arithmetic."""
    path   = tmp_path / f"{name}.gguf"
    write_file(ggml, model, name, path)
    tokens = np.random.default_rng(1).integers(3, VOCABULARY, TOKENS).tolist()
    peer   = llama_cpp.Llama(str(path), n_ctx=2 * TOKENS, n_threads=1, n_threads_batch=1,
                             logits_all=True, verbose=False, n_gpu_layers=0)
    peer.eval(tokens)
    theirs = np.array(peer.scores[:TOKENS], np.float64)
    peer.close()
    data = open_model(path, WeightChoice(), lambda done, total: None)
    with open_device("emulator", "pynq_z2") as device:
        running = Model(data, DeviceEngine(device), "float32")
        ours = running.slots(1, TOKENS)[0].forward_all(tokens)
        running.free()
    plain = open_model(path, WeightChoice("float32"), lambda done, total: None)
    exact = Model(plain, FloatEngine(), "float32").slots(1, TOKENS)[0].forward_all(tokens).astype(
        np.float64)
    print(f"{name}: NMSE {nmse(ours, theirs):.1e} against llama.cpp, {nmse(ours, exact):.1e} "
          f"against float, which llama.cpp has {nmse(theirs, exact):.1e} to")
    assert nmse(ours, theirs) < 2e-3
    assert nmse(ours, exact) < 1e-4
