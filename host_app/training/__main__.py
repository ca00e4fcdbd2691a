"""`python -m lutcore.host_app.training`: prints stories of the grammar, and trains the model."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from lutcore.host_app.training.recipe import Recipe


@click.group(context_settings={"show_default": True})
def main() -> None:
    """Make the bundled model again, or one like it."""


@main.command()
@click.option("--first", type=click.IntRange(0), default=0, help="Number of the first story.")
@click.option("--count", type=click.IntRange(1), default=3, help="Number of stories to print.")
@click.option("--held-out", is_flag=True, help="Print stories that are not trained on.")
def stories(first: int, count: int, held_out: bool) -> None:
    """Print stories of the grammar, separated by empty lines."""
    from lutcore.host_app.training.stories import HELD_OUT
    from lutcore.host_app.training.stories import stories as tell
    click.echo("\n\n".join(tell(first + HELD_OUT * held_out, count)))


@main.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=Recipe.seed, help="Seed of the initial weights.")
@click.option("--steps", type=click.IntRange(1), default=Recipe.steps,
              help="Steps of the whole training.")
def train(run: Path, seed: int, steps: int) -> None:
    """Train a model in the folder RUN, or resume a training that was stopped there.

    The result is a Hugging Face folder, RUN/model. On one processor core this takes about 40
    minutes.
    """
    if find_spec("torch") is None:
        raise click.ClickException("training needs PyTorch; pip install 'lutcore[train]'")
    from lutcore.host_app.training.train import train as make
    folder = make(run, Recipe(seed=seed, steps=steps), click.echo)
    click.echo(f"done; pack the model with: lutcore pack {folder} -o stories.safetensors")


if __name__ == "__main__":
    main(prog_name="python -m lutcore.host_app.training")
