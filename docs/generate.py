"""Writes the generated pages: cli.md, api.md, reference.md, boards/models.md. In a checkout:

    python docs/generate.py

A test compares the pages with what this program would write (tests/test_generated_docs.py).
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import click

import lutcore.driver
from lutcore.driver.contract import instructions, isa, program, registers
from lutcore.host_app.checkpoints.packed import read_packed
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.cli import cli
from lutcore.host_app.measure import fits
from lutcore.host_app.measure.decode_step import SHAPES
from lutcore.host_app.measure.host import LEAST_CONTEXT, model_of
from lutcore.host_app.measure.hub_models import HUB_MODELS, SOURCES
from lutcore.host_app.model.tensors import HEAD
from lutcore.host_app.named import BUNDLED

DOCS  = Path(__file__).parent
WIDTH = 96                              # columns of a help text

# Command line -------------------------------------------------------------------------------------


def render_cli() -> str:
    """Return cli.md: the help of every command, in the order of `lutcore --help`."""
    context = click.Context(cli, info_name="lutcore", terminal_width=WIDTH,
                            max_content_width=WIDTH)
    return "\n".join((
        "# Command line", "",
        "The help of every command, written by `python docs/generate.py`.", "",
        "Results go to stdout, progress and errors to stderr. Exit codes: 0 success, 1 a problem "
        "that\n`lutcore doctor` found, 2 usage, 3 bad input, 4 device, 5 environment, 130 "
        "interrupted.", "",
        *_commands(cli, context)))


def _commands(command: click.Command, context: click.Context) -> Iterator[str]:
    yield from (f"## {context.command_path}", "", "```text", command.get_help(context), "```", "")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            member = command.get_command(context, name)
            assert member is not None, name
            yield from _commands(member, click.Context(
                member, info_name=name, parent=context, terminal_width=WIDTH,
                max_content_width=WIDTH))


# API ----------------------------------------------------------------------------------------------


def render_api() -> str:
    """Return api.md: everything that `lutcore.driver` exports, from signatures and docstrings."""
    return "\n".join((
        "# Python API", "",
        "All names of `lutcore.driver`, written by `python docs/generate.py`. The contract below "
        "it, with packing\nand arithmetic, is documented in its code "
        "([`driver/contract`](../driver/contract)).", "",
        *_markdown(lutcore.driver.__doc__),
        *(line for name in sorted(lutcore.driver.__all__)
          for line in _object(name, getattr(lutcore.driver, name)))))


def _object(name: str, item: object) -> Iterator[str]:
    yield from (f"## {name}", "")
    if not isinstance(item, type):
        assert isinstance(item, FunctionType)
        node = ast.parse(textwrap.dedent(inspect.getsource(item))).body[0]
        assert isinstance(node, ast.FunctionDef)
        yield from (*_code(_signature(node, name)), *_markdown(item.__doc__, _names(node)))
        return
    source = ast.parse(textwrap.dedent(inspect.getsource(item))).body[0]
    assert isinstance(source, ast.ClassDef)
    bases = ", ".join(base.__name__ for base in item.__bases__ if base is not object)
    fields = _fields(item)
    yield from _code("\n".join((f"class {name}({bases})" if bases else f"class {name}", *fields)))
    yield from _markdown(item.__doc__)
    for node in source.body:
        if isinstance(node, ast.FunctionDef) and (not node.name.startswith("_")
                                                  or (node.name == "__init__" and not fields)):
            yield from _member(item, node)


def _member(owner: type, node: ast.FunctionDef) -> Iterator[str]:
    member = inspect.getattr_static(owner, node.name)
    doc = ast.get_docstring(node)
    title = node.name if node.name != "__init__" else owner.__name__
    if isinstance(member, property):
        text = f"{title}: {ast.unparse(node.returns) if node.returns else 'Any'}"
    else:
        text = _signature(node, title)
    yield from (f"### {owner.__name__}.{node.name}" if node.name != "__init__"
                else f"### {owner.__name__}(…)", "", *_code(text), *_markdown(doc, _names(node)))


def _fields(item: type) -> list[str]:
    """Return the fields of a dataclass as its source has them, comments included."""
    if "__dataclass_fields__" not in vars(item):
        return []
    source = textwrap.dedent(inspect.getsource(item))
    lines, node = source.splitlines(), ast.parse(source).body[0]
    assert isinstance(node, ast.ClassDef)
    return [line for field in node.body if isinstance(field, ast.AnnAssign)
            for line in lines[field.lineno - 1:field.end_lineno]]


def _names(node: ast.FunctionDef) -> frozenset[str]:
    arguments = node.args
    return frozenset(argument.arg for argument in (
        *arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs))


def _signature(node: ast.FunctionDef, name: str) -> str:
    """Return the signature in one line, or with a line for each argument."""
    arguments = re.sub(r"^(self|cls)(, )?", "", ast.unparse(node.args))
    parts = [re.sub(r"^(\w+: .+?)=", r"\1 = ", part) for part in _split(arguments)]
    returns = "" if node.returns is None or node.name == "__init__" else \
        f" -> {ast.unparse(node.returns)}"
    text = f"{name}({', '.join(parts)}){returns}"
    if len(text) > WIDTH:
        text = f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){returns}"
    return text


def _split(arguments: str) -> list[str]:
    """Split at the commas outside brackets."""
    parts, depth, start = [], 0, 0
    for i, letter in enumerate(arguments):
        depth += (letter in "[(") - (letter in "])")
        if letter == "," and depth == 0:
            parts.append(arguments[start:i].strip())
            start = i + 1
    return [*parts, arguments[start:].strip()]


def _code(text: str) -> tuple[str, ...]:
    return "```python", text, "```", ""


def _markdown(doc: str | None, names: frozenset[str] = frozenset()) -> Iterator[str]:
    """Turn a docstring into Markdown: lines `name: meaning` become items of a list.

    names: the parameters; any other name counts only where a block begins with it.
    """
    for block in inspect.cleandoc(doc or "").split("\n\n"):
        lines = block.splitlines()
        if not lines:
            continue
        if all(line.startswith("    ") for line in lines):
            yield from ("```python", textwrap.dedent(block), "```", "")
            continue
        items = False
        for line in lines:
            match = re.match(r"`{0,2}([a-z_]\w*(?:, \w+)*)`{0,2}: +(\S.*)", line)
            if match and (items or line is lines[0] or match[1] in names):
                if not items and line is not lines[0]:
                    yield ""
                items = True
                yield f"- **{match[1]}**: {match[2]}"
            else:
                yield f"  {line.strip()}" if items else line
        yield ""


# Reference ----------------------------------------------------------------------------------------


def render_reference() -> str:
    """Return reference.md: registers and descriptor fields, from the contract's tables."""
    return "\n".join((
        "# Registers and descriptors", "",
        "The tables of `driver/contract` (`registers.REGISTERS`, `isa.LAYOUT`, the layouts of\n"
        "`program`), written by `python docs/generate.py`.", "",
        "## Registers", "", registers.render_markdown().strip(), "",
        "An engine with a vector unit has two more:", "",
        registers.render_markdown(registers.UNIT_REGISTERS).strip(), "",
        f"## LMMA descriptor, {isa.DESCRIPTOR_BYTES} bytes", "", isa.render_markdown().strip(), "",
        "## Descriptors of the token program", "",
        "QUANT has 64 bytes, VEC and ATTN have 128. What they compute is in "
        "[The token program](program.md).", "", program.render_markdown().strip(), "",
        "### Codes", "", *_codes(), ""))


def _codes() -> Iterator[str]:
    """Yield the table of the numbers that stand for names in the token program's fields."""
    opcodes = ", ".join(f"{getattr(instructions, name)} {name}"
                        for name in ("LMMA", "QUANT", "VEC", "ATTN"))
    yield from ("| code | values |", "|---|---|", f"| opcode | {opcodes} |")
    for codes in (instructions.Function, instructions.Prefactor, instructions.Reduction,
                  instructions.CacheType, instructions.Type):
        yield f"| {codes.__name__} | {', '.join(f'{code.value} {code.name}' for code in codes)} |"


# Models on boards ---------------------------------------------------------------------------------


def render_models() -> str:
    """Return boards/models.md: which models fit into the memory of which board."""
    models = {"the bundled one": read_packed(BUNDLED),
              **{name: model_of(shapes, LEAST_CONTEXT) for name, shapes in SHAPES.items()}}
    rows = fits.render({name: (data, _weights(data)) for name, data in models.items()})
    hosts = [f"| {name} | {_host_mib(data):,} |" for name, data in models.items()]
    sources = [f"| {board.title} | {board.mib:,} MiB | {board.source} |" for board in fits.BOARDS]
    return "\n".join((
        "# Which models fit", "",
        "Computed by `python docs/generate.py` from the models' shapes; nothing here was loaded "
        "onto a board.\nA cell says whether the model fits, and the MiB (2^20 bytes) of the "
        "board's memory that it takes.", "",
        *rows, "",
        *_hub_models(), "",
        f"**barely**: less than {fits.MARGIN:.0%} of the memory is left, and Linux' drivers or "
        "gaps between buffers may\ntake that. Use fewer bits per weight, or a shorter context.", "",
        "## What is counted", "",
        "- **Matrices** of all layers and of the head, as the engine of that board stores them. "
        "ECP5 boards compute\n  ternary weights as two planes, so they take two bits there. Ports "
        "start in different banks of the DRAM,\n  which costs up to 64 KiB a port and matrix.",
        f"- **Keys and values** of one text of {fits.CONTEXT:,} tokens, in 8 bits, or of the "
        "model's context if that is shorter.\n  Caches double as a text grows, so for a moment "
        "the old half is there as well: it is counted.",
        "- **Everything else** that the compiler asks for: activations, sums and logits of 64 "
        "rows, scales, norms,\n  rotations, descriptors.", "",
        "Of models whose matrices alone are larger than every memory, only those are counted.\n\n"
        "A longer text takes more: caches grow in proportion. `lutcore bench decode --shapes` "
        "knows the same models.", "",
        "## What the host keeps", "",
        "Embeddings stay in the host's memory, on a PYNQ board in what CMA leaves to Linux. They "
        "are mapped from\nthe file, where a quantised one takes less; with 16 bits each they "
        "have", "",
        "| model | MiB |", "|---|---|", *hosts, "",
        "On boards behind Ethernet or UART the host is another computer, which also keeps a copy "
        "of what it sent.", "",
        "## Where the limits come from", "",
        "| board | usable | that is |", "|---|---|---|", *sources, ""))


def _hub_models() -> Iterator[str]:
    """Yield the lines about models of the hub."""
    models = {f"`{model.name}`": model for model in HUB_MODELS}
    yield from (
        "## Models of the hub", "",
        "By the names that `lutcore pull` takes, where the extra `hub` is installed. **None of "
        "them was downloaded or\nrun here**: their architectures are tested with small random "
        "models, and their sizes are computed from\nshapes that others have published. Models that "
        "come in float are counted in int4, as `lutcore pack` makes it\nand as GGUF files of type "
        "Q4_0 have it; what is fetched in float has two bytes a parameter.", "",
        *fits.render({name: (model.data, _weights(model.data))
                      for name, model in models.items()}), "",
        "| model | architecture | layers | width | billions of parameters | GB of matrices | MiB "
        "of embeddings |", "|---|---|---|---|---|---|---|")
    for name, model in models.items():
        config = model.config
        yield (f"| {name} | {config.architecture} | {config.num_hidden_layers} | "
               f"{config.hidden_size:,} | {model.counted:.3g} | "
               f"{fits.packed_bytes(model.data) / 1e9:.2f} | {_host_mib(model.data):,} |")
    yield from (
        "", "Matrices as a packed file has them, the head's included (MXFP4 takes five bits "
        "there); embeddings with\n16 bits, in the host's memory. Llama and Gemma are gated: their "
        "pages ask to accept conditions.", "",
        "The shapes are from:", "",
        *(f"- {name}: {source}" for name, source in SOURCES.items()))


def _weights(data: ModelData) -> str:
    """Return the weight types of the layers and of the head."""
    formats = {name: matrix.format.name for name, matrix in data.matrices.items()}
    head = formats.pop(HEAD)
    layers = ", ".join(sorted(dict.fromkeys(formats.values()),
                              key=lambda name: -[*formats.values()].count(name)))
    return layers if layers == head else f"{layers}; head {head}"


def _host_mib(data: ModelData) -> int:
    return -(-2 * data.config.vocab_size * data.config.hidden_size // fits.MIB)


PAGES = {"cli.md": render_cli, "api.md": render_api, "reference.md": render_reference,
         "boards/models.md": render_models}

if __name__ == "__main__":
    for page, render in PAGES.items():
        (DOCS / page).write_text(render(), encoding="utf-8")
        print(DOCS / page)
