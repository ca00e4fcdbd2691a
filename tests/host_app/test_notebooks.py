"""Notebooks: every cell runs, and pynq finds them, and the bitstreams, by their entry points."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import lutcore.bitstreams
import lutcore.host_app.notebooks

FOLDER = Path(lutcore.host_app.notebooks.__file__).parent


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_cell_runs(path: Path, capsys: pytest.CaptureFixture) -> None:
    book   = json.loads(path.read_text())
    cells  = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    assert all(not cell.get("outputs") for cell in book["cells"])
    source = "\n".join(cells)
    assert '"auto"' in source
    exec(compile(source.replace('"auto"', '"emulator"'), path, "exec"), {})
    shown = capsys.readouterr().out
    assert "FAIL" not in shown and "Once upon a time" in shown


def test_entry_points() -> None:
    found = {group: entry_points(group=group, name="lutcore")["lutcore"].load()
             for group in ("pynq.overlays", "pynq.notebooks")}
    assert found == {"pynq.overlays": lutcore.bitstreams,
                     "pynq.notebooks": lutcore.host_app.notebooks}


def test_pynq_delivers_the_notebooks(tmp_path: Path) -> None:
    pytest.importorskip("pynqutils")
    script = ("import sys; from pynqutils.setup_utils import ExtensionsManager, deliver_notebooks; "
              "[found] = [e for e in ExtensionsManager('pynq.notebooks').list "
              "if e.name == 'lutcore']; "
              "path = ExtensionsManager.extension_path(found.module_name); "
              "deliver_notebooks(None, path, sys.argv[1], found.name, folder=True, "
              "overlays_res_lookup=False)")
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True)
    delivered = {path.name for path in tmp_path.rglob("*.ipynb")}
    assert delivered == {path.name for path in FOLDER.glob("*.ipynb")}


def test_pynq_looks_where_the_bitstreams_are() -> None:
    """Overlay("BUNDLE/lutcore.bit") then finds the bitstreams that are not packed."""
    pytest.importorskip("pynqutils")
    script = ("from pynqutils.setup_utils import ExtensionsManager; "
              "print(*ExtensionsManager('pynq.overlays').paths, sep='\\n')")
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True,
                          text=True)
    folder = Path(lutcore.bitstreams.__file__).parent
    assert str(folder) in done.stdout.splitlines()
    assert list(folder.glob("pynq_z2_*/lutcore.bit")) and list(folder.glob("pynq_z2_*/lutcore.hwh"))
