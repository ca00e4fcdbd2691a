"""What `lutcore eval` does with its options: opens everything, shows the table and the plot."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lutcore.driver.bundles.find import resolve_geometry
from lutcore.host_app.checkpoints.packed import check_output, read_packed
from lutcore.host_app.checkpoints.source import ModelData, Source, float_model
from lutcore.host_app.console import evaluation_bar, print_table
from lutcore.host_app.errors import EvaluationError
from lutcore.host_app.measure.plot import label, plot
from lutcore.host_app.measure.texts import (
    calibration_windows,
    check_calibration,
    read_texts,
    windows_of,
)
from lutcore.host_app.measure.trials import Trial, all_formats, run_trials, trials
from lutcore.host_app.opening import is_gguf, open_source
from lutcore.host_app.quantise.rounding import FEEDBACK, NAMED, weight_format

if TYPE_CHECKING:
    from lutcore.driver import Device

COLUMNS = {                                      # of the table: heading, and how a row fills it
    "weights":    label,
    "method":     lambda row: row["method"] or "",
    "tables":     lambda row: f"{row['table_width']} {row['table_mode']}" if row["device"] else "",
    "bits":       lambda row: f"{row['bits_per_weight']:.3f}",
    "perplexity": lambda row: f"{row['perplexity']:.4f}",
    "agreement":  lambda row: f"{row['agreement']:.2%}",
}


@dataclass(frozen=True)
class Options:
    """Of the command; () and None: not given."""

    model:       Path
    text:        Path
    weights:     tuple[str, ...]
    group:       tuple[str, ...]
    asymmetric:  bool
    method:      tuple[str, ...]
    calibration: Path | None
    table_width: tuple[int, ...]
    table_mode:  tuple[str, ...]
    device:      str
    geometry:    str | None
    separate:    bool
    context:     int | None
    tokens:      int | None
    reference:   Path | None
    plot:        Path | None
    as_json:     bool


def run(options: Options, open_device: Callable[..., Device]) -> None:
    """Raises EvaluationError and the errors of models, devices and files."""
    if options.plot:
        check_output(options.plot)
    source, reference = _models(options)
    check_calibration(options.method, options.calibration)
    texts   = read_texts(options.text, options.separate)
    longest = source.config.max_position_embeddings
    windows = windows_of(texts, source.tokenizer, longest, options.context, options.tokens)
    calibration = None
    if options.calibration:
        calibration = calibration_windows(source, options.calibration, options.separate)
    rows = []
    with evaluation_bar() as progress:
        for row in run_trials(source, _trials(options, source), windows,
                                       lambda width: open_device(options.device, _geometry(options.geometry, width)),
                                       calibration, reference, progress):
            rows.append(row)
    if options.as_json:
        click.echo(json.dumps({"model": str(options.model), "text": str(options.text),
                               "context": max(map(len, windows)), "rows": rows}, indent=2))
    else:
        _print(rows, f"{options.model.name} on {options.text.name}, "
               f"{rows[0]['tokens']:,} tokens predicted")
    if options.plot:
        plot(rows, options.plot, f"{options.model.name} on {options.text.name}")


def _models(options: Options) -> tuple[Source | ModelData, ModelData | None]:
    """The model, and the float one where another was named."""
    reference = float_model(open_source(options.reference)) if options.reference else None
    if not options.model.is_file() or is_gguf(options.model):
        return open_source(options.model), reference
    if FEEDBACK in options.method:
        raise EvaluationError(f"{options.model} is packed already, its codes are chosen; leave the "
                              "method out, or give the model's folder")
    return read_packed(options.model), reference


def _trials(options: Options, source: Source | ModelData) -> list[Trial]:
    chosen  = options.weights or options.group or options.asymmetric
    formats = [source.format] if isinstance(source, ModelData) and not chosen \
        else _formats(options)
    return trials(formats, options.method, options.table_width or (None,),
                           [mode == "host" for mode in options.table_mode])


def _formats(options: Options) -> list:
    """Every mix of weights and groups; named formats have a group of their own."""
    if "all" in options.weights:
        if options.group or options.asymmetric or len(options.weights) > 1:
            raise EvaluationError("--weights all is every kind already; leave other weights, group "
                                  "and asymmetric out")
        return all_formats()
    many    = len(options.weights) > 1
    formats = []
    for weights in options.weights or ("int4",):
        if weights in NAMED and many:
            formats.append(NAMED[weights])
        else:
            formats += [weight_format(weights, group, options.asymmetric)
                        for group in options.group or (None,)]
    return formats


def _geometry(name: str | None, width: int | None) -> Any:
    return name if width is None else replace(resolve_geometry(name), table_width=width)


def _print(rows: list[dict[str, Any]], title: str) -> None:
    from rich.table import Table
    table = Table(title=title)
    for name in COLUMNS:
        table.add_column(name, justify="left" if name in ("weights", "method") else "right")
    for row in rows:
        table.add_row(*(cell(row) for cell in COLUMNS.values()))
    print_table(table)
