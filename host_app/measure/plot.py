"""The plots of `lutcore eval` (quality against bits) and `lutcore bench positions`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lutcore.host_app.errors import OutputError, PackageMissingError
from lutcore.host_app.quantise.rounding import FEEDBACK, NEAREST, PROPAGATION

MARKERS = {NEAREST: "o", FEEDBACK: "s", PROPAGATION: "^"}


def plot(lines: Sequence[dict[str, Any]], path: Path, title: str) -> None:
    """Plot perplexity and disagreement against bits per weight, as PNG or SVG.

    lines: lines of the table, as `run_trials` yields them

    Raises PackageMissingError, OutputError.
    """
    figure, upper, lower = two_panels()
    points       = [line for line in lines if line["method"]]
    names        = dict.fromkeys(line["weights"] for line in points)
    colours      = {name: f"C{i}" for i, name in enumerate(names)}
    for line in points:
        # all tokens may agree, but a logarithmic axis has no zero: draw half a token instead
        disagreement = max(1 - line["agreement"], 0.5 / line["tokens"])
        for axes, y in ((upper, line["perplexity"]), (lower, disagreement)):
            axes.scatter(line["bits_per_weight"], y, color=colours[line["weights"]],
                         marker=MARKERS[line["method"]])
            axes.annotate(label(line).partition(" ")[2], (line["bits_per_weight"], y), fontsize=6,
                          xytext=(4, 3), textcoords="offset points", rotation=30)
    for method in MARKERS:              # mixes of one method are a frontier
        mixes = sorted((line["bits_per_weight"], line["perplexity"],
                        max(1 - line["agreement"], 0.5 / line["tokens"]))
                       for line in points if (line["weights"], line["method"]) == ("mix", method))
        for axes, at in ((upper, 1), (lower, 2)):
            axes.plot([mix[0] for mix in mixes], [mix[at] for mix in mixes],
                      color=colours.get("mix"), linewidth=1)
    for line in lines:
        if not line["method"]:
            upper.axhline(line["perplexity"], color="grey", linestyle="--", label="float32")
    for name, colour in colours.items():
        upper.scatter([], [], color=colour, label=name)
    for method in dict.fromkeys(line["method"] for line in points):
        upper.scatter([], [], color="black", marker=MARKERS[method], label=method)
    upper.set(title=title, ylabel="perplexity", yscale="log")
    lower.set(xlabel="bits per weight in memory", yscale="log",
              ylabel="tokens whose most likely one differs from float32's")
    lower.yaxis.set_major_formatter(lambda share, _: f"{100 * share:g}%")
    for axes in (upper, lower):
        axes.grid(alpha=0.3)
    upper.legend(ncols=2)
    save(figure, path)


def plot_positions(lines: Sequence[dict[str, Any]], path: Path, title: str) -> None:
    """Plot the time of a token and the memory of the caches against position, as PNG or SVG.

    lines: as `measure_positions` yields them, of one type of cache or several

    Raises PackageMissingError, OutputError.
    """
    figure, upper, lower = two_panels()
    for cache in dict.fromkeys(line["cache"] for line in lines):
        points    = [line for line in lines if line["cache"] == cache]
        positions = [line["position"] for line in points]
        upper.plot(positions, [line["milliseconds"] for line in points], "o-", label=cache)
        lower.step(positions, [line["cache_bytes"] / 2 ** 20 for line in points], "o-",
                   where="pre", label=cache)
    upper.set(title=title, ylabel="milliseconds per token", ylim=(0, None))
    lower.set(xlabel="position", ylabel="memory of keys and values, MiB", ylim=(0, None))
    for axes in (upper, lower):
        axes.grid(alpha=0.3)
    upper.legend(title="cache")
    save(figure, path)


def two_panels() -> tuple[Any, Any, Any]:
    """Return a figure and its two axes over one x axis. Raises PackageMissingError."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise PackageMissingError("plots need matplotlib: pip install 'lutcore[plot]'") from error
    figure       = Figure(figsize=(9, 10), layout="constrained")
    upper, lower = figure.subplots(2, sharex=True)
    return figure, upper, lower


def save(figure: Any, path: Path) -> None:
    """Write a figure in the format that the path's ending names. Raises OutputError."""
    try:
        figure.savefig(path)
    except (OSError, ValueError) as error:
        raise OutputError(f"{path} cannot be written ({error})") from error


def label(line: dict[str, Any]) -> str:
    """Return the short name of a line's format, for example int4 g32a."""
    group = {"row": "row", None: ""}.get(line["group"], f"g{line['group']}")
    return f"{line['weights']} {group}{'a' if line['asymmetric'] else ''}".strip()
