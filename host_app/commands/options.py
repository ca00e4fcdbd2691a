"""What commands share: options by name, and what they open and show with them.

Imports beyond click happen inside functions, here and in all commands, so that --help is instant.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lutcore.driver import Device, Geometry
    from lutcore.host_app.checkpoints.source import ModelData
    from lutcore.host_app.opening import WeightChoice

DEVICES = ("auto", "emulator", "virtual", "pynq", "litex")
LOW_BIT = (*(f"int{bits}" for bits in range(1, 9)), "ternary", "mxfp4")
GROUPS  = ("32", "64", "128", "256", "row")


# Options ------------------------------------------------------------------------------------------

def _options(*options: Any) -> Any:
    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command
    return decorate


as_json = click.option("--json", "as_json", is_flag=True,
                       help="One JSON object on stdout and nothing else.")

device_options = _options(
    click.option("--device", type=click.Choice(DEVICES), default="auto",
                 help="Where the products run; auto takes the best one here."),
    click.option("--geometry", metavar="NAME",
                 help="Engine geometry: a preset's name; without it the device's own."),
    click.option("--read-latency", type=click.IntRange(0), metavar="CYCLES",
                 help="Memory read latency of the virtual board."),
)

group = click.option("--group", type=click.Choice(GROUPS), show_default="32; ternary: row",
                     help="Weights that share a scale; row: the whole row.")
asymmetric = click.option("--asymmetric", is_flag=True,
                          help="Store an offset beside every scale.")
calibration = click.option("--calibration", type=click.Path(path_type=Path),
                           help="Text for the method gptq.")

model_options = _options(
    click.option("--weights", type=click.Choice((*LOW_BIT, "float32")),
                 show_default="int4; beside quantised: int8",
                 help="Type of the weights that are float in MODEL; float32: all, in numpy, no device."),
    group,
    asymmetric,
)

sampling_options = _options(
    click.option("--max-tokens", type=click.IntRange(1), default=128, help="Most tokens to add."),
    click.option("--temperature", type=float, default=0.0,
                 help="0: always the most likely token."),
    click.option("--top-k", type=int, default=0, help="Only the k most likely tokens; 0: all."),
    click.option("--top-p", type=float, default=1.0,
                 help="Only the most likely tokens that make up this share."),
    click.option("--seed", type=int, default=0, help="Of the random draws."),
    click.option("--int8-cache", is_flag=True,
                 help="Keys and values of the attention in 8 bits: a quarter of the memory."),
)


# Opening ------------------------------------------------------------------------------------------

def device_named(device: str, geometry: str | Geometry | None, read_latency: int | None = None
        ) -> Device:
    """The device, with a bar while the virtual board is built. Raises the driver's errors."""
    from lutcore.driver import open_device
    from lutcore.host_app.console import building_bar, note
    with building_bar() as progress:
        opened = open_device(device, geometry, read_latency=read_latency, progress=progress)
    if opened.fallback_reason:
        note(f"using the {opened.name}: {opened.fallback_reason}")
    return opened


def model_at(path: Path, choice: WeightChoice) -> ModelData:
    """Any model, with a bar while it is packed. Raises the errors of `open_model`."""
    from lutcore.host_app.console import packing_bar
    from lutcore.host_app.opening import open_model
    with packing_bar() as progress:
        return open_model(path, choice, progress)


def device_for(model: ModelData, device: str, geometry: str | None, read_latency: int | None
        ) -> AbstractContextManager[Device | None]:
    """The device for a packed model; None for one in float32, which needs none."""
    return nullcontext() if model.format is None else device_named(device, geometry, read_latency)


# Showing ------------------------------------------------------------------------------------------

def show(result: dict[str, Any], as_json: bool) -> None:
    """Facts as a table or as JSON, on stdout."""
    if as_json:
        click.echo(json.dumps(result, indent=2))
    else:
        show_facts(result)


def show_facts(facts: dict[str, Any]) -> None:
    """A two-column table on stdout."""
    from rich.table import Table

    from lutcore.host_app.console import print_table
    table = Table(show_header=False)
    for name, value in facts.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key} {number:,}" for key, number in value.items())
        elif isinstance(value, int) and not isinstance(value, bool):
            value = f"{value:,}"
        elif isinstance(value, float):
            value = f"{value:.4g}"
        table.add_row(name, str(value))
    print_table(table)
