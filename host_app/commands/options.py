"""Options that several commands share, and the objects that commands receive in their place.

Command modules import only click and the table of devices at the top and everything else inside
functions, because --help must not wait for numpy.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lutcore.driver.devices import KINDS

if TYPE_CHECKING:
    from lutcore.driver import Device, Geometry
    from lutcore.host_app.checkpoints.source import ModelData
    from lutcore.host_app.hub.fetch import Fetched
    from lutcore.host_app.hub.names import HubName
    from lutcore.host_app.model.sampler import Sampling
    from lutcore.host_app.opening import WeightChoice

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

DEVICE_NAMES = ("auto", *(kind.name for kind in KINDS))

# Copies of tables whose modules import numpy; a test compares them.
LOW_BIT = (*(f"int{bits}" for bits in range(1, 9)), "ternary", "mxfp4")
MIX     = "mix"                         # of formats, as quantise/mix.py chooses them
GROUPS  = ("16", "32", "64", "128", "256", "row")
MEMORIES = ("ideal", "kv260", "pynq_z2")
CACHES   = ("int8", "float16", "float32")
BOARDS   = ("pynq_z2", "pynq_z1", "kv260", "ecpix5", "butterstick", "orangecrab", "ulx3s", "arty")

BOARD_OR_EMULATOR = ("Device that computes the matrix products; auto takes a board, or the "
                     "emulator. The virtual board is a simulation, too slow for conversations.")
GROUP_HELP = "Number of weights that share a scale; row means a whole row."


# From options to objects --------------------------------------------------------------------------


def delivers(argument: str, make: Callable[..., Any], *options: Decorator) -> Decorator:
    """Return a decorator that adds options to a command, which gets one object for all of them.

    argument: the command's parameter that receives the object
    make:     returns the object; called with the values of the options by name
    options:  click's options and arguments, in the order of the help
    """
    def probe() -> None:
        pass

    parameters: list[click.Parameter] = vars(_apply(options, probe))["__click_params__"]
    names = [parameter.name for parameter in parameters]

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def deliver(**values: Any) -> Any:
            # an inner `delivers` has replaced several values by one
            chosen = {name: values.pop(name) for name in names if name in values}
            return command(**values, **{argument: make(**chosen)})

        return _apply(options, deliver)

    return decorate


def _apply(options: tuple[Decorator, ...], command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command


# Shared options -----------------------------------------------------------------------------------


as_json = click.option("--json", "as_json", is_flag=True,
                       help="Print one JSON value on stdout and nothing else.")


class ModelType(click.ParamType):
    """A path of a model, or the name of one, here or on the hub."""

    name = "model"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, where the model is from now on.

        Raises PackageMissingError and the errors of `fetch`.
        """
        from lutcore.host_app.hub.names import PREFIX, HubName
        from lutcore.host_app.named import path_of
        if isinstance(value, str) and value.startswith(PREFIX) and not Path(value).exists():
            return fetched(HubName.parse(value)).path
        return value if isinstance(value, Path) else path_of(value)


class ServerOrModel(ModelType):
    """The same, or the address of a server, which stays text."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path or the address. Raises the errors of `ModelType`."""
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
        return super().convert(value, param, ctx)


model_argument = click.argument("model", type=ModelType(), metavar="MODEL")
group_option = click.option("--group", type=click.Choice(GROUPS), help=GROUP_HELP,
                            show_default="32; row for ternary")
asymmetric_option = click.option("--asymmetric", is_flag=True,
                                 help="Store an offset with every scale.")
calibration_option = click.option("--calibration", type=click.Path(path_type=Path),
                                  help="Calibration text, which --method gptq, --method qep and "
                                       "--weights mix require.")
bits_option = click.option(
    "--bits", type=float, metavar="MEAN",
    help="Mean bits per weight of --weights mix, with scales and padding.")
geometry_option = click.option("--geometry", metavar="NAME", show_default="the device's own",
                               help="Engine geometry, by the name of a preset or bundle.")
latency_option = click.option("--read-latency", type=click.IntRange(0), metavar="CYCLES",
                              help="Read latency of the virtual board's memory.")
memory_option = click.option(
    "--memory", type=click.Choice(MEMORIES), show_default="ideal",
    help="Memory of the virtual board: a board's, with its ports, banks and refresh, or ideal, one "
         "of full rate for every port.")
memories_option = click.option(
    "--memory", "memories", type=click.Choice(MEMORIES), multiple=True,
    show_default="the geometry's board's, if there is one",
    help="Memory of the virtual board, as in selftest; repeat for several table lines.")


@dataclass(frozen=True)
class DeviceChoice:
    """The device that the user chose; commands receive it through `device_options`."""

    device:       str
    geometry:     str | Geometry | None = None      # None: the device's own
    read_latency: int | None            = None      # cycles; None: the virtual board's default
    memory:       str | None            = None      # of the virtual board; None: its default
    simulate:     bool                  = True      # auto may take the virtual board

    def open(self, **options: Any) -> Device:
        """Open the device, with a bar while the virtual board is built.

        options: more of `open_device`, whose errors are raised
        """
        from lutcore.driver import open_device
        from lutcore.host_app.console import note, progress_bar
        memory: dict[str, Any] = {} if self.memory is None else {"memory": self.memory}
        with progress_bar("preparing: ") as progress:
            device = open_device(self.device, self.geometry, read_latency=self.read_latency,
                                 progress=progress, simulate=self.simulate, **memory, **options)
        if device.fallback_reason:
            note(f"using the {device.name}: {device.fallback_reason}")
        return device

    def open_for(self, model: ModelData) -> AbstractContextManager[Device | None]:
        """Open the device for a packed model; a float32 model needs none and gets None."""
        return nullcontext() if model.format is None else self.open()


def device_options(default: str = "auto", names: tuple[str, ...] = DEVICE_NAMES,
                   help: str = "Device that computes the matrix products; auto takes the best one "
                               "available.",
                   geometry: Decorator = geometry_option, latency: bool = True,
                   memory: bool = True, simulate: bool = True) -> Decorator:
    """Return the options of a device; the command gets a `DeviceChoice` called `device`."""
    options = (click.option("--device", type=click.Choice(names), default=default, help=help),
               geometry, *((latency_option,) if latency else ()),
               *((memory_option,) if latency and memory else ()))
    return delivers("device", functools.partial(DeviceChoice, simulate=simulate), *options)


def weight_options(names: tuple[str, ...], help: str) -> Decorator:
    """Return the options of a model's weights; the command gets a `WeightChoice`, `weights`."""
    return delivers(
        "weights", _weight_choice,
        click.option("--weights", type=click.Choice(names), help=help,
                     show_default="int4; int8 for what a quantised model left in float"),
        group_option, asymmetric_option)


def _weight_choice(**values: Any) -> WeightChoice:
    from lutcore.host_app.opening import WeightChoice
    return WeightChoice(**values)


model_weights = weight_options(
    (*LOW_BIT, "float32"),
    "Quantise float weights to this type. float32 runs the model in numpy, without a device.")

def _sampling(**values: Any) -> Sampling:
    from lutcore.host_app.model.sampler import Sampling
    return Sampling(**values)


_sampling_options = delivers(
    "sampling", _sampling,
    click.option("--temperature", type=float, default=0.0,
                 help="Sampling temperature; 0 always takes the most likely token."),
    click.option("--top-k", type=int, default=0,
                 help="Sample from the k most likely tokens; 0 means all."),
    click.option("--top-p", type=float, default=1.0,
                 help="Sample from the most likely tokens whose probabilities add up to this."),
    click.option("--seed", type=int, default=0, help="Seed for sampling."),
)


cache_option = click.option(
    "--cache", type=click.Choice(CACHES),
    show_default="int8; float32 beside float32 weights",
    help="Type of the attention's cached keys and values.")


def sampling_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of generating text: `max_tokens`, a `Sampling` called `sampling`, and
    `cache`."""
    return _apply((
        click.option("--max-tokens", type=click.IntRange(1), default=128,
                     help="Generate at most this many tokens."),
        _sampling_options,
        cache_option,
    ), command)


# Opening models -----------------------------------------------------------------------------------


def model_at(path: Path, choice: WeightChoice) -> ModelData:
    """Open any model, with a bar while it is packed. Raises the errors of `open_model`."""
    from lutcore.host_app.console import counting_bar
    from lutcore.host_app.opening import open_model
    with counting_bar("packing") as progress:
        return open_model(path, choice, progress)


def fetched(name: HubName) -> Fetched:
    """Return a model of the hub, with a bar while it is fetched. Raises the errors of `fetch`."""
    from lutcore.host_app.console import progress_bar
    from lutcore.host_app.hub.fetch import fetch
    with progress_bar(f"fetching {name}: ") as show:
        return fetch(name, lambda done, total: show(
            f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB", done / total))


# Showing results ----------------------------------------------------------------------------------


def show(result: dict[str, Any], as_json: bool) -> None:
    """Print facts on stdout, as a table or as JSON."""
    if as_json:
        click.echo(json.dumps(result, indent=2))
    else:
        show_facts(result)


def show_facts(facts: dict[str, Any]) -> None:
    """Print a two-column table on stdout; `power` is an object of `Energy.per`, or None."""
    from rich.table import Table

    from lutcore.driver.power import describe
    from lutcore.host_app.console import print_table
    table = Table(show_header=False)
    for name, value in facts.items():
        table.add_row(name, describe(value) if name == "power" else _cell(value))
    print_table(table)


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_cell(number)}" for key, number in value.items())
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)
