"""Turns figures and assumptions into the report: one HTML file, and the same in Markdown.

The same figures, assumptions and date give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lutcore.host_app.errors import OutputError
from lutcore.host_app.report.answers import answers, case_of, precise, saves, signed, when
from lutcore.host_app.report.assumptions import YOURS, Assumptions
from lutcore.host_app.report.cost import BOARD, CLOUD, PC, SWING, Case, sensitivity
from lutcore.host_app.report.figures import KINDS, Figure, Figures
from lutcore.host_app.report.plots import (
    number,
    plot_costs,
    plot_quality,
    plot_roof,
    plot_swings,
    plot_token,
)

TEMPLATES = Path(__file__).with_name("templates")
PROMPT = 300                            # tokens of the prompt before a first token
MOST_SWINGS = 10                        # bars of a tornado
AGAIN = "lutcore report --figures figures.json --assumptions assumptions.yml"
TITLES = {BOARD: "Board", PC: "PC", CLOUD: "Cloud"}


@dataclass(frozen=True)
class Line:
    """A line of a table of figures."""

    label: str
    value: str
    kind: str
    command: str
    note: str = ""


@dataclass(frozen=True)
class Report:
    """What is written: the pages, and the plots by name."""

    html: str
    markdown: str
    plots: dict[str, str]               # name to SVG


def render(figures: Figures, assumptions: Assumptions, date: str | None = None,
           plot_name: str = "{}.svg") -> Report:
    """Return the report.

    date:      the day to print; None: none
    plot_name: of a plot's file beside the Markdown page

    Raises PackageMissingError (matplotlib), AssumptionsError (prices in two currencies).
    """
    assumptions.check_currency(figures.board)
    case   = case_of(figures, assumptions)
    swings = {name: sensitivity(case, name)[:MOST_SWINGS] for name in (PC, CLOUD)}
    plots  = {"token": plot_token(figures.splits), "roofline": plot_roof(figures.roof),
              "costs": plot_costs(case)}
    if figures.quality.trials and not figures.quality.meaningless:
        plots["quality"] = plot_quality(figures.quality)
    for name in (PC, CLOUD):
        labels = [swing_label(swing.path, assumptions) for swing in swings[name]]
        plots[f"saving-{name}"] = plot_swings(swings[name], labels, case.saving(name),
                                              assumptions.currency, name)
    context = {
        "f": figures, "a": assumptions, "case": case, "date": date, "version": version("lutcore"),
        "answers": answers(figures, case), "kinds": KINDS, "titles": TITLES, "again": AGAIN,
        "speed": speed_lines(figures), "energy": energy_lines(figures, case),
        "options": [case.option(name) for name in (BOARD, PC, CLOUD)],
        "others": (PC, CLOUD), "swings": swings, "swing": SWING,
        "given": given_lines(figures.board, assumptions), "when": when, "saves": saves,
        "commands": commands(figures),
    }
    html = _environment(True).get_template("report.html.j2").render(
        **context, plots=plots)
    markdown = _environment(False).get_template("report.md.j2").render(
        **context, plots={name: plot_name.format(name) for name in plots})
    return Report(html, re.sub(r"\n{3,}", "\n\n", markdown).strip() + "\n", {
        name: svg.replace("<svg ", '<svg style="background:#fff" ', 1) + "\n"
        for name, svg in plots.items()})


def _environment(html: bool) -> Environment:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=html, trim_blocks=True,
                              lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters.update(number=number, money=lambda value: f"{value:,.0f}",
                               signed=signed, precise=precise, cell=markdown_cell,
                               sentence=lambda text: text[:1].upper() + text[1:])
    environment.globals["style"] = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    return environment


def markdown_cell(text: str) -> str:
    """Return a text that can stand in a Markdown table, whatever is in it."""
    return re.sub(r"([\\|`*_<>\[\]])", r"\\\1", text)


# Tables -------------------------------------------------------------------------------------------


def speed_lines(figures: Figures) -> list[tuple[str, Line, Line]]:
    """Return a label, the board's figure and this computer's for each line of the table."""
    board, here = ((figures.speed[f"{device}.decode"], figures.speed[f"{device}.prefill"])
                  for device in ("board", "pc"))

    def line(label: str, text: Callable[[Figure, Figure], str]) -> tuple[str, Line, Line]:
        first, second = (Line("", text(*pair), pair[0].kind, pair[0].command)
                         for pair in (board, here))
        return label, first, second

    return [
        line("One answer", lambda decode, _: f"{number(decode.value)} tokens/s"),
        line("Reading a prompt", lambda _, prefill: f"{number(prefill.value)} tokens/s"),
        line("Time of a token", lambda decode, _: f"{number(1e3 / decode.value)} ms"),
        line(f"First token after a prompt of {PROMPT}", lambda decode, prefill:
             f"{number(PROMPT / prefill.value + 1 / decode.value)} s"),
    ]


def energy_lines(figures: Figures, case: Case) -> list[Line]:
    """Return joules for each token: by a sensor where there is one, else from assumed watts."""
    given = case.assumptions
    lines = [Line(figure.label, f"{number(figure.value)} {figure.unit}", figure.kind,
                  figure.command, figure.note) for figure in figures.energy.values()]
    for label, machine, speed in (("Board", given.boards[case.board_name], case.board),
                                  ("PC as fast as this computer", given.pc, case.pc)):
        joules = machine.busy_watts / speed.decode
        lines.append(Line(label, f"{number(joules)} J/token", "estimated", AGAIN,
                          f"{machine.busy_watts:g} W assumed, {number(speed.decode)} tokens/s"))
    return lines


def given_lines(board: str, assumptions: Assumptions
                ) -> list[tuple[str, str, str, str, bool]]:
    """Return label, path, value, source and whether it is the user's, for each assumption."""
    return [(assumptions.label(path), path,
             f"{assumptions.get(path):,.10g} {assumptions.unit(path)}", assumptions.sources[path],
             assumptions.sources[path] == YOURS) for path in assumptions.paths(board)]


def swing_label(path: str, assumptions: Assumptions) -> str:
    """Return the name of an assumption or a speed, for a tornado."""
    if path.startswith("speed."):
        return {"speed.board": "board: speed", "speed.pc": "PC: speed"}[path]
    return assumptions.label(path)


def commands(figures: Figures) -> list[tuple[str, Sequence[str]]]:
    """Return every command once, with what it gives."""
    gives: dict[str, list[str]] = {}

    def add(command: str, what: str) -> None:
        if what not in gives.setdefault(command, []):
            gives[command].append(what)

    for name, figure in figures.speed.items():
        device = "this computer" if name.startswith("pc.") else "board"
        add(figure.command, f"speed, {device}")
    for split in figures.splits:
        add(split.command, f"time of a token, {split.device}")
    add(figures.roof.command, "roofline")
    add(figures.quality.command, "quality")
    add(figures.bitstream.command, "bitstream")
    for figure in figures.energy.values():
        add(figure.command, f"energy, {figure.label}")
    add(AGAIN, "energy from assumed watts, costs, pay-back, sensitivity, and this report again")
    return list(gives.items())


def pages(report: Report, figures: Figures, assumptions: Assumptions, place: Path
          ) -> Iterable[tuple[Path, str]]:
    """Yield the files of a report and their content.

    place: a folder, or the HTML file, beside which the others get its name
    """
    yield beside(place, "report.html"), report.html
    yield beside(place, "report.md"), report.markdown
    yield beside(place, "figures.json"), figures.to_json()
    yield beside(place, "assumptions.yml"), assumptions.to_yaml()
    for name, svg in report.plots.items():
        yield beside(place, f"{name}.svg"), svg


def prepare(place: Path) -> None:
    """Make the folder of a report, before the long work. Raises OutputError."""
    folder = place.parent if _is_page(place) else place
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be a folder ({error.strerror}); give another place "
                          "with --out") from error
    if _is_page(place) and place.is_dir():
        raise OutputError(f"{place} is a folder; name a file in it")


def _is_page(place: Path) -> bool:
    return place.suffix.lower() in (".html", ".htm")


def beside(place: Path, name: str) -> Path:
    """Return where a file of the report goes."""
    if not _is_page(place):
        return place / name
    if name == "report.html":
        return place
    stem = place.stem
    return place.with_name(f"{stem}.md" if name == "report.md" else f"{stem}.{name}")


def plot_name_of(place: Path) -> str:
    """Return the pattern of the plots' names beside the Markdown page."""
    return beside(place, "{}.svg").name.replace(" ", "%20")


