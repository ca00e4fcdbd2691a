"""The gateware's commands: help without its packages, one line that says what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lutcore.gateware import catalogue

COMMANDS = ("build", "catalogue", "core", "explore", "tools")
BLOCKED  = """
import sys

class Block:
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r} or name in {blocked!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Block)
from lutcore.host_app.cli import cli
cli(prog_name="lutcore")
"""
PACKAGES = ("migen", "litex", "litedram", "liteeth", "litex_boards", "yaml", "matplotlib")


def run(*arguments: object, blocked: tuple[str, ...] = PACKAGES) -> subprocess.CompletedProcess:
    """`lutcore` in a Python that cannot import these packages."""
    return subprocess.run([sys.executable, "-c", BLOCKED.format(blocked=blocked),
                           *map(str, arguments)], capture_output=True, text=True, check=False,
                          timeout=120)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_needs_no_gateware(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0 and done.stdout.startswith(f"Usage: lutcore {command} ")


@pytest.mark.parametrize("arguments, package, extra", [
    (["build", "virtual"], "migen", "gateware"),
    (["core", "engine.yml"], "migen", "gateware"),
    (["explore"], "migen", "explore,gateware"),
])
def test_a_missing_package_is_one_line_with_the_remedy(tmp_path: Path, arguments, package,
                                                       extra) -> None:
    done = run(*arguments, "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr == (f"lutcore: error: the package {package} is not installed; "
                           f"pip install 'lutcore[{extra}]'\n")
    assert not (tmp_path / "out").exists()


def test_a_package_that_only_one_board_needs(tmp_path: Path) -> None:
    done = run("build", "arty", "-o", tmp_path, blocked=("liteeth",))
    assert done.returncode == 5
    assert "the package liteeth is not installed; pip install" in done.stderr


def test_exploring_needs_a_source_checkout() -> None:
    done = run("explore", "--json", blocked=("lutcore.gateware.explore",))
    assert done.returncode == 5 and done.stderr.count("\n") == 1
    assert "in a source checkout, after pip install -e '.[explore,gateware]'" in done.stderr


def test_listing_bundles_needs_no_gateware() -> None:
    done = run("catalogue")
    assert done.returncode == 0 and done.stdout == catalogue.render(catalogue.packaged_bundles())


def test_the_list_of_bundles_goes_to_a_file(lutcore, tmp_path: Path,
                                            capsys: pytest.CaptureFixture) -> None:
    assert lutcore("catalogue", "-o", tmp_path / "page.md") == 0
    assert capsys.readouterr().out == f"{tmp_path / 'page.md'}\n"
    assert "| virtual_demo | " in (tmp_path / "page.md").read_text()
    assert lutcore("catalogue", tmp_path) == 0
    assert capsys.readouterr().out == catalogue.HEADING


def test_downloading_tools_without_apt(lutcore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                       capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lutcore("tools", "--into", tmp_path / "tools") == 5
    assert "lutcore: error: apt-get is not " in capsys.readouterr().err
    assert not (tmp_path / "tools").exists()
