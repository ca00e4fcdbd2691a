"""The command `lutcore report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lutcore.host_app.commands.options import (
    BOARDS,
    LOW_BIT,
    ModelType,
    delivers,
    model_at,
    weight_options,
)

if TYPE_CHECKING:
    from lutcore.host_app.opening import WeightChoice

PATH   = click.Path(path_type=Path)
REAL   = ("pynq", "litex")


def _amounts(**values: int) -> dict[str, int]:
    return values


@click.command()
@click.argument("model", type=ModelType(), metavar="[MODEL]", required=False)
@weight_options(LOW_BIT, "Quantise float weights to this type.")
@click.option("--board", type=click.Choice(BOARDS), show_default="the first on which MODEL fits",
              help="Board that the report is about.")
@click.option("--assumptions", type=PATH, metavar="FILE.yml", show_default="those of the package",
              help="Prices, watts, hours and work: what differs from the defaults.")
@click.option("--text", type=PATH, metavar="FILE", show_default="that of the bundled model",
              help="Text on which the quality is measured.")
@click.option("--device", type=click.Choice(REAL), show_default="none, the speed is predicted",
              help="Measure the speed on this real board.")
@click.option("--figures", type=PATH, metavar="FILE.json",
              help="Figures of an earlier report, instead of MODEL: nothing is measured.")
@click.option("-o", "--out", type=PATH, default=Path("report"), metavar="DIR|FILE.html",
              help="Folder for the report's files, or its HTML file.")
@click.option("--date", metavar="DATE", show_default="that of $SOURCE_DATE_EPOCH, or none",
              help="Day to print on the report.")
@delivers(
    "amounts", _amounts,
    click.option("--threads", type=click.IntRange(1), show_default="all processors",
                 help="Threads of this computer in the comparison."),
    click.option("--prompt", type=click.IntRange(1), default=128,
                 help="Tokens of the prompt that is timed."),
    click.option("--tokens", type=click.IntRange(1), default=48,
                 help="Tokens that follow it one by one."),
    click.option("--repeats", type=click.IntRange(1), default=3, help="Runs; the best counts."),
    click.option("--eval-tokens", type=click.IntRange(2), default=2000,
                 help="Tokens of the text that are read."),
)
def report(model: Path | None, weights: WeightChoice, board: str | None, assumptions: Path | None,
           text: Path | None, device: str | None, figures: Path | None, out: Path,
           date: str | None, amounts: dict[str, int]) -> None:
    """Write a report on MODEL and a board, for a decision.

    MODEL is a Hugging Face folder, a GGUF file, a file that lutcore pack has written, or a name:
    stories, smollm2, or hf:ORG/NAME[:FILE] for a model of the Hugging Face hub.

    The report says whether the model keeps its quality, how fast it runs, what it costs beside a PC
    and a cloud service, and when the board is paid back. Every figure says whether it is measured,
    simulated or estimated, and by which command.

    Writes one HTML file without anything outside of it, the same in Markdown with its plots,
    figures.json and assumptions.yml. Change prices in the latter and give both files back with
    --figures and --assumptions.
    """
    from lutcore.driver.files import write_whole
    from lutcore.host_app.console import progress_bar
    from lutcore.host_app.report.assumptions import read_assumptions
    from lutcore.host_app.report.figures import read_figures
    from lutcore.host_app.report.render import pages, plot_name_of, prepare, render
    given = read_assumptions(assumptions)
    day   = _day(date)
    if (model is None) == (figures is None):
        raise click.UsageError("Give MODEL, or --figures with the figures of an earlier report.")
    prepare(out)
    if figures is not None:
        collected = read_figures(figures)
    else:
        assert model is not None
        from lutcore.driver.executor.runner import default_threads
        from lutcore.host_app.report.collect import Request, board_for, collect
        amounts = {**amounts, "threads": amounts["threads"] or default_threads()}
        data = model_at(model, weights)
        memory, size = board_for(data, board)
        board = board or memory.boards[-1]
        given.check_currency(board)
        request = Request(model, weights, board, device, text, **amounts)
        with progress_bar() as progress:
            collected = collect(request, data, memory, size, progress)
    made = render(collected, given, day, plot_name_of(out))
    written = [write_whole(path, content)
               for path, content in pages(made, collected, given, out)]
    click.echo("\n".join(map(str, written)))


def _day(given: str | None) -> str | None:
    """Return the day to print: that of the option, or of $SOURCE_DATE_EPOCH."""
    import os
    from datetime import datetime, timezone
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if given is not None or epoch is None:
        return given
    try:
        return datetime.fromtimestamp(int(epoch), timezone.utc).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f"$SOURCE_DATE_EPOCH = {epoch!r}; it must be seconds since 1970, or "
                               "unset") from error
