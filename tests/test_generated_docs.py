"""Generated pages are current, and the site builds without a warning."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WRITTEN = ["cli.md", "api.md", "reference.md", "boards/models.md"]


@pytest.mark.parametrize("page", WRITTEN)
def test_page_is_current(page: str) -> None:
    """Differs? Run `python docs/generate.py` and commit what it changes."""
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == generator().PAGES[page]()


def test_every_generated_page_is_compared() -> None:
    assert [*generator().PAGES] == WRITTEN


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="needs pip install -e '.[docs]'")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet",
                           "--site-dir", tmp_path], cwd=ROOT, capture_output=True, text=True,
                          timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (tmp_path / "glossary" / "index.html").is_file()
