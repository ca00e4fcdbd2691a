"""Commands of the devices: devices, selftest, bench."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from lutcore.driver.devices import KINDS
from lutcore.host_app.commands.options import (
    GROUP_HELP,
    GROUPS,
    LOW_BIT,
    DeviceChoice,
    as_json,
    asymmetric_option,
    delivers,
    device_options,
    memories_option,
    show,
)

if TYPE_CHECKING:
    from lutcore.driver.selftest import Report
    from lutcore.host_app.measure.products import Product

CLOCKED = tuple(kind.name for kind in KINDS if kind.figures != "emulated")

# Copies of tables whose modules import numpy; a test compares them.
INPUTS = ("float32", "float16", "bfloat16", "float8_e4m3fn", "float8_e5m2", "int16", "int8")
SHAPES = ("bitnet-0.7b", "bitnet-2b", "smollm2-135m", "llama-3.2-1b", "llama-7b")


@click.command()
@as_json
def devices(as_json: bool) -> None:
    """List the devices, and why one is not available."""
    from lutcore.driver import list_devices
    infos = list_devices()
    if as_json:
        click.echo(json.dumps([asdict(info) for info in infos], indent=2))
        return
    from rich.table import Table

    from lutcore.host_app.console import print_table
    table = Table("device", "available", "geometries", "detail")
    for info in infos:
        table.add_row(info.name, "yes" if info.available else "no",
                      ", ".join(info.geometries), info.detail)
    print_table(table)


@click.command()
@device_options()
@as_json
def selftest(device: DeviceChoice, as_json: bool) -> None:
    """Check a device; run this first on a new board.

    Checks the registers, the memory, products of every weight type against the emulator, and the
    recovery from an error, and measures the bandwidth of the weights. Exits with code 4 if a check
    fails.
    """
    from lutcore.driver import selftest as test
    from lutcore.host_app.console import note
    with device.open() as opened:
        if opened.clock.slower:
            note(f"the engine's clock is {opened.clock}; it is right, only slower")
        report = test.run(opened)
    if as_json:
        click.echo(json.dumps({"passed": report.passed, **asdict(report)}, indent=2))
    else:
        _show_report(report)
    report.verify()


def _show_report(report: Report) -> None:
    """Print a selftest's checks as a table on stdout."""
    from rich.table import Table
    from rich.text import Text

    from lutcore.host_app.console import print_table
    table = Table("check", "result", "detail", title=f"{report.device} with {report.geometry}",
                  caption=None if report.figures == "measured" else f"figures are {report.figures}")
    for check in report.checks:
        table.add_row(check.name,
                      Text("pass", "green") if check.passed else Text("FAIL", "red"), check.detail)
    print_table(table)


@click.group()
def bench() -> None:
    """Benchmark products, models, the host or the emulator."""


def _with_memories(device: DeviceChoice, memories: tuple[str, ...]) -> Iterator[DeviceChoice]:
    """Yield the device with each memory; without one, with that of the geometry's board."""
    if not memories and device.device in ("auto", "virtual"):
        from lutcore.driver.bundles.find import resolve_geometry
        from lutcore.driver.virtual.memory import memory_of
        memories = (memory_of(resolve_geometry(device.geometry)),)
    yield from (replace(device, memory=memory) for memory in memories or (None,))


def _show_all(results: list[dict[str, Any]], columns: tuple[str, ...], as_json: bool) -> None:
    """Print one result as facts, several as a table of `columns` and the efficiency."""
    if len(results) == 1:
        show(results[0], as_json)
        return
    if as_json:
        click.echo(json.dumps(results, indent=2))
        return
    from lutcore.host_app.console import print_lines
    lines = []
    for result in results:
        efficiency = result["stream_efficiency"]
        lines.append((*(str(result[name]) for name in columns), f"{result['cycles']:,}",
                      "" if efficiency is None else f"{efficiency:.3f}"))
    print_lines((*columns, "cycles", "stream efficiency"), lines,
                title=f"{results[0]['geometry']} on {results[0]['device']}")


# Products -----------------------------------------------------------------------------------------


def _products(m: tuple[int, ...], weights: tuple[str, ...], group: tuple[str, ...],
              asymmetric: bool, table_mode: str, **values: Any) -> list[Product]:
    from lutcore.host_app.measure.products import Product
    from lutcore.host_app.quantise.rounding import weight_format
    return [Product(m=rows, format=weight_format(name, size, asymmetric, "128"),
                    host_tables=table_mode == "host", **values)
            for name in weights for size in group or (None,) for rows in m]


product_options = delivers(
    "products", _products,
    click.option("--m", type=click.IntRange(1), default=(1,), multiple=True,
                 help="Activation rows (tokens); repeat for several table lines."),
    click.option("--n", type=click.IntRange(1), default=1024, help="Outputs."),
    click.option("--k", type=click.IntRange(1), default=1024, help="Inputs."),
    click.option("--weights", type=click.Choice(LOW_BIT), default=("int4",), multiple=True,
                 help="Type of the weights; repeat for several table lines."),
    click.option("--group", type=click.Choice(GROUPS), multiple=True,
                 help=f"{GROUP_HELP} Repeat for several table lines.",
                 show_default="128; row for ternary; 32 for mxfp4"),
    asymmetric_option,
    click.option("--activations", type=click.Choice(INPUTS), default="float32",
                 help="Type of the activations."),
    click.option("--outliers", type=click.FloatRange(0, min_open=True), default=1.0,
                 metavar="FACTOR", help="Multiply every 64th activation by this factor."),
    click.option("--table-mode", type=click.Choice(("fabric", "host")), default="fabric",
                 help="Compute the lookup tables in the FPGA fabric or on the host."),
    click.option("--seed", type=click.IntRange(0), default=0,
                 help="Seed for the random weights and activations."),
)


@bench.command()
@device_options(memory=False)
@memories_option
@product_options
@as_json
def mpgemm(device: DeviceChoice, memories: tuple[str, ...], products: list[Product], as_json: bool
           ) -> None:
    """Multiply random matrices and compare with the emulator.

    Exits with code 4 if any bit differs.
    """
    from lutcore.driver import open_device
    from lutcore.host_app.measure.products import check_exact, measure
    results = []
    for choice in _with_memories(device, memories):
        with choice.open() as opened, open_device("emulator", opened.geometry) as emulator:
            results += [measure(product, opened, emulator, choice.memory) for product in products]
    _show_all(results, ("memory", "weights", "group", "m", "n", "k"), as_json)
    for result in results:
        check_exact(result)


# Decode steps -------------------------------------------------------------------------------------


@bench.command()
@click.option("--shapes", type=click.Choice(SHAPES), required=True,
              help="Model whose matrix sizes and weight type to use.")
@device_options("virtual", CLOCKED, "Device that computes the products; it must have a clock.",
                click.option("--geometry", metavar="NAME",
                             show_default="virtual board: one that suits the weights",
                             help="Engine geometry, by the name of a preset or bundle."),
                memory=False)
@memories_option
@click.option("--rows", type=click.IntRange(1), default=(1,), multiple=True,
              help="Activation rows (tokens) in the pass; 1 is a decode step. Repeat for several "
                   "table lines.")
@click.option("--layers", type=click.IntRange(1), show_default="all",
              help="Run this many layers only, and scale the figures to the whole model.")
@click.option("--clock", type=click.FloatRange(0, min_open=True), metavar="MHZ",
              show_default="the device's", help="Clock for which to compute tokens per second.")
@click.option("--bandwidth", type=click.FloatRange(0, min_open=True), metavar="GB/S",
              show_default="unlimited",
              help="Memory bandwidth for which to compute tokens per second.")
@as_json
def decode(shapes: str, device: DeviceChoice, memories: tuple[str, ...], rows: tuple[int, ...],
           layers: int | None, clock: float | None, bandwidth: float | None, as_json: bool) -> None:
    """Count the cycles of one pass through a large model.

    Runs the linear layers with random weights, without attention, norms and the output head.
    """
    from lutcore.host_app.console import counting_bar, note
    from lutcore.host_app.measure.decode_step import SHAPES, measure_step
    model = SHAPES[shapes]
    if device.geometry is None and device.device == "virtual":
        device = replace(device, geometry=model.geometry)
    results = []
    for choice in _with_memories(device, memories):
        with choice.open() as opened:
            for number in rows:
                with counting_bar("running layers") as progress:
                    results.append({"shapes": shapes, **measure_step(
                        model, opened, rows=number, layers=layers, clock_mhz=clock,
                        bandwidth=bandwidth, memory=choice.memory, progress=progress)})
    run = results[0]["layers_run"]
    if run < model.layers:
        note(f"{run} of {model.layers} layers were run; the figures are scaled")
    _show_all(results, ("memory", "weights", "rows"), as_json)


# Kernels ------------------------------------------------------------------------------------------


@bench.command()
@click.option("--n", type=click.IntRange(1), default=4096, help="Outputs.")
@click.option("--k", type=click.IntRange(1), default=4096, help="Inputs.")
@click.option("--threads", type=click.IntRange(1), multiple=True, show_default="1, and all cores",
              help="Number of threads; repeat for several table lines.")
@click.option("--megabytes", type=click.IntRange(1), default=600,
              help="Copy the matrix until this much memory is filled; more than all caches hold.")
@click.option("--rounds", type=click.IntRange(1), default=5, help="Passes over all copies.")
@as_json
def kernels(n: int, k: int, threads: tuple[int, ...], megabytes: int, rounds: int, as_json: bool
            ) -> None:
    """Time the emulator's compiled kernels on this computer.

    Multiplies one activation row by matrices that are in no cache. Beside each figure stands the
    bandwidth of plain memory reads, measured just before, because other programs may share the
    memory.
    """
    from lutcore.driver.executor import benchmark, library, runner
    library.library_path()              # says what is missing
    figures = list(benchmark.measure(n, k, sorted(set(threads) or {1, runner.default_threads()}),
                                     megabytes * 10**6, rounds))
    if as_json:
        click.echo(json.dumps([asdict(figure) for figure in figures], indent=2))
        return
    from lutcore.host_app.console import print_lines
    print_lines(("weights", "threads", "MB", "best ms", "median ms", "GB/s", "reads GB/s"), [
        (figure.weights, str(figure.threads), f"{figure.megabytes:.2f}", f"{figure.best:.3f}",
         f"{figure.median:.3f}", f"{figure.gigabytes_per_second:.1f}", f"{figure.memory_reads:.1f}")
        for figure in figures], text=("weights",), title=f"{n} x {k}, one activation row")
