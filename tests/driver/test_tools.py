"""Outside programs: where they are looked for, what is told when they fail."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lutcore.driver import tools
from lutcore.driver.tools import (
    ToolFailedError,
    ToolMissingError,
    find_tool,
    look_for,
    run_tool,
    tool_version,
)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """install(name, script, folder): a Python script as a program, by default on PATH."""
    python = sys.executable
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(tools.sys, "executable", str(tmp_path / "beside" / "python"))

    def write(name: str, script: str = "", folder: str = "path") -> Path:
        (tmp_path / folder).mkdir(exist_ok=True)
        program = tmp_path / folder / name
        program.write_text(f"#!{python}\nimport os, sys\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IEXEC)
        return program
    return write


def test_programs_on_path_come_first(install) -> None:
    """The first name on PATH, another name on PATH, then either beside the interpreter."""
    assert look_for("synth", "other-synth") is None
    beside = install("synth", folder="beside")
    assert look_for("synth", "other-synth") == str(beside)
    other = install("other-synth")
    assert look_for("synth", "other-synth") == str(other)
    native = install("synth")
    assert look_for("synth", "other-synth") == find_tool("synth", advice="x") == str(native)


def test_a_missing_program_comes_with_advice(install) -> None:
    with pytest.raises(ToolMissingError,
                       match=r"^synth is not installed; pip install 'lutcore\[ecp5\]'$") as caught:
        find_tool("synth", "other-synth", advice="pip install 'lutcore[ecp5]'")
    assert caught.value.exit_code == 5


def test_what_a_program_prints_is_returned(install, tmp_path) -> None:
    both = install("both", "print('out'); print('err', file=sys.stderr)")
    assert run_tool([both]) == "out\n"
    assert sorted(run_tool([both], tmp_path, "both.log").split()) == ["err", "out"]
    assert sorted((tmp_path / "both.log").read_text().split()) == ["err", "out"]
    assert run_tool([install("err", "print('err', file=sys.stderr)")]) == "err\n"


def test_folder_environment_and_input(install, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KEPT", "kept")
    show = install("show", "print(os.getcwd(), os.environ['KEPT'], os.environ.get('MORE'), "
                           "len(sys.stdin.read()))")
    (tmp_path / "work").mkdir()
    assert run_tool([show], tmp_path / "work", env={"MORE": "more"}).split() == [
        str((tmp_path / "work").resolve()), "kept", "more", "0"]
    assert run_tool([show]).split()[1:] == ["kept", "None", "0"]


@pytest.mark.parametrize("lines, reason", [
    (["one", "two", "three", "four"], "two | three | four"),
    (["Info: 0 errors", "ERROR: no such module", "last"], "ERROR: no such module"),
    (["E: no archive", "dpkg-deb: broken", "x.v:1: Error: a", "%error: b"],
     "E: no archive | dpkg-deb: broken | x.v:1: Error: a"),
    ([], "it printed nothing")])
def test_a_failure_says_why(install, tmp_path, lines, reason) -> None:
    program = install("synth", f"print('\\n'.join({lines!r})); sys.exit(3)")
    with pytest.raises(ToolFailedError) as caught:
        run_tool([program])
    assert str(caught.value) == f"synth ended with 3: {reason}" and caught.value.exit_code == 5
    with pytest.raises(ToolFailedError) as caught:
        run_tool([program], tmp_path, "synth.log")
    assert str(caught.value) == f"synth ended with 3: {reason}; see {tmp_path / 'synth.log'}"


def test_a_program_that_hangs_is_ended(install, tmp_path) -> None:
    program = install("synth", "import time; time.sleep(60)")
    with pytest.raises(ToolFailedError, match="^synth did not end within 0.2 s$"):
        run_tool([program], timeout=0.2)
    with pytest.raises(ToolFailedError, match="within 0.2 s; see .*/synth.log$"):
        run_tool([program], tmp_path, "synth.log", timeout=0.2)


def test_what_is_no_program(tmp_path) -> None:
    (tmp_path / "text").write_text("words")
    for name in ("text", "none"):
        with pytest.raises(ToolFailedError, match=f"^{name} cannot be run: "):
            run_tool([tmp_path / name])


def test_versions(install) -> None:
    assert tool_version(str(install("a", "print('A 1.0\\nmore')"))) == "A 1.0"
    with pytest.raises(ToolFailedError, match="b --version printed nothing"):
        tool_version(str(install("b")))
    with pytest.raises(ToolFailedError, match="c ended with 1: no"):
        tool_version(str(install("c", "sys.exit('no')")))
