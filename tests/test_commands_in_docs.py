"""Every command that README and docs show runs, on a tiny scale, or its block is marked.

Blocks ```sh and ```python of a page run one after the other in one folder, as a reader would. A
comment before a block says why it does not run here:

    <!-- install -->   installs packages         <!-- hardware -->  needs a board or Vivado
    <!-- long -->      takes minutes, a model    <!-- test -->      CI runs it

Stand-ins: MODEL is a small random Llama, TEXT a short file; shapes and numbers of tokens are small;
served boards listen on an address of their own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lutcore.driver.virtual.board import virtual_available

ROOT    = Path(__file__).parents[1]
MARKS   = {"hardware", "install", "long", "test"}
PAGES   = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK   = re.compile(r"(?:^<!-- (\w+) -->\n)?^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GENERATED = {"api.md", "cli.md"}
ADDRESS = "127.77.0.1"                  # where boards of this test are served
SMALLER = {"127.0.0.1": ADDRESS, "rows=8": "rows=1", "rows: 8": "rows: 1", "r8t12": "r1t12"}
CHAT    = "{% for message in messages %}{{ message['content'] }}{% endfor %}"

# Options given twice: the last one counts.
PRELUDE = r"""
set -eo pipefail
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
lutcore() {
    case "$1 $2" in
        generate*|demo*) command lutcore "$@" --max-tokens 2 ;;
        chat*)           echo Hello | command lutcore "$@" --max-tokens 2 ;;
        eval*)           command lutcore "$@" --tokens 12 ;;
        "bench mpgemm")  command lutcore "$@" --m 1 --n 64 --k 128 ;;
        "bench model")   command lutcore "$@" --prompt 8 --tokens 2 --repeats 1 ;;
        "bench host")    command lutcore "$@" --position 3 --repeats 1 ;;
        "board serve")   command lutcore "$@" --address ADDRESS >served.txt 2>&1 & await_board ;;
        serve*)          command lutcore "$@" --port 0 >serving.txt 2>&1 & await_server ;;
        *)               command lutcore "$@" ;;
    esac
}
await_server() {
    for _ in $(seq 300); do
        grep -q "^serving " serving.txt && return
        kill -0 $! || { cat serving.txt >&2; return 1; }
        sleep 0.2
    done
    return 1
}
await_board() {
    for _ in $(seq 300); do
        (: </dev/tcp/ADDRESS/7967) 2>/dev/null && return
        kill -0 $! || { cat served.txt >&2; return 1; }
        sleep 0.2
    done
    return 1
}
""".replace("ADDRESS", ADDRESS)


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """Return (mark, language, text) of every block of a page."""
    if page.name in GENERATED:
        return []
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def commands(text: str) -> list[str]:
    """Return the lines of a block that are commands, continued lines and here-documents joined."""
    joined = re.sub(r"<<(\w+)\n.*?^\1$", "", text.replace("\\\n", " "),
                    flags=re.MULTILINE | re.DOTALL)
    return [line for line in joined.splitlines()
            if line.strip() and not line.lstrip().startswith("#")]


def script(page: Path) -> tuple[str, int]:
    """Return what runs of a page, and how many commands that is: a python block counts as one."""
    lines, count = [PRELUDE], 0
    for i, (mark, language, text) in enumerate(blocks(page)):
        if mark:
            continue
        if language == "python":
            lines.append(f"cat > block{i}.py <<'END_OF_BLOCK'\n{text}END_OF_BLOCK\n"
                         f"python block{i}.py\n")
            count += 1
        else:
            lines.append(text)
            count += len(commands(text))
    text = "\n".join(lines)
    for shown, run in SMALLER.items():
        text = text.replace(shown, run)
    return text, count


SCRIPTS = {page: script(page) for page in PAGES}


@pytest.fixture(scope="module")
def stand_ins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stand_ins")
    shutil.copytree(ROOT / "tests" / "golden" / "llama_random", folder / "MODEL")
    (folder / "MODEL" / "tokenizer_config.json").write_text(json.dumps({"chat_template": CHAT}))
    (folder / "TEXT").write_text("Once upon a time there was a little rabbit named Zoe. " * 20)
    return folder


@pytest.mark.parametrize("page", [page for page, (_, count) in SCRIPTS.items() if count],
                         ids=lambda page: str(page.relative_to(ROOT)))
def test_page_runs(page: Path, stand_ins: Path, tmp_path: Path,
                   capsys: pytest.CaptureFixture[str]) -> None:
    for package in ("migen", "litex_boards"):
        pytest.importorskip(package, reason="needs pip install -e '.[gateware]'")
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")
    for name in ("MODEL", "TEXT"):
        (tmp_path / name).symlink_to(stand_ins / name)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    text, count = SCRIPTS[page]
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("LUTCORE_") and name != "PYNQ_REMOTE_DEVICES"}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    done = subprocess.run(["bash", "-c", text], cwd=tmp_path, env=environment, text=True,
                          capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, f"{done.stdout[-1500:]}\n{done.stderr[-1500:]}"
    with capsys.disabled():
        print(f"\n{page.relative_to(ROOT)}: {count} commands run")


def test_marks_are_known_and_few_blocks_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    marks = [mark for page in PAGES for mark, _, _ in blocks(page)]
    assert set(marks) - {""} == MARKS
    run = sum(count for _, count in SCRIPTS.values())
    assert run >= 30
    with capsys.disabled():
        print(f"\n{run} commands of {marks.count('')} blocks in the documents run; blocks that do "
              f"not: {', '.join(f'{marks.count(mark)} {mark}' for mark in sorted(MARKS))}")


def test_extras_that_are_installed_exist() -> None:
    toml = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = toml.split("[project.optional-dependencies]")[1].split("\n[")[0]
    extras = set(re.findall(r"^(\w+) = \[", section, re.MULTILINE))
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    named = {extra for text in texts for group in re.findall(r"(?:lutcore|\.)\[([\w,]+)\]", text)
             for extra in group.split(",")}
    assert {"dev", "gateware", "virtual"} <= named <= extras


def test_nothing_is_installed_from_an_index() -> None:
    """lutcore is on none yet: documents install it from a checkout."""
    texts = {page: page.read_text(encoding="utf-8") for page in PAGES}
    assert [str(page) for page, text in texts.items()
            if re.search(r"pip install '?lutcore", text)] == []
