"""Models of transformers on a device: three architectures that lutcore reads, three it does not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from lutcore.driver import Device
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.errors import LayerError, QuantisationError, UnsupportedModelError
from lutcore.host_app.model.tensors import matrix_shapes
from lutcore.host_app.quantise.rounding import quantise, weight_format

torch = pytest.importorskip("torch", reason="needs pip install -e '.[torch]'")
transformers = pytest.importorskip("transformers", reason="needs pip install -e '.[torch]'")

from lutcore.torch import (  # noqa: E402
    Linear,
    LutcoreConfig,
    quantised_config,
    replace_linear,
)

MODELS = ("llama_random", "qwen3", "mistral_window", "llama_biases", "qwen2_upper_window")
CLOSE  = 5e-6                           # NMSE of float32 sums in another order
ENGINE = 1e-4                           # NMSE of the activations that the engine quantises


def nmse(y: Any, z: Any) -> float:
    return float(((y - z) ** 2).sum() / (z ** 2).sum())


def opened(folder: Path, **options: Any) -> Any:
    return transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager", **options).eval()


def logits(model: Any, tokens: np.ndarray) -> np.ndarray:
    with torch.no_grad():
        return model(torch.tensor(np.array(tokens))[None]).logits[0].numpy()


def packed(folder: Path, *choice: Any) -> ModelData:
    return pack_model(Checkpoint(folder), weight_format(*choice) if choice else None,
                      lambda done, total: None)


# Architectures that lutcore reads -----------------------------------------------------------------


@pytest.mark.parametrize("name", MODELS)
def test_logits_are_the_host_applications(emulator: Device, golden: Path, name: str,
                                          slot_of: Callable[..., Any]) -> None:
    """The same packed weights, to the bit; the sums of attention and norms are in another order."""
    folder = golden / name
    tokens = np.load(folder / "tokens.npy")
    data = packed(folder, "int4", "32")
    model = opened(folder, quantization_config=LutcoreConfig(device=emulator, group=32, skip=()))
    for key in matrix_shapes(data.config):
        ours = model.get_submodule(key.removesuffix(".weight")).packed()
        np.testing.assert_array_equal(ours.stream, data.matrices[key].stream)
        np.testing.assert_array_equal(ours.column_scale, data.matrices[key].column_scale)
    expected = slot_of(data, emulator, len(tokens)).forward_all(tokens.tolist())
    found = logits(model, tokens)
    assert nmse(found, expected) < CLOSE
    again = opened(folder)
    replace_linear(again, emulator, "int4", 32, skip=())
    np.testing.assert_array_equal(logits(again, tokens), found)


def test_generate(emulator: Device, golden: Path) -> None:
    model = opened(golden / "llama_random",
                   quantization_config=LutcoreConfig(device=emulator, skip=()))
    assert model.hf_quantizer.replaced is not None and len(model.hf_quantizer.replaced.layers) == 15
    ids = torch.tensor([[1, 5, 9, 20]])
    text = model.generate(ids, max_new_tokens=8, min_new_tokens=8, do_sample=False)
    step = ids
    for _ in range(8):
        with torch.no_grad():
            scores = model(step).logits[:, -1]
        scores[:, model.generation_config.eos_token_id] = -torch.inf
        step = torch.cat([step, scores.argmax(-1, keepdim=True)], dim=1)
    assert torch.equal(text, step)


def test_a_saved_model_is_the_same_model(emulator: Device, golden: Path, tmp_path: Path) -> None:
    tokens = np.load(golden / "qwen3" / "tokens.npy")
    model = opened(golden / "qwen3", quantization_config=LutcoreConfig("int3", 64, asymmetric=True,
                                                                       device=emulator))
    model.save_pretrained(tmp_path / "saved")
    raw = json.loads((tmp_path / "saved" / "config.json").read_text())
    assert raw["quantization_config"] == {"quant_method": "lutcore", "weights": "int3",
                                          "group": 64, "asymmetric": True, "skip": ["lm_head"]}
    held = load_file(tmp_path / "saved" / "model.safetensors")
    assert "model.layers.0.mlp.up_proj.stream" in held
    assert "model.layers.0.mlp.up_proj.weight" not in held and "lm_head.weight" in held
    expected = logits(model, tokens)
    for again in (opened(tmp_path / "saved", config=quantised_config(tmp_path / "saved", emulator)),
                  opened(tmp_path / "saved")):
        np.testing.assert_array_equal(logits(again, tokens), expected)
    again.save_pretrained(tmp_path / "twice")
    assert {name: value.tobytes() for name, value in held.items()} == \
        {name: value.tobytes()
         for name, value in load_file(tmp_path / "twice" / "model.safetensors").items()}


# Folders that are quantised already ---------------------------------------------------------------


def words(codes: np.ndarray, shuffle: bool = False) -> np.ndarray:
    """Codes of 4 bits [R, C] as int32 [R, C / 8]."""
    order = [0, 2, 4, 6, 1, 3, 5, 7] if shuffle else list(range(8))
    parts = codes.reshape(len(codes), -1, 8)[:, :, order].astype(np.uint32)
    return (parts << np.arange(0, 32, 4, dtype=np.uint32)).sum(-1, dtype=np.uint32).view(np.int32)


@pytest.fixture
def quantised_folder(tmp_path: Path, golden: Path) -> Callable[..., Path]:
    """quantised_folder(method, act_order=False): a Llama that holds GPTQ's or AWQ's codes."""
    def make(method: str, act_order: bool = False) -> Path:
        torch.manual_seed(5)
        folder = tmp_path / f"{method}{act_order}"
        config = transformers.LlamaConfig(
            hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
            num_key_value_heads=2, vocab_size=96, initializer_range=0.2, attention_bias=True,
            bos_token_id=1, eos_token_id=2, tie_word_embeddings=False)
        model = transformers.LlamaForCausalLM(config)
        for name, value in model.named_parameters():
            if name.endswith("bias"):
                torch.nn.init.normal_(value, 0, 0.2)
        model.save_pretrained(folder)
        tensors = load_file(folder / "model.safetensors")
        rng = np.random.default_rng(6)
        for name in [n for n in tensors if n.endswith("_proj.weight")]:
            codes, scale, _ = quantise(tensors.pop(name), weight_format("int4", "32"))
            zeros = rng.integers(6, 10, scale.shape).astype(np.uint8)
            base, groups = name.removesuffix(".weight"), np.arange(codes.shape[1]) // 32
            if method == "compressed-tensors":
                tensors[f"{base}.weight_packed"] = words(codes)
                tensors[f"{base}.weight_scale"] = scale.astype(np.float16)
                continue
            tensors[f"{base}.scales"] = np.ascontiguousarray(scale.T.astype(np.float16))
            if method == "gptq":
                tensors[f"{base}.qweight"] = np.ascontiguousarray(words(codes).T)
                tensors[f"{base}.qzeros"] = words(zeros.T - 1)
                tensors[f"{base}.g_idx"] = (rng.permutation(groups) if act_order
                                            else groups).astype(np.int32)
            else:
                tensors[f"{base}.qweight"] = words(codes.T, shuffle=True)
                tensors[f"{base}.qzeros"] = words(zeros.T, shuffle=True)
        save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
        raw = json.loads((folder / "config.json").read_text())
        raw["quantization_config"] = {"quant_method": method, "bits": 4, "group_size": 32,
                                      "desc_act": act_order, "version": "gemm"}
        if method == "compressed-tensors":
            raw["quantization_config"] = {
                "quant_method": method, "format": "pack-quantized", "config_groups": {"group_0": {
                    "targets": ["Linear"], "weights": {"num_bits": 4, "group_size": 32}}}}
        (folder / "config.json").write_text(json.dumps(raw))
        shutil.copy(golden / "llama_random" / "tokenizer.json", folder)
        return folder
    return make


@pytest.mark.parametrize("method, act_order", [("gptq", False), ("gptq", True), ("awq", False),
                                               ("compressed-tensors", False)])
def test_codes_are_taken_over(emulator: Device, quantised_folder: Callable[..., Path],
                              method: str, act_order: bool, slot_of: Callable[..., Any],
                              caplog: pytest.LogCaptureFixture) -> None:
    """Every array is that of the host application's reader; logits are those of the codes."""
    folder = quantised_folder(method, act_order)
    data = packed(folder)
    model = opened(folder, config=quantised_config(folder, emulator))
    names = [name for name in matrix_shapes(data.config) if "_proj" in name]
    assert len(names) == 14
    exact = opened_float(folder, data, names)
    for name in names:
        layer = model.get_submodule(name.removesuffix(".weight"))
        theirs = data.matrices[name]
        assert layer.packed().format == theirs.format
        np.testing.assert_array_equal(layer.packed().stream, theirs.stream)
        np.testing.assert_array_equal(layer.packed().column_scale, theirs.column_scale)
        assert (layer.order is not None) == (act_order and f"{name}.order" in data.tensors)
    assert type(model.lm_head) is torch.nn.Linear
    tokens = np.random.default_rng(7).integers(0, 96, 30)
    assert nmse(logits(model, tokens), logits(exact, tokens)) < ENGINE
    assert "not used" not in caplog.text and "newly initialized" not in caplog.text


def opened_float(folder: Path, data: ModelData, names: list[str]) -> Any:
    """The model in float32 with the weights that the codes stand for."""
    source = Checkpoint(folder)
    config = transformers.AutoConfig.from_pretrained(folder)
    del config.quantization_config
    model = transformers.LlamaForCausalLM(config).eval()
    state = {name: torch.tensor(value) for name, value in
             load_file(folder / "model.safetensors").items()
             if name.endswith((".weight", ".bias"))}
    state |= {name: torch.tensor(source.matrix(name).dequantised()) for name in names}
    model.load_state_dict(state)
    return model


def test_what_quantised_config_refuses(emulator: Device, golden: Path, folder: Path) -> None:
    with pytest.raises(UnsupportedModelError, match="not quantised; .*LutcoreConfig"):
        quantised_config(golden / "qwen3", emulator)
    with pytest.raises(UnsupportedModelError, match="'bitnet' are not taken over"):
        quantised_config(golden / "bitnet_packed", emulator)
    raw = json.loads((folder / "config.json").read_text())
    for settings, message in (({"bits": 5}, "bits 5"), ({"bits": 4, "group_size": 48}, "48")):
        raw["quantization_config"] = {"quant_method": "gptq", **settings}
        (folder / "config.json").write_text(json.dumps(raw))
        with pytest.raises(UnsupportedModelError, match=message):
            quantised_config(folder, emulator)
    raw["quantization_config"] = {"quant_method": "gptq", "bits": 4, "group_size": 32}
    (folder / "config.json").write_text(json.dumps(raw))
    with pytest.raises(LayerError, match="no quantised layers"):
        opened(folder, config=quantised_config(folder, emulator))


def test_a_wrong_format_is_refused_at_once() -> None:
    with pytest.raises(QuantisationError, match="int11"):
        LutcoreConfig("int11")


# Architectures that lutcore does not know ---------------------------------------------------------

SMALL = dict(hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
             vocab_size=96, initializer_range=0.2)
UNKNOWN = {
    "gpt_neox": ("GPTNeoXForCausalLM", {**SMALL, "max_position_embeddings": 64}),
    "gpt2": ("GPT2LMHeadModel", dict(n_embd=64, n_layer=2, n_head=4, vocab_size=96,
                                     n_positions=64, initializer_range=0.2)),
    "opt": ("OPTForCausalLM", dict(hidden_size=64, ffn_dim=128, num_hidden_layers=2,
                                   num_attention_heads=4, vocab_size=96, word_embed_proj_dim=64,
                                   max_position_embeddings=64, init_std=0.2)),
    "vit": ("ViTForImageClassification", {**{k: v for k, v in SMALL.items() if k != "vocab_size"},
                                          "image_size": 32, "patch_size": 8}),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_architecture_that_lutcore_does_not_know(emulator: Device, name: str) -> None:
    torch.manual_seed(8)
    made = getattr(transformers, UNKNOWN[name][0])
    model = made(made.config_class(**UNKNOWN[name][1])).eval()
    inputs = torch.randn(2, 3, 32, 32) if name == "vit" else torch.randint(0, 96, (2, 20))
    done = replace_linear(model, emulator, "int4", 32, skip=("lm_head", "embed_out", "classifier"))
    assert len(done.layers) >= 8 and len(done.kept) == 1
    with torch.no_grad():
        found = model(inputs).logits
        for layer, module in list(model.named_modules()):
            if isinstance(module, Linear):
                plain = torch.nn.Linear(module.in_features, module.out_features)
                plain.weight.data, plain.bias = module.dequantised(), module.bias
                model.set_submodule(layer, plain)
        assert nmse(found, model(inputs).logits) < ENGINE
