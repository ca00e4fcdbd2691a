"""Builds bundles: ``python -m lutcore.gateware.build virtual --geometry NAME [-o DIR]``.

A virtual bundle holds the engine's Verilog; the virtual board Verilates it on first use.
"""

import argparse
import dataclasses
import importlib.metadata
import os
import shutil
import sys
import tempfile
from pathlib import Path

from migen.fhdl.verilog import convert

from lutcore.driver.spec import manifest
from lutcore.driver.spec.errors import LutcoreError
from lutcore.driver.spec.geometry import PRESETS, Geometry, preset
from lutcore.driver.spec.hwh import render_hwh
from lutcore.driver.spec.registers import REGISTERS, render_markdown
from lutcore.gateware.core import LutCoreTop

BUNDLES = ("demo", "tiny", "ternary") # Presets that the package carries for the virtual board.

# Generation ---------------------------------------------------------------------------------------

def generate_verilog(geometry):
    """Verilog of the engine with AXI pins; the same text for the same geometry."""
    top = LutCoreTop(geometry)
    return str(convert(top, top.ios, name="lutcore"))

def write_virtual_bundle(parent, name, geometry):
    """Write bundle `name` for the virtual board into folder `parent`, whole or not at all."""
    parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=parent))
    try:
        (work / manifest.VERILOG).write_text(generate_verilog(geometry))
        (work / manifest.HARDWARE).write_text(render_hwh(
            REGISTERS, clock_mhz=geometry.clock_mhz, port_width=geometry.port_width))
        (work / manifest.REGISTERS).write_text(render_markdown())
        manifest.Manifest.of_folder(work,
            name      = name,
            kind      = "virtual",
            board     = "virtual",
            geometry  = geometry,
            tools     = {tool: importlib.metadata.version(tool) for tool in ("migen", "litex")},
            clock_mhz = geometry.clock_mhz,
        ).write(work)
        work.chmod(0o755)
        final = parent / name
        _replace(work, final)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return final

def _replace(work, final):
    """Put folder `work` where `final` is; what was there stays if that fails."""
    aside = work.with_name(f"{work.name}.old")
    if final.exists():
        os.replace(final, aside)
    try:
        os.replace(work, final)
    except BaseException:
        if aside.exists():
            os.replace(aside, final)
        raise
    shutil.rmtree(aside, ignore_errors=True)

# Command ------------------------------------------------------------------------------------------

def _parser():
    parser = argparse.ArgumentParser(prog="python -m lutcore.gateware.build", description=__doc__)
    parser.add_argument("target", choices=["virtual"], help="what to build a bundle for")
    parser.add_argument("--geometry", default="demo",
        help=f"preset to start from: {', '.join(PRESETS)} (default: demo)")
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE",
        help="change a field of the geometry, for example rows=8; may be repeated")
    parser.add_argument("--name", help="name of the bundle (default: virtual_GEOMETRY)")
    parser.add_argument("-o", "--output", type=Path, default=Path("bitstreams"),
        help="folder to put the bundle in (default: bitstreams)")
    return parser

def parse_geometry(name, changes):
    """Preset `name` with changes such as "rows=8". Raises GeometryError."""
    geometry = preset(name)
    fields   = {f.name: f.type for f in dataclasses.fields(Geometry)}
    values   = geometry.to_dict()
    for change in changes:
        field, _, text = change.partition("=")
        if field not in fields:
            raise LutcoreError(f"--set {change}: fields are {', '.join(fields)}")
        try:
            values[field] = {
                "int":   int,
                "float": float,
                "bool":  {"true": True, "false": False}.__getitem__,
                "str":   str,
            }[fields[field]](text)
        except (ValueError, KeyError) as error:
            raise LutcoreError(f"--set {change}: {field} takes a {fields[field]}") from error
    return Geometry.from_dict(values)

def main(arguments=None):
    args = _parser().parse_args(arguments)
    try:
        geometry = parse_geometry(args.geometry, args.set)
        suffix   = args.geometry if not args.set else geometry.name
        folder   = write_virtual_bundle(args.output, args.name or f"virtual_{suffix}", geometry)
    except (LutcoreError, OSError) as error:
        print(f"lutcore: error: {error}", file=sys.stderr)
        return getattr(error, "exit_code", 3)
    print(f"{folder}: {geometry.name}, digest {geometry.digest:08x}")
    return 0

if __name__ == "__main__":
    sys.exit(main())
