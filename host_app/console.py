"""What the command shows on stderr while the user waits. stdout is for results only, tables too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

stderr = Console(stderr=True)


@contextmanager
def packing_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar for `pack_model`: takes weights done and weights in all."""
    with _bar() as show:
        yield lambda done, total: show("packing", done / total)


@contextmanager
def building_bar() -> Iterator[Callable[[str, float], None]]:
    """A bar for `open_device`: the virtual board is built the first time it is used."""
    with _bar() as show:
        yield lambda what, share: show(f"building the virtual board: {what}", share)


@contextmanager
def layers_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar for `measure_step`: takes layers done and layers in all."""
    with _bar() as show:
        yield lambda done, total: show("running layers", done / total)


@contextmanager
def evaluation_bar() -> Iterator[Callable[[str, float], None]]:
    """A bar for `run_trials`: takes what is being done and the share of it done."""
    with _bar() as show:
        yield show


@contextmanager
def _bar() -> Iterator[Callable[[str, float], None]]:
    """Takes a text and the share done; appears at the first call and vanishes at the end."""
    with Progress(TextColumn("{task.description}"), BarColumn(),
                  TextColumn("{task.percentage:.0f} %"), TimeElapsedColumn(), console=stderr,
                  transient=True, disable=not stderr.is_terminal) as bar:
        task = bar.add_task("", total=1.0, visible=False)
        yield lambda text, share: bar.update(task, description=text, completed=share, visible=True)


def print_table(table: Table) -> None:
    """A result, on stdout. Strings in it stay as they are: lutcore[fast] is no markup."""
    Console(markup=False).print(table)


def note(message: str) -> None:
    """One line beside the results."""
    click.echo(message, err=True)
