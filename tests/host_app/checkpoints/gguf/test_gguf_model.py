"""A GGUF file gives the same model as the folder from which it was made."""

from __future__ import annotations

import json
import shutil
import tracemalloc

import numpy as np
import pytest
from click.testing import CliRunner
from gguf import GGMLQuantizationType as Type
from gguf import GGUFWriter
from gguf.quants import dequantize, quantize
from safetensors.numpy import load_file, save_file

from lutcore.driver import open_device
from lutcore.host_app import errors
from lutcore.host_app.checkpoints.gguf.block_types import BLOCK_TYPES, Q2_0, type_name
from lutcore.host_app.checkpoints.gguf.gguf_model import GgufModel
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model, read_packed, write_packed
from lutcore.host_app.checkpoints.source import Coded, embedded, float_model
from lutcore.host_app.cli import cli
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.tensors import EMBEDDING, HEAD, matrix_shapes, tensor_shapes

from .written import add_blocks, blocks

FOLDERS = ["llama_random", "llama_rope_scaling", "llama_biases", "mistral_window", "qwen3"]
QUERY   = "model.layers.0.self_attn.q_proj.weight"


def lutcore(*arguments: object, code: int = 0):
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def rope_of(config):
    """Return a function that writes the rope scaling as llama.cpp's converter does."""
    def change(writer: GGUFWriter) -> None:
        scaling = config.rope_scaling
        if scaling and scaling.rope_type == "llama3":
            from lutcore.host_app.model.rope import _lowered
            frequencies = config.rope_theta ** -(
                np.arange(0, config.head_dim, 2) / config.head_dim)
            factors = frequencies / _lowered(frequencies, scaling)
            writer.add_tensor("rope_freqs.weight", factors.astype(np.float32))
        elif scaling:
            writer.add_string("llama.rope.scaling.type", scaling.rope_type)
            writer.add_rope_scaling_factor(scaling.factor)
    return change


@pytest.mark.parametrize("name", FOLDERS)
def test_logits_are_those_of_transformers(golden, tmp_path, write_gguf, name, slot_of):
    config = Checkpoint(golden / name).config
    path   = write_gguf(golden / name, tmp_path / "x.gguf", Type.F32, rope_of(config))
    data   = float_model(GgufModel(path))
    tokens, logits = (np.load(golden / name / f"{part}.npy") for part in ("tokens", "logits"))
    found  = slot_of(data, context=64).forward_all(tokens)
    assert np.linalg.norm(found - logits) / np.linalg.norm(logits) < 1e-4


@pytest.mark.parametrize("name", ["bitnet_packed", "bitnet_online"])
def test_ternary_weights_are_those_of_the_folder(golden, tmp_path, write_gguf, name):
    path = write_gguf(golden / name, tmp_path / "x.gguf", Type.F32)
    expected, found = Checkpoint(golden / name), GgufModel(path)
    assert found.config.int8_activations and found.config.hidden_act == "relu2"
    assert found.config.facts == expected.config.facts
    for matrix in matrix_shapes(expected.config):
        if matrix != HEAD:
            np.testing.assert_array_equal(found.matrix(matrix),
                                          expected.matrix(matrix).dequantised())


def test_greedy_text_is_the_same(stories, tmp_path, write_gguf):
    path = write_gguf(stories, tmp_path / "stories.gguf")
    arguments = ("--weights", "float32", "--prompt", "Once upon a time", "--max-tokens", 195)
    texts = [lutcore("generate", model, *arguments).stdout for model in (stories, path)]
    assert texts[0] == texts[1] == (stories / "expected_greedy.txt").read_text() + "\n"


@pytest.mark.parametrize("text", ["Once upon a time", " two  spaces", "Tom said: \"No!\"\n\n3 cats",
                                  "\u00e9\u4e2d\U0001f600", "</s> <s>", "a\tb"])
def test_tokens_are_those_of_the_folder(stories, tmp_path, write_gguf, text):
    model    = GgufModel(write_gguf(stories, tmp_path / "stories.gguf"))
    expected = Checkpoint(stories).tokenizer
    assert model.tokenizer.encode(text) == expected.encode(text)
    assert model.tokenizer.decode(expected.encode(text)) == expected.decode(expected.encode(text))


# Quantised ----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def wide(golden, tmp_path_factory):
    """Return a random Llama with 256 inputs, a multiple of the block of every type."""
    folder = tmp_path_factory.mktemp("wide")
    config = Config.from_dict({
        "architectures": ["LlamaForCausalLM"], "hidden_size": 256, "intermediate_size": 512,
        "num_hidden_layers": 1, "num_attention_heads": 4, "num_key_value_heads": 2,
        "vocab_size": 96, "bos_token_id": 1, "eos_token_id": 2, "max_position_embeddings": 64})
    random  = np.random.default_rng(5)
    shapes  = {**matrix_shapes(config), **tensor_shapes(config),
               EMBEDDING: (config.vocab_size, config.hidden_size)}
    tensors = {name: random.standard_normal(shape).astype(np.float32) / 16
               for name, shape in shapes.items()}
    save_file(tensors, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(config.to_dict()))
    tokenizer = (golden / "llama_random" / "tokenizer.json").read_text()
    (folder / "tokenizer.json").write_text(tokenizer)
    return folder


@pytest.mark.parametrize("kind", [Type.Q8_0, Type.Q4_0, Type.Q5_1, Type.TQ2_0, Type.F16, Type.BF16],
                         ids=lambda kind: kind.name)
def test_matrices_are_taken_over(wide, tmp_path, write_gguf, close_when_packed, kind):
    """q and k come in Hugging Face's order, and the scales of their rows with them."""
    path  = write_gguf(wide, tmp_path / "x.gguf", kind)
    model = GgufModel(path)
    assert model.quantised == (kind not in (Type.F16, Type.BF16))
    for name in matrix_shapes(model.config):
        exact = Checkpoint(wide).matrix(name)
        exact = dequantize(quantize(exact, kind), kind)
        found = model.matrix(name)
        if isinstance(found, Coded):
            np.testing.assert_array_equal(found.dequantised(), exact)
            close_when_packed(found, exact)
    np.testing.assert_array_equal(float_model(model).matrices[QUERY],
                                  dequantize(quantize(Checkpoint(wide).matrix(QUERY), kind), kind))


def test_a_quantised_file_runs(wide, tmp_path, write_gguf):
    """The file and its packed form generate the same; the head is taken over as well."""
    path = write_gguf(wide, tmp_path / "x.gguf", Type.Q4_0)
    run  = ("--device", "emulator", "--prompt", "Hello", "--max-tokens", 4, "--json")
    lutcore("pack", path, "-o", tmp_path / "x.safetensors")
    told, packed = (json.loads(lutcore("generate", model, *run).stdout)
                    for model in (path, tmp_path / "x.safetensors"))
    assert told["tokens"] == packed["tokens"] and packed["weights"] == "int4"
    model = pack_model(GgufModel(path), None, lambda done, total: None)
    assert {matrix.format.name for matrix in model.matrices.values()} == {"int4g32"}


@pytest.mark.parametrize("kind", BLOCK_TYPES, ids=type_name)
def test_logits_are_those_of_the_weights(wide, tmp_path, write_gguf, kind, slot_of):
    """The engine quantises activations to tables of 12 bits; weights are the file's."""
    path   = write_gguf(wide, tmp_path / "x.gguf", kind)
    tokens = np.random.default_rng(1).integers(0, 96, 24).tolist()
    packed = pack_model(GgufModel(path), None, lambda done, total: None)
    with open_device("emulator", "demo") as device:
        found = slot_of(packed, device).forward_all(tokens)
    expected = slot_of(float_model(GgufModel(path))).forward_all(tokens)
    assert ((found - expected) ** 2).sum() / (expected ** 2).sum() < 1e-4


# Embedding ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*BLOCK_TYPES, Type.F16], ids=type_name)
def test_the_embedding_stays_in_its_type(wide, tmp_path, write_gguf, kind):
    path   = write_gguf(wide, tmp_path / "x.gguf", kind)
    model  = GgufModel(path)
    tokens = np.array([5, 0, 95, 5])
    found  = model.embedding()
    assert isinstance(found, np.ndarray if kind == Type.F16 else Coded)
    np.testing.assert_array_equal(embedded(found, tokens),
                                  float_embedding(found)[tokens])


def float_embedding(embedding):
    return embedding.dequantised() if isinstance(embedding, Coded) \
        else embedding.astype(np.float32)


def with_head(folder, tmp_path, tied: bool):
    """Return a copy of a folder whose head is tied to the embedding, or is not."""
    copied = shutil.copytree(folder, tmp_path / "model")
    config = json.loads((copied / "config.json").read_text())
    (copied / "config.json").write_text(json.dumps(config | {"tie_word_embeddings": tied}))
    return copied


@pytest.mark.parametrize("tied", [True, False])
@pytest.mark.parametrize("kind", [Type.Q8_0, Type.Q4_1, Type.Q6_K, Type.TQ2_0, Q2_0, Type.Q1_0],
                         ids=type_name)
def test_a_packed_file_has_the_embedding_once(wide, tmp_path, write_gguf, kind, tied):
    """In a model whose head is tied, the head's matrix is the embedding."""
    folder = with_head(wide, tmp_path, tied)
    model  = GgufModel(write_gguf(folder, tmp_path / "x.gguf", kind))
    write_packed(pack_model(model, None, lambda done, total: None), tmp_path / "x.safetensors")
    stored = load_file(tmp_path / "x.safetensors")
    again  = read_packed(tmp_path / "x.safetensors")
    assert EMBEDDING not in stored
    assert (f"{EMBEDDING}.stream" in stored) != tied
    assert (again.embedding is again.matrices[HEAD]) == tied
    tokens   = np.array([5, 0, 95, 5])
    expected = model.embedding().dequantised()[tokens]
    error    = np.abs(embedded(again.embedding, tokens) - expected)
    assert error.max() <= np.abs(expected).max() * 2.0 ** -14


def test_opening_makes_no_floats_of_a_large_embedding(wide, tmp_path, write_gguf):
    """The embedding would take 67 MB as floats; its codes are read where they lie."""
    def change(writer):
        add_blocks(writer, "token_embd.weight", blocks(Type.Q8_0, 1 << 16, 256), 256, Type.Q8_0)
    folder = with_head(wide, tmp_path, tied=True)
    path   = write_gguf(folder, tmp_path / "x.gguf", Type.Q8_0, change, skip=EMBEDDING)
    tracemalloc.start()
    model = pack_model(GgufModel(path), None, lambda done, total: None)
    peak  = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    streams = sum(matrix.stream.nbytes for matrix in model.matrices.values())
    assert model.embedding.n == 1 << 16
    assert peak - streams < 16 << 20


# Parts --------------------------------------------------------------------------------------------


@pytest.fixture
def parts(golden, tmp_path, write_gguf):
    """Return the paths of a model in parts of five tensors."""
    write_gguf(golden / "llama_random", tmp_path / "x.gguf", part=5)
    found = sorted(tmp_path.glob("x-*.gguf"))
    assert len(found) > 2 and found[0].name == f"x-00001-of-{len(found):05}.gguf"
    return found


def test_a_model_in_parts_is_that_of_one_file(golden, tmp_path, write_gguf, parts):
    whole = float_model(GgufModel(write_gguf(golden / "llama_random", tmp_path / "whole.gguf")))
    found = float_model(GgufModel(parts[0]))
    assert found.config == whole.config
    for name, matrix in whole.matrices.items():
        np.testing.assert_array_equal(found.matrices[name], matrix)
    for name, tensor in whole.tensors.items():
        np.testing.assert_array_equal(found.tensors[name], tensor)


def test_a_part_that_is_missing_is_named(parts):
    parts[1].unlink()
    with pytest.raises(errors.ModelFileMissingError, match=parts[1].name):
        GgufModel(parts[0])


def test_the_first_part_is_to_be_given(parts):
    with pytest.raises(errors.GgufPartError, match=f"part 2 of {len(parts)}; give the first"):
        GgufModel(parts[1])


@pytest.mark.parametrize("other", [0, 2])
def test_a_part_in_the_place_of_another(parts, other):
    parts[1].write_bytes(parts[other].read_bytes())
    with pytest.raises(errors.GgufPartError, match=f"{parts[1].name} is not part 2"):
        GgufModel(parts[0])


def test_parts_under_other_names(parts):
    renamed = parts[0].rename(parts[0].with_name("model.gguf"))
    with pytest.raises(errors.GgufPartError, match="does not end in -00001-of-"):
        GgufModel(renamed)


@pytest.mark.parametrize("key, value", [("split.no", -1), ("split.no", 3), ("split.count", "3")])
def test_numbers_of_parts_that_make_no_sense(golden, tmp_path, write_gguf, key, value):
    def change(writer):
        (writer.add_string if isinstance(value, str) else writer.add_int32)(key, value)
    path = write_gguf(golden / "llama_random", tmp_path / "x.gguf", change=change)
    with pytest.raises(errors.GgufPartError, match="counted from 0"):
        GgufModel(path)


# Metadata -----------------------------------------------------------------------------------------


def test_the_chat_template_and_its_tokens(golden, tmp_path, write_gguf):
    def change(writer):
        writer.add_chat_template("{{ bos_token }}{{ messages[0]['content'] }}{{ eos_token }}")
        writer.add_eot_token_id(7)
    model = GgufModel(write_gguf(golden / "llama_random", tmp_path / "x.gguf", change=change))
    assert model.chat.render([{"role": "user", "content": "Hi"}]) == "<s>Hi</s>"
    assert model.config.eos_token_id == (2, 7)


@pytest.mark.parametrize("change, error, word", [
    (lambda w: w.add_uint16("split.count", 3), errors.GgufPartError, "-00001-of-00003.gguf"),
    (lambda w: w.add_array("prism.hadamard.signs", [1, -1]),
        errors.UnsupportedModelError, "Hadamard"),
    (lambda w: w.add_expert_count(8), errors.UnsupportedModelError, "experts"),
    (lambda w: w.add_string("llama.rope.scaling.type", "ntk"),
        errors.UnsupportedModelError, "ntk"),
    (lambda w: w.add_tensor("rope_freqs.weight", np.ones(3, np.float32)),
        errors.ConfigError, "rope factors"),
    (lambda w: w.add_tensor("output.scale", np.ones(3, np.float32)), None, ""),
])
def test_what_is_not_implemented_is_said(golden, tmp_path, write_gguf, change, error, word):
    path = write_gguf(golden / "llama_random", tmp_path / "x.gguf", change=change)
    if error is None:                   # tensors that no layer needs are ignored
        assert GgufModel(path).quantised is False
        return
    with pytest.raises(error, match=word):
        GgufModel(path)


@pytest.mark.parametrize("key, value, error, word", [
    ("general.architecture",       "gptneox", errors.UnsupportedModelError, "gptneox"),
    ("llama.block_count",          3,         errors.TensorMissingError,    "blk.2"),
    ("llama.block_count",          "2",       errors.ConfigError,      "num_hidden_layers"),
    ("llama.embedding_length",     64,        errors.TensorShapeError, "64"),
    ("llama.attention.head_count", None,      errors.ConfigError,      "num_attention_heads"),
    ("tokenizer.ggml.bos_token_id", 96,       errors.ConfigError,      "96"),
])
def test_metadata_that_makes_no_sense(golden, tmp_path, write_gguf, monkeypatch, key, value, error,
                                      word):
    from lutcore.host_app.checkpoints.gguf import gguf_model as module
    path = write_gguf(golden / "llama_random", tmp_path / "x.gguf")

    class Changed(module.GgufFile):
        def __init__(self, path) -> None:
            super().__init__(path)
            self.metadata = {k: v for k, v in (self.metadata | {key: value}).items()
                             if v is not None}

    monkeypatch.setattr(module, "GgufFile", Changed)
    with pytest.raises(error, match=word):
        GgufModel(path)


def test_a_larger_vocabulary_than_the_model(golden, tmp_path, write_gguf, monkeypatch):
    from lutcore.host_app.checkpoints.gguf import gguf_model as module
    path = write_gguf(golden / "llama_random", tmp_path / "x.gguf")

    class Changed(module.GgufFile):
        def __init__(self, path) -> None:
            super().__init__(path)
            self.metadata["tokenizer.ggml.tokens"] += ["more"]
            del self.metadata["tokenizer.ggml.token_type"], self.metadata["tokenizer.ggml.scores"]

    monkeypatch.setattr(module, "GgufFile", Changed)
    with pytest.raises(errors.TokenizerMismatchError, match="96"):
        GgufModel(path)
