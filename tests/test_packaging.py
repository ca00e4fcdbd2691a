"""What the wheel holds, and what it says of itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from email import message_from_string
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("driver", "gateware", "host_app", "bitstreams")
LARGEST = 5_500_000                     # bytes packed; most of it are bitstreams and the model


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel of this checkout, made from a copy because setuptools leaves folders behind."""
    # Not by find_spec: a search for pip switches setuptools' distutils off for the other tests.
    if not {"pip", "setuptools"} <= {found.name for found in metadata.distributions()}:
        pytest.skip("building a wheel needs pip and setuptools")
    tree = tmp_path_factory.mktemp("tree")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tree / folder,
                        ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, tree)
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps",
                    "--no-build-isolation", "--wheel-dir", tree / "dist", tree],
                   check=True, timeout=300)
    (path,) = (tree / "dist").glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def names(wheel: zipfile.ZipFile) -> set[str]:
    return set(wheel.namelist())


def in_dist_info(wheel: zipfile.ZipFile, name: str) -> str:
    (path,) = (n for n in wheel.namelist() if n.endswith(f".dist-info/{name}"))
    return wheel.read(path).decode()


def test_there_is_one_top_level(wheel: zipfile.ZipFile, names: set[str]) -> None:
    assert in_dist_info(wheel, "top_level.txt").split() == ["lutcore"]
    assert {name.partition("/")[0] for name in names} == {
        "lutcore", next(name.partition("/")[0] for name in names if ".dist-info/" in name)}


def test_every_module_is_there_but_study_and_training(names: set[str]) -> None:
    expected = {f"lutcore/{path.relative_to(ROOT)}" for folder in FOLDERS
                for path in (ROOT / folder).rglob("*.py")}
    expected = {name.replace("/host_app/torch/", "/torch/") for name in expected}
    kept_back = {name for name in expected
                 if name.startswith(("lutcore/gateware/explore/", "lutcore/host_app/training/"))}
    assert kept_back and {name for name in names if name.endswith(".py")} == expected - kept_back


def test_what_is_not_python_is_there_too(names: set[str]) -> None:
    expected = {f"lutcore/{path.relative_to(ROOT)}" for pattern in (
        "bitstreams/*/*", "bitstreams/README.md", "host_app/models/*/*", "*/py.typed",
        "driver/virtual/*.cpp", "driver/virtual/*.h", "driver/executor/*.cpp",
        "driver/executor/*.h", "gateware/netlists/*.v", "host_app/notebooks/*.ipynb",
        "host_app/report/*.yml", "host_app/report/templates/*",
        *(f"host_app/serve/web/*.{kind}" for kind in ("html", "js", "css", "svg")))
        for path in ROOT.glob(pattern) if "__pycache__" not in path.parts}
    shipped = {name for name in names if not name.endswith(".py") and ".dist-info/" not in name}
    assert shipped == expected
    assert {f"lutcore/{folder}/py.typed" for folder in FOLDERS} <= shipped


def test_it_stays_small(wheel: zipfile.ZipFile) -> None:
    size = Path(str(wheel.filename)).stat().st_size
    unpacked = sum(info.file_size for info in wheel.infolist())
    print(f"wheel: {size:,} bytes packed, {unpacked:,} unpacked, {len(wheel.infolist())} files")
    assert size < LARGEST


def test_the_licence_leaves_no_doubt(wheel: zipfile.ZipFile) -> None:
    fields = message_from_string(in_dist_info(wheel, "METADATA"))
    assert fields["License-Expression"] == "BSD-2-Clause"
    assert in_dist_info(wheel, "licenses/LICENSE") == (ROOT / "LICENSE").read_text()
    assert fields["Author"] == "lutcore developers" and fields["Keywords"]


def test_the_exploration_of_an_installed_wheel_says_where_it_is(wheel: zipfile.ZipFile,
                                                                tmp_path: Path) -> None:
    """The finder of an editable install is taken away, so that only the wheel's files are there."""
    wheel.extractall(tmp_path)
    code = ("import sys; sys.meta_path = [f for f in sys.meta_path "
            "if 'editable' not in type(f).__name__.lower() "
            "and 'editable' not in getattr(f, '__module__', '')]; "
            f"sys.path.insert(0, {str(tmp_path)!r}); "
            "from lutcore.host_app.cli import main; sys.argv = ['lutcore', 'explore']; main()")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60,
                          cwd=tmp_path)
    assert done.returncode == 5 and "checkout" in done.stderr, done.stderr
    assert done.stderr.startswith("lutcore: error: ") and done.stderr.count("\n") == 1


def test_the_command_says_its_version() -> None:
    done = subprocess.run([sys.executable, "-m", "lutcore.host_app", "--version"],
                          capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["lutcore", metadata.version("lutcore")]
    toml = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    match = re.search(r'^version = "(.*)"$', toml, re.MULTILINE)
    assert match and match[1] == metadata.version("lutcore")
