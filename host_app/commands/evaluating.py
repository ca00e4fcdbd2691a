"""`lutcore eval`: opens everything that the options name, runs the trials, shows table and plot."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lutcore.driver.bundles.find import resolve_geometry
from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.packed import check_output, read_packed
from lutcore.host_app.checkpoints.source import ModelData, Source, float_model
from lutcore.host_app.commands.options import MIX, DeviceChoice
from lutcore.host_app.console import print_lines, progress_bar
from lutcore.host_app.errors import EvaluationError
from lutcore.host_app.measure.plot import label, plot
from lutcore.host_app.measure.texts import (
    calibration_windows,
    check_calibration,
    read_texts,
    windows_of,
)
from lutcore.host_app.measure.trials import Trial, run_trials, trials
from lutcore.host_app.named import title_of
from lutcore.host_app.opening import WeightChoice, check_mix, is_gguf, open_source
from lutcore.host_app.quantise.methods import CALIBRATED
from lutcore.host_app.quantise.mix import Mix
from lutcore.host_app.quantise.rounding import NAMED, NEAREST, all_formats, weight_format

if TYPE_CHECKING:
    from lutcore.driver import Device

# Columns of the table: the heading, and a function from a line to the cell's text.
COLUMNS: dict[str, Callable[[dict[str, Any]], str]] = {
    "weights":    label,
    "method":     lambda line: line["method"] or "",
    "tables":     lambda line: (f"{line['table_width']} {line['table_mode']}"
                                if line["device"] else ""),
    "cache":      lambda line: line["cache"] if line["device"] else "",
    "bits":       lambda line: f"{line['bits_per_weight']:.3f}",
    "perplexity": lambda line: f"{line['perplexity']:.4f}",
    "agreement":  lambda line: f"{line['agreement']:.2%}",
    "NMSE":       lambda line: f"{line['nmse']:.1e}" if line["device"] else "",
}
SETTINGS = ("tables", "cache")


@dataclass(frozen=True)
class Evaluation:
    """The command's arguments and options; () and None where the user gave none."""

    model:       Path
    text:        Path
    weights:     tuple[str, ...]
    bits:        tuple[float, ...]
    group:       tuple[str, ...]
    asymmetric:  bool
    method:      tuple[str, ...]
    calibration: Path | None
    table_width: tuple[int, ...]
    table_mode:  tuple[str, ...]
    cache:       tuple[str, ...]
    device:      DeviceChoice
    separate:    bool
    context:     int | None
    tokens:      int | None
    reference:   Path | None
    plot:        Path | None
    as_json:     bool

    def open_device(self, table_width: int | None) -> Device:
        """Open the device with lookup tables of this many bits; None: as the geometry has them."""
        if table_width is None:
            return self.device.open()
        geometry = replace(resolve_geometry(self.device.geometry), table_width=table_width)
        return replace(self.device, geometry=geometry).open()


def run(evaluation: Evaluation) -> None:
    """Evaluate and print. Raises EvaluationError and the errors of models, devices and files."""
    if evaluation.plot:
        check_output(evaluation.plot)
    others = [weights for weights in evaluation.weights if weights != MIX]
    check_mix(evaluation.weights, WeightChoice() if others else WeightChoice(
        None, "".join(evaluation.group[:1]), evaluation.asymmetric), evaluation.bits)
    source, reference = _models(evaluation)
    check_calibration(evaluation.method, evaluation.calibration, MIX in evaluation.weights)
    windows = windows_of(read_texts(evaluation.text, evaluation.separate), source.tokenizer,
                         source.config.max_position_embeddings, evaluation.context,
                         evaluation.tokens)
    calibration = None
    if evaluation.calibration:
        calibration = calibration_windows(source, evaluation.calibration, evaluation.separate)
    with progress_bar() as progress:
        lines = list(run_trials(source, _trials(evaluation, source), windows,
                               evaluation.open_device, calibration, reference, progress))
    title = f"{title_of(evaluation.model)} on {evaluation.text.name}"
    if evaluation.as_json:
        click.echo(json.dumps({"model": str(evaluation.model), "text": str(evaluation.text),
                               "context": max(map(len, windows)), "rows": lines}, indent=2))
    else:
        _print(lines, f"{title}, {lines[0]['tokens']:,} tokens predicted")
    if evaluation.plot:
        plot(lines, evaluation.plot, title)


def _models(evaluation: Evaluation) -> tuple[Source | ModelData, ModelData | None]:
    """Return the model, and the float model to compare with if the user named one."""
    model     = evaluation.model
    reference = float_model(open_source(evaluation.reference)) if evaluation.reference else None
    if not model.is_file() or is_gguf(model):
        return open_source(model), reference
    if any(method in CALIBRATED for method in evaluation.method) and not _chosen(evaluation):
        raise EvaluationError(f"{model} is packed already, so its weights are rounded already; "
                              "leave --method out, or choose other --weights")
    return read_packed(model), reference


def _trials(evaluation: Evaluation, source: Source | ModelData) -> list[Trial]:
    packed  = source.format if isinstance(source, ModelData) else None
    formats = [packed] if packed and not _chosen(evaluation) else _formats(evaluation)
    planned = trials(formats, evaluation.method, evaluation.table_width or (None,),
                     [mode == "host" for mode in evaluation.table_mode], evaluation.cache)
    return [trial for trial in planned if trial.format != packed or trial.method == NEAREST]


def _chosen(evaluation: Evaluation) -> bool:
    """Return whether the user named formats; else a packed file runs in its own."""
    return bool(evaluation.weights or evaluation.group or evaluation.asymmetric)


def _formats(evaluation: Evaluation) -> list[WeightFormat | Mix]:
    """Return every combination of weights and groups; named formats come with their own group.

    Mixes come last.
    """
    mixes  = [Mix(bits) for bits in evaluation.bits]
    chosen = [weights for weights in evaluation.weights if weights != MIX]
    if "all" in chosen:
        if evaluation.group or evaluation.asymmetric or len(chosen) > 1:
            raise EvaluationError("--weights all includes every kind already; leave other "
                                  "--weights but mix, --group and --asymmetric out")
        return [*all_formats(), *mixes]
    several = len(chosen) > 1
    formats: list[WeightFormat | Mix] = []
    for weights in chosen or ([] if mixes else ["int4"]):
        if weights in NAMED and several:
            formats.append(NAMED[weights])
        else:
            formats += [weight_format(weights, group, evaluation.asymmetric)
                        for group in evaluation.group or (None,)]
    return formats + mixes


def _print(lines: list[dict[str, Any]], title: str) -> None:
    """Print the table, without the columns of SETTINGS that are the same in every line."""
    columns = {name: cell for name, cell in COLUMNS.items()
               if name not in SETTINGS or len({cell(line) for line in lines[1:]}) > 1}
    print_lines(columns, [[cell(line) for cell in columns.values()] for line in lines],
                text=("weights", "method"), title=title)
