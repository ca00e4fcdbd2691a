"""Builds bundles: ``python -m lutcore.gateware.build BOARD [--geometry NAME] [-o DIR]``.

BOARD is `virtual` or a board with an FPGA. A virtual bundle holds the engine's Verilog; the virtual
board Verilates it on first use. A board's bundle holds its bitstream; where no toolchain is here,
or with --no-compile, everything but the bitstream is written, as a project.
"""

import argparse
import dataclasses
import importlib.metadata
import shutil
import sys
from pathlib import Path

from lutcore.driver.bundles import manifest
from lutcore.driver.bundles.hwh import render_hwh
from lutcore.driver.contract.errors import LutcoreError
from lutcore.driver.contract.geometry import PRESETS, preset
from lutcore.driver.contract.registers import REGISTERS, render_markdown
from lutcore.driver.files import whole_folder
from lutcore.driver.tools import ToolMissingError
from lutcore.gateware.boards import MODULES, find_target
from lutcore.gateware.engine.verilog import generate_verilog
from lutcore.gateware.errors import BuildError
from lutcore.gateware.flows.target import Options, work_folder

BUNDLES   = ("demo", "tiny", "ternary") # Presets that the package carries for the virtual board.
GENERATED = ("migen", "litex")          # What every bundle is made with.

# Virtual Board ------------------------------------------------------------------------------------

def write_virtual_bundle(parent, name, geometry):
    """Write bundle `name` for the virtual board into folder `parent`, whole or not at all."""
    with whole_folder(parent / name) as work:
        (work / manifest.VERILOG).write_text(generate_verilog(geometry))
        (work / manifest.HARDWARE).write_text(render_hwh(
            REGISTERS, clock_mhz=geometry.clock_mhz, port_width=geometry.port_width))
        (work / manifest.REGISTERS).write_text(render_markdown())
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
    """Write a bundle for a board into folder `parent`, whole or not at all; returns its folder.

    Parameters
    ----------
    name : str
        Of the bundle; a project's has "_project" behind it.

    toolchain : str or None
        What to run; None writes a project.

    options : common.Options

    pack : bool
        Keep the bitstream packed; the driver unpacks it.

    Raises GeometryError if the board cannot have it, and what `Target.compile` raises. The tools'
    files stay in `common.work_folder`, with their logs.
    """
    target.check(geometry)
    made = work_folder(f"{name}_{toolchain or 'project'}")
    (made / manifest.REGISTERS).write_text(render_markdown())
    sources = target.generate(made, geometry)
    options = options or Options(target.seed)
    outcome = toolchain and target.compile(made, geometry, toolchain, options)
    build   = outcome and dataclasses.replace(outcome.build, sources=verilog_digests(made, sources))
    kind    = target.kind if (made / manifest.BITSTREAM).exists() else "project"
    more    = sources if kind == "project" else [
        file for file in target.carried if file not in manifest.FILES[kind]]
    name    = name if kind != "project" else f"{name}_project"
    with whole_folder(parent / name) as work:
        for file in (*manifest.FILES[kind], *more):
            shutil.copy(made / file, work / file)
        manifest.Manifest.of_folder(work,
            name      = name,
            kind      = kind,
            board     = target.board,
            geometry  = geometry,
            tools     = {**_versions(), **(outcome.tools if outcome else {})},
            clock_mhz = geometry.clock_mhz,
            build     = build,
            more      = more,
        ).write(work)
        if pack and kind != "project":
            manifest.pack_file(work / manifest.BITSTREAM)
    return parent / name

def verilog_digests(folder, sources):
    """Digests of the generated Verilog: what a bitstream is of, for a test to compare."""
    return {file: manifest.file_digest(folder / file) for file in sources if file.endswith(".v")}

def choose_toolchain(target, wanted):
    """The toolchain to run: `wanted`, or with "auto" the first that is here, else None.

    Raises BuildError for one that the board does not have, ToolMissingError for one that is not here.
    """
    if wanted == "auto":
        return next((name for name in target.toolchains if not target.missing(name)), None)
    if wanted not in (*target.toolchains, *target.checks):
        raise BuildError(f"no toolchain {wanted!r} for {target.board}; there are: auto, "
                         f"{', '.join((*target.toolchains, *target.checks))}")
    missing = target.missing(wanted)
    if missing:
        raise ToolMissingError(missing)
    return wanted

def _versions():
    return {tool: importlib.metadata.version(tool) for tool in GENERATED}

# Command ------------------------------------------------------------------------------------------

def _parser():
    parser = argparse.ArgumentParser(prog="python -m lutcore.gateware.build", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("board", help=f"what to build for: virtual, {', '.join(MODULES)}")
    parser.add_argument("--geometry",
        help=f"preset to start from: {', '.join(PRESETS)} (default: demo, or the board's own)")
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE",
        help="change a field of the geometry, for example rows=8; may be repeated")
    parser.add_argument("--toolchain", default="auto", metavar="NAME",
        help="vivado; open: Yosys, nextpnr and Project X-Ray; yosys: count resources only "
        "(default: auto, the best that is here)")
    parser.add_argument("--no-compile", action="store_true",
        help="write everything up to the toolchain, as a project")
    parser.add_argument("--seed", type=int,
        help="of placement, where the toolchain takes one (default: the board's own)")
    parser.add_argument("--allow-slow", action="store_true",
        help="make a bitstream although it is slower than its clock")
    parser.add_argument("--pack", action="store_true",
        help="keep the bitstream packed, as lutcore.bit.xz; the driver unpacks it")
    parser.add_argument("--name", help="name of the bundle (default: BOARD_GEOMETRY)")
    parser.add_argument("-o", "--output", type=Path, default=Path("bitstreams"),
        help="folder to put the bundle in (default: bitstreams)")
    return parser

def parse_geometry(name, changes):
    """Preset `name` with changes such as "rows=8". Raises GeometryError."""
    return preset(name).with_settings(changes)

def run(args):
    """Builds what was asked for; what to tell about it, a line each."""
    if args.board == "virtual":
        geometry = parse_geometry(args.geometry or "demo", args.set)
        name     = args.name or f"virtual_{geometry.name if args.set else args.geometry or 'demo'}"
        folder   = write_virtual_bundle(args.output, name, geometry)
        return [_summary(folder, geometry)]
    target    = find_target(args.board)
    toolchain = None if args.no_compile else choose_toolchain(target, args.toolchain)
    geometry  = parse_geometry(args.geometry or target.preset_for(toolchain), args.set)
    options   = Options(target.seed if args.seed is None else args.seed, args.allow_slow)
    folder    = write_board_bundle(args.output, args.name or f"{target.board}_{geometry.name}",
        target, geometry, toolchain, options, args.pack)
    lines = [_summary(folder, geometry)]
    made  = manifest.Manifest.read(folder)
    if made.build:
        lines.append(", ".join(f"{amount:g} {name}"
                               for name, amount in made.build.utilisation.items()))
    if made.build and made.build.reached_mhz:
        lines.append(f"clock: {geometry.clock_mhz:g} MHz asked, {made.build.reached_mhz:g} reached")
    if made.kind == "project":
        lines.append(f"no bitstream yet; to make one: {target.instructions(folder)}")
    return lines

def _summary(folder, geometry):
    return f"{folder}: {geometry.name}, digest {geometry.digest:08x}"

def main(arguments=None):
    args = _parser().parse_args(arguments)
    try:
        print("\n".join(run(args)))
    except (LutcoreError, OSError) as error:
        print(f"lutcore: error: {error}", file=sys.stderr)
        return getattr(error, "exit_code", 3)
    return 0

if __name__ == "__main__":
    sys.exit(main())
