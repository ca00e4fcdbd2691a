"""Every file in examples/ runs, and does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lutcore.driver.bundles.manifest import Manifest
from lutcore.driver.virtual.board import virtual_available

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
LUTCORE = [sys.executable, "-m", "lutcore.host_app"]


def run(*command: object, **environment: str) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          timeout=300, cwd=ROOT, env=os.environ | environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_every_example_is_tried() -> None:
    names = {path.name for path in EXAMPLES.iterdir() if path.is_file()}
    assert {name for name in names if name in Path(__file__).read_text()} == names


def test_matmul() -> None:
    output = run(sys.executable, EXAMPLES / "matmul.py")
    error = re.search(r"on emulator: relative error (\S+)", output)
    assert error and float(error[1]) < 3e-3
    assert "Counters(matmuls=1" in output


def test_packed_model() -> None:
    output = run(sys.executable, EXAMPLES / "packed_model.py")
    assert "packed.safetensors: " in output and "Once upon a time" in output
    assert re.search(r"^\d+ tokens on emulator, ", output, re.MULTILINE)


def test_packed_model_of_your_own() -> None:
    folder = ROOT / "tests" / "golden" / "llama_random"
    assert "tokens on emulator" in run(sys.executable, EXAMPLES / "packed_model.py", "emulator",
                                       folder)


def test_litex_soc(tmp_path: Path) -> None:
    pytest.importorskip("litex_boards", reason="needs pip install -e '.[gateware]'")
    output = run(sys.executable, EXAMPLES / "litex_soc.py", tmp_path)
    assert "registers at 0x80000000" in output
    soc = (tmp_path / "gateware" / "my_soc.v").read_text()
    assert re.search(r"^lutcore lutcore\($", soc, re.MULTILINE)
    assert "module lutcore" in (tmp_path / "lutcore.v").read_text()
    assert str(tmp_path / "lutcore.v") in (tmp_path / "gateware" / "my_soc.tcl").read_text()


def test_an_engine_of_your_own(tmp_path: Path) -> None:
    """my_engine.yml becomes Verilog, which the virtual board runs."""
    pytest.importorskip("migen", reason="needs pip install -e '.[gateware]'")
    run(Path(sys.executable).with_name("lutcore_gen"), EXAMPLES / "my_engine.yml", "-o", tmp_path)
    geometry = Manifest.read(tmp_path / "my_engine").geometry
    assert (geometry.rows, geometry.cut, geometry.table_width) == (1, 4, 12)
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")
    output = run(*LUTCORE, "selftest", "--device", "virtual", "--geometry", "my_engine",
                 LUTCORE_BITSTREAMS=str(tmp_path))
    assert "pass" in output and "fail" not in output
