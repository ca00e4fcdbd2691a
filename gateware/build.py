"""Build bundles, for the virtual board and for boards with an FPGA.

A virtual bundle holds the engine's Verilog; the virtual board Verilates it when it is first opened.
A board's bundle holds its bitstream. Without a toolchain a project is written instead: everything
up to the bitstream.
"""

import dataclasses
import importlib.metadata
import shutil
from pathlib import Path

from lutcore.driver.bundles import manifest
from lutcore.driver.bundles.hwh import render_hwh
from lutcore.driver.contract.geometry import preset
from lutcore.driver.contract.registers import registers_of, render_markdown
from lutcore.driver.files import whole_folder
from lutcore.driver.tools import ToolMissingError
from lutcore.gateware.boards import find_target
from lutcore.gateware.engine.verilog import generate_verilog
from lutcore.gateware.errors import BuildError
from lutcore.gateware.flows.target import Options, work_folder

# Presets that bitstreams/ has for the virtual board.
BUNDLES    = ("demo", "tiny", "ternary", "pynq_z2_open")
GENERATORS = ("migen", "litex")          # Packages whose versions every manifest names.

# Virtual Board ------------------------------------------------------------------------------------

def write_virtual_bundle(parent, name, geometry, verilog=None):
    """Write a bundle for the virtual board to the folder `parent`/`name`, whole or not at all.

    `verilog` is that of module `lutcore`; it is generated where it is not given.
    """
    registers = registers_of(geometry.vector_lanes)
    with whole_folder(parent / name) as work:
        (work / manifest.VERILOG).write_text(verilog or generate_verilog(geometry))
        (work / manifest.HARDWARE).write_text(render_hwh(
            registers, clock_mhz=geometry.clock_mhz, port_width=geometry.port_width))
        (work / manifest.REGISTERS).write_text(render_markdown(registers))
        manifest.Manifest.of_folder(work,
            name      = name,
            kind      = "virtual",
            board     = "virtual",
            geometry  = geometry,
            tools     = _versions(),
            clock_mhz = geometry.clock_mhz,
        ).write(work)
    return parent / name

# Boards -------------------------------------------------------------------------------------------

def write_board_bundle(parent, name, target, geometry, toolchain=None, options=None, pack=False):
    """Write a board's bundle into folder `parent`, whole or not at all; returns its folder.

    Parameters
    ----------
    name : str
        Name of the bundle; that of a project gets "_project" appended.

    toolchain : str or None
        Toolchain to run; None writes a project.

    options : flows.target.Options

    pack : bool
        Compress the bitstream; the driver unpacks it.

    Raises GeometryError where the engine does not suit the board, and what `Target.compile` raises.
    The tools' files and logs stay in `flows.target.work_folder`.
    """
    target.check(geometry)
    folder = work_folder(f"{name}_{toolchain or 'project'}")
    (folder / manifest.REGISTERS).write_text(render_markdown(registers_of(geometry.vector_lanes)))
    sources = target.generate(folder, geometry)
    options = options or Options(target.seed)
    outcome = toolchain and target.compile(folder, geometry, toolchain, options)
    clock   = _clock(folder, target, geometry, outcome)
    digests = verilog_digests(folder, sources)
    build   = outcome and dataclasses.replace(outcome.build, sources=digests)
    kind    = target.kind if (folder / manifest.BITSTREAM).exists() else "project"
    more    = sources if kind == "project" else [
        file for file in target.carried if file not in manifest.FILES[kind]]
    name    = name if kind != "project" else f"{name}_project"
    with whole_folder(parent / name) as work:
        for file in (*manifest.FILES[kind], *more):
            shutil.copy(folder / file, work / file)
        manifest.Manifest.of_folder(work,
            name      = name,
            kind      = kind,
            board     = target.board,
            geometry  = geometry,
            tools     = {**_versions(), **(outcome.tools if outcome else {})},
            clock_mhz = clock,
            build     = build,
            more      = more,
        ).write(work)
        if pack and kind != "project":
            manifest.pack_file(work / manifest.BITSTREAM)
    return parent / name

def _clock(folder, target, geometry, outcome):
    """Return the clock of a bundle in MHz: the one asked for, or one that the design reaches.

    Where the processor makes the clock, the .hwh in `folder` is written again for a slower one.
    """
    reached = outcome and outcome.build.reached_mhz
    slower  = reached and reached < geometry.clock_mhz and target.clock_below(reached)
    if not slower:
        return geometry.clock_mhz
    (folder / manifest.HARDWARE).write_text(target.handoff(geometry, slower))
    return slower

def write_power_up_bundle(folder, target):
    """Write the bundle for a first power-up beside the bundle `folder`; returns its folder.

    It has the same bitstream, packed, and a .hwh that makes the processor set the clock
    `target.power_up_mhz`. Returns None where the board has none, or where the clock is no slower.
    """
    made, clock_mhz = manifest.Manifest.read(folder), target.power_up_mhz
    if made.kind != "board" or clock_mhz is None or clock_mhz >= made.clock_mhz:
        return None
    name = f"{made.name}_{clock_mhz:g}mhz"
    with whole_folder(folder.parent / name) as work:
        for file in made.sha256:
            (work / file).write_bytes(manifest.read_file(folder / file))
        (work / manifest.HARDWARE).write_text(target.handoff(made.geometry, clock_mhz))
        digests = {file: manifest.file_digest(work / file) for file in made.sha256}
        dataclasses.replace(made, name=name, clock_mhz=clock_mhz, sha256=digests).write(work)
        manifest.pack_file(work / manifest.BITSTREAM)
    return folder.parent / name

def verilog_digests(folder, sources):
    """Return the digests of the Verilog that a bitstream is made of; a test compares them."""
    return {file: manifest.file_digest(folder / file) for file in sources if file.endswith(".v")}

def choose_toolchain(target, name):
    """Return the toolchain to run; for "auto" the first one that is installed, or None.

    Raises BuildError where the board does not have it, ToolMissingError where it is not installed.
    """
    if name == "auto":
        return next((tool for tool in target.toolchains if not target.missing(tool)), None)
    if name not in (*target.toolchains, *target.checks):
        raise BuildError(f"no toolchain {name!r} for {target.board}; there are: auto, "
                         f"{', '.join((*target.toolchains, *target.checks))}")
    missing = target.missing(name)
    if missing:
        raise ToolMissingError(missing)
    return name

def _versions():
    return {tool: importlib.metadata.version(tool) for tool in GENERATORS}

# Requests -----------------------------------------------------------------------------------------

@dataclasses.dataclass(frozen=True)
class Request:
    """What the user asks `lutcore build` for; the command's help describes each field."""
    board: str
    geometry: str | None = None
    settings: tuple = ()
    toolchain: str = "auto"
    no_compile: bool = False
    seed: int | None = None
    allow_slow: bool = False
    pack: bool = False
    name: str | None = None
    output: Path = Path("bitstreams")

def build_bundle(request):
    """Build a bundle or a project; returns the lines that tell the user about it."""
    if request.board == "virtual":
        start    = request.geometry or "demo"
        geometry = preset(start).with_settings(request.settings)
        name     = request.name or f"virtual_{geometry.name if request.settings else start}"
        return [summary(write_virtual_bundle(request.output, name, geometry), geometry)]
    target    = find_target(request.board)
    toolchain = None if request.no_compile else choose_toolchain(target, request.toolchain)
    start     = request.geometry or target.preset_for(toolchain)
    geometry  = preset(start).with_settings(request.settings)
    seed      = target.seed if request.seed is None else request.seed
    name      = request.name or f"{target.board}_{geometry.name}"
    folder    = write_board_bundle(request.output, name, target, geometry, toolchain,
        Options(seed, request.allow_slow), request.pack)
    lines = [summary(folder, geometry), *_report(manifest.Manifest.read(folder), target, folder)]
    twin  = write_power_up_bundle(folder, target)
    if twin:
        lines.append(f"{twin}: the same bitstream at {target.power_up_mhz:g} MHz, for a first "
                     "power-up")
    return lines

def summary(folder, geometry):
    """Return one line about a bundle."""
    return f"{folder}: {geometry.name}, digest {geometry.digest:08x}"

def _report(bundle, target, folder):
    """Yield what the toolchain reported, and what remains to be done."""
    if bundle.build:
        yield ", ".join(f"{count:g} {name}" for name, count in bundle.build.utilisation.items())
    if bundle.build and bundle.build.reached_mhz:
        yield f"clock: {bundle.clock_mhz:g} MHz asked, {bundle.build.reached_mhz:g} reached"
    for path in bundle.build.paths if bundle.build else ():
        yield (f"slowest path {path.kind}, estimated: {path.total_ns:.2f} ns "
               f"(block {path.vendor_ns:.2f}, logic {path.logic_ns:.2f}, route "
               f"{path.route_ns:.2f}; the last two derated), {path.start} to {path.end}")
    if bundle.kind == "project":
        yield f"no bitstream yet; to make one: {target.instructions(folder)}"
