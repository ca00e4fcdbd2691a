"""What the documents say is what the contract says."""

from __future__ import annotations

from pathlib import Path

from lutcore.driver.contract import PRESETS, isa, registers

ROOT = Path(__file__).parents[1]


def test_reference_is_current() -> None:
    """Differs? Paste the two tables again: render_markdown of isa and registers."""
    text = (ROOT / "docs" / "reference.md").read_text()
    assert registers.render_markdown() in text
    assert isa.render_markdown() in text


def test_every_preset_is_named() -> None:
    text = (ROOT / "docs" / "engine.md").read_text()
    assert all(f"`{name}`" in text for name in PRESETS)


def test_ci_runs_the_readme_command() -> None:
    readme = (ROOT / "README.md").read_text()
    block = readme.split("<!-- test -->")[1].split("```")[1]
    assert "pip install -e '.[dev]'" in block and "pytest" in block
    assert "<!-- test -->" in (ROOT / ".ci" / "run").read_text()
