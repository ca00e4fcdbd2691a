"""Commands that time whole models: bench model, bench positions, bench host."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lutcore.host_app.commands.engines import SHAPES, bench
from lutcore.host_app.commands.options import (
    CACHES,
    LOW_BIT,
    DeviceChoice,
    ModelType,
    as_json,
    cache_option,
    device_options,
    model_at,
    weight_options,
)

if TYPE_CHECKING:
    from lutcore.host_app.opening import WeightChoice

THREADS_VARIABLE = "LUTCORE_THREADS"    # as in executor/runner.py, a test compares them

threads_option = click.option("--threads", type=click.IntRange(1), show_default="all processors",
                              help="Threads of the compiled code.")
repeats_option = click.option("--repeats", type=click.IntRange(1), default=5,
                              help="Runs of which the best and the median count.")


@bench.command("model")
@click.argument("model", metavar="FILE", type=ModelType())
@weight_options(LOW_BIT, "Quantise float weights to this type.")
@device_options("emulator")
@threads_option
@click.option("--prompt", type=click.IntRange(1), default=255, help="Tokens of the prompt.")
@click.option("--tokens", type=click.IntRange(1), default=48,
              help="Tokens that follow it one by one.")
@repeats_option
@cache_option
@as_json
def model(model: Path, weights: WeightChoice, device: DeviceChoice, threads: int | None,
          prompt: int, tokens: int, repeats: int, cache: str | None, as_json: bool) -> None:
    """Measure the tokens per second of a model.

    FILE is a Hugging Face folder, a GGUF file, a file that lutcore pack has written, or a name:
    stories or smollm2.

    Reads a prompt of arbitrary tokens in one step, then feeds further tokens one by one, without
    sampling. Then shows where the time of a token goes.
    """
    from lutcore.host_app.measure.model_speed import measure_speed
    data = model_at(model, weights)
    with threads_of(threads) as number, device.open() as opened:
        result = measure_speed(data, opened, prompt=prompt, tokens=tokens, repeats=repeats,
                               cache=cache)
    show({"file": str(model), "threads": number, **result}, as_json)


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
    stories or smollm2.

    The tokens before each position are not computed: random keys and values stand in for theirs.
    """
    from lutcore.host_app.commands import options
    from lutcore.host_app.measure.plot import plot_positions
    from lutcore.host_app.measure.positions import measure_positions, positions_until
    data = model_at(model, weights)
    with threads_of(threads) as number, device.open() as opened:
        lines = [line for cache in caches
                 for line in measure_positions(data, opened, positions_until(last, count),
                                               cache=cache, repeats=repeats)]
        title = f"{model.name}, {opened.name}, threads: {number}"
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
