"""Figures as a file: what is written is read again, and what is damaged is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lutcore.host_app.errors import FiguresError
from lutcore.host_app.report.figures import Figure, Figures, Trial, read_figures


def test_what_is_written_is_read_again(figures: Figures, tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text(figures.to_json(), encoding="utf-8")
    assert read_figures(path) == figures


def change(raw: dict[str, Any], name: str, value: Any) -> None:
    *groups, last = name.split("/")
    node: Any = raw
    for group in groups:
        node = node[int(group) if isinstance(node, list) else group]
    node[last] = value


@pytest.mark.parametrize(("name", "value", "message"), [
    ("format", 99, "format 99"),
    ("model", 3, "model = 3"),
    ("speed/board.decode/value", "fast", "value = 'fast'"),
    ("speed/board.decode/value", 0, "must be above 0"),
    ("speed/board.decode/kind", "guessed", "kind 'guessed'"),
    ("speed", {}, "no speed board.decode"),
    ("quality/trials/0/bits", None, "bits = None"),
    ("extra", 1, "fields missing or unknown: extra"),
    ("splits", "none", "splits = 'none'"),
])
def test_a_changed_file_is_refused(figures: Figures, tmp_path: Path, name: str, value: Any,
                                   message: str) -> None:
    raw = json.loads(figures.to_json())
    change(raw, name, value)
    path = tmp_path / "figures.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(FiguresError, match=message):
        read_figures(path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": NaN}', "[" * 100_000, "\x00"])
def test_what_is_no_file_of_figures_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "figures.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FiguresError, match=r"figures\.json"):
        read_figures(path)


def test_random_weights_are_told_from_a_model(figures: Figures) -> None:
    assert not figures.quality.meaningless
    lost = replace(figures.quality, trials=(Trial("float32", 32.0, 20_000.0, 1.0, False),))
    assert lost.meaningless


def test_a_figure_has_a_kind_that_is_explained() -> None:
    with pytest.raises(FiguresError, match="kind 'guessed'"):
        Figure("x", 1.0, "s", "guessed", "", "")
