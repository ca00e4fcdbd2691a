"""The command as a user sees it, with a prediction that takes no simulation."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lutcore.driver.contract import preset
from lutcore.host_app.cli import cli
from lutcore.host_app.commands import options
from lutcore.host_app.measure.fits import BOARDS
from lutcore.host_app.report import collect
from lutcore.host_app.report.collect import HELD_OUT
from lutcore.host_app.report.figures import Figure, Figures, Part, Split, read_figures
from lutcore.host_app.report.predicted import BoardSpeed, Subject, roof_of
from lutcore.host_app.training import stories

pytest.importorskip("matplotlib", reason="needs pip install -e '.[report]'")

QUICK = ("--prompt", 8, "--tokens", 2, "--repeats", 1, "--eval-tokens", 60, "--threads", 1)


def lutcore(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, ["report", *map(str, arguments)], prog_name="lutcore")
    assert result.exit_code == code, result.output
    return result


def failed(*arguments: object, code: int = 3) -> str:
    """Return the one line of a command that fails."""
    result = lutcore(*arguments, code=code)
    (line,) = result.stderr.splitlines()
    assert line.startswith("lutcore: error: ") and result.stdout == ""
    return line


def fake(subject: Subject, progress: Any) -> BoardSpeed:
    decode  = Figure("Answer", 50.0, "tokens/s", "estimated", "lutcore bench model M", "")
    prefill = Figure("Prompt", 500.0, "tokens/s", "estimated", "lutcore bench model M", "")
    engine  = preset("demo")
    roof    = roof_of(subject.data, engine, 100.0, None, "lutcore bench model M",
                      (("Answer, one row", 1, decode), ("Prompt, 4 rows", 4, prefill)))
    split   = Split("Board", "lutcore bench model M", (Part("products", 20.0, "simulated"),))
    return BoardSpeed(decode, prefill, split, "memory", roof, engine.name, 100.0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A report on the bundled model."""
    folder = tmp_path_factory.mktemp("report") / "new" / "folder"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collect, "predicted", fake)
        lutcore("stories", *QUICK, "--out", folder)
    yield folder


def test_a_report_is_written_whole(made: Path) -> None:
    figures = read_figures(made / "figures.json")
    assert (figures.model, figures.board) == ("The bundled model", "pynq_z2")
    assert figures.speed["pc.decode"].kind == "measured"
    assert "--prompt 8 --tokens 2 --repeats 1" in figures.speed["pc.decode"].command
    assert figures.quality.own is not None and figures.quality.own.label == "ternary row"
    assert figures.quality.own.agreement > 0.9 and figures.quality.requantised
    assert figures.bitstream.resources["LUT"] > 10_000
    names = {path.name for path in made.iterdir()}
    assert names >= {"report.html", "report.md", "figures.json", "assumptions.yml", "costs.svg"}
    assert not [name for name in names if name.startswith(".")]


def test_the_same_figures_give_the_same_report(made: Path, tmp_path: Path) -> None:
    lutcore("--figures", made / "figures.json", "--assumptions", made / "assumptions.yml",
            "--out", tmp_path)
    for path in made.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_users_prices_change_the_report_and_nothing_else(made: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yml"
    mine.write_text("boards: {pynq_z2: {price: 123456}}\nmonths: 12\n")
    page = tmp_path / "offer.html"
    result = lutcore("--figures", made / "figures.json", "--assumptions", mine, "--out", page)
    assert str(page) in result.stdout.splitlines()
    text = page.read_text(encoding="utf-8")
    assert "123,456" in text and "One board for 12 months" in text
    assert (tmp_path / "offer.figures.json").read_bytes() == (made / "figures.json").read_bytes()


@pytest.mark.parametrize(("option", "variable", "shown"), [
    ((), None, None), ((), "0", "1970-01-01"), (("--date", "May 2031"), "0", "May 2031")])
def test_the_date_is_given_or_absent(made: Path, tmp_path: Path, option: tuple[str, ...],
                                     variable: str | None, shown: str | None,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if variable is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", variable)
    lutcore("--figures", made / "figures.json", "--out", tmp_path, *option)
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert f"Made on {shown}." in text if shown else "Made on" not in text


def test_a_wrong_date_is_usage(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                               ) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = lutcore("--figures", made / "figures.json", "--out", tmp_path, code=2)
    assert "SOURCE_DATE_EPOCH = 'yesterday'" in result.stderr


def test_a_model_or_figures_must_be_given() -> None:
    assert "Give MODEL, or --figures" in lutcore(code=2).stderr


# What goes wrong ----------------------------------------------------------------------------------


def test_nonsense_among_the_assumptions_is_told_before_anything_runs(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yml"
    mine.write_text("electricity: {price_per_kwh: -3}\n")
    line = failed("stories", "--assumptions", mine, "--out", tmp_path / "out")
    assert "mine.yml: electricity.price_per_kwh = -3; it must be from 0" in line
    assert not (tmp_path / "out").exists()
    assert "no.yml: No such file" in failed("stories", "--assumptions", tmp_path / "no.yml")


def test_a_text_that_is_not_there_is_told_before_anything_is_measured(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(collect, "predicted")       # whoever measures first fails otherwise
    line = failed("stories", "--text", tmp_path / "no.txt", *QUICK, "--out", tmp_path)
    assert "no.txt: No such file" in line


def test_prices_in_two_currencies_are_refused(made: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yml"
    mine.write_text("currency: CHF\npc: {price: 800}\n")
    line = failed("--figures", made / "figures.json", "--assumptions", mine, "--out", tmp_path)
    assert "give these in CHF too" in line and "boards.pynq_z2.price" in line
    assert "pc.price" not in line and "boards.kv260.price" not in line


def test_a_model_that_does_not_fit_names_the_boards_that_have_room(
        golden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "BOARDS", tuple(
        board if board.preset == "kv260" else type(board)(board.title, board.boards, board.preset,
                                                          0, board.source) for board in BOARDS))
    line = failed(golden / "llama_random", "--board", "pynq_z2", *QUICK, "--out", tmp_path)
    assert "pynq_z2 has 0 MiB" in line and "it fits on kv260" in line


def test_a_place_that_cannot_be_written_is_told_first(made: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    figures = made / "figures.json"
    assert "cannot be a folder" in failed("--figures", figures, "--out", tmp_path / "file" / "x")
    (tmp_path / "page.html").mkdir()
    assert "is a folder" in failed("--figures", figures, "--out", tmp_path / "page.html")


def test_damaged_figures_are_refused(made: Path, tmp_path: Path) -> None:
    raw = json.loads((made / "figures.json").read_text(encoding="utf-8"))
    raw["speed"]["board.decode"]["value"] = -1
    (tmp_path / "figures.json").write_text(json.dumps(raw))
    assert "must be above 0" in failed("--figures", tmp_path / "figures.json", "--out", tmp_path)


# Tables -------------------------------------------------------------------------------------------


def test_the_boards_of_the_command_are_those_of_the_table() -> None:
    assert set(options.BOARDS) == {name for board in BOARDS for name in board.boards}


def test_the_text_of_the_bundled_model_is_the_held_out_one() -> None:
    told = stories.stories(stories.HELD_OUT, 24)
    assert HELD_OUT.read_text(encoding="utf-8") == "\n\n".join(told) + "\n"


def test_threads_are_given_back(figures: Figures) -> None:
    before = os.environ.get("LUTCORE_THREADS")
    with collect._threads(3):
        assert os.environ["LUTCORE_THREADS"] == "3"
    assert os.environ.get("LUTCORE_THREADS") == before
