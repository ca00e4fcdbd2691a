"""The pages: self-contained, the same for the same input, safe, with every figure's command."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lutcore.host_app.report.answers import BAD, GOOD, OPEN, answers, case_of, signed
from lutcore.host_app.report.assumptions import Assumptions
from lutcore.host_app.report.figures import KINDS, Figure, Figures, Trial
from lutcore.host_app.report.plots import number
from lutcore.host_app.report.render import (
    AGAIN,
    Report,
    beside,
    commands,
    pages,
    plot_name_of,
    render,
)

pytest.importorskip("matplotlib", reason="needs pip install -e '.[report]'")

HOSTILE = "<script>alert(1)</script>|`**x**`[a](javascript:b)\"'&"


class Tags(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def made(figures: Figures, given: Assumptions) -> Report:
    """A report without a date; drawing one takes a second."""
    return render(figures, given)


def test_the_same_input_gives_the_same_bytes(figures: Figures, given: Assumptions, made: Report
                                             ) -> None:
    assert render(figures, given) == made


def test_there_is_a_date_only_where_one_is_given(figures: Figures, given: Assumptions,
                                                 made: Report) -> None:
    dated, plain = render(figures, given, "2031-02-03"), made
    assert "2031-02-03" in dated.html and "2031-02-03" in dated.markdown
    assert "Made on" not in plain.html and "Made on" not in plain.markdown
    assert not re.search(r"\d\d:\d\d", plain.html)


def test_the_page_needs_nothing_outside_of_it(made: Report) -> None:
    page = made.html
    tags = Tags(page).tags
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags}
    for tag, attributes in tags:
        for name, value in attributes.items():
            if name in ("src", "href", "xlink:href"):
                assert value and value.startswith("#"), (tag, name, value)
            assert not name.startswith("on")
    assert not re.search(r"url\((?!#)|@import", page)
    named = set(re.findall(r"https?://[^\s\"<]+", page))
    assert named <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_ids_are_there_once_and_every_link_has_one(made: Report) -> None:
    page = made.html
    ids = [value for _, attributes in Tags(page).tags for name, value in attributes.items()
           if name == "id"]
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', page)) | set(re.findall(r"url\(#([^)]+)\)", page))
    assert links <= set(ids)


def test_what_a_file_says_is_never_markup(figures: Figures, given: Assumptions) -> None:
    fields = ("model", "weights", "board_title", "computer", "limited_by")
    page = render(replace(figures, **dict.fromkeys(fields, HOSTILE)), given).html
    assert "<script" not in page and page.count("&lt;script&gt;") >= len(fields)


def test_every_command_of_a_figure_is_in_both_pages(figures: Figures, made: Report) -> None:
    wanted = {figure.command for figure in figures.speed.values()} | {
        split.command for split in figures.splits} | {
        figures.roof.command, figures.quality.command, figures.bitstream.command, AGAIN}
    assert {command for command, _ in commands(figures)} == wanted
    for command in wanted:
        assert made.html.count(command) >= 2 and made.markdown.count(command) >= 2


def test_every_kind_of_figure_is_explained(made: Report) -> None:
    for kind, meaning in KINDS.items():
        assert meaning in unescape(made.html) and meaning in made.markdown
        assert f'class="kind {kind}"' in made.html


def test_tables_of_the_markdown_page_are_whole(figures: Figures, given: Assumptions) -> None:
    page = render(replace(figures, model=HOSTILE, computer=HOSTILE), given).markdown
    blocks = [block for block in re.split(r"\n\n+", page) if block.startswith("|")]
    assert len(blocks) >= 10
    for block in blocks:
        head, rule, *rows = block.splitlines()
        cells = [len(re.findall(r"(?<!\\)\|", line)) for line in (head, rule, *rows)]
        assert rows and set(re.sub(r"[|:\- ]", "", rule)) == set() and len(set(cells)) == 1, block


def test_plots_are_svg_and_named_in_the_markdown_page(made: Report) -> None:
    assert set(made.plots) == {"token", "roofline", "quality", "costs", "saving-pc",
                               "saving-cloud"}
    for name, svg in made.plots.items():
        assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
        assert f"({name}.svg)" in made.markdown
        assert svg.count("<text") > 3               # words stay words


def test_without_a_text_it_says_how_to_measure(figures: Figures, given: Assumptions) -> None:
    silent = replace(figures, quality=replace(figures.quality, reason="no text was given",
                                              trials=()))
    made = render(silent, given)
    for page in (made.html, made.markdown):
        assert "Not measured" in page and figures.quality.command in page
    assert "quality" not in made.plots


def test_files_lie_in_a_folder_or_beside_the_page(figures: Figures, given: Assumptions) -> None:
    made = render(figures, given, plot_name=plot_name_of(Path("out/my report.html")))
    names = [path.name for path, _ in pages(made, figures, given, Path("out/my report.html"))]
    assert names[:4] == ["my report.html", "my report.md", "my report.figures.json",
                         "my report.assumptions.yml"]
    assert "my report.costs.svg" in names and "(my%20report.costs.svg)" in made.markdown
    assert beside(Path("out"), "report.html") == Path("out/report.html")


# Answers ------------------------------------------------------------------------------------------


def test_answers_follow_from_the_figures(figures: Figures, given: Assumptions) -> None:
    quality, speed, cost, payback = answers(figures, case_of(figures, given))
    assert (quality.verdict, quality.tone) == ("Yes", GOOD)         # 3 % of 5 % allowed
    assert "+3.0 %" in quality.detail[0] and "95.0 %" in quality.detail[1]
    assert speed.verdict == "15.0 tokens/s" and "2.67 times as slow" in speed.detail[1]
    assert cost.verdict.endswith(" EUR") and payback.verdict == "At once, against a PC"


def test_quality_may_fail_or_be_meaningless(figures: Figures, given: Assumptions) -> None:
    def answer(trials: tuple[Trial, ...]) -> tuple[str, str]:
        changed = replace(figures, quality=replace(figures.quality, trials=trials))
        found = answers(changed, case_of(changed, given))[0]
        return found.verdict, found.tone

    exact = Trial("float32", 32.0, 10.0, 1.0, False)
    assert answer((exact, Trial("int4", 4.6, 10.6, 0.9, True))) == ("No", BAD)
    random = Trial("float32", 32.0, 31_000.0, 1.0, False)
    assert answer((random, replace(random, own=True))) == ("Cannot be told", OPEN)


def test_a_sensor_is_shown_beside_assumed_watts(figures: Figures, given: Assumptions) -> None:
    joules = Figure("Board, above idle", 0.41, "J/token", "measured", "lutcore bench model M",
                    "by ina260_u14")
    page = render(replace(figures, energy={"board": joules}), given).markdown
    assert "| Board, above idle | 0.410 J/token | measured | by ina260_u14" in page
    assert "0.533 J/token | estimated" in page      # 8 W at 15 tokens a second
    assert "No power sensor" not in page


@pytest.mark.parametrize(("share", "text"), [
    (0.0, "+0.0 %"), (-0.0001, "+0.0 %"), (0.031, "+3.1 %"), (-0.02, "-2.0 %"),
    (378.0, "379 times")])
def test_shares_have_a_sign_or_are_multiples(share: float, text: str) -> None:
    assert signed(share) == text


@pytest.mark.parametrize(("value", "text"), [
    (0.0, "0"), (1.0, "1.00"), (12.34, "12.3"), (999.6, "1,000"), (12345.0, "12,345"),
    (0.04567, "0.0457"), (-3.14159, "-3.14")])
def test_numbers_have_three_digits(value: float, text: str) -> None:
    assert number(value) == text
