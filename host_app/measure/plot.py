"""The plot of `lutcore eval`: quality against bits per weight."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lutcore.host_app.errors import OutputError, PackageMissingError
from lutcore.host_app.quantise.rounding import FEEDBACK, NEAREST

MARKERS = {NEAREST: "o", FEEDBACK: "s"}


def plot(rows: Sequence[dict[str, Any]], path: Path, title: str) -> None:
    """Quality against bits per weight, as PNG or SVG. Raises PackageMissingError, OutputError."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise PackageMissingError("plots need matplotlib: pip install 'lutcore[plot]'") from error
    figure       = Figure(figsize=(9, 10), layout="constrained")
    upper, lower = figure.subplots(2, sharex=True)
    points       = [row for row in rows if row["method"]]
    colours      = {name: f"C{i}" for i, name in enumerate(dict.fromkeys(
        row["weights"] for row in points))}
    for row in points:
        # All tokens may agree, and a logarithmic axis has no zero: half a token.
        differ = max(1 - row["agreement"], 0.5 / row["tokens"])
        for axes, y in ((upper, row["perplexity"]), (lower, differ)):
            axes.scatter(row["bits_per_weight"], y, color=colours[row["weights"]],
                         marker=MARKERS[row["method"]])
            axes.annotate(label(row).partition(" ")[2], (row["bits_per_weight"], y), fontsize=6,
                          xytext=(4, 3), textcoords="offset points", rotation=30)
    for row in rows:
        if not row["method"]:
            upper.axhline(row["perplexity"], color="grey", linestyle="--", label="float32")
    for name, colour in colours.items():
        upper.scatter([], [], color=colour, label=name)
    for method in dict.fromkeys(row["method"] for row in points):
        upper.scatter([], [], color="black", marker=MARKERS[method], label=method)
    upper.set(title=title, ylabel="perplexity", yscale="log")
    lower.set(xlabel="bits per weight in memory", yscale="log",
              ylabel="tokens for which float32 has another most likely one")
    lower.yaxis.set_major_formatter(lambda share, _: f"{100 * share:g}%")
    for axes in (upper, lower):
        axes.grid(alpha=0.3)
    upper.legend(ncols=2)
    try:
        figure.savefig(path)
    except (OSError, ValueError) as error:
        raise OutputError(f"{path} cannot be written ({error})") from error


def label(row: dict[str, Any]) -> str:
    """For example int4 g32a."""
    group = {"row": "row", None: ""}.get(row["group"], f"g{row['group']}")
    return f"{row['weights']} {group}{'a' if row['asymmetric'] else ''}".strip()


