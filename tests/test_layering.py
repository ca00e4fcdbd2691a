"""Rules for imports: what each folder may use, seven walls, no circle; packaging knows all folders.

RULES lists what a folder may import, WALLS what it must not although its rule would allow it. Each
kind of rule has a test with made-up modules, so that a rule which never fires is noticed.
"""

from __future__ import annotations

import ast
import graphlib
import importlib
import subprocess
import sys
from collections.abc import Iterator, Mapping
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
    "bundles", "cache", "contract", "direct", "errors", "files", "lock", "pages", "progress",
    "transport"))
RULES = {                               # the most specific folder counts
    "driver/contract": Rule(("numpy", "lutcore.driver.contract")),
    "driver":      Rule(("numpy", "lutcore.driver"), ("pynq", "pynqmetadata", "grpc",
                                                      "litex.tools")),
    "driver/pynq":  Rule(("numpy", *BOARDS, "lutcore.driver.pynq"), ("pynq", "grpc")),
    "driver/litex": Rule(("numpy", *BOARDS, "lutcore.driver.litex"), ("litex.tools",)),
    "gateware":    Rule(("numpy", "migen", "litex", "litedram", "liteeth", "litex_boards", "yaml",
                         "lutcore.gateware", "lutcore.driver.contract", "lutcore.driver.bundles",
                         "lutcore.driver.cache", "lutcore.driver.files", "lutcore.driver.tools"),
                        ("matplotlib",)),
    "gateware/commands.py": Rule(("click", "lutcore.driver.contract", "lutcore.gateware.boards",
                                  "lutcore.gateware.errors"),
                                 ("lutcore.driver.files", "lutcore.driver.bundles",
                                  "lutcore.driver.devices", "lutcore.driver.selftest",
                                  "lutcore.gateware")),
    "host_app":    Rule(("numpy", "click", "rich", "safetensors", "tokenizers", "jinja2", "gguf",
                         "lutcore.driver", "lutcore.host_app"), ("ml_dtypes", "matplotlib",
                                                             "huggingface_hub", "uvicorn",
                                                             "yaml")),
    "host_app/serve": Rule(("numpy", "fastapi", "pydantic", "starlette", "prometheus_client",
                            "lutcore.driver", "lutcore.host_app"), ("llguidance",)),
    "host_app/torch": Rule(("numpy", "torch", "lutcore.driver", "lutcore.host_app",
                            "lutcore.torch")),
    "host_app/torch/quantiser.py": Rule(("numpy", "torch", "transformers", "lutcore.driver",
                                         "lutcore.host_app", "lutcore.torch")),
    "host_app/training": Rule(("click", "safetensors", "tokenizers", "torch",
                               "lutcore.driver.files", "lutcore.host_app.training")),
    "bitstreams":  Rule(()),
}


@dataclass(frozen=True)
class Wall:
    """Modules that must not import others, even inside a function."""

    reason: str
    inside: tuple[str, ...]             # folders; "driver/*.py" means the files of a folder alone
    outside: tuple[str, ...]            # modules and packages
    doors: tuple[str, ...] = ()         # files that may

    def holds_for(self, source: Path) -> bool:
        return str(source) not in self.doors and any(
            source.match(folder) and source.parent == Path(folder).parent if "*" in folder
            else source.is_relative_to(folder) for folder in self.inside)


WALLS = (
    Wall("a SoC knows no board",
         ("gateware/engine", "gateware/soc"), ("lutcore.gateware.boards",)),
    Wall("the product leans on no study",
         ("gateware/engine", "gateware/soc", "gateware/flows", "gateware/boards", "gateware/*.py"),
         ("lutcore.gateware.explore",),
         doors=("gateware/commands.py",)),          # offers `lutcore explore` in a checkout
    Wall("a board file knows no builder",
         ("gateware/boards",), ("lutcore.gateware.build", "lutcore.gateware.gen",
                                "lutcore.gateware.commands", "lutcore.gateware.catalogue")),
    Wall("a real board needs no simulator",
         ("driver/pynq", "driver/litex", "driver/bundles", "driver/contract", "driver/*.py"),
         ("lutcore.driver.virtual",),
         doors=("driver/devices.py",)),             # opens every kind of device
    Wall("the contract holds only the contract",
         ("driver/contract",), tuple(f"lutcore.driver.{path.stem}" for path in sorted(
             (ROOT / "driver").iterdir()) if path.stem not in ("contract", "__init__"))),
    Wall("a file has one name",
         ("driver", "gateware", "host_app"), ("lutcore.host_app.torch",)),
    Wall("a host needs no gateware",
         ("driver", "host_app"), ("lutcore.gateware", "migen", "litex.soc")),
)
ELSEWHERE = {"host_app/torch": "lutcore.torch"}     # folders that are not imported by their path
NOT_SHIPPED = {"lutcore.gateware.explore", "lutcore.gateware.explore.circuits",
               "lutcore.host_app.training"}          # only in a checkout
SOURCES = [path.relative_to(ROOT) for folder in ("driver", "gateware", "host_app", "bitstreams")
           for path in sorted((ROOT / folder).rglob("*.py"))]


def rule_of(source: Path) -> Rule:
    folder = max((f for f in RULES if source.is_relative_to(f)), key=len)
    return RULES[folder]


def imports(tree: ast.AST, inside: bool = False) -> Iterator[tuple[str, bool, int]]:
    """Yield (module, whether inside a function, line) of every import; "." for a relative one."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, inside, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield ".", inside, node.lineno
            else:                       # `from lutcore.driver import cache` may name a module
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
    ("driver/executor/a.py", "import numba", True),
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
    ("gateware/a.py", "import click", True),
    ("gateware/commands.py", "import click", False),
    ("gateware/commands.py", "from lutcore.gateware import build", True),
    ("gateware/commands.py", "def f():\n    from lutcore.gateware import build", False),
    ("host_app/a.py", "def f():\n    import lutcore.gateware.build", True),
    ("host_app/a.py", "def f():\n    import pynq", True),
    ("host_app/a.py", "import ml_dtypes", True),
    ("host_app/a.py", "def f():\n    import ml_dtypes", False),
    ("host_app/a.py", "import json, numpy as np", False),
    ("host_app/a.py", "def f():\n    import torch", True),
    ("host_app/a.py", "import lutcore.torch", True),
    ("host_app/torch/a.py", "import torch", False),
    ("host_app/torch/a.py", "import transformers", True),
    ("host_app/torch/quantiser.py", "import transformers", False),
    ("host_app/training/a.py", "import torch", False)])
def test_the_test(source: str, text: str, refused: bool) -> None:
    assert bool(violations(Path(source), text)) == refused


# Walls --------------------------------------------------------------------------------------------


def breaches(wall: Wall, source: Path, text: str) -> list[str]:
    if not wall.holds_for(source):
        return []
    return [f"{source}:{line} imports {module}" for module, _, line in imports(ast.parse(text))
            if allowed(module, wall.outside)]


@pytest.mark.parametrize("wall", WALLS, ids=lambda wall: wall.reason)
def test_walls(wall: Wall) -> None:
    assert [breach for source in SOURCES
            for breach in breaches(wall, source, (ROOT / source).read_text("utf-8"))] == []
    assert all((ROOT / folder).is_dir() for folder in wall.inside if "*" not in folder)


@pytest.mark.parametrize("reason, source, text, broken", [
    ("a SoC knows no board", "gateware/soc/a.py",
     "from lutcore.gateware.boards import arty", True),
    ("a SoC knows no board", "gateware/soc/a.py", "from lutcore.gateware import boards", True),
    ("a SoC knows no board", "gateware/soc/a.py",
     "def f():\n    import lutcore.gateware.boards.arty", True),
    ("a SoC knows no board", "gateware/flows/a.py", "import lutcore.gateware.boards", False),
    ("the product leans on no study", "gateware/boards/a.py",
     "from lutcore.gateware.explore.area import count", True),
    ("the product leans on no study", "gateware/build.py", "import lutcore.gateware.explore", True),
    ("the product leans on no study", "gateware/commands.py",
     "def f():\n    from lutcore.gateware.explore import study", False),
    ("the product leans on no study", "gateware/explore/a.py",
     "from lutcore.gateware.explore import study", False),
    ("a board file knows no builder", "gateware/boards/a.py",
     "from lutcore.gateware.build import main", True),
    ("a board file knows no builder", "gateware/boards/a.py",
     "from lutcore.gateware.flows import target", False),
    ("a real board needs no simulator", "driver/pynq/a.py",
     "from lutcore.driver.virtual.bitfile import write_overlay", True),
    ("a real board needs no simulator", "driver/litex/a.py",
     "from lutcore.driver import virtual", True),
    ("a real board needs no simulator", "driver/selftest.py",
     "def f():\n    import lutcore.driver.virtual.board", True),
    ("a real board needs no simulator", "driver/devices.py",
     "def f():\n    import lutcore.driver.virtual.board", False),
    ("a real board needs no simulator", "driver/virtual/a.py",
     "import lutcore.driver.virtual.board", False),
    ("the contract holds only the contract", "driver/contract/a.py",
     "from lutcore.driver.bundles import manifest", True),
    ("the contract holds only the contract", "driver/contract/a.py",
     "from lutcore.driver.errors import LutcoreError", True),
    ("the contract holds only the contract", "driver/contract/a.py",
     "from lutcore.driver.contract.errors import LutcoreError", False),
    ("a file has one name", "host_app/torch/a.py", "import lutcore.host_app.torch.b", True),
    ("a file has one name", "host_app/torch/a.py", "from lutcore.torch import b", False),
    ("a host needs no gateware", "host_app/commands/a.py",
     "def f():\n    from lutcore.gateware import build", True),
    ("a host needs no gateware", "driver/virtual/a.py", "import migen", True)])
def test_the_test_of_walls(reason: str, source: str, text: str, broken: bool) -> None:
    wall = next(wall for wall in WALLS if wall.reason == reason)
    assert bool(breaches(wall, Path(source), text)) == broken


# Circles ------------------------------------------------------------------------------------------


def module_name(source: Path) -> str:
    package = package_name(source.parent)
    return package if source.stem == "__init__" else f"{package}.{source.stem}"


def package_name(folder: Path) -> str:
    return ELSEWHERE.get(str(folder)) or ".".join(("lutcore", *folder.parts))


def at_run_time(tree: ast.AST) -> ast.AST:
    """Drop the blocks under `if TYPE_CHECKING`, which import nothing when the program runs."""
    class Dropper(ast.NodeTransformer):
        def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
            if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
                return node.orelse
            return self.generic_visit(node)
    return Dropper().visit(tree)


def import_graph(texts: Mapping[Path, str]) -> dict[str, set[str]]:
    """Return the modules that each module imports, at its top or inside a function.

    The blocks under TYPE_CHECKING of a package's __init__ count: packages that import their names
    lazily list them there.
    """
    modules = {module_name(source): source for source in texts}
    graph: dict[str, set[str]] = {name: set() for name in modules}
    for name, source in modules.items():
        tree: ast.AST = ast.parse(texts[source])
        if source.name != "__init__.py":
            tree = at_run_time(tree)
        for imported, _, _ in imports(tree):
            parts = imported.split(".")
            homes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
            home = next((home for home in homes if home in modules), None)
            if home is not None and home != name:
                graph[name].add(home)
    return graph


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the modules of a circle of imports; none if there is no circle."""
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return error.args[1]
    return []


def test_no_circle_of_files() -> None:
    graph = import_graph({source: (ROOT / source).read_text("utf-8") for source in SOURCES})
    assert len(graph) == len(SOURCES) and sum(map(len, graph.values())) > len(SOURCES)
    assert circle(graph) == []


@pytest.mark.parametrize("a, b, circular", [
    ("import lutcore.driver.b", "import lutcore.driver.a", True),
    ("from lutcore.driver.b import x", "def f():\n    from lutcore.driver.a import y", True),
    ("from lutcore.driver import b", "class C:\n    from lutcore.driver import a", True),
    ("from lutcore.driver.b import x", "import numpy", False),
    ("from lutcore.driver.b import x",
     "if TYPE_CHECKING:\n    from lutcore.driver.a import y\nelse:\n    y = None", False),
    ("from lutcore.driver import Lazy", "import numpy", True)])
def test_the_test_of_circles(a: str, b: str, circular: bool) -> None:
    texts = {Path("driver/a.py"): a, Path("driver/b.py"): b, Path("driver/__init__.py"):
             "if TYPE_CHECKING:\n    from lutcore.driver.a import Lazy"}
    assert bool(circle(import_graph(texts))) == circular


# Packaging ----------------------------------------------------------------------------------------


def test_packaging_knows_every_folder() -> None:
    toml = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    project = toml.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = set(project["tool"]["setuptools"]["packages"])
    assert packages == {package_name(source.parent) for source in SOURCES} - NOT_SHIPPED
    places = project["tool"]["setuptools"]["package-dir"]
    assert {place: name for name, place in places.items() if "/" in place} == ELSEWHERE


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
