"""lm-eval on the server and on a model under PyTorch gives `lutcore eval`'s perplexity."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from lutcore.driver import Device, open_device
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model, read_packed
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.measure.trials import scores
from lutcore.host_app.model.engines import DeviceEngine
from lutcore.host_app.named import BUNDLED
from lutcore.host_app.quantise.rounding import weight_format

os.environ.setdefault("HF_HUB_OFFLINE", "1")        # read when lm-eval is imported
lm_eval = pytest.importorskip("lm_eval", reason="needs pip install 'lm-eval[api]'")
torch = pytest.importorskip("torch", reason="needs pip install -e '.[torch]'")
transformers = pytest.importorskip("transformers", reason="needs pip install -e '.[torch]'")

from lutcore.torch import LutcoreConfig  # noqa: E402

TEXTS = ("Once upon a time there was a little goat named Vincent.",
         "A butterfly flew into the forest, and Vincent ran after it.")
TASK = """
task: texts
dataset_path: json
dataset_kwargs: {{data_files: {{test: {folder}/texts.jsonl}}, cache_dir: {folder}/cache}}
output_type: loglikelihood_rolling
test_split: test
doc_to_text: ""
doc_to_target: "{{{{text}}}}"
metric_list: [{{metric: bits_per_byte}}]
"""

TELLS = """
task: tells
dataset_path: json
dataset_kwargs: {{data_files: {{test: {folder}/texts.jsonl}}, cache_dir: {folder}/cache}}
output_type: generate_until
test_split: test
doc_to_text: "{{{{text}}}}"
doc_to_target: ""
generation_kwargs: {{until: ["."], max_gen_toks: 12}}
metric_list: [{{metric: exact_match}}]
"""


@pytest.fixture(scope="module")
def emulator() -> Iterator[Device]:
    with open_device("emulator") as device:
        yield device


@pytest.fixture
def evaluated(tmp_path: Path) -> Callable[..., float]:
    """evaluated(model, ...): -log p of all TEXTS, in nats, as lm-eval finds it."""
    from lm_eval.tasks import TaskManager
    (tmp_path / "tasks").mkdir()
    (tmp_path / "texts.jsonl").write_text(
        "".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    (tmp_path / "tasks" / "texts.yaml").write_text(TASK.format(folder=tmp_path))

    def evaluate(model: Any, /, **arguments: Any) -> float:
        done = lm_eval.simple_evaluate(model, model_args=arguments or None, tasks=["texts"],
                                       task_manager=TaskManager(include_path=tmp_path / "tasks"))
        return (done["results"]["texts"]["bits_per_byte,none"] * np.log(2)
                * sum(len(text.encode()) for text in TEXTS))
    return evaluate


def loss(data: ModelData, device: Device, cache: str) -> float:
    """What `lutcore eval` sums up: -log p of all tokens but the first, which begins a text."""
    return float(scores(data, DeviceEngine(device), [data.tokenizer.encode(text) for text in TEXTS],
                        cache=cache).loss.sum())


def test_on_the_server(emulator: Device, evaluated: Callable[..., float], tmp_path: Path,
                       serving: Callable[..., Any]) -> None:
    data = read_packed(BUNDLED)
    (tmp_path / "tokenizer.json").write_text(data.tokenizer.json)
    (tmp_path / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "PreTrainedTokenizerFast"}))
    with serving(data) as server:
        found = evaluated("local-completions", model="stories", tokenizer=str(tmp_path),
                          base_url=f"{server.url}/v1/completions", max_length=256,
                          custom_prefix_token_id=data.config.bos_token_id)
    assert found == pytest.approx(loss(data, emulator, "int8"), rel=1e-9)


@pytest.mark.parametrize("kind, path", [("local-completions", "completions"),
                                        ("local-chat-completions", "chat/completions")])
def test_a_task_that_generates(bundled: ModelData, tmp_path: Path, serving: Callable[..., Any],
                               kind: str, path: str) -> None:
    from lm_eval.tasks import TaskManager
    (tmp_path / "texts.jsonl").write_text(json.dumps({"text": TEXTS[0]}) + "\n")
    (tmp_path / "tells.yaml").write_text(TELLS.format(folder=tmp_path))
    chat = "chat" in path
    with serving(bundled) as server:
        done = lm_eval.simple_evaluate(
            kind, tasks=["tells"], task_manager=TaskManager(include_path=tmp_path),
            model_args={"model": "stories", "base_url": f"{server.url}/v1/{path}",
                        "tokenizer_backend": None, "tokenized_requests": False},
            apply_chat_template=chat, log_samples=True)
        body = {"messages": [{"role": "user", "content": TEXTS[0]}]} if chat \
            else {"prompt": TEXTS[0]}
        answer = httpx.post(f"{server.url}/v1/{path}", timeout=60, json={
            "model": "stories", "temperature": 0, "max_tokens": 12, "stop": ["."], **body}).json()
    (choice,) = answer["choices"]
    text = choice["message"]["content"] if chat else choice["text"]
    (sample,) = done["samples"]["tells"]
    assert text and sample["resps"] == [[text]]


def test_on_a_model_of_transformers(emulator: Device, evaluated: Callable[..., float],
                                    golden: Path) -> None:
    from lm_eval.models.huggingface import HFLM
    folder = golden / "llama_random"
    data = pack_model(Checkpoint(folder), weight_format("int4"), lambda done, total: None)
    model = transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32,
        quantization_config=LutcoreConfig("int4", 32, device=emulator, skip=()))
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"), bos_token="<s>", eos_token="</s>")
    found = evaluated(HFLM(pretrained=model, tokenizer=tokenizer, add_bos_token=False))
    texts = [[1, *data.tokenizer.encode(text)] for text in TEXTS]
    expected = scores(data, DeviceEngine(emulator), texts).loss.sum()
    assert found == pytest.approx(float(expected), rel=1e-4)
