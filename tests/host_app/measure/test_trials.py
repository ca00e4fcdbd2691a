"""`lutcore eval`: windows, scores, trials, and the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from lutcore.driver import open_device
from lutcore.driver.contract import Geometry, dequantise, preset
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import float_model
from lutcore.host_app.cli import cli
from lutcore.host_app.errors import EvaluationError
from lutcore.host_app.measure.texts import read_texts, windows_of
from lutcore.host_app.measure.trials import (
    Trial,
    Unpacked,
    run_trials,
    scores,
    trials,
)
from lutcore.host_app.model.engines import DeviceEngine, FloatEngine
from lutcore.host_app.model.model import Slot
from lutcore.host_app.model.tensors import HEAD
from lutcore.host_app.quantise.rounding import METHODS, MXFP4, all_formats, weight_format

TEXT = "Once upon a time there was a little goat. He lived behind the old mill. " * 12


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["eval", *map(str, arguments)])


def geometry_with(width: int) -> Geometry:
    return replace(preset("demo"), table_width=width)


# Windows and scores -------------------------------------------------------------------------------


def test_windows_cover_the_text_once(folder: Path) -> None:
    tokenizer = Checkpoint(folder).tokenizer
    ids = tokenizer.encode(TEXT)
    windows = windows_of([TEXT], tokenizer, 64, 10, 45)
    assert [len(window) for window in windows] == [10, 10, 10, 10, 5]
    assert sum(windows, []) == ids[:45]
    lengths = [len(window) for window in windows_of([TEXT], tokenizer, 64, 10, 41)]
    assert lengths == [10] * 4                   # one token predicts none
    assert len(windows_of([TEXT], tokenizer, 64)[0]) == 64
    assert windows_of([TEXT], tokenizer, 64, tokens=20) == [ids[:20]]


def test_separate_texts_share_no_window(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text("A small goat.\n\n\n\n\nThe old mill\nis red.\n")
    texts = read_texts(path, separate=True)
    assert texts == ["A small goat.", "The old mill\nis red."]
    tokenizer = Checkpoint(folder).tokenizer
    assert windows_of(texts, tokenizer, 64) == [tokenizer.encode(text) for text in texts]
    first = len(tokenizer.encode(texts[0]))
    assert sum(map(len, windows_of(texts, tokenizer, 64, tokens=first + 3))) == first + 3


@pytest.mark.parametrize("context, tokens, message", [
    (65, None, "a context of 65; the model takes 64"), (30, 20, "has 20 tokens, and the context"),
    (None, 1, "at least 2 are needed")])
def test_texts_that_are_too_short(folder: Path, context: int | None, tokens: int | None,
                                  message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        windows_of([TEXT], Checkpoint(folder).tokenizer, 64, context, tokens)


def test_scores_are_those_of_the_logits(folder: Path, slot_of: Callable[..., Slot]) -> None:
    """Each token is predicted by a model that has seen only what precedes it in its window."""
    model   = float_model(Checkpoint(folder))
    windows = windows_of([TEXT], model.tokenizer, 64, 7, 20)
    found   = scores(model, FloatEngine(), windows)
    loss, best = [], []
    for window in windows:
        for at in range(1, len(window)):
            logits = slot_of(model).forward(window[:at]).astype(np.float64)
            loss.append(np.log(np.exp(logits).sum()) - logits[window[at]])
            best.append(logits.argmax())
    np.testing.assert_allclose(found.loss, loss, rtol=1e-4)
    assert found.best.tolist() == best
    assert found.perplexity == pytest.approx(np.exp(np.mean(loss)), rel=1e-4)


# Trials -------------------------------------------------------------------------------------------


def test_every_mix_once() -> None:
    int4  = weight_format("int4", "32")
    mixed = trials([int4, MXFP4], ("nearest", "gptq"), (8, 12), (False, True))
    assert len(mixed) == len(set(mixed)) == 3 * 2 * 2
    assert Trial(MXFP4, "gptq", 8) not in mixed and Trial(int4, "gptq", 8, True) in mixed
    assert len(set(all_formats())) == len(all_formats()) == 29


def test_rows(folder: Path) -> None:
    source  = Checkpoint(folder)
    windows = windows_of([TEXT], source.tokenizer, 64, 32, 96)
    planned = trials([weight_format("int8", "32"), weight_format("int2", "32")])
    rows    = list(run_trials(source, planned, windows, lambda width: open_device("emulator")))
    assert [row["weights"] for row in rows] == ["float32", "int8", "int2"]
    assert [row["tokens"] for row in rows] == [93] * 3
    assert rows[0]["agreement"] == 1.0 and rows[0]["device"] is None
    errors = [abs(np.log(row["perplexity"] / rows[0]["perplexity"])) for row in rows]
    assert errors[1] < 0.01 and errors[1] < errors[2]
    assert rows[1]["agreement"] > rows[2]["agreement"]
    assert rows[1]["bits_per_weight"] > rows[2]["bits_per_weight"] > 2
    assert rows[0]["nmse"] == 0 < rows[1]["nmse"] < 0.01 < rows[2]["nmse"]


def test_rows_of_several_caches(folder: Path) -> None:
    """Trials differ in the type of cached keys and values alone; float32 has the least error."""
    source  = Checkpoint(folder)
    windows = windows_of([TEXT], source.tokenizer, 64, 32, 96)
    planned = trials([weight_format("int8", "32")], caches=("float32", "int8"))
    device  = lambda width: open_device("emulator", geometry_with(16))      # noqa: E731
    _, exact, coded = run_trials(source, planned, windows, device)
    assert (exact["cache"], coded["cache"]) == ("float32", "int8")
    assert exact["bits_per_weight"] == coded["bits_per_weight"]
    assert 0 < exact["nmse"] < coded["nmse"] < 0.01


def test_devices_are_left_empty(folder: Path) -> None:
    source  = Checkpoint(folder)
    windows = windows_of([TEXT], source.tokenizer, 64, 16, 16)
    with open_device("emulator") as device:
        model   = pack_model(source, weight_format("int4"), lambda done, total: None)
        scores(model, DeviceEngine(device), windows)
        assert device.counters.matmuls > 0
        assert len(device._allocations) == len(device._buffers) == 0


@pytest.mark.parametrize("mode", [False, True])
def test_wider_tables_are_nearer_to_exact_activations(folder: Path, mode: bool) -> None:
    """Compared with the same weights in numpy, only the activations' error remains."""
    source  = Checkpoint(folder)
    windows = windows_of([TEXT], source.tokenizer, 64, 32, 64)
    fmt     = weight_format("int4", "32")
    packed  = pack_model(source, fmt, lambda done, total: None)
    weights = {name: dequantise(matrix).astype(np.float32)
               for name, matrix in packed.matrices.items()}
    exact   = scores(replace(packed, matrices=weights, format=None), FloatEngine(),
                     windows)
    errors = []
    for width in (8, 16):
        geometry = geometry_with(width)
        with open_device("emulator", geometry) as device:
            found = scores(packed, DeviceEngine(device, mode), windows)
        errors.append(np.abs(found.loss - exact.loss).mean())
    assert errors[1] < errors[0] / 20


# Command ------------------------------------------------------------------------------------------


def test_json(folder: Path, text: Path, tmp_path: Path) -> None:
    done = run(folder, text, "--weights", "int4", "--weights", "ternary", "--method", "nearest",
               "--method", "gptq", "--calibration", text, "--table-width", 8, "--table-width", 12,
               "--tokens", 90, "--context", 30, "--json")
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["context"] == 30
    assert [(r["weights"], r["method"], r["table_width"], r["table_mode"]) for r in found["rows"]] \
        == [("float32", None, None, None), *((w, m, t, "fabric") for w in ("int4", "ternary")
            for m in ("nearest", "gptq") for t in (8, 12))]
    assert {r["tokens"] for r in found["rows"]} == {87}


def test_a_packed_file(folder: Path, text: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed.safetensors"
    assert CliRunner().invoke(cli, ["pack", str(folder), "-o", str(packed)]).exit_code == 0
    ask    = partial(run, packed, text, "--tokens", 60, "--context", 30, "--json")
    alone  = json.loads(ask().stdout)["rows"]
    beside = json.loads(ask("--reference", folder).stdout)["rows"]
    direct = json.loads(run(folder, text, "--tokens", 60, "--context", 30, "--json").stdout)["rows"]
    assert alone[0]["weights"] == "float32" and alone[1]["agreement"] > 0.9
    assert alone[0]["perplexity"] == pytest.approx(alone[1]["perplexity"], rel=3e-3)
    assert [row | {"seconds": 0} for row in beside[1:]] \
        == [row | {"seconds": 0} for row in direct[1:]]
    refused = run(packed, text, "--method", "gptq")
    assert refused.exit_code == 3 and "packed already" in refused.stderr


def test_a_packed_file_in_other_formats(golden: Path, text: Path, tmp_path: Path) -> None:
    """In its own format, the file runs as it is."""
    folder, packed = golden / "bitnet_packed", tmp_path / "packed.safetensors"
    assert CliRunner().invoke(cli, ["pack", str(folder), "-o", str(packed)]).exit_code == 0
    ask   = partial(run, packed, text, "--tokens", 40, "--json")
    alone = json.loads(ask().stdout)["rows"]
    rows  = json.loads(ask("--weights", "ternary", "--weights", "int8").stdout)["rows"]
    assert [row["weights"] for row in rows] == ["float32", "ternary", "int8"]
    again = json.loads(ask("--weights", "ternary", "--weights", "int2", "--method", "nearest",
                           "--method", "qep", "--calibration", text).stdout)["rows"]
    assert [(row["weights"], row["method"]) for row in again[1:]] \
        == [("ternary", "nearest"), ("int2", "nearest"), ("int2", "qep")]
    assert again[3]["perplexity"] != again[2]["perplexity"]
    assert [row | {"seconds": 0} for row in rows[:2]] == [row | {"seconds": 0} for row in alone]
    assert rows[2]["bits_per_weight"] > 8
    assert rows[2]["perplexity"] == pytest.approx(rows[1]["perplexity"], rel=1e-2)


def test_what_is_in_another_format_stays(golden: Path) -> None:
    packed = pack_model(Checkpoint(golden / "bitnet_packed"), None, lambda done, total: None)
    source = Unpacked(packed)
    other  = pack_model(source, weight_format("int2"), lambda done, total: None)
    for name, matrix in other.matrices.items():
        assert matrix.format == weight_format("int8" if name == HEAD else "int2")
    assert np.array_equal(other.matrices[HEAD].stream, packed.matrices[HEAD].stream)
    for name, matrix in float_model(source).matrices.items():
        np.testing.assert_allclose(matrix, dequantise(packed.matrices[name]), atol=1e-6)


def test_packing_against_a_text(folder: Path, text: Path, tmp_path: Path) -> None:
    paths = [tmp_path / method for method in METHODS]
    for path in paths:
        more = ("--calibration", text) if path.name != "nearest" else ()
        done = CliRunner().invoke(cli, [str(a) for a in (
            "pack", folder, "-o", path, "--method", path.name, *more)])
        assert done.exit_code == 0, done.stderr
    assert len({path.stat().st_size for path in paths}) == 1
    assert len({path.read_bytes() for path in paths}) == len(METHODS)
    for half, message in ((("--method", "gptq"), "give one with --calibration"),
                          (("--calibration", text), "give --method gptq")):
        done = CliRunner().invoke(cli, [str(a) for a in ("pack", folder, "-o", tmp_path / "x",
                                                         *half)])
        assert done.exit_code == 3 and message in done.stderr
    assert not (tmp_path / "x").exists()


def test_packing_a_mix(folder: Path, text: Path, tmp_path: Path) -> None:
    path = tmp_path / "mix"
    arguments = ("pack", folder, "-o", path, "--weights", "mix", "--bits", 6.5,
                 "--calibration", text)
    done = CliRunner().invoke(cli, [str(a) for a in arguments])
    assert done.exit_code == 0, done.stderr
    assert "MB, 6." in done.stderr and "bits per weight: int" in done.stderr
    told = CliRunner().invoke(cli, ["generate", str(path), "--prompt", "A goat",
                                    "--max-tokens", "3", "--device", "emulator"])
    assert told.exit_code == 0, told.stderr


def test_a_frontier(folder: Path, text: Path) -> None:
    """Mixes stand behind the other formats, and one measurement serves all of them."""
    done = run(folder, text, "--tokens", 60, "--weights", "int4", "--weights", "mix", "--bits", 6,
               "--bits", 8, "--calibration", text, "--json")
    assert done.exit_code == 0, done.stderr
    rows = json.loads(done.stdout)["rows"]
    assert [row["weights"] for row in rows] == ["float32", "int4", "mix", "mix"]
    assert 5 < rows[2]["bits_per_weight"] <= 6 < rows[3]["bits_per_weight"] <= 8


@pytest.mark.parametrize("arguments, message", [
    (("--weights", "mix"), "give it with --bits"),
    (("--weights", "mix", "--bits", "3"), "predictions on a text; give one with --calibration"),
    (("--weights", "int4", "--bits", "3"), "--bits 3 is the mean of a mix; give --weights mix"),
    (("--bits", "3"), "--bits 3 is the mean of a mix"),
    (("--weights", "mix", "--bits", "6", "--group", "32"), "chooses groups and offsets itself"),
    (("--weights", "mix", "--bits", "6", "--asymmetric"), "chooses groups and offsets itself"),
    (("--weights", "mix", "--bits", "0.3", "--calibration", "TEXT"), "a mix of 0.3 bits per"),
    (("--weights", "mix", "--bits", "90", "--calibration", "TEXT"), "this model can have"),
    (("--weights", "mix", "--bits", "6", "--calibration", "SHORT"), "give a longer text")])
@pytest.mark.parametrize("command", ["pack", "eval"])
def test_bad_mixes(folder: Path, text: Path, tmp_path: Path, command: str,
                   arguments: tuple[str, ...], message: str) -> None:
    short = tmp_path / "short.txt"
    short.write_text("A goat.")
    paths = {"TEXT": str(text), "SHORT": str(short)}
    where = ["-o", str(tmp_path / "x")] if command == "pack" else [str(text)]
    done  = CliRunner().invoke(cli, [command, str(folder), *where,
                                     *(paths.get(a, a) for a in arguments)])
    assert done.exit_code == 3 and message in done.stderr and done.stderr.count("\n") == 1
    assert not (tmp_path / "x").exists() and not done.stdout


@pytest.mark.parametrize("name", ["plot.svg", "plot.png"])
def test_plot(folder: Path, text: Path, tmp_path: Path, name: str) -> None:
    pytest.importorskip("matplotlib")
    done = run(folder, text, "--tokens", 40, "--weights", "int4", "--weights", "int2",
               "--weights", "mix", "--bits", 6, "--bits", 7, "--calibration", text,
               "--plot", tmp_path / name)
    assert done.exit_code == 0 and "int2 g32" in done.stdout
    head = (tmp_path / name).read_bytes()[:200]
    assert b"<?xml" in head if name.endswith("svg") else head.startswith(b"\x89PNG")


@pytest.mark.parametrize("content, message", [
    (b"", "is empty"), (b" \n\t ", "is empty"), (b"\xff\xfe\x00a", "not text in UTF-8")])
def test_bad_texts(folder: Path, tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    done = run(folder, path)
    assert done.exit_code == 3 and message in done.stderr
    assert done.stderr.count("\n") == 1 and not done.stdout


@pytest.mark.parametrize("arguments, code, message", [
    (("--context", "100000"), 3, "a context of 100000; the model takes"),
    (("--context", "40", "--tokens", "20"), 3, "has 20 tokens, and the context is 40"),
    (("--method", "gptq"), 3, "give one with --calibration"),
    (("--method", "gptq", "--calibration", "/none"), 3, "/none: No such file"),
    (("--calibration", "text.txt"), 3, "text.txt: a calibration text is used by"),
    (("--weights", "all", "--group", "32"), 3, "every kind already"),
    (("--weights", "ternary", "--group", "32"), 3, "leave group and offsets out"),
    (("--table-width", "7"), 2, "8<=x<=16"), (("--plot", "/none/a.png"), 3, "not a folder"),
    (("--geometry", "none"), 3, "none")])
def test_bad_options(folder: Path, text: Path, arguments: tuple[str, ...], code: int,
                     message: str) -> None:
    done = run(folder, text, *arguments)
    assert message in done.stderr and done.exit_code == code and not done.stdout


def test_missing_files(folder: Path, text: Path) -> None:
    done = run(folder, "/none.txt")
    assert done.exit_code == 3 and "/none.txt: No such file" in done.stderr
    done = run("/none", text)
    assert done.exit_code == 3 and "/none is not a model" in done.stderr


@pytest.mark.slow
def test_int8_tables_cost_little(stories: Path) -> None:
    """The paper's check, on a trained model, beside what 4-bit weights cost it."""
    source  = Checkpoint(stories)
    windows = windows_of([TEXT], source.tokenizer, 512, 256, 256)
    planned = trials([weight_format("int4", "32")], widths=(16, 8), table_modes=(True,))
    lines   = run_trials(source, planned, windows,
                         lambda width: open_device("emulator", geometry_with(width)))
    exact, wide, narrow = (np.log(line["perplexity"]) for line in lines)
    assert abs(narrow - wide) < 0.25 * (wide - exact)


def test_calibration_helps_a_trained_model(stories: Path) -> None:
    source  = Checkpoint(stories)
    windows = windows_of([TEXT], source.tokenizer, 512, 256, 256)
    planned = trials([weight_format("int3", "32")], ("nearest", "gptq"))
    exact, nearest, feedback = run_trials(source, planned, windows,
                                          lambda width: open_device("emulator"),
                                          calibration=windows)
    assert exact["perplexity"] < feedback["perplexity"] < nearest["perplexity"]
