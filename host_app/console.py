"""Output for the user: progress and notes on stderr, results on stdout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

stderr = Console(stderr=True)


@contextmanager
def progress_bar(prefix: str = "") -> Iterator[Callable[[str, float], None]]:
    """Yield a function that shows a text and the fraction done.

    The bar appears at the first call and vanishes when the block ends; without a terminal nothing
    is shown.
    """
    with Progress(TextColumn("{task.description}"), BarColumn(),
                  TextColumn("{task.percentage:.0f} %"), TimeElapsedColumn(), console=stderr,
                  transient=True, disable=not stderr.is_terminal) as bar:
        task = bar.add_task("", total=1.0, visible=False)
        yield lambda text, fraction: bar.update(task, description=prefix + text,
                                                completed=fraction, visible=True)


@contextmanager
def counting_bar(text: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that shows `text` with a bar; it takes items done and items in total."""
    with progress_bar() as show:
        yield lambda done, total: show(text, done / total)


def print_table(table: Table) -> None:
    """Print a table on stdout; brackets, as in lutcore[plot], are not markup here."""
    Console(markup=False).print(table)


def print_lines(columns: Iterable[str], lines: Iterable[Sequence[str]], text: Sequence[str] = (),
                title: str | None = None) -> None:
    """Print a table of lines; the columns that `text` names are aligned left, numbers right."""
    table = Table(title=title)
    for name in columns:
        table.add_column(name, justify="left" if name in text else "right")
    for line in lines:
        table.add_row(*line)
    print_table(table)


def note(message: str) -> None:
    """Print one line on stderr, beside the results."""
    click.echo(message, err=True)
