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


def run(*command: object, cwd: Path = ROOT, **environment: str) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          timeout=300, cwd=cwd, env=os.environ | environment, check=False)
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
    base = re.search(r"registers at (0x\w+)", output)
    assert base and f"csr_register,lutcore_magic,{base[1]}," in (tmp_path / "csr.csv").read_text()
    assert "<name>LUTCORE</name>" in (tmp_path / "soc.svd").read_text()
    assert "lutcore (LutCore)" in (tmp_path / "gateware" / "my_soc.v").read_text()


def test_the_guides_soc(tmp_path: Path) -> None:
    """The Python of docs/generator.md runs as it stands there."""
    pytest.importorskip("litex_boards", reason="needs pip install -e '.[gateware]'")
    guide = (ROOT / "docs" / "generator.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    assert blocks
    for number, block in enumerate(blocks):
        script = tmp_path / f"block{number}.py"
        script.write_text(block)
        run(sys.executable, script, cwd=tmp_path)
    assert "lutcore_ev_pending" in (tmp_path / "csr.csv").read_text()


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
