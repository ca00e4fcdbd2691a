"""Commands of models: pack, eval, generate, chat, demo."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lutcore.host_app.commands import options
from lutcore.host_app.commands.options import (
    GROUPS,
    LOW_BIT,
    MIX,
    DeviceChoice,
    as_json,
    delivers,
    device_options,
    model_argument,
    model_at,
    model_weights,
    sampling_options,
    show_facts,
    weight_options,
)

if TYPE_CHECKING:
    from lutcore.host_app.commands.evaluating import Evaluation
    from lutcore.host_app.demo import Story
    from lutcore.host_app.model.sampler import Sampling
    from lutcore.host_app.opening import WeightChoice

METHODS = ("nearest", "gptq", "qep")    # of rounding; as in quantise/rounding.py, a test compares


@click.command()
@model_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True,
              help="Packed file to write: one safetensors file that includes the tokenizer.")
@weight_options((*LOW_BIT, MIX), "Quantise float weights to this type; quantised weights stay as "
                "they are. mix chooses a format for every matrix, by measuring what each costs.")
@options.bits_option
@click.option("--method", type=click.Choice(METHODS), default="nearest",
              help="How to round weights. gptq compensates rounding errors, using a calibration "
                   "text; qep also those of the layers before, which takes longer.")
@options.calibration_option
def pack(model: Path, output: Path, weights: WeightChoice, bits: float | None, method: str,
         calibration: Path | None) -> None:
    """Quantise MODEL into one packed file.

    MODEL is a Hugging Face folder, a GGUF file, or hf:ORG/NAME[:FILE] for a model of the Hugging
    Face hub.

    With --weights mix, one matrix after the other is quantised while the emulator predicts the
    first 256 tokens of the calibration text; then bits go where they change predictions most.
    Quantised weights are quantised again where their matrix gets fewer bits.
    """
    from lutcore.host_app.checkpoints.packed import check_output, write_packed
    from lutcore.host_app.console import counting_bar, note, progress_bar
    from lutcore.host_app.measure.texts import check_calibration
    from lutcore.host_app.measure.trials import bits_per_weight
    from lutcore.host_app.opening import check_mix, open_calibrated, open_folder, open_mixed
    from lutcore.host_app.quantise.mix import composition
    check_output(output)
    mixes = weights.weights == MIX
    check_mix([weights.weights or ""], weights, [] if bits is None else [bits])
    check_calibration([method], calibration, mixes)
    if mixes:
        assert bits is not None and calibration is not None     # were checked
        with progress_bar() as show:
            packed = open_mixed(model, bits, method, calibration, show)
        write_packed(packed, output)
        note(f"{output}: {output.stat().st_size / 1e6:.1f} MB, {bits_per_weight(packed):.3f} bits "
             f"per weight: {composition(packed)}")
        return
    with counting_bar("packing") as progress:
        if calibration:
            packed = open_calibrated(model, weights, method, calibration, progress)
        else:
            packed = open_folder(model, weights, progress)
    write_packed(packed, output)
    assert packed.format is not None    # float32 is not among the choices
    note(f"{output}: {output.stat().st_size / 1e6:.1f} MB, {packed.format.name}")


def _evaluation(**values: Any) -> Evaluation:
    from lutcore.host_app.commands.evaluating import Evaluation
    return Evaluation(**values)


@click.command("eval")
@delivers(
    "evaluation", _evaluation,
    model_argument,
    click.argument("text", type=click.Path(path_type=Path)),
    click.option("--weights", type=click.Choice((*LOW_BIT, MIX, "all")), multiple=True,
                 show_default="int4",
                 help="Type of the weights; may be repeated. all means one of every kind, and mix "
                      "a format for every matrix, by measuring what each costs."),
    click.option("--bits", type=float, metavar="MEAN", multiple=True,
                 help="Mean bits per weight of --weights mix, with scales and padding; may be "
                      "repeated."),
    click.option("--group", type=click.Choice(GROUPS), multiple=True,
                 show_default="32; row for ternary",
                 help="Number of weights that share a scale; may be repeated."),
    options.asymmetric_option,
    click.option("--method", type=click.Choice(METHODS), multiple=True, default=("nearest",),
                 help="How to round weights; may be repeated. gptq compensates rounding errors, "
                      "using a calibration text; qep also those of the layers before, which takes "
                      "longer."),
    options.calibration_option,
    click.option("--table-width", type=click.IntRange(8, 16), multiple=True,
                 show_default="the geometry's",
                 help="Bits of a lookup table entry; may be repeated."),
    click.option("--table-mode", type=click.Choice(("fabric", "host")), multiple=True,
                 default=("fabric",),
                 help="Compute the lookup tables in the FPGA fabric or on the host; may be "
                      "repeated."),
    click.option("--cache", type=click.Choice(options.CACHES), multiple=True, default=("float32",),
                 help="Type of the attention's cached keys and values; may be repeated."),
    device_options("emulator",
                   help="Device that computes the matrix products; all give the same bits.",
                   latency=False),
    click.option("--separate", is_flag=True,
                 help="TEXT holds several texts, separated by empty lines."),
    click.option("--context", type=click.IntRange(2), show_default="512, if model and text allow",
                 help="Tokens of a window; a token is predicted from those before it in its "
                      "window."),
    click.option("--tokens", type=click.IntRange(2), show_default="all",
                 help="Use at most this many tokens of TEXT."),
    click.option("--reference", type=options.ModelType(), metavar="MODEL",
                 help="Float model to compare with, where MODEL is a packed file."),
    click.option("--plot", type=click.Path(path_type=Path),
                 help="Plot perplexity and agreement against bits per weight to this PNG or SVG "
                      "file."),
    as_json,
)
def evaluate(evaluation: Evaluation) -> None:
    """Measure the perplexity of MODEL on TEXT.

    MODEL is a Hugging Face folder, a GGUF file, a file that lutcore pack has written, or a name:
    stories, smollm2, or hf:ORG/NAME[:FILE] for a model of the Hugging Face hub. TEXT is a file in
    UTF-8.

    Prints a table with the perplexity, the share of tokens for which the quantised and the float
    model find the same token most likely, and the energy of the logits' error relative to that of
    the float model's logits (NMSE, in the first window). Options that may be repeated are combined,
    with one table line for each combination.
    """
    from lutcore.host_app.commands.evaluating import run
    run(evaluation)


@click.command()
@model_argument
@model_weights
@device_options()
@click.option("--prompt", required=True, help="Text to continue.")
@sampling_options
@as_json
def generate(model: Path, weights: WeightChoice, device: DeviceChoice, prompt: str,
             sampling: Sampling, max_tokens: int, cache: str | None, as_json: bool) -> None:
    """Continue a prompt with MODEL.

    MODEL is a Hugging Face folder, a GGUF file, a file that lutcore pack has written, or a name:
    stories, smollm2, or hf:ORG/NAME[:FILE] for a model of the Hugging Face hub.

    With --json, power has joules and joules_per_token above the idle power, which is read for a
    second before the prompt; it is null where the supply has no sensor, or the text took less than
    a second.
    """
    from lutcore.driver.power import meter_for
    from lutcore.host_app.running import run
    data = model_at(model, weights)

    def emit(text: str) -> None:
        if text and not as_json:
            click.echo(text, nl=False)

    with device.open_for(data) as opened:
        report = run(data, opened, prompt, sampling, max_tokens, emit, cache,
                     meter_for(opened) if as_json else None)
    if as_json:
        click.echo(json.dumps(asdict(report), indent=2))


@click.command()
@click.argument("model", type=options.ServerOrModel(), metavar="MODEL")
@model_weights
@device_options(help=options.BOARD_OR_EMULATOR, simulate=False)
@click.option("--system", metavar="TEXT", help="Instructions for the model, before all questions.")
@click.option("--message", "messages", multiple=True, metavar="TEXT",
              help="Ask this instead of reading questions from stdin; may be repeated.")
@click.option("--context", type=click.IntRange(2), default=4096,
              help="Tokens of the whole conversation, at most the model's limit.")
@sampling_options
def chat(model: Path | str, weights: WeightChoice, device: DeviceChoice, system: str | None,
         messages: tuple[str, ...], context: int, sampling: Sampling, max_tokens: int,
         cache: str | None) -> None:
    """Chat with MODEL.

    MODEL is a Hugging Face folder, a GGUF file, a file that lutcore pack has written, a name:
    smollm2, or hf:ORG/NAME[:FILE] for a model of the Hugging Face hub, or the address of a running
    lutcore serve: http://127.0.0.1:8080. It must have a chat template. Questions are read from
    stdin, one per line; /help shows commands.
    """
    from lutcore.host_app.commands.conversing import Chat, questions

    def talk(talker: Any) -> None:
        Chat(talker, max_tokens, lambda text: click.echo(text, nl=False)).run(
            messages or questions())

    if isinstance(model, str):
        from lutcore.host_app.remote_conversation import RemoteConversation
        talk(RemoteConversation(model, sampling, system))
        return
    from lutcore.host_app.conversation import Conversation, template_of
    from lutcore.host_app.model.model import Model, default_cache, engine_for
    data = model_at(model, weights)
    template_of(data)                   # fails before a device is opened
    with device.open_for(data) as opened:
        (slot,) = Model(data, engine_for(opened), cache or default_cache(data)).slots(1, context)
        talk(Conversation(data, slot, sampling, system))


def _story(**values: Any) -> Story:
    from lutcore.host_app.demo import Story
    return Story(**values)


@click.command()
@device_options("virtual",
                help="Device that computes the matrix products; if it cannot be opened, the "
                     "emulator is used.",
                latency=False)
@delivers(
    "story", _story,
    click.option("--prompt", default="Once upon a time", help="Beginning of the story."),
    click.option("--seed", type=click.IntRange(0), default=0,
                 help="Seed for sampling; another seed gives another story."),
    click.option("--max-tokens", type=click.IntRange(1), default=256,
                 help="Generate at most this many tokens; the story may end earlier."),
)
@as_json
def demo(device: DeviceChoice, story: Story, as_json: bool) -> None:
    """Tell a story with the bundled model.

    The model has 5 million ternary weights (BitNet b1.58). The device computes every matrix
    product. Then the emulator tells the story again, and both must give the same tokens; if they do
    not, the exit code is 4.

    With --json, the object has the fields of lutcore generate --json (text, tokens, prompt_tokens,
    device, geometry, weights, group, asymmetric, prefill, decode, engine, host_seconds, and power,
    which is null here) and same_on_emulator: true or false, or null if the emulator told the story
    itself.
    """
    from lutcore.host_app.demo import run_demo

    def open_device(name: str, geometry: Any) -> Any:
        return DeviceChoice(name, geometry).open()

    def emit(text: str) -> None:
        if not as_json:
            click.echo(text, nl=False)

    result = run_demo(open_device, device.device, device.geometry, story, emit)
    if as_json:
        click.echo(json.dumps(result.to_dict(), indent=2))
    else:
        show_facts(result.facts())
    result.verify()
