"""The `lutcore` command. Causes become one line on stderr and an exit code here, and only here.

Exit codes: 0 done, 2 usage, 3 bad input, 4 device, 5 environment, 130 interrupted. Imports beyond
click happen inside the commands, so that --help is instant.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lutcore.driver import Device, Geometry
    from lutcore.driver.selftest import Report
    from lutcore.host_app.runtime import WeightChoice
    from lutcore.host_app.source import ModelData

DEVICES = ("auto", "emulator", "virtual", "pynq", "litex")
BOARDS  = ("Pynq-Z1", "Pynq-Z2", "KV260")
LOW_BIT = (*(f"int{bits}" for bits in range(1, 9)), "ternary", "mxfp4")
GROUPS  = ("32", "64", "128", "256", "row")
INPUTS  = ("float32", "float16", "bfloat16", "float8_e4m3fn", "float8_e5m2", "int16", "int8")
SHAPES  = ("bitnet-0.7b", "bitnet-2b", "llama-3.2-1b", "llama-7b")

EXIT_INPUT, EXIT_ENVIRONMENT, EXIT_INTERRUPTED = 3, 5, 130


class Commands(click.Group):
    """A group that turns lutcore's and the system's errors into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        from lutcore.driver.errors import LutcoreError
        try:
            return super().invoke(ctx)
        except LutcoreError as error:
            _fail(ctx, str(error), error.exit_code)
        except BrokenPipeError:                  # click ends quietly when the reader has gone
            raise
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            _fail(ctx, f"{place}{error.strerror or error}", EXIT_INPUT)
        except MemoryError as error:
            _fail(ctx, f"out of memory ({error}); take a smaller model or fewer tokens",
                EXIT_ENVIRONMENT)
        except KeyboardInterrupt:
            _fail(ctx, "interrupted", EXIT_INTERRUPTED)


def _fail(ctx: click.Context, message: str, code: int) -> None:
    click.echo(f"lutcore: error: {' '.join(message.split())}", err=True)
    ctx.exit(code)


@click.group(cls=Commands, context_settings={"show_default": True})
def cli() -> None:
    """Low-bit language models on an FPGA, on its simulation, or on its emulator."""


def main() -> None:
    """Entry point of the `lutcore` command."""
    cli(prog_name="lutcore")


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


model_options = _options(
    click.option("--weights", type=click.Choice((*LOW_BIT, "float32")),
        show_default="int4; beside quantised: int8",
        help="Type of the weights that are float in MODEL; float32: all, in numpy, no device."),
    click.option("--group", type=click.Choice(GROUPS), show_default="32; ternary: row",
        help="Weights that share a scale; row: the whole row."),
    click.option("--asymmetric", is_flag=True, help="Store an offset beside every scale."),
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


def _open(device: str, geometry: str | Geometry | None, read_latency: int | None = None) -> Device:
    """The device, with a bar while the virtual board is built. Raises the driver's errors."""
    from lutcore.driver import open_device
    from lutcore.host_app.console import building_bar, note
    with building_bar() as progress:
        opened = open_device(device, geometry, read_latency=read_latency, progress=progress)
    if opened.fallback_reason:
        note(f"using the {opened.name}: {opened.fallback_reason}")
    return opened


def _open_model(path: Path, choice: WeightChoice) -> ModelData:
    """Any model, with a bar while it is packed. Raises the errors of `open_model`."""
    from lutcore.host_app.console import packing_bar
    from lutcore.host_app.runtime import open_model
    with packing_bar() as progress:
        return open_model(path, choice, progress)


def _open_for(model: ModelData, device: str, geometry: str | None, read_latency: int | None
        ) -> AbstractContextManager[Device | None]:
    """The device for a packed model; None for one in float32, which needs none."""
    return nullcontext() if model.format is None else _open(device, geometry, read_latency)


# Commands -----------------------------------------------------------------------------------------

@cli.command()
@as_json
def devices(as_json: bool) -> None:
    """List the devices, and why one cannot be used here."""
    from lutcore.driver import list_devices
    found = list_devices()
    if as_json:
        click.echo(json.dumps([asdict(info) for info in found], indent=2))
        return
    from rich.console import Console
    from rich.table import Table
    table = Table("device", "available", "geometries", "detail")
    for info in found:
        table.add_row(info.name, "yes" if info.available else "no",
            ", ".join(info.geometries), info.detail)
    Console().print(table)


@cli.command()
@click.argument("model", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True,
    help="The packed file, one safetensors file that needs nothing beside it.")
@click.option("--weights", type=click.Choice(LOW_BIT), show_default="int4; beside quantised: int8",
    help="Type of the weights that are float in MODEL; quantised ones stay as they are.")
@click.option("--group", type=click.Choice(GROUPS), show_default="32; ternary: row",
    help="Weights that share a scale; row: the whole row.")
@click.option("--asymmetric", is_flag=True, help="Store an offset beside every scale.")
@click.option("--method", type=click.Choice(("nearest", "gptq")), default="nearest",
    help="How weights become codes; gptq makes good on a text what rounding costs.")
@click.option("--calibration", type=click.Path(path_type=Path), help="Text for the method gptq.")
def pack(model: Path, output: Path, weights: str | None, group: str | None,
        asymmetric: bool, method: str, calibration: Path | None) -> None:
    """Pack MODEL, a Hugging Face folder or a GGUF file, into one file."""
    from lutcore.host_app.console import note, packing_bar
    from lutcore.host_app.packed import check_output, write_packed
    from lutcore.host_app.runtime import WeightChoice, open_calibrated, open_folder
    check_output(output)
    choice = WeightChoice(weights, group, asymmetric)
    with packing_bar() as progress:
        if method == "gptq":
            packed = open_calibrated(model, choice, calibration, progress)
        else:
            packed = open_folder(model, choice, progress)
    write_packed(packed, output)
    for line in packed.notes:
        note(line)
    note(f"{output}: {output.stat().st_size / 1e6:.1f} MB, {packed.format.name}")


@cli.command("eval")
@click.argument("model", type=click.Path(path_type=Path))
@click.argument("text", type=click.Path(path_type=Path))
@click.option("--weights", type=click.Choice((*LOW_BIT, "all")), multiple=True,
    show_default="int4", help="Type of the weights; several for a table; all: one of every kind.")
@click.option("--group", type=click.Choice(GROUPS), multiple=True,
    show_default="32; ternary: row", help="Weights that share a scale; several for a table.")
@click.option("--asymmetric", is_flag=True, help="An offset beside every scale.")
@click.option("--method", type=click.Choice(("nearest", "gptq")), multiple=True,
    default=("nearest",), help="How weights become codes; both for a comparison.")
@click.option("--calibration", type=click.Path(path_type=Path), help="Text for the method gptq.")
@click.option("--table-width", type=click.IntRange(8, 16), multiple=True,
    show_default="the geometry's", help="Bits of a table entry; several for a table.")
@click.option("--table-mode", type=click.Choice(("fabric", "host")), multiple=True,
    default=("fabric",), help="Who computes the lookup tables; both for a comparison.")
@click.option("--device", type=click.Choice(DEVICES), default="emulator",
    help="Where the products run: all give the same bits.")
@click.option("--geometry", metavar="NAME", help="Engine geometry: a preset's name.")
@click.option("--separate", is_flag=True, help="The text is several, with empty lines between.")
@click.option("--context", type=click.IntRange(2), show_default="512, or what there is",
    help="Tokens of a window; a prediction sees those before it in its window.")
@click.option("--tokens", type=click.IntRange(2), show_default="all", help="Of the text, at most.")
@click.option("--reference", type=click.Path(path_type=Path),
    help="Float model to agree with, where MODEL is a packed file.")
@click.option("--plot", type=click.Path(path_type=Path),
    help="PNG or SVG of perplexity against bits per weight.")
@as_json
def evaluate(**options: Any) -> None:
    """Perplexity of MODEL on TEXT, and agreement with the float model."""
    from lutcore.host_app.evaluate_command import Options, run
    run(Options(**options), _open)


@cli.command()
@click.argument("model", type=click.Path(path_type=Path))
@model_options
@device_options
@click.option("--prompt", required=True, help="Text to continue.")
@sampling_options
@as_json
def generate(model: Path, weights: str | None, group: str | None, asymmetric: bool,
        device: str, geometry: str | None, read_latency: int | None, prompt: str,
        max_tokens: int, temperature: float, top_k: int, top_p: float, seed: int,
        int8_cache: bool, as_json: bool) -> None:
    """Continue a prompt with MODEL: a Hugging Face folder, a GGUF file or a packed file."""
    from lutcore.host_app.runtime import WeightChoice, run
    from lutcore.host_app.sampler import Sampling
    sampling = Sampling(temperature, top_k, top_p, seed)
    data     = _open_model(model, WeightChoice(weights, group, asymmetric))

    def emit(text: str) -> None:
        if text and not as_json:
            click.echo(text, nl=False)

    with _open_for(data, device, geometry, read_latency) as opened:
        report = run(data, opened, prompt, sampling, max_tokens, emit, int8_cache)
    if as_json:
        click.echo(json.dumps(asdict(report), indent=2))


@cli.command()
@click.argument("model", type=click.Path(path_type=Path))
@model_options
@device_options
@click.option("--system", metavar="TEXT", help="What the model is told about its task.")
@click.option("--message", "messages", multiple=True, metavar="TEXT",
    help="A question, instead of those on stdin; several are asked in turn.")
@click.option("--context", type=click.IntRange(2), default=4096,
    help="Tokens of the whole conversation, at most the model's limit.")
@sampling_options
def chat(model: Path, weights: str | None, group: str | None, asymmetric: bool, device: str,
        geometry: str | None, read_latency: int | None, system: str | None,
        messages: tuple[str, ...], context: int, max_tokens: int, temperature: float, top_k: int,
        top_p: float, seed: int, int8_cache: bool) -> None:
    """Talk with MODEL, which brings a chat template; questions come from stdin, line by line."""
    from lutcore.host_app.chat_command import questions, talk
    from lutcore.host_app.conversation import Conversation
    from lutcore.host_app.runtime import WeightChoice, backend_for
    from lutcore.host_app.sampler import Sampling
    sampling = Sampling(temperature, top_k, top_p, seed)
    data     = _open_model(model, WeightChoice(weights, group, asymmetric))
    with _open_for(data, device, geometry, read_latency) as opened:
        talk(Conversation(data, backend_for(opened), sampling, system, context, int8_cache),
            messages or questions(), max_tokens, lambda text: click.echo(text, nl=False))


@cli.group()
def bench() -> None:
    """Measure."""


@bench.command()
@device_options
@click.option("--m", type=click.IntRange(1), default=1, help="Rows of activations (tokens).")
@click.option("--n", type=click.IntRange(1), default=1024, help="Outputs.")
@click.option("--k", type=click.IntRange(1), default=1024, help="Inputs.")
@click.option("--weights", type=click.Choice(LOW_BIT), default="int4", help="Type of the weights.")
@click.option("--group", type=click.Choice(GROUPS), show_default="128; ternary: row; mxfp4: 32",
    help="Weights that share a scale; row: the whole row.")
@click.option("--asymmetric", is_flag=True, help="An offset beside every scale.")
@click.option("--activations", type=click.Choice(INPUTS), default="float32",
    help="Type of the activations.")
@click.option("--outliers", type=click.FloatRange(0, min_open=True), default=1.0, metavar="FACTOR",
    help="How much larger every 64th activation is.")
@click.option("--table-mode", type=click.Choice(("fabric", "host")), default="fabric",
    help="Who computes the lookup tables.")
@click.option("--seed", type=click.IntRange(0), default=0, help="Of weights and activations.")
@as_json
def mpgemm(device: str, geometry: str | None, read_latency: int | None, m: int, n: int, k: int,
        weights: str, group: str | None, asymmetric: bool, activations: str, outliers: float,
        table_mode: str, seed: int, as_json: bool) -> None:
    """Multiply random matrices and compare with the emulator.

    Exit code 4 if the results differ in any bit.
    """
    from lutcore.driver import open_device
    from lutcore.host_app.bench import Product, check_exact, measure
    from lutcore.host_app.quantise import weight_format
    product = Product(m, n, k, weight_format(weights, group, asymmetric, "128"), activations, seed,
        table_mode == "host", outliers)
    with _open(device, geometry, read_latency) as opened, \
            open_device("emulator", opened.geometry) as emulator:
        result = measure(product, opened, emulator)
    _show(result, as_json)
    check_exact(result)


@bench.command()
@click.option("--shapes", type=click.Choice(SHAPES), required=True, help="Sizes of the model.")
@click.option("--device", type=click.Choice(("virtual", "pynq", "litex")), default="virtual",
    help="Where the products run: what has a clock.")
@click.option("--geometry", metavar="NAME", help="Engine geometry: a preset's or a bundle's name.",
    show_default="virtual board: one that suits the weights")
@click.option("--read-latency", type=click.IntRange(0), metavar="CYCLES",
    help="Memory read latency of the virtual board.")
@click.option("--rows", type=click.IntRange(1), default=1, help="Tokens in the pass; 1: decoding.")
@click.option("--layers", type=click.IntRange(1), show_default="all",
    help="Layers to run; the figures are scaled to the model's.")
@click.option("--clock", type=click.FloatRange(0, min_open=True), metavar="MHZ",
    show_default="the geometry's", help="Clock that tokens per second are given at.")
@click.option("--bandwidth", type=click.FloatRange(0, min_open=True), metavar="GB/S",
    show_default="enough", help="Memory bandwidth that tokens per second are given at.")
@as_json
def decode(shapes: str, device: str, geometry: str | None, read_latency: int | None, rows: int,
        layers: int | None, clock: float | None, bandwidth: float | None, as_json: bool) -> None:
    """Count the cycles of a large model's linear layers, with random weights.

    Attention, norms and the output head are left out.
    """
    from lutcore.host_app.bench_decode import SHAPES, measure_step
    from lutcore.host_app.console import layers_bar, note
    model = SHAPES[shapes]
    if geometry is None and device == "virtual":
        geometry = model.geometry
    with _open(device, geometry, read_latency) as opened, layers_bar() as progress:
        result = measure_step(model, opened, rows=rows, layers=layers, clock_mhz=clock,
            bandwidth=bandwidth, progress=progress)
    if result["layers_run"] < model.layers:
        note(f"{result['layers_run']} of {model.layers} layers were run; the figures are scaled")
    _show({"shapes": shapes, **result}, as_json)


@cli.command()
@device_options
@as_json
def selftest(device: str, geometry: str | None, read_latency: int | None, as_json: bool) -> None:
    """Check a device: what to run first on a new board.

    Registers, memory, products of every type against the emulator, an error and the recovery from
    it, and the bandwidth of the weights. Exit code 4 if any check fails.
    """
    from lutcore.driver import selftest as test
    with _open(device, geometry, read_latency) as opened:
        report = test.run(opened)
    if as_json:
        click.echo(json.dumps({"passed": report.passed, **asdict(report)}, indent=2))
    else:
        _print_report(report)
    report.verify()


@cli.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def explore(arguments: tuple[str, ...]) -> None:
    """Synthesise arrays and engines, and compare them; see lutcore explore --help.

    Needs pip install 'lutcore[explore,gateware]'.
    """
    _run_gateware("explore", arguments, "explore,gateware")


@cli.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def build(arguments: tuple[str, ...]) -> None:
    """Build a bundle for a board or the virtual board; see lutcore build --help.

    Needs pip install 'lutcore[gateware]'.
    """
    _run_gateware("build", arguments, "gateware")


def _run_gateware(module: str, arguments: tuple[str, ...], extra: str) -> None:
    """Run a module of the gateware, which is never imported here; its exit code is ours."""
    import subprocess
    import sys
    from importlib.util import find_spec
    if find_spec("migen") is None:
        raise click.ClickException(
            f"{module} needs the gateware; pip install 'lutcore[{extra}]'")
    command = [sys.executable, "-m", f"lutcore.gateware.{module}", *arguments]
    sys.exit(subprocess.run(command).returncode)


@cli.group()
def board() -> None:
    """A virtual board for pynq in other processes."""


@board.command()
@click.option("--geometry", metavar="NAME",
    help="Engine geometry to start with: a preset's name; by default demo.")
@click.option("--board", "name", type=click.Choice(BOARDS), default="Pynq-Z2",
    help="The board to be: its name, processor and clock registers.")
@click.option("--address", default="127.0.0.1",
    help="Where to listen. There is no password: only on networks you trust.")
@click.option("--port", type=click.IntRange(1, 65535), default=7967,
    help="pynq looks at 7967 only; give every board an address of its own: 127.0.0.2, ...")
@click.option("--read-latency", type=click.IntRange(0), metavar="CYCLES",
    help="Memory read latency.")
def serve(geometry: str | None, name: str, address: str, port: int,
        read_latency: int | None) -> None:
    """Serve a virtual board to pynq.remote, until Ctrl-C.

    An unmodified pynq, with PYNQ_REMOTE_DEVICES set to the address before it is imported, loads
    overlays and drives it; so does --device pynq.
    """
    from lutcore.driver import bundle
    from lutcore.driver.virtual.remote import PORT, RemoteServer
    from lutcore.driver.virtual.served import ServedBoard, overlay_for
    from lutcore.host_app.console import building_bar, note
    source = bundle.find("virtual", geometry)
    ddr = {} if read_latency is None else {"read_latency": read_latency}
    with building_bar() as progress:
        served = ServedBoard(source, name, progress=progress, **ddr)
    overlay = overlay_for(source, served.family)
    with RemoteServer(served, address, port) as server:
        try:
            note(f"virtual {name} with {source.name} at {server.target}, until Ctrl-C; elsewhere:")
            if port == PORT:
                note(f"  PYNQ_REMOTE_DEVICES={address} lutcore selftest --device pynq")
            note(f"  python -m pynq.remote.selftest --ip {address} --port {port} "
                f"--bitstream {overlay}")
            server.wait()
        except KeyboardInterrupt:
            note("closed")


@cli.command()
@click.option("--device", type=click.Choice(DEVICES), default="virtual",
    help="Falls back to the emulator where it cannot be opened.")
@click.option("--geometry", metavar="NAME", help="Engine geometry: a preset's name.")
@click.option("--prompt", default="Once upon a time", help="How the story begins.")
@click.option("--seed", type=click.IntRange(0), default=0, help="Other seeds, other stories.")
@click.option("--max-tokens", type=click.IntRange(1), default=256,
    help="Most tokens to add; the story may end before.")
def demo(device: str, geometry: str | None, prompt: str, seed: int, max_tokens: int) -> None:
    """Tell a story with the bundled model, checked on the emulator.

    The model has 5 million ternary weights (BitNet b1.58). Every matrix product is the device's;
    then the emulator tells the story again, and the tokens must be the same.
    """
    from lutcore.host_app.demo import Story, run_demo
    facts = run_demo(_open, device, geometry, Story(prompt, seed, max_tokens),
        lambda text: click.echo(text, nl=False))
    _print_facts(facts)


def _show(result: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(result, indent=2))
    else:
        _print_facts(result)


def _print_facts(facts: dict[str, Any]) -> None:
    """A two-column table on stdout."""
    from rich.console import Console
    from rich.table import Table
    table = Table(show_header=False)
    for name, value in facts.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key} {number:,}" for key, number in value.items())
        elif isinstance(value, int) and not isinstance(value, bool):
            value = f"{value:,}"
        elif isinstance(value, float):
            value = f"{value:.4g}"
        table.add_row(name, str(value))
    Console().print(table)


def _print_report(report: Report) -> None:
    """A selftest's checks as a table on stdout."""
    from rich.console import Console
    from rich.table import Table
    table = Table("check", "result", "found", title=f"{report.device} with {report.geometry}",
        caption=None if report.kind == "hardware" else f"figures are {report.kind}")
    for check in report.checks:
        table.add_row(check.name, "[green]pass[/]" if check.passed else "[red]FAIL[/]",
            check.detail)
    Console().print(table)
