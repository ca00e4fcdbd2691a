"""`lutcore program`: shows what a model is compiled to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lutcore.host_app.commands.options import (
    LOW_BIT,
    as_json,
    cache_option,
    model_argument,
    model_at,
    weight_options,
)

if TYPE_CHECKING:
    from lutcore.driver.contract import Geometry
    from lutcore.host_app.checkpoints.source import ModelData
    from lutcore.host_app.opening import WeightChoice

ROWS = 64                               # as in model/compiler.py, a test compares them


@click.command()
@model_argument
@weight_options(LOW_BIT, "Quantise float weights to this type.")
@click.option("--geometry", metavar="NAME", show_default="demo",
              help="Engine geometry, by the name of a preset or bundle.")
@click.option("--rows", type=click.IntRange(1, ROWS), default=1,
              help="Rows (tokens) of the step; the head has one.")
@cache_option
@as_json
def program(model: Path, weights: WeightChoice, geometry: str | None, rows: int,
            cache: str | None, as_json: bool) -> None:
    """Print the token program of MODEL.

    MODEL is a Hugging Face folder, a GGUF file, a file that lutcore pack has written, or a name:
    stories, smollm2, or hf:ORG/NAME[:FILE] for a model of the Hugging Face hub.

    Compiles MODEL for the emulator, and prints one line for each instruction of a step, by layer;
    then the instructions and their bytes by kind. Addresses are those of the emulator's memory.
    """
    from lutcore.driver import open_device
    data = model_at(model, weights)
    with open_device("emulator", geometry) as device:
        parts  = compiled(data, device, rows, cache)
        result = {"model": str(model), "geometry": device.geometry.name, "rows": rows,
                  **listing(parts, device.geometry)}
    if as_json:
        click.echo(json.dumps(result, indent=2))
    else:
        _show(result)


def compiled(data: ModelData, device: Any, rows: int, cache: str | None
             ) -> list[tuple[str, list[Any]]]:
    """Return the instructions of a step by part. Raises DeviceMemoryError."""
    from lutcore.host_app.model.model import Model, default_cache, engine_for
    return Model(data, engine_for(device), cache or default_cache(data)).program(rows)


def listing(parts: Sequence[tuple[str, Sequence[Any]]], geometry: Geometry) -> dict[str, Any]:
    """Return the text of every part, and counts and bytes by kind of instruction.

    descriptor_bytes: bytes of the program itself
    stream_bytes:     bytes of weights that the step reads, if it needs all experts
    """
    from lutcore.driver.contract import Lmma
    from lutcore.driver.contract.geometry import WORD_BYTES
    from lutcore.driver.contract.program import disassemble, encode
    from lutcore.driver.contract.routing import repeats
    code  = [instruction for _, part in parts for instruction in part]
    count = Counter(kind_of(instruction) for instruction in code)
    size: Counter[str] = Counter()
    for instruction in code:
        size[kind_of(instruction)] += len(encode(instruction))
    words = geometry.lanes * sum(x.stream_words * times for x, times in
                                 zip(code, repeats(code), strict=True) if isinstance(x, Lmma))
    return {
        "parts": [{"part": title, "instructions": [disassemble(x, geometry) for x in part]}
                  for title, part in parts],
        "instructions":     dict(count),
        "descriptor_bytes": dict(size),
        "stream_bytes":     words * WORD_BYTES,
    }


def kind_of(instruction: Any) -> str:
    """Return an instruction's name, such as QUANT."""
    return type(instruction).__name__.upper()


def _show(result: dict[str, Any]) -> None:
    from lutcore.host_app.console import print_lines
    for part in result["parts"]:
        click.echo(f"{part['part']}:")
        for line in part["instructions"]:
            click.echo(f"    {line}")
    lines = [(kind, f"{count:,}", f"{result['descriptor_bytes'][kind]:,}")
             for kind, count in result["instructions"].items()]
    lines.append(("all", f"{sum(result['instructions'].values()):,}",
                  f"{sum(result['descriptor_bytes'].values()):,}"))
    print_lines(("instruction", "count", "bytes"), lines, text=("instruction",))
    click.echo(f"A step reads {result['stream_bytes']:,} bytes of weights.")
