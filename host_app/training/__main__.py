"""`python -m lutcore.host_app.training`: the grammar's text, and the training."""

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
@click.option("--count", type=click.IntRange(1), default=3, help="How many.")
@click.option("--held-out", is_flag=True, help="From the stories that are not trained on.")
def stories(first: int, count: int, held_out: bool) -> None:
    """Print stories of the grammar, with an empty line between two."""
    from lutcore.host_app.training.stories import HELD_OUT
    from lutcore.host_app.training.stories import stories as tell
    click.echo("\n\n".join(tell(first + HELD_OUT * held_out, count)))


@main.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=Recipe.seed, help="Of the first weights.")
@click.option("--steps", type=click.IntRange(1), default=Recipe.steps,
              help="Of the whole training.")
def train(run: Path, seed: int, steps: int) -> None:
    """Train into the folder RUN, or go on where it stopped.

    The result is a Hugging Face folder, RUN/model. One core takes about 40 minutes.
    """
    if find_spec("torch") is None:
        raise click.ClickException("training needs PyTorch; pip install 'lutcore[train]'")
    from lutcore.host_app.training.train import train as make
    folder = make(run, Recipe(seed=seed, steps=steps), click.echo)
    click.echo(f"done; lutcore pack {folder} -o stories.safetensors")


if __name__ == "__main__":
    main(prog_name="python -m lutcore.host_app.training")
