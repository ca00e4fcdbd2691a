"""Commands that time whole models: bench model, bench positions, bench host."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lutcore.host_app.commands.engines import CLOCKED, SHAPES, bench
from lutcore.host_app.commands.options import (
    BOARDS,
    CACHES,
    LOW_BIT,
    DeviceChoice,
    ModelType,
    as_json,
    cache_option,
    delivers,
    device_options,
    model_at,
    weight_options,
)

if TYPE_CHECKING:
    from lutcore.host_app.opening import WeightChoice

THREADS_VARIABLE = "LUTCORE_THREADS"    # as in executor/runner.py, a test compares them

POSITION = 200                          # of a predicted token

threads_option = click.option("--threads", type=click.IntRange(1), show_default="all processors",
                              help="Threads of the compiled code.")
repeats_option = click.option("--repeats", type=click.IntRange(1), default=5,
                              help="Runs of which the best and the median count.")


@dataclass(frozen=True)
class Wish:
    """The options of a prediction; commands receive None without --board."""

    board: str
    shapes: str | None
    position: int | None
    clock: float | None


def _wish(board: str | None, **values: Any) -> Wish | None:
    if board is None:
        for name, value in values.items():
            if value is not None:
                raise click.UsageError(f"--{name} needs --board")
        return None
    return Wish(board, **values)


@bench.command("model")
@click.argument("model", metavar="FILE", type=ModelType(), required=False)
@weight_options(LOW_BIT, "Quantise float weights to this type.")
@device_options("emulator")
@threads_option
@click.option("--prompt", type=click.IntRange(1), default=255, help="Tokens of the prompt.")
@click.option("--tokens", type=click.IntRange(1), default=48,
              help="Tokens that follow it one by one.")
@repeats_option
@cache_option
@click.option("--sequences", type=click.IntRange(1), show_default="with --board the engine's rows",
              help="Also give each of this many sequences a token in every step.")
@delivers(
    "wish", _wish,
    click.option("--board", metavar="BOARD", help="Predict the speed on this board instead: "
                 f"{', '.join(BOARDS)}."),
    click.option("--shapes", type=click.Choice(SHAPES),
                 help="With --board: sizes and weight type of this model, in place of FILE."),
    click.option("--position", type=click.IntRange(0), show_default="200",
                 help="With --board: tokens before the one that is computed."),
    click.option("--clock", type=click.FloatRange(1, 1000), metavar="MHZ",
                 show_default="as built", help="With --board: clock of the engine."))
@as_json
def model(model: Path | None, weights: WeightChoice, device: DeviceChoice, threads: int | None,
          prompt: int, tokens: int, repeats: int, cache: str | None, sequences: int | None,
          wish: Wish | None, as_json: bool) -> None:
    """Measure the tokens per second of a model, or predict them for a board.

    FILE is a Hugging Face folder, a GGUF file, a file that lutcore pack has written, or a name:
    stories, smollm2, or hf:ORG/NAME[:FILE] for a model of the Hugging Face hub.

    Reads a prompt of arbitrary tokens in one step, then feeds further tokens one by one, without
    sampling. Then shows where the time of a token goes. With --sequences, new sequences are fed
    too, alone and together in turns.

    With --board, nothing is measured: the products are simulated cycle by cycle on the virtual
    board with the board's memory, every shape once, and kept in the cache; all else is estimated
    from counts of instructions, bytes and calls. --tokens, --repeats and --threads do not count.
    """
    if wish is not None:
        _predict(model, weights, device, prompt, cache, sequences, wish, as_json)
        return
    if model is None:
        raise click.UsageError("give a FILE; or --board with --shapes")
    from lutcore.host_app.measure.model_speed import measure_speed
    data = model_at(model, weights)
    with threads_of(threads) as number, device.open() as opened:
        result = measure_speed(data, opened, prompt=prompt, tokens=tokens, repeats=repeats,
                               cache=cache, sequences=sequences)
    show({"file": str(model), "threads": number, **result}, as_json)


def _predict(file: Path | None, weights: WeightChoice, device: DeviceChoice, prompt: int,
             cache: str | None, sequences: int | None, wish: Wish, as_json: bool) -> None:
    from lutcore.host_app.commands import options
    from lutcore.host_app.console import progress_bar
    from lutcore.host_app.measure.board_speed import predict
    from lutcore.host_app.measure.boards import board
    from lutcore.host_app.measure.decode_step import SHAPES
    from lutcore.host_app.measure.host import LEAST_CONTEXT, model_of
    if (file is None) == (wish.shapes is None):
        raise click.UsageError("--board takes either a FILE or --shapes")
    if (device.device, device.read_latency, device.memory) != ("emulator", None, None):
        raise click.UsageError("--board chooses device and memory; leave --device, --memory and "
                               "--read-latency out")
    if cache not in (None, "int8"):
        raise click.UsageError("--board counts an int8 cache; leave --cache out")
    chosen  = board(wish.board)
    position = POSITION if wish.position is None else wish.position
    context = max(LEAST_CONTEXT, prompt, position + 1)
    if file is not None:
        data = model_at(file, weights)
    else:
        data = model_of(SHAPES[wish.shapes or ""], context)
    with progress_bar() as progress:
        result = predict(data, chosen, geometry=device.geometry, clock_mhz=wish.clock,
                         position=position, sequences=sequences, prompt=prompt,
                         progress=progress)
    source = {"file": str(file)} if file else {"shapes": wish.shapes}
    if as_json:
        options.show(source | result, as_json)
    else:
        _show_prediction(source | result)


def _show_prediction(result: dict[str, Any]) -> None:
    from lutcore.host_app.commands import options
    from lutcore.host_app.console import print_lines
    loads = {name: result[name] for name in ("decode", "sequences", "prefill")}
    titles = ["decode",
              f"{loads['sequences']['tokens']} sequences",
              f"prompt of {loads['prefill']['tokens']:,}"]
    options.show_facts({name: value for name, value in result.items() if name not in loads})

    def line(text: str, cells: Iterable[str], figures: str = "") -> tuple[str, ...]:
        return (text, *cells, figures)

    every = loads.values()
    parts = [line(f"{part}, ms", (f"{one['parts'][part]['milliseconds']:,.2f}" for one in every),
                  next(one["parts"][part]["figures"] for one in every))
             for part in loads["decode"]["parts"]]
    print_lines(("", *titles, "figures"), [
        *parts,
        line("together, ms", (f"{one['milliseconds']:,.1f}" for one in every)),
        line("tokens/s", (f"{one['tokens_per_second']:.2f}" for one in every)),
        line("if estimates are off by 2",
             ("{:.2f} to {:.2f}".format(*one["range"]) for one in every)),
        line("limited by", (one["limited_by"] for one in every)),
        line("of DRAM peak", (f"{one['dram_share']:.1%}" for one in every)),
        line("of ports, in products", (f"{one['stream_efficiency']:.1%}" for one in every)),
    ], text=("", "figures"))


@bench.command()
@click.argument("model", metavar="FILE", type=ModelType())
@weight_options(LOW_BIT, "Quantise float weights to this type.")
@device_options("emulator")
@threads_option
@click.option("--last", type=click.IntRange(1), default=8191, help="The last position.")
@click.option("--count", type=click.IntRange(2), default=17,
              help="Number of positions, at equal distances from 0.")
@click.option("--cache", "caches", type=click.Choice(CACHES), default=("int8",), multiple=True,
              help="Type of the attention's cached keys and values; may be repeated.")
@repeats_option
@click.option("--plot", "picture", type=click.Path(path_type=Path),
              help="Plot time and memory against position to this PNG or SVG file.")
@as_json
def positions(model: Path, weights: WeightChoice, device: DeviceChoice, threads: int | None,
              last: int, count: int, caches: tuple[str, ...], repeats: int, picture: Path | None,
              as_json: bool) -> None:
    """Measure the time of a token against its position.

    FILE is a Hugging Face folder, a GGUF file, a file that lutcore pack has written, or a name:
    stories, smollm2, or hf:ORG/NAME[:FILE] for a model of the Hugging Face hub.

    The tokens before each position are not computed: random keys and values stand in for theirs.
    """
    from lutcore.host_app.commands import options
    from lutcore.host_app.measure.plot import plot_positions
    from lutcore.host_app.measure.positions import measure_positions, positions_until
    from lutcore.host_app.named import title_of
    data = model_at(model, weights)
    with threads_of(threads) as number, device.open() as opened:
        lines = [line for cache in caches
                 for line in measure_positions(data, opened, positions_until(last, count),
                                               cache=cache, repeats=repeats)]
        title = f"{title_of(model)}, {opened.name}, threads: {number}"
    if picture:
        plot_positions(lines, picture, title)
    if as_json:
        options.show({"file": str(model), "threads": number, "positions": lines}, as_json)
    else:
        _show_positions(lines)


@bench.command()
@click.option("--shapes", type=click.Choice(SHAPES), required=True,
              help="Model whose sizes and weight type to use.")
@click.option("--geometry", metavar="NAME", show_default="one that suits the weights",
              help="Engine geometry, by the name of a preset or bundle.")
@click.option("--position", type=click.IntRange(0), default=200,
              help="Tokens before the one that is computed.")
@click.option("--cache", type=click.Choice(CACHES), default="int8",
              help="Type of the attention's cached keys and values.")
@threads_option
@repeats_option
@as_json
def host(shapes: str, geometry: str | None, position: int, cache: str, threads: int | None,
         repeats: int, as_json: bool) -> None:
    """Time what a decode step costs the host.

    The engine takes no time and computes nothing, so what is left is the work of this computer:
    vectors, attention, quantiser, and what it takes to start the engine. Weights are not stored;
    keys and values are random.
    """
    from lutcore.driver.bundles.find import resolve_geometry
    from lutcore.host_app.measure.decode_step import SHAPES
    from lutcore.host_app.measure.host import measure_host
    model = SHAPES[shapes]
    with threads_of(threads) as number:
        result = measure_host(model, resolve_geometry(geometry or model.geometry),
                              position=position, cache=cache, repeats=repeats)
    show({"shapes": shapes, "threads": number, **result}, as_json)


@bench.command()
@click.option("--shapes", type=click.Choice(SHAPES), required=True,
              help="Model whose sizes and weight type to use.")
@device_options("virtual", CLOCKED, "Device that runs the step; it must have a clock.",
                click.option("--geometry", metavar="NAME",
                             show_default="virtual board: one that suits the weights",
                             help="Engine geometry, by the name of a preset or bundle."))
@click.option("--position", type=click.IntRange(0), default=POSITION,
              help="Tokens before the one that is computed.")
@click.option("--sequences", type=click.IntRange(1), default=1,
              help="Sequences that take part, each at that position.")
@click.option("--layers", type=click.IntRange(1), show_default="all",
              help="Run a model of so many layers; the figures are that model's.")
@click.option("--head", type=click.Choice(LOW_BIT[:-1]), show_default="as the weights; int8 "
              "beside ternary ones", help="Type of the head's weights, in groups of 32.")
@click.option("--clock", type=click.FloatRange(1, 1000), metavar="MHZ",
              show_default="as built", help="Clock of the virtual board's engine.")
@click.option("--check", is_flag=True,
              help="Run the same step on the emulator, and compare the logits bit for bit.")
@as_json
def step(shapes: str, device: DeviceChoice, position: int, sequences: int, layers: int | None,
         head: str | None, clock: float | None, check: bool, as_json: bool) -> None:
    """Count the cycles of a whole step of a large model.

    Runs all layers and the head with random weights, keys and values. What the engine has units
    for it executes; an engine with all of them executes the step in one doorbell. No cycles count
    for what the host does.
    """
    from lutcore.host_app.commands import options
    from lutcore.host_app.console import note
    from lutcore.host_app.measure.decode_step import SHAPES
    from lutcore.host_app.measure.whole_step import measure_whole_step
    from lutcore.host_app.quantise.rounding import weight_format
    model = SHAPES[shapes]
    if device.geometry is None and device.device == "virtual":
        device = replace(device, geometry=model.geometry)
    if clock is not None and device.device != "virtual":
        raise click.UsageError("--clock is for the virtual board; others have their own")
    with device.open(**({} if clock is None else {"clock_mhz": clock})) as opened:
        result = measure_whole_step(
            model, opened, position=position, sequences=sequences, layers=layers,
            head=None if head is None else weight_format(head, "32"), clock_mhz=clock,
            memory=device.memory, check=check, note=note)
    options.show({"shapes": shapes, **result}, as_json)


@contextmanager
def threads_of(number: int | None) -> Iterator[int]:
    """Make devices that are opened in a block compute with so many threads; yield the number.

    number: None leaves the choice to $LUTCORE_THREADS, else takes one for each processor.
    """
    before = os.environ.get(THREADS_VARIABLE)
    if number is not None:
        os.environ[THREADS_VARIABLE] = str(number)
    try:
        from lutcore.driver.executor.runner import default_threads
        yield default_threads()
    finally:
        if number is not None:
            if before is None:
                del os.environ[THREADS_VARIABLE]
            else:
                os.environ[THREADS_VARIABLE] = before


def show(result: dict[str, Any], as_json: bool) -> None:
    """Print a measurement as JSON, or as facts and a table of the parts of a token."""
    from lutcore.host_app.commands import options
    if as_json:
        options.show(result, as_json)
        return
    facts = dict(result)
    token = facts.pop("token")
    options.show_facts(facts)
    _show_parts(token)


def _show_parts(token: dict[str, Any]) -> None:
    from lutcore.host_app.console import print_lines
    total = token["sum_of_parts"]
    lines = []
    for part, milliseconds in token["parts"].items():
        lines.append((part, str(token["instructions"].get(part, "")), f"{milliseconds:.3f}",
                      f"{milliseconds / total:.1%}"))
    lines.append(("sum", str(sum(token["instructions"].values())), f"{total:.3f}", ""))
    print_lines(("part", "instructions", "ms", "share"), lines, text=("part",))
    click.echo(f"A step takes {token['step']:.3g} ms. Its parts: {token['method']}.")


def _show_positions(measured: Sequence[dict[str, Any]]) -> None:
    from lutcore.host_app.console import print_lines
    print_lines(("cache", "position", "ms", "MiB of cache"), [
        (line["cache"], f"{line['position']:,}", f"{line['milliseconds']:.3f}",
         f"{line['cache_bytes'] / 2 ** 20:.1f}") for line in measured], text=("cache",))
