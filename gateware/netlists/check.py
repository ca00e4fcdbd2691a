"""The netlist of a bundle as a bundle of the virtual board; `lutcore netlist` runs it."""

import json

from lutcore.driver.bundles.manifest import VERILOG, Manifest, file_digest
from lutcore.driver.cache import cache_folder
from lutcore.gateware.build import write_virtual_bundle
from lutcore.gateware.errors import NetlistError
from lutcore.gateware.flows.target import find_open_tool, work_folder
from lutcore.gateware.netlists import boards

STAGES = ("routed", "synthesised", "engine-xc7", "engine-ecp5")

# Bundles ------------------------------------------------------------------------------------------

def netlist_bundle(bundle, stage, build=None):
    """Write the virtual bundle of a board's netlist; returns its folder.

    Parameters
    ----------
    bundle : Path
        Folder with the manifest of a board's bundle.

    stage : str
        "routed" or "synthesised": what nextpnr or Yosys left in the folder `build` of a Zynq's
        whole design. "engine-xc7" or "engine-ecp5": the engine alone, synthesised now.

    build : Path or None
        Folder that the bundle was built in; None takes the one in lutcore's cache.

    Raises NetlistError where the folder has no such netlist, or is of another build.
    """
    made  = Manifest.read(bundle)
    yosys = [find_open_tool("yosys", "ecp5")]
    if stage.startswith("engine-"):
        family  = stage.removeprefix("engine-")
        netlist = boards.synthesise_engine(work_folder(f"{made.name}_{stage}"), made.geometry,
            family, yosys)
        verilog = boards.engine_verilog(netlist, family, yosys)
    else:
        folder  = build or cache_folder("build") / f"{made.name}_open"
        verilog = boards.board_verilog(_read(folder, made, stage), made.board, made.geometry, yosys)
    return write_virtual_bundle(cache_folder("netlists"), f"{made.name}_{stage}", made.geometry,
        verilog)

def _read(folder, made, stage):
    suffix = {"routed": "_routed", "synthesised": ""}[stage]
    file   = folder / f"{made.board}{suffix}.json"
    if not file.is_file():
        raise NetlistError(f"{file}: there is no {stage} netlist; build the bundle again here: "
                           f"lutcore build {made.board} --toolchain open")
    sources = made.build.sources if made.build else {}
    for name in (VERILOG, f"{made.board}.v"):
        if file_digest(folder / name) != sources.get(name):
            raise NetlistError(f"{folder}: {name} is not the one that the bundle {made.name} was "
                               "made of; build the bundle again, or name its folder with --build")
    return json.loads(file.read_text())
