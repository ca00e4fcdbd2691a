"""The file of assumptions: defaults are whole, a user's file changes some, nonsense is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from lutcore.host_app.errors import AssumptionsError
from lutcore.host_app.measure.fits import BOARDS
from lutcore.host_app.report.assumptions import DEFAULTS, YOURS, Assumptions, read_assumptions


def read(folder: Path, text: str) -> Assumptions:
    path = folder / "mine.yml"
    path.write_text(text, encoding="utf-8")
    return read_assumptions(path)


def test_defaults_have_a_source_each_and_every_board(given: Assumptions) -> None:
    assert set(given.boards) == {name for board in BOARDS for name in board.boards}
    assert all(source and source != YOURS for source in given.sources.values())
    assert len(list(given.paths("kv260"))) == len(list(given.paths("ulx3s"))) == 22


def test_a_file_changes_what_it_names(tmp_path: Path, given: Assumptions) -> None:
    mine = read(tmp_path, "months: 12\nboards: {kv260: {price: {value: 300, source: an offer}}}\n")
    assert mine.months == 12 and mine.sources["months"] == YOURS
    assert mine.boards["kv260"].price == 300 and mine.sources["boards.kv260.price"] == "an offer"
    assert mine.boards["kv260"].busy_watts == given.boards["kv260"].busy_watts
    assert mine.work == given.work


def test_what_is_written_is_read_again(tmp_path: Path, given: Assumptions) -> None:
    assert read(tmp_path, given.to_yaml()) == given
    changed = given.replaced("pc.price", 123.0)
    assert read(tmp_path, changed.to_yaml()) == changed
    assert DEFAULTS.read_text(encoding="utf-8").count("source:") == len(given.sources)


def test_a_value_is_found_and_replaced_by_its_path(given: Assumptions) -> None:
    for path in given.sources:
        assert given.replaced(path, 7.5).get(path) == 7.5
        assert given.unit(path) and given.label(path)
    assert given.unit("electricity.price_per_kwh") == "EUR/kWh"


@pytest.mark.parametrize(("text", "message"), [
    ("", "nothing in it"),
    ("# a remark\n", "nothing in it"),
    ("hello", "'hello' is no group"),
    ("- 1\n- 2", "is no group"),
    ("a: [", "line 1: not YAML"),
    ("\x00", "not YAML"),
    ("[" * 5000, "not YAML"),
    ("prices: 1", "prices is no assumption; there are: currency"),
    ("work: {hours: 1}", "work.hours is no assumption; there are: days_per_month, hours_per_day"),
    ("boards: {zed: {price: 1}}", "boards.zed is no assumption; there are: pynq_z1"),
    ("boards: {kv260: {prize: 1}}", "boards.kv260.prize is no assumption; there are: price"),
    ("sources: {}", "sources is no assumption"),
    ("1: 2", "1 is no assumption"),
    ("? [a]\n: 2", "not YAML"),
    ("work: 3", "work: 3 is no group"),
    ("electricity: {price_per_kwh: -0.1}", "electricity.price_per_kwh = -0.1; it must be from 0"),
    ("electricity: {price_per_kwh: '0.3'}", "= '0.3'; it must be a number without quotes"),
    ("electricity: {price_per_kwh: cheap}", "= 'cheap'; it must be a number without quotes"),
    ("months: true", "months = True; it must be a number"),
    ("months: 2026-01-01", "it must be a number"),
    ("months: .nan", "months = nan; it must be from 1 to 240"),
    ("months: .inf", "months = inf; it must be from 1 to 240"),
    ("months: 0", "months = 0; it must be from 1 to 240, in months"),
    (f"months: {'9' * 5000}", "months = |not YAML"),
    ("months: null", "months = None; it must be a number"),
    ("months: {value: 3, sauce: x}", "months: sauce; write a number, or value and source"),
    ("months: {source: x}", "months: no value"),
    ("months: {value: 3, source: 4}", "months.source = 4; it must be a text"),
    ("work: {hours_per_day: 25}", "work.hours_per_day = 25; it must be from 0.01 to 24"),
    ("currency: 3", "currency = 3; it must be a text"),
    ("currency: ''", "currency = ''; it must be a text"),
    ("currency: a-very-long-currency", "it must be a text of at most 12 letters"),
    ("months: 3\nmonths: 4", "months is there twice"),
    ("months: &m 3\nwork: *m", "not YAML"),
    ("!!python/object/apply:os.system ['true']", "not YAML"),
])
def test_nonsense_gives_one_line_with_key_value_and_remedy(tmp_path: Path, text: str, message: str
                                                           ) -> None:
    with pytest.raises(AssumptionsError) as error:
        read(tmp_path, text)
    line = str(error.value)
    assert "mine.yml" in line and any(part in line for part in message.split("|"))
    assert len(line) < 500 and "\n" not in line.strip()


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_bytes(b"months: \xff\xfe3")
    with pytest.raises(AssumptionsError, match="not YAML"):
        read_assumptions(path)
