"""What the documents say is what the contract says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lutcore.driver import open_device
from lutcore.driver.contract import PRESETS, isa, program, registers
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.commands.programs import compiled, listing
from lutcore.host_app.measure.fits import BOARDS

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"0x[0-9a-f]+")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")),
         ROOT / "bitstreams" / "README.md"]


def test_reference_is_current() -> None:
    """Differs? Run `python docs/generate.py`."""
    text = (ROOT / "docs" / "reference.md").read_text()
    assert registers.render_markdown() in text
    assert isa.render_markdown() in text
    assert program.render_markdown().strip() in text


def test_the_example_of_a_program_is_current() -> None:
    """Differs in more than addresses? Paste layer 0 of `lutcore program` on llama_random."""
    page = (ROOT / "docs" / "program.md").read_text(encoding="utf-8")
    shown = page.split("layer 0:\n")[1].split("```")[0]
    data = pack_model(Checkpoint(ROOT / "tests" / "golden" / "llama_random"), None,
                      lambda done, total: None)
    with open_device("emulator") as device:
        parts = listing(compiled(data, device, 1, None), device.geometry)["parts"]
    lines = "".join(f"    {line}\n" for line in parts[0]["instructions"])
    assert ADDRESS.sub("", shown) == ADDRESS.sub("", lines)


def test_every_preset_is_named() -> None:
    text = (ROOT / "docs" / "engine.md").read_text()
    assert all(f"`{name}`" in text for name in PRESETS)


def test_ci_runs_the_readme_command() -> None:
    readme = (ROOT / "README.md").read_text()
    block = readme.split("<!-- test -->")[1].split("```")[1]
    assert "pip install -e '.[dev]'" in block and "pytest" in block
    assert "<!-- test -->" in (ROOT / ".ci" / "run").read_text()


LINK = re.compile(r"\[[^\]\n]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets
            if "://" not in target and not (page.parent / target).exists()] == []


def test_the_architecture_names_what_there_is() -> None:
    """Lines `function  path.py  what it does` of the two paths, and the table of rooms."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    steps = re.findall(r"^ {4,}([\w.]+) +(\S+\.py)\b", text, re.MULTILINE)
    assert len(steps) > 25
    missing = [(name, path) for name, path in steps if not re.search(
        rf"\b(def|class) {name.rpartition('.')[2]}\b", (ROOT / path).read_text(encoding="utf-8"))]
    assert missing == []
    rooms = re.findall(r"^\| `([\w/]+)`", text, re.MULTILINE)
    assert len(rooms) > 12 and [room for room in rooms if not (ROOT / room).is_dir()] == []


def test_every_board_has_a_page_that_leads_to_the_models_that_fit() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    overview = (ROOT / "docs" / "boards" / "index.md").read_text(encoding="utf-8")
    boards = {path.stem for path in (ROOT / "gateware" / "boards").glob("*.py")
              if "TARGET = " in path.read_text(encoding="utf-8")}
    assert len(boards) >= 8
    for board in boards:
        assert f"boards/{board}.md" in navigation and f"({board}.md)" in overview
        page = (ROOT / "docs" / "boards" / f"{board}.md").read_text(encoding="utf-8")
        assert "(models.md)" in page and board in {name for x in BOARDS for name in x.boards}


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page for page in (ROOT / "docs").rglob("*.md")
            if f": {page.relative_to(ROOT / 'docs')}\n" not in navigation] == []


@pytest.mark.parametrize("board", ["index", "kv260", "pynq_z1", "pynq_z2"])
def test_pynq_boards_are_used_from_roots_login_shell(board: str) -> None:
    """sudo changes PATH, pip installs for its user only, and images cannot build a checkout."""
    page = (ROOT / "docs" / "boards" / f"{board}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- hardware -->\n```sh\n(.*?)```", page, re.DOTALL)
    text = "".join(blocks)
    assert not re.search(r"sudo (-\S+ )*(lutcore|pip)|sudo -s|pip install \.", text)
    first = text.find("lutcore selftest")
    assert 0 <= text.find("sudo -i") < text.find("lutcore doctor") < first
