"""The plots of a report, as SVG to stand in a page: the same figures give the same bytes."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from lutcore.host_app.errors import PackageMissingError
from lutcore.host_app.report.cost import BOARD, CLOUD, PC, Case, Swing
from lutcore.host_app.report.figures import Quality, Roof, Split

COLOURS = {BOARD: "#0b6e8a", PC: "#c2570c", CLOUD: "#5b5f97"}
INK, MUTED, GRID = "#1d2733", "#5f6b7a", "#d9dee5"
LOWER, HIGHER = "#7aa6c2", "#0b6e8a"
# Parts of a token's time. Neighbours differ in lightness too, for eyes that see no colours.
PARTS = {"products": "#0b6e8a", "quantiser": "#9fc9d6", "vector": "#c2570c",
         "attention": "#f0c9a4", "transfers": "#5b5f97", "host": "#b9bbd9", "sampling": "#44474f"}
FONT  = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif"
NAMES = {BOARD: "board", PC: "PC", CLOUD: "cloud"}


def plot_token(splits: Sequence[Split]) -> str:
    """Return the time of a token by part, a bar for each device."""
    with _figure("token", 7.2, 0.9 + 0.75 * len(splits)) as (figure, output):
        axes  = figure.subplots()
        seen: dict[str, Any] = {}
        for row, split in enumerate(splits):
            left = 0.0
            for part in split.parts:
                (bar,) = axes.barh(row, part.milliseconds, left=left, height=0.55,
                                   color=PARTS.get(part.label, MUTED), edgecolor="white",
                                   linewidth=0.6)
                seen.setdefault(part.label, bar)
                left += part.milliseconds
            axes.annotate(f" {number(left)} ms", (left, row), va="center", color=INK)
        axes.set_yticks(range(len(splits)), [split.device for split in splits])
        axes.invert_yaxis()
        axes.set(xlabel="milliseconds for one token", xlim=(0, 1.16 * axes.get_xlim()[1] / 1.05))
        _plain(axes, "x")
        figure.legend(seen.values(), seen.keys(), loc="outside upper left", ncols=7,
                      frameon=False, columnspacing=1.2, handlelength=1.0)
    return output[0]


def plot_roof(roof: Roof) -> str:
    """Return the roofline with the kinds of steps on it."""
    with _figure("roof", 7.2, 3.5) as (figure, output):
        axes = figure.subplots()
        low  = min(point.intensity for point in roof.points) / 3
        high = max(*(point.intensity for point in roof.points),
                   roof.peak_gops / roof.bandwidth) * 3
        ridge = roof.peak_gops / roof.bandwidth
        middle = math.sqrt(low * min(ridge, high))
        xs = [low, min(max(ridge, low), high), high]
        axes.plot(xs, [min(x * roof.bandwidth, roof.peak_gops) for x in xs], color=INK,
                  linewidth=1.6)
        for point, colour in zip(roof.points, (COLOURS[BOARD], COLOURS[PC], COLOURS[CLOUD]),
                                 strict=False):
            axes.plot([point.intensity] * 2,
                      [point.gops, min(point.intensity * roof.bandwidth, roof.peak_gops)],
                      color=colour, linewidth=0.8, linestyle=":")
            axes.plot(point.intensity, point.gops, "o", color=colour, markersize=7)
            above = any(other.intensity == point.intensity and other.gops < point.gops
                        for other in roof.points)   # whose label is below it
            axes.annotate(f"{point.label}: {number(point.gops)}", (point.intensity, point.gops),
                          xytext=(8, 0 if above else -13), textcoords="offset points",
                          color=colour)
        axes.annotate(f"memory, {number(roof.bandwidth)} GB/s",
                      (middle, middle * roof.bandwidth), xytext=(-8, 4), ha="right",
                      textcoords="offset points", color=MUTED)
        axes.annotate(f"engine, {number(roof.peak_gops)}", (high, roof.peak_gops),
                      xytext=(-4, 5), textcoords="offset points", ha="right", color=MUTED)
        gops = [point.gops for point in roof.points]
        axes.set(xscale="log", yscale="log", xlim=(low, high),
                 ylim=(min(*gops, low * roof.bandwidth) / 2, roof.peak_gops * 3),
                 xlabel="operations for each byte of weights",
                 ylabel="10⁹ operations per second")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(lambda value, _: f"{value:g}")
            axis.set_minor_formatter(lambda value, _: "")
        _plain(axes, "both")
    return output[0]


def plot_quality(quality: Quality) -> str:
    """Return perplexity and agreement against bits; lines out of proportion are left out."""
    reference = quality.reference
    assert reference is not None
    lines  = [line for line in quality.trials if line is not reference]
    shown  = [line for line in lines if line.perplexity <= 2 * reference.perplexity] or lines
    with _figure("quality", 7.2, 3.4) as (figure, output):
        left, right = figure.subplots(1, 2)
        left.axhline(reference.perplexity, color=MUTED, linestyle="--", linewidth=1)
        for line in shown:
            for axes, value in ((left, line.perplexity), (right, 100 * line.agreement)):
                axes.plot(line.bits, value, "D" if line.own else "o", markersize=8 if line.own
                          else 5.5, color=COLOURS[PC] if line.own else COLOURS[BOARD])
                axes.annotate(line.label, (line.bits, value), xytext=(0, 7), ha="center",
                              textcoords="offset points", fontsize=8,
                              color=COLOURS[PC] if line.own else MUTED)
        left.set(xlabel="bits per weight in memory", title="perplexity; dashed: float32")
        right.set(xlabel="bits per weight in memory",
                  title="same most likely token as float32, %")
        for axes in (left, right):
            axes.margins(x=0.18, y=0.22)
            _plain(axes, "both")
    return output[0]


def plot_costs(case: Case) -> str:
    """Return the cumulative cost of every option over the months."""
    months = case.assumptions.months
    with _figure("costs", 7.2, 3.4) as (figure, output):
        axes = figure.subplots()
        ends = []
        for name in (BOARD, PC, CLOUD):
            option = case.option(name)
            axes.plot([0, months], [option.once, option.total(months)], color=COLOURS[name],
                      linewidth=2.2)
            ends.append((option.total(months), name))
        least = 0.07 * max(end for end, _ in ends)  # apart, so that labels do not overlap
        place = -least
        for end, name in sorted(ends):
            place = max(end, place + least)
            axes.annotate(f" {NAMES[name]} {end:,.0f}", (months, place), va="center",
                          color=COLOURS[name], annotation_clip=False)
        for name in (PC, CLOUD):
            when = case.payback(name).months
            if when is not None and 0 < when <= months:
                axes.plot(when, case.option(BOARD).total(when), "o", color=INK, markersize=6)
                axes.annotate(f"paid back against the {NAMES[name]}\nin month {when:.1f}",
                              (when, case.option(BOARD).total(when)), xytext=(6, -26),
                              textcoords="offset points", fontsize=8, color=INK)
        axes.set(xlabel="months", ylabel=f"{case.assumptions.currency}, all costs so far",
                 xlim=(0, months), ylim=(0, None))
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        _plain(axes, "both")
    return output[0]


def plot_swings(swings: Sequence[Swing], labels: Sequence[str], saving: float, currency: str,
                name: str) -> str:
    """Return a tornado: the saving with each assumption lowered and raised by half."""
    with _figure(f"swings-{name}", 7.2, 1.0 + 0.33 * len(swings)) as (figure, output):
        axes = figure.subplots()
        for row, swing in enumerate(swings):
            for value, colour in ((swing.low, LOWER), (swing.high, HIGHER)):
                axes.barh(row, value - saving, left=saving, height=0.6, color=colour)
        axes.axvline(saving, color=INK, linewidth=1)
        axes.axvline(0, color=MUTED, linewidth=1, linestyle="--")
        axes.set_yticks(range(len(swings)), labels)
        axes.invert_yaxis()
        axes.set(xlabel=f"{currency} saved by the board over the whole period (below 0: it is "
                        "the dearer one)")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.margins(x=0.08)
        _plain(axes, "x")
        figure.legend([axes.barh(0, 0, color=colour) for colour in (LOWER, HIGHER)],
                      ["half of the value", "half as much again"], loc="outside upper left",
                      ncols=2, frameon=False, handlelength=1.0)
    return output[0]


# Drawing ------------------------------------------------------------------------------------------


@contextmanager
def _figure(name: str, width: float, height: float) -> Iterator[tuple[Any, list[str]]]:
    """Yield a figure of so many inches, and a list that receives its SVG.

    name: makes the identifiers in the SVG differ from those of other plots on the page

    Raises PackageMissingError.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise PackageMissingError("the report's plots need matplotlib: pip install "
                                  "'lutcore[report]'") from error
    settings: dict[Any, Any] = {
        "svg.hashsalt": f"lutcore-{name}", "svg.fonttype": "none", "font.size": 9.5,
        "font.family": ["DejaVu Sans"], "text.color": INK, "axes.labelcolor": MUTED,
        "axes.edgecolor": GRID, "xtick.color": MUTED, "ytick.color": INK, "axes.titlesize": 9.5,
        "axes.titleweight": "normal", "axes.titlecolor": MUTED, "axes.titlelocation": "left",
        "axes.axisbelow": True, "text.parse_math": False}
    output: list[str] = []
    with rc_context(settings):
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure, output
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None}, transparent=True)
    output.append(_embedded(buffer.getvalue(), name))


def _embedded(svg: str, name: str) -> str:
    """Return an SVG that can stand in HTML beside others: without prolog, metadata and own size."""
    svg = svg[svg.index("<svg"):]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(<svg[^>]*?) width="[\d.]+pt"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[\d.]+pt"', r"\1", svg, count=1)
    svg = svg.replace("'DejaVu Sans'", FONT)
    # matplotlib numbers its groups (figure_1, axes_1, ...) the same in every plot
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    svg = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{name}-", svg)
    return svg.strip()


def _plain(axes: Any, grid: str) -> None:
    axes.grid(axis=grid, color=GRID, linewidth=0.7)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=0)


def number(value: float) -> str:
    """Return a number with three significant digits, and no exponent."""
    if value == 0:
        return "0"
    digits = max(0, 2 - int(f"{abs(value):e}".partition("e")[2]))
    return f"{value:,.{min(digits, 6)}f}"
