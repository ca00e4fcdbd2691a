"""Quantisation-aware training on one processor core, which can be stopped and resumed.

The number of a step alone decides its stories, their order and the learning rate. So a resumed run
gives the same result as one that never stopped, and two runs of one recipe see the same text.

    RUN/state.safetensors    model and optimisers at the last checkpoint
    RUN/loss.csv             the log: a line every few steps
    RUN/model/               the result, a Hugging Face folder
"""

from __future__ import annotations

import csv
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import tokenizers
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional as F

from lutcore.driver.files import whole_file
from lutcore.host_app.training.recipe import Recipe
from lutcore.host_app.training.stories import HELD_OUT, stories
from lutcore.host_app.training.torch_model import BitNet
from lutcore.host_app.training.vocabulary import EOS, train_tokenizer

STATE, LOG, RESULT = "state.safetensors", "loss.csv", "model"
COLUMNS  = ("step", "tokens", "seconds", "rate", "loss", "held_out")
POOL     = 16                           # batches whose stories are sorted by length together
WIDTH    = 32                           # tokens; batches are padded to multiples of this width
IGNORED  = -100                         # the target that cross_entropy ignores


def batch(tokenizer: tokenizers.Tokenizer, recipe: Recipe, step: int) -> tuple[Tensor, Tensor]:
    """Return tokens and targets [rows, width] of a step: one story a row, of similar lengths."""
    pool, place = divmod(step, POOL)
    count = POOL * recipe.rows
    texts = sorted(encoded(tokenizer, pool * count, count), key=len)
    order = random.Random(pool).sample(range(POOL), POOL)
    first = order[place] * recipe.rows
    return padded(texts[first:first + recipe.rows], end_token(tokenizer))


def encoded(tokenizer: tokenizers.Tokenizer, first: int, count: int) -> list[list[int]]:
    """Return the tokens of `count` stories, BOS and EOS included."""
    end = end_token(tokenizer)
    return [text.ids + [end] for text in tokenizer.encode_batch(list(stories(first, count)))]


def end_token(tokenizer: tokenizers.Tokenizer) -> int:
    """Return the number of EOS."""
    token = tokenizer.token_to_id(EOS)
    assert token is not None            # `train_tokenizer` adds it
    return token


def padded(texts: list[list[int]], filler: int) -> tuple[Tensor, Tensor]:
    """Return tokens and targets, both [rows, width]; targets in the padding are IGNORED."""
    width   = -(-(max(map(len, texts)) - 1) // WIDTH) * WIDTH
    ids     = torch.full((len(texts), width), filler)
    targets = torch.full((len(texts), width), IGNORED)
    for row, text in enumerate(texts):
        ids[row, :len(text) - 1]     = torch.tensor(text[:-1])
        targets[row, :len(text) - 1] = torch.tensor(text[1:])
    return ids, targets


class Optimisers:
    """The two optimisers: Muon for the ternary matrices, Adam for all other weights."""

    def __init__(self, model: BitNet, recipe: Recipe) -> None:
        matrices = [p for name, p in model.named_parameters() if name.endswith("_proj.weight")]
        others   = [p for name, p in model.named_parameters() if not name.endswith("_proj.weight")]
        self.parts = {
            "muon": torch.optim.Muon(matrices, recipe.muon_rate, weight_decay=recipe.decay),
            "adam": torch.optim.Adam(others, recipe.adam_rate, betas=(0.9, 0.98), fused=True),
        }
        self._rates = {"muon": recipe.muon_rate, "adam": recipe.adam_rate}

    def step(self, share: float) -> None:
        """Update the weights at this share of the full rates, and clear the gradients."""
        for name, part in self.parts.items():
            part.param_groups[0]["lr"] = self._rates[name] * share
            part.step()
            part.zero_grad()

    def tensors(self) -> dict[str, Tensor]:
        """Return the state of both, by names `optimiser.parameter.field`."""
        return {f"{name}.{index}.{key}": value for name, part in self.parts.items()
                for index, state in part.state_dict()["state"].items()
                for key, value in state.items()}

    def restore(self, tensors: dict[str, Tensor]) -> None:
        """Load the state that `tensors` returned; ignore other names."""
        for name, part in self.parts.items():
            states: dict[int, dict[str, Tensor]] = {}
            for key, value in tensors.items():
                owner, _, rest = key.partition(".")
                if owner == name:
                    index, _, field = rest.partition(".")
                    states.setdefault(int(index), {})[field] = value
            part.load_state_dict(part.state_dict() | {"state": states})


def loss_of(model: BitNet, ids: Tensor, targets: Tensor) -> Tensor:
    """Return the mean negative log likelihood of a token, computed in bfloat16."""
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(ids)
    return F.cross_entropy(logits.float().flatten(0, 1), targets.flatten(), ignore_index=IGNORED)


def train(run: Path, recipe: Recipe, report: Callable[[str], None], compiled: bool = True) -> Path:
    """Train a model, or resume where the run stopped; return the folder of the result.

    report: takes a line every few steps
    compiled: whether to compile the model to C++, which takes a minute and makes it a tenth faster
    """
    run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    tokenizer  = train_tokenizer(recipe.shape.vocab_size)
    model      = BitNet(recipe.shape)
    optimisers = Optimisers(model, recipe)
    done       = _restore(run, model, optimisers)
    tokens, seconds = _resume_log(run / LOG, done)
    loss_fn = torch.compile(loss_of, dynamic=False) if compiled else loss_of
    held    = padded(encoded(tokenizer, HELD_OUT, recipe.examples), 0)
    losses, start = [], time.monotonic() - seconds
    for step in range(done, recipe.steps):
        ids, targets = batch(tokenizer, recipe, step)
        loss = loss_fn(model, ids, targets)
        loss.backward()
        optimisers.step(recipe.rate(step))
        losses.append(loss.item())
        tokens += int((targets != IGNORED).sum())
        done    = step + 1
        saving  = done % recipe.checkpoint == 0 or done == recipe.steps
        if done % recipe.log == 0 or saving:
            row = (done, tokens, round(time.monotonic() - start), round(recipe.rate(step), 4),
                   round(sum(losses) / len(losses), 4), _held_out(model, held) if saving else "")
            with (run / LOG).open("a", newline="") as file:
                csv.writer(file, lineterminator="\n").writerow(row)
            report(" ".join(f"{name} {value}" for name, value in zip(COLUMNS, row, strict=True)))
            losses = []
        if saving:
            _save(run, model, optimisers, done)
    return export(model, tokenizer, run / RESULT)


def _resume_log(path: Path, done: int) -> tuple[int, int]:
    """Drop the log's lines after the last checkpoint; return the tokens and seconds until then."""
    lines = path.read_text().splitlines()[1:] if done else []
    lines = [line for line in lines if int(line.split(",")[0]) <= done]
    path.write_text("\n".join((",".join(COLUMNS), *lines)) + "\n")
    return (int(lines[-1].split(",")[1]), int(lines[-1].split(",")[2])) if lines else (0, 0)


def _held_out(model: BitNet, held: tuple[Tensor, Tensor]) -> float:
    """Return the loss on held-out stories."""
    with torch.no_grad():
        return round(loss_of(model, *held).item(), 4)


def _save(run: Path, model: BitNet, optimisers: Optimisers, done: int) -> None:
    """Write a checkpoint."""
    tensors = {f"model.{name}": value for name, value in model.state_dict().items()}
    tensors |= optimisers.tensors()
    with whole_file(run / STATE) as partial:
        save_file(tensors, partial, metadata={"steps": str(done)})


def _restore(run: Path, model: BitNet, optimisers: Optimisers) -> int:
    """Load the last checkpoint; return the steps done until then."""
    if not (run / STATE).is_file():
        return 0
    tensors = load_file(run / STATE)
    model.load_state_dict({name.removeprefix("model."): value
                           for name, value in tensors.items() if name.startswith("model.")})
    optimisers.restore(tensors)
    return int(tensors["adam.0.step"].item())


def export(model: BitNet, tokenizer: tokenizers.Tokenizer, folder: Path) -> Path:
    """Write a Hugging Face folder: matrices before the rounding, the embedding in float16."""
    folder.mkdir(exist_ok=True)
    tensors = model.checkpoint()
    tensors["model.embed_tokens.weight"] = tensors["model.embed_tokens.weight"].half()
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps(model.shape.to_dict(), indent=2))
    (folder / "tokenizer_config.json").write_text(json.dumps(
        {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<s>", "eos_token": "</s>",
         "add_bos_token": True}))
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
