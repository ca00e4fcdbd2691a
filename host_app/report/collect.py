"""Collects the figures of a report: runs the measurements that other commands make, too."""

from __future__ import annotations

import os
import platform
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lutcore.driver import open_device
from lutcore.driver.contract import WeightFormat, preset
from lutcore.driver.errors import UsageError
from lutcore.host_app.checkpoints.packed import read_packed
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.errors import BoardMemoryError
from lutcore.host_app.measure.fits import BOARDS, MIB, BoardMemory, Footprint, footprint
from lutcore.host_app.measure.model_speed import measure_speed
from lutcore.host_app.measure.plot import label
from lutcore.host_app.measure.texts import read_texts, windows_of
from lutcore.host_app.measure.trials import Trial as EvalTrial
from lutcore.host_app.measure.trials import bits_per_weight, run_trials
from lutcore.host_app.model.tensors import matrix_shapes
from lutcore.host_app.named import BUNDLED, STORIES, title_of
from lutcore.host_app.opening import WeightChoice, is_gguf, open_source
from lutcore.host_app.quantise.rounding import NAMED, describe, spelling, weight_format
from lutcore.host_app.report.figures import (
    FORMAT,
    Bitstream,
    Fact,
    Figure,
    Figures,
    Part,
    Quality,
    Split,
    Trial,
)
from lutcore.host_app.report.predicted import (
    BoardSpeed,
    Subject,
    bitstream_manifest,
    measured,
    predicted,
)

HELD_OUT = BUNDLED.with_name("held_out.txt")    # stories that the bundled model was not trained on
OTHERS   = ("int2", "int3", "int4", "int6", "int8")     # formats beside the model's own
GROUP    = "32"                         # their group
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Request:
    """What a report is about, and how long it is measured; the command makes it."""

    path: Path
    choice: WeightChoice
    board: str                          # as `lutcore build` calls it
    device: str | None                  # a real board to measure on; None: predict
    text: Path | None                   # to measure quality on; None: that of the bundled model
    threads: int
    prompt: int
    tokens: int
    repeats: int
    eval_tokens: int

    @property
    def model(self) -> str:
        """The model as a command names it."""
        return STORIES if self.path == BUNDLED else str(self.path)

    @property
    def title(self) -> str:
        """The model as people call it."""
        return "The bundled model" if self.path == BUNDLED else title_of(self.path)

    @property
    def words(self) -> str:
        """Model and weights as words of a command line."""
        options = [shlex.quote(self.model)]
        for name in ("weights", "group"):
            if value := getattr(self.choice, name):
                options.append(f"--{name} {value}")
        return " ".join(options + ["--asymmetric"] * self.choice.asymmetric)


def collect(request: Request, data: ModelData, memory: BoardMemory, size: Footprint,
            progress: Progress) -> Figures:
    """Measure, simulate and count; return the figures.

    memory, size: of `board_for`

    Raises the errors of models, devices and texts.
    """
    texts   = texts_of(request)         # first: a text that is not there costs no minutes
    speeds  = f"--prompt {request.prompt} --tokens {request.tokens} --repeats {request.repeats}"
    command = f"lutcore bench model {request.words} --device emulator --threads " \
              f"{request.threads} {speeds}"
    subject = Subject(data, request.words, request.board, request.prompt, speeds)
    if request.device:
        with open_device(request.device) as device:
            board = measured(subject, measure_speed(data, device, prompt=request.prompt,
                                                    tokens=request.tokens,
                                                    repeats=request.repeats), device)
    else:
        board = predicted(subject, progress)
    progress("timing this computer", 0.0)
    with _threads(request.threads), open_device("emulator", preset(memory.preset)) as device:
        here = measure_speed(data, device, prompt=request.prompt, tokens=request.tokens,
                             repeats=request.repeats)
    quality = measure_quality(request, data, memory.preset, texts, progress)
    return _together(request, data, memory, size, board, here, command, quality)


def _together(request: Request, data: ModelData, memory: BoardMemory, size: Footprint,
              board: BoardSpeed, here: dict[str, Any], command: str, quality: Quality) -> Figures:
    speed = {
        "pc.decode": _here("Answer", here["decode"], command),
        "pc.prefill": _here("Prompt", here["prefill"], command),
        "board.decode": board.decode,
        "board.prefill": board.prefill,
        **{f"board.{count}": figure for count, figure in board.sequences.items()},
    }
    parts = tuple(Part(label, milliseconds, "measured")
                  for label, milliseconds in here["token"]["parts"].items())
    energy = dict(board.energy)
    if here["power"]:
        joules = here["power"]["joules_per_token"]
        energy["pc"] = Figure("This computer, above idle", joules, "J/token", "measured", command,
                              f"by {here['power']['sensor']}")
    return Figures(
        format=FORMAT, model=request.title, weights=described(data), board=request.board,
        board_title=memory.title, source="measured" if request.device else "predicted",
        engine=board.engine, clock_mhz=board.clock_mhz,
        model_facts=model_facts(data), board_facts=(*board_facts(memory, size), *board.facts),
        speed=speed, limited_by=board.limited_by,
        splits=(board.split, Split("This computer alone", command, parts)), roof=board.roof,
        quality=quality, bitstream=bitstream_of(request.board), energy=energy, computer=computer())


def _here(label: str, value: float, command: str) -> Figure:
    return Figure(label, value, "tokens/s", "measured", command,
                  "the emulator in compiled code; the best of the runs")


# Model and board ----------------------------------------------------------------------------------


def board_for(data: ModelData, name: str | None) -> tuple[BoardMemory, Footprint]:
    """Return the memory of a board on which a model fits, and what the model takes.

    name: as `lutcore build` calls the board; None: the first on which the model fits

    Raises UsageError (no such board), BoardMemoryError.
    """
    names = list(dict.fromkeys(name for board in BOARDS for name in board.boards))
    if name not in (None, *names):
        raise UsageError(f"no board {name!r}; there are: {', '.join(names)}")
    sizes  = {board.preset: footprint(data, preset(board.preset)) for board in BOARDS}
    fitting = [board for board in BOARDS if sizes[board.preset].verdict(board) != "no"]
    chosen = [board for board in fitting if name is None or name in board.boards]
    if not chosen:
        asked   = [board for board in BOARDS if name is None or name in board.boards]
        largest = max(asked, key=lambda board: board.mib)
        others  = ", ".join(dict.fromkeys(name for board in fitting for name in board.boards))
        remedy  = f"it fits on {others}" if others else "use fewer bits per weight"
        raise BoardMemoryError(
            f"the model takes {sizes[largest.preset].total / MIB:,.0f} MiB, and "
            f"{name or largest.boards[0]} has {largest.mib:,} MiB that lutcore can use; {remedy}")
    return chosen[0], sizes[chosen[0].preset]


def board_facts(memory: BoardMemory, size: Footprint) -> tuple[Fact, ...]:
    """Return what is known of a board without running anything."""
    barely = size.verdict(memory) == "barely"
    return (
        Fact("Board", memory.title),
        Fact("Memory that lutcore can use", f"{memory.mib:,} MiB"),
        Fact("Taken by the model", f"{size.total / MIB:,.0f} MiB"
             + (", which leaves less than 5 %" if barely else "")),
    )


def model_facts(data: ModelData) -> tuple[Fact, ...]:
    """Return the sizes of a model."""
    config  = data.config
    weights = sum(n * k for n, k in matrix_shapes(config).values())
    return (
        Fact("Architecture", config.architecture.removesuffix("ForCausalLM")),
        Fact("Weights in products", f"{weights / 1e6:,.1f} million"),
        Fact("Format", described(data)),
        Fact("Bits per weight in memory", f"{bits_per_weight(data):.2f}"),
        Fact("Layers", f"{config.num_hidden_layers:,}"),
        Fact("Width", f"{config.hidden_size:,}; {config.intermediate_size:,} inside"),
        Fact("Vocabulary", f"{config.vocab_size:,} tokens"),
        Fact("Context", f"{config.max_position_embeddings:,} tokens"),
    )


def described(data: ModelData) -> str:
    """Return the formats of a model's matrices, that of most weights first."""
    formats = dict.fromkeys([data.format, *(m.format for m in data.matrices.values())])
    return ", some ".join(label(describe(fmt)) for fmt in formats)


def bitstream_of(board: str) -> Bitstream:
    """Return the resources of the board's bitstream, from its manifest."""
    manifest = bitstream_manifest(board)
    if manifest is None or manifest.build is None:
        return Bitstream("", "lutcore brings no bitstream for this board; the command builds one",
                         "", "", 0.0, 0.0, {}, f"lutcore build {board}")
    build = manifest.build
    return Bitstream(manifest.name, "", manifest.geometry.name, build.toolchain,
                     manifest.clock_mhz, build.reached_mhz or 0.0, dict(build.utilisation),
                     "lutcore catalogue")


def computer() -> str:
    """Return what this computer is."""
    name = platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    for line in lines:
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            name = " ".join(value.split())
            break
    return f"{name}, {os.cpu_count() or 1} logical cores"


@contextmanager
def _threads(number: int) -> Iterator[None]:
    """Make devices that are opened in a block compute with so many threads."""
    from lutcore.driver.executor.runner import THREADS_VARIABLE
    before = os.environ.get(THREADS_VARIABLE)
    os.environ[THREADS_VARIABLE] = str(number)
    try:
        yield
    finally:
        if before is None:
            del os.environ[THREADS_VARIABLE]
        else:
            os.environ[THREADS_VARIABLE] = before


# Quality ------------------------------------------------------------------------------------------


def texts_of(request: Request) -> list[str]:
    """Return the texts to measure quality on; none if there is no file.

    Raises EvaluationError (no usable text), OSError.
    """
    text = _text_file(request)
    return [] if text is None else read_texts(text, text == HELD_OUT)


def _text_file(request: Request) -> Path | None:
    return request.text or (HELD_OUT if request.path == BUNDLED else None)


def measure_quality(request: Request, data: ModelData, geometry: str, texts: list[str],
                    progress: Progress) -> Quality:
    """Evaluate the model in its format and in others on a text, if there is one.

    texts: of `texts_of`

    Raises EvaluationError (a text of too few tokens).
    """
    text = _text_file(request)
    if text is None:
        return Quality(f"lutcore report {request.words} --text FILE", "no text was given", "", 0,
                       data.config.vocab_size, False, ())
    bundled = text == HELD_OUT
    source: Any = read_packed(request.path) if _is_packed(request.path) else \
        open_source(request.path)
    packed  = isinstance(source, ModelData)
    formats = _formats(data.format, fixed=not packed and source.quantised)
    windows = windows_of(texts, source.tokenizer,
                         source.config.max_position_embeddings, None, request.eval_tokens)
    lines   = list(run_trials(source, [EvalTrial(fmt) for fmt in formats], windows,
                              lambda _: open_device("emulator", preset(geometry)),
                              progress=lambda step, share: progress(f"quality: {step}", share)))
    trials  = tuple(Trial(label(line), line["bits_per_weight"], line["perplexity"],
                          line["agreement"], own=index == 1)
                    for index, line in enumerate(lines))
    begin = " ".join(["lutcore eval", shlex.quote(request.model),
                      "held_out.txt --separate" if bundled else shlex.quote(str(text)),
                      f"--geometry {geometry} --tokens {request.eval_tokens}"])
    own     = f"{begin} {_options(data.format)}"
    others  = " ".join([begin, *(f"--weights {name}" for name in OTHERS), f"--group {GROUP}"])
    command = own if len(formats) == 1 else f"{own} && {others}"
    name = "24 held-out stories of the bundled model (held_out.txt beside it)" if bundled else \
        text.name
    return Quality(command, "", name, lines[0]["tokens"],
                   data.config.vocab_size, packed, trials)


def _is_packed(path: Path) -> bool:
    return path.is_file() and not is_gguf(path)


def _formats(own: WeightFormat | None, fixed: bool) -> list[WeightFormat]:
    """Return the formats to evaluate: the own one, then from few bits to many.

    fixed: the checkpoint is quantised, so there is only one
    """
    assert own is not None              # a float32 model runs on no board
    others = [] if fixed else [weight_format(name, GROUP) for name in OTHERS]
    return [own, *(fmt for fmt in others if fmt != own)]


def _options(fmt: WeightFormat | None) -> str:
    """Return a format as options of a command."""
    assert fmt is not None
    weights, group, asymmetric = spelling(fmt)
    return f"--weights {weights}" + (f" --group {group}" if weights not in NAMED else "") + \
        " --asymmetric" * asymmetric
