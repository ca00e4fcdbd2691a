"""Who may import whom, and that packaging knows every folder."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Rule:
    """What the modules of a folder may import beside the standard library."""

    anywhere: tuple[str, ...]
    in_functions: tuple[str, ...] = ()  # slow, or absent on some machines


BOARDS = tuple(f"lutcore.driver.{name}" for name in (
    "bundles", "cache", "contract", "errors", "files", "pages", "progress", "transport"))
RULES = {                               # the most specific folder counts
    "driver/contract": Rule(("numpy", "lutcore.driver.contract")),
    "driver":      Rule(("numpy", "lutcore.driver"), ("pynq", "pynqmetadata", "grpc",
                                                      "litex.tools")),
    # A real board needs no simulator.
    "driver/pynq":  Rule(("numpy", *BOARDS, "lutcore.driver.pynq"), ("pynq", "grpc")),
    "driver/litex": Rule(("numpy", *BOARDS, "lutcore.driver.litex"), ("litex.tools",)),
    "driver/emulator/fast": Rule(("numpy", "numba", "llvmlite", "lutcore.driver")),
    "gateware":    Rule(("numpy", "migen", "litex", "litedram", "liteeth", "litex_boards", "yaml",
                         "lutcore.gateware", "lutcore.driver.contract", "lutcore.driver.bundles",
                         "lutcore.driver.cache", "lutcore.driver.files", "lutcore.driver.tools"),
                        ("matplotlib",)),
    "host_app":    Rule(("numpy", "click", "rich", "safetensors", "tokenizers", "jinja2", "gguf",
                         "lutcore.driver", "lutcore.host_app"), ("ml_dtypes", "matplotlib")),
    "host_app/training": Rule(("click", "safetensors", "tokenizers", "torch",
                               "lutcore.driver.files", "lutcore.host_app.training")),
    "bitstreams":  Rule(()),
}
NOT_SHIPPED = {"lutcore.gateware.explore", "lutcore.host_app.training"}     # only in a checkout
SOURCES = [path.relative_to(ROOT) for folder in ("driver", "gateware", "host_app", "bitstreams")
           for path in sorted((ROOT / folder).rglob("*.py"))]


def rule_of(source: Path) -> Rule:
    folder = max((f for f in RULES if source.is_relative_to(f)), key=len)
    return RULES[folder]


def imports(tree: ast.AST, inside: bool = False) -> Iterator[tuple[str, bool, int]]:
    """(module, whether inside a function, line) of every import; "." where it is relative."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, inside, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield ".", inside, node.lineno
            else:                       # `from lutcore.driver import spec` may name a module
                yield from ((f"{node.module}.{alias.name}", inside, node.lineno)
                            for alias in node.names)
        function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        yield from imports(node, inside or function)


def allowed(module: str, names: tuple[str, ...]) -> bool:
    return any(f"{module}.".startswith(f"{name}.") for name in names)


def violations(source: Path, text: str) -> list[str]:
    rule, found = rule_of(source), []
    for module, inside, line in imports(ast.parse(text)):
        names = rule.anywhere + (rule.in_functions if inside else ())
        if module.partition(".")[0] not in sys.stdlib_module_names and not allowed(module, names):
            found.append(f"{source}:{line} imports {module}")
    return found


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_imports(source: Path) -> None:
    assert violations(source, (ROOT / source).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source, text, refused", [
    ("driver/contract/a.py", "import lutcore.driver.device", True),
    ("driver/contract/a.py", "from lutcore.driver import errors", True),
    ("driver/contract/a.py", "from lutcore.driver.contract import geometry", False),
    ("driver/a.py", "import numba", True),
    ("driver/emulator/fast/a.py", "import numba", False),
    ("driver/a.py", "import pynq", True),
    ("driver/a.py", "def f():\n    import pynq.lib", False),
    ("driver/a.py", "class C:\n    import pynq", True),
    ("driver/a.py", "def f():\n    import migen", True),
    ("driver/a.py", "def f():\n    from litex.tools.litex_client import RemoteClient", False),
    ("driver/a.py", "from litex.tools.litex_client import RemoteClient", True),
    ("driver/a.py", "def f():\n    import litex.soc", True),
    ("driver/a.py", "from . import device", True),
    ("driver/a.py", "import device", True),
    ("driver/pynq/a.py", "def f():\n    from lutcore.driver.virtual import board", True),
    ("driver/litex/a.py", "from lutcore.driver.virtual.design import TOP", True),
    ("driver/virtual/a.py", "from lutcore.driver.pynq.staging import stage", False),
    ("driver/a.py", "import numpyro", True),
    ("gateware/a.py", "from lutcore.driver import device", True),
    ("host_app/a.py", "def f():\n    import lutcore.gateware.build", True),
    ("host_app/a.py", "def f():\n    import pynq", True),
    ("host_app/a.py", "import ml_dtypes", True),
    ("host_app/a.py", "def f():\n    import ml_dtypes", False),
    ("host_app/a.py", "import json, numpy as np", False),
    ("host_app/a.py", "def f():\n    import torch", True),
    ("host_app/training/a.py", "import torch", False)])
def test_the_test(source: str, text: str, refused: bool) -> None:
    assert bool(violations(Path(source), text)) == refused


def test_packaging_knows_every_folder() -> None:
    toml = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    project = toml.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = set(project["tool"]["setuptools"]["packages"])
    folders = {"lutcore." + ".".join(source.parent.parts) for source in SOURCES}
    assert packages == folders - NOT_SHIPPED


def test_every_package_is_one() -> None:
    folders = {source.parent for source in SOURCES}
    assert [str(f) for f in folders if not (ROOT / f / "__init__.py").is_file()] == []


def test_the_command_line_needs_neither_gateware_nor_pynq() -> None:
    code = ("import sys, lutcore.host_app.cli; "
            "print([m for m in ('pynq', 'migen', 'litex', 'numba', 'lutcore.gateware') "
            "if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          timeout=60)
    assert done.stdout.strip() == "[]"
