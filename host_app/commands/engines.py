"""Commands for what multiplies: devices, selftest, bench."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from lutcore.host_app.commands.options import (
    GROUPS,
    LOW_BIT,
    as_json,
    device_named,
    device_options,
    show,
)

if TYPE_CHECKING:
    from lutcore.driver.selftest import Report

INPUTS = ("float32", "float16", "bfloat16", "float8_e4m3fn", "float8_e5m2", "int16", "int8")
SHAPES = ("bitnet-0.7b", "bitnet-2b", "llama-3.2-1b", "llama-7b")


@click.command()
@as_json
def devices(as_json: bool) -> None:
    """List the devices, and why one cannot be used here."""
    from lutcore.driver import list_devices
    found = list_devices()
    if as_json:
        click.echo(json.dumps([asdict(info) for info in found], indent=2))
        return
    from rich.table import Table

    from lutcore.host_app.console import print_table
    table = Table("device", "available", "geometries", "detail")
    for info in found:
        table.add_row(info.name, "yes" if info.available else "no",
                      ", ".join(info.geometries), info.detail)
    print_table(table)


@click.command()
@device_options
@as_json
def selftest(device: str, geometry: str | None, read_latency: int | None, as_json: bool) -> None:
    """Check a device: what to run first on a new board.

    Registers, memory, products of every type against the emulator, an error and the recovery from
    it, and the bandwidth of the weights. Exit code 4 if any check fails.
    """
    from lutcore.driver import selftest as test
    with device_named(device, geometry, read_latency) as opened:
        report = test.run(opened)
    if as_json:
        click.echo(json.dumps({"passed": report.passed, **asdict(report)}, indent=2))
    else:
        _show_report(report)
    report.verify()


def _show_report(report: Report) -> None:
    """A selftest's checks as a table on stdout."""
    from rich.table import Table
    from rich.text import Text

    from lutcore.host_app.console import print_table
    table = Table("check", "result", "found", title=f"{report.device} with {report.geometry}",
                  caption=None if report.kind == "hardware" else f"figures are {report.kind}")
    for check in report.checks:
        table.add_row(check.name,
                      Text("pass", "green") if check.passed else Text("FAIL", "red"), check.detail)
    print_table(table)


@click.group()
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
    from lutcore.host_app.measure.products import Product, check_exact, measure
    from lutcore.host_app.quantise.rounding import weight_format
    product = Product(m, n, k, weight_format(weights, group, asymmetric, "128"), activations, seed,
                      table_mode == "host", outliers)
    with device_named(device, geometry, read_latency) as opened, \
            open_device("emulator", opened.geometry) as emulator:
        result = measure(product, opened, emulator)
    show(result, as_json)
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
    from lutcore.host_app.console import layers_bar, note
    from lutcore.host_app.measure.decode_step import SHAPES, measure_step
    model = SHAPES[shapes]
    if geometry is None and device == "virtual":
        geometry = model.geometry
    with device_named(device, geometry, read_latency) as opened, layers_bar() as progress:
        result = measure_step(model, opened, rows=rows, layers=layers, clock_mhz=clock,
                              bandwidth=bandwidth, progress=progress)
    if result["layers_run"] < model.layers:
        note(f"{result['layers_run']} of {model.layers} layers were run; the figures are scaled")
    show({"shapes": shapes, **result}, as_json)
