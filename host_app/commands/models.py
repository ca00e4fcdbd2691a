"""Commands for models: pack, eval, generate, chat, demo."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from lutcore.host_app.commands import options
from lutcore.host_app.commands.options import (
    DEVICES,
    GROUPS,
    LOW_BIT,
    as_json,
    device_for,
    device_named,
    device_options,
    model_at,
    model_options,
    sampling_options,
    show_facts,
)


@click.command()
@click.argument("model", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True,
              help="The packed file, one safetensors file that needs nothing beside it.")
@click.option("--weights", type=click.Choice(LOW_BIT), show_default="int4; beside quantised: int8",
              help="Type of the weights that are float in MODEL; quantised ones stay as they are.")
@options.group
@options.asymmetric
@click.option("--method", type=click.Choice(("nearest", "gptq")), default="nearest",
              help="How weights become codes; gptq makes good on a text what rounding costs.")
@options.calibration
def pack(model: Path, output: Path, weights: str | None, group: str | None,
         asymmetric: bool, method: str, calibration: Path | None) -> None:
    """Pack MODEL, a Hugging Face folder or a GGUF file, into one file."""
    from lutcore.host_app.checkpoints.packed import check_output, write_packed
    from lutcore.host_app.console import note, packing_bar
    from lutcore.host_app.measure.texts import check_calibration
    from lutcore.host_app.opening import WeightChoice, open_calibrated, open_folder
    check_output(output)
    check_calibration([method], calibration)
    choice = WeightChoice(weights, group, asymmetric)
    with packing_bar() as progress:
        if calibration:
            packed = open_calibrated(model, choice, calibration, progress)
        else:
            packed = open_folder(model, choice, progress)
    write_packed(packed, output)
    for line in packed.notes:
        note(line)
    note(f"{output}: {output.stat().st_size / 1e6:.1f} MB, {packed.format.name}")


@click.command("eval")
@click.argument("model", type=click.Path(path_type=Path))
@click.argument("text", type=click.Path(path_type=Path))
@click.option("--weights", type=click.Choice((*LOW_BIT, "all")), multiple=True,
              show_default="int4", help="Type of the weights; several for a table; all: one of every kind.")
@click.option("--group", type=click.Choice(GROUPS), multiple=True,
              show_default="32; ternary: row", help="Weights that share a scale; several for a table.")
@click.option("--asymmetric", is_flag=True, help="An offset beside every scale.")
@click.option("--method", type=click.Choice(("nearest", "gptq")), multiple=True,
              default=("nearest",), help="How weights become codes; both for a comparison.")
@options.calibration
@click.option("--table-width", type=click.IntRange(8, 16), multiple=True,
              show_default="the geometry's", help="Bits of a table entry; several for a table.")
@click.option("--table-mode", type=click.Choice(("fabric", "host")), multiple=True,
              default=("fabric",), help="Who computes the lookup tables; both for a comparison.")
@click.option("--device", type=click.Choice(DEVICES), default="emulator",
              help="Where the products run: all give the same bits.")
@click.option("--geometry", metavar="NAME", help="Engine geometry: a preset's name.")
@click.option("--separate", is_flag=True, help="The text is several, with empty lines between.")
@click.option("--context", type=click.IntRange(2), show_default="512, or what there is",
              help="Tokens of a window; a prediction sees those before it in its window.")
@click.option("--tokens", type=click.IntRange(2), show_default="all", help="Of the text, at most.")
@click.option("--reference", type=click.Path(path_type=Path),
              help="Float model to agree with, where MODEL is a packed file.")
@click.option("--plot", type=click.Path(path_type=Path),
              help="PNG or SVG of perplexity and agreement against bits per weight.")
@as_json
def evaluate(**chosen: Any) -> None:
    """Perplexity of MODEL on TEXT, and agreement with the float model."""
    from lutcore.host_app.commands.evaluating import Options, run
    run(Options(**chosen), device_named)


@click.command()
@click.argument("model", type=click.Path(path_type=Path))
@model_options
@device_options
@click.option("--prompt", required=True, help="Text to continue.")
@sampling_options
@as_json
def generate(model: Path, weights: str | None, group: str | None, asymmetric: bool,
             device: str, geometry: str | None, read_latency: int | None, prompt: str,
             max_tokens: int, temperature: float, top_k: int, top_p: float, seed: int,
             int8_cache: bool, as_json: bool) -> None:
    """Continue a prompt with MODEL: a Hugging Face folder, a GGUF file or a packed file."""
    from lutcore.host_app.model.sampler import Sampling
    from lutcore.host_app.opening import WeightChoice
    from lutcore.host_app.running import run
    sampling = Sampling(temperature, top_k, top_p, seed)
    data     = model_at(model, WeightChoice(weights, group, asymmetric))

    def emit(text: str) -> None:
        if text and not as_json:
            click.echo(text, nl=False)

    with device_for(data, device, geometry, read_latency) as opened:
        report = run(data, opened, prompt, sampling, max_tokens, emit, int8_cache)
    if as_json:
        click.echo(json.dumps(asdict(report), indent=2))


@click.command()
@click.argument("model", type=click.Path(path_type=Path))
@model_options
@device_options
@click.option("--system", metavar="TEXT", help="What the model is told about its task.")
@click.option("--message", "messages", multiple=True, metavar="TEXT",
              help="A question, instead of those on stdin; several are asked in turn.")
@click.option("--context", type=click.IntRange(2), default=4096,
              help="Tokens of the whole conversation, at most the model's limit.")
@sampling_options
def chat(model: Path, weights: str | None, group: str | None, asymmetric: bool, device: str,
         geometry: str | None, read_latency: int | None, system: str | None,
         messages: tuple[str, ...], context: int, max_tokens: int, temperature: float, top_k: int,
         top_p: float, seed: int, int8_cache: bool) -> None:
    """Talk with MODEL, which brings a chat template; questions come from stdin, line by line."""
    from lutcore.host_app.commands.conversing import questions, talk
    from lutcore.host_app.conversation import Conversation, template_of
    from lutcore.host_app.model.sampler import Sampling
    from lutcore.host_app.opening import WeightChoice
    from lutcore.host_app.running import backend_for
    sampling = Sampling(temperature, top_k, top_p, seed)
    data     = model_at(model, WeightChoice(weights, group, asymmetric))
    template_of(data)                            # before a device is opened
    with device_for(data, device, geometry, read_latency) as opened:
        talk(Conversation(data, backend_for(opened), sampling, system, context, int8_cache),
             messages or questions(), max_tokens, lambda text: click.echo(text, nl=False))


@click.command()
@click.option("--device", type=click.Choice(DEVICES), default="virtual",
              help="Falls back to the emulator where it cannot be opened.")
@click.option("--geometry", metavar="NAME", help="Engine geometry: a preset's name.")
@click.option("--prompt", default="Once upon a time", help="How the story begins.")
@click.option("--seed", type=click.IntRange(0), default=0, help="Other seeds, other stories.")
@click.option("--max-tokens", type=click.IntRange(1), default=256,
              help="Most tokens to add; the story may end before.")
def demo(device: str, geometry: str | None, prompt: str, seed: int, max_tokens: int) -> None:
    """Tell a story with the bundled model, checked on the emulator.

    The model has 5 million ternary weights (BitNet b1.58). Every matrix product is the device's;
    then the emulator tells the story again, and the tokens must be the same.
    """
    from lutcore.host_app.demo import Story, run_demo
    facts = run_demo(device_named, device, geometry, Story(prompt, seed, max_tokens),
                     lambda text: click.echo(text, nl=False))
    show_facts(facts)
