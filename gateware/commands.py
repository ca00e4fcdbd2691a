"""The gateware's commands: `lutcore build`, `core`, `catalogue`, `explore` and `tools`.

`lutcore` finds them by the entry points in pyproject.toml. Their help needs nothing but click, so
everything that generates gateware is imported when a command runs. Commands raise errors; `lutcore`
turns them into one line and an exit code.
"""

import functools
import json
import os
from pathlib import Path

import click

from lutcore.driver.contract.geometry import PRESETS
from lutcore.gateware.boards import MODULES
from lutcore.gateware.boards.parts import FAMILIES
from lutcore.gateware.errors import PackageMissingError

PATH = click.Path(path_type=Path)

NETLIST_SECONDS = 3600 # Limit of one product, at some thousand simulated clocks a second.

# Packages -----------------------------------------------------------------------------------------

def needs(extra):
    """Make a command say which optional dependency of lutcore it lacks, in place of ImportError."""
    def decorate(function):
        @functools.wraps(function)
        def run(*args, **options):
            try:
                return function(*args, **options)
            except ModuleNotFoundError as error:
                if error.name == "lutcore.gateware.explore":
                    raise PackageMissingError(
                        "lutcore explore is not part of the installed package; run it in a source "
                        "checkout, after pip install -e '.[explore,gateware]'") from error
                if error.name is None or error.name.startswith("lutcore"):
                    raise
                raise PackageMissingError(
                    f"the package {error.name} is not installed; pip install 'lutcore[{extra}]'"
                ) from error
        return run
    return decorate

# Build --------------------------------------------------------------------------------------------

@click.command(help=f"""Build the bundle of a board or of the virtual board.

    BOARD is virtual or one of the boards {', '.join(MODULES)}.

    A bundle is a folder with a manifest. For the virtual board it holds the engine's Verilog, which
    is compiled when a device is first opened. For a board it holds the bitstream. If no toolchain
    is installed, or with --no-compile, everything up to the bitstream is written, as a project, and
    the command that makes the bitstream is printed.

    \b
    Examples:
      lutcore build virtual --geometry demo --set rows=8 -o bundles
      lutcore build pynq_z2 --toolchain open
    """)
@click.argument("board")
@click.option("--geometry", metavar="NAME", show_default="demo, or the board's own",
    help=f"Geometry of the engine to start from: {', '.join(PRESETS)}.")
@click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE",
    help="Change a field of the geometry, for example rows=8. May be repeated.")
@click.option("--toolchain", default="auto", metavar="NAME",
    help="Tools that make the bitstream. vivado: Vivado. open: Yosys and nextpnr, with Project "
    "X-Ray for Zynq boards. yosys: synthesise only, to count resources. auto: the best one that is "
    "installed.")
@click.option("--no-compile", is_flag=True,
    help="Run no toolchain; write everything up to the bitstream, as a project.")
@click.option("--seed", type=int, show_default="the board's own",
    help="Seed of the placement, for toolchains that take one.")
@click.option("--allow-slow", is_flag=True,
    help="Make the bitstream even if the design does not reach its clock. Where the processor "
         "makes the clock, the bundle has one that the design reaches.")
@click.option("--pack", is_flag=True,
    help="Compress the bitstream to lutcore.bit.xz; the driver unpacks it.")
@click.option("--name", metavar="NAME", show_default="BOARD_GEOMETRY",
    help="Name of the bundle's folder.")
@click.option("-o", "--output", type=PATH, default=Path("bitstreams"), metavar="DIR",
    help="Folder that gets the bundle's folder.")
@needs("gateware")
def build(**choices):
    from lutcore.gateware.build import Request, build_bundle
    click.echo("\n".join(build_bundle(Request(**choices))))

# Netlist ------------------------------------------------------------------------------------------

@click.command()
@click.argument("bundle", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--stage", default="routed", show_default=True,
    type=click.Choice(["routed", "synthesised", "engine-xc7", "engine-ecp5"]),
    help="routed: what nextpnr placed and routed. synthesised: what Yosys made of the same design. "
    "engine-xc7, engine-ecp5: the engine alone, synthesised now for that family.")
@click.option("--build", "folder", type=PATH, metavar="DIR",
    show_default="the one in lutcore's cache",
    help="Folder that the bundle was built in, with its netlists.")
@needs("gateware,virtual")
def netlist(bundle, stage, folder):
    """Run products on the netlist of a bundle; compare with the emulator.

    BUNDLE is the folder of a bundle for a board that was built here. Its netlist, with simulation
    models for its cells, takes the place of the engine on the virtual board, and the selftest runs
    on it: products of every weight type, the rules of AXI, recovery from an error. Every bit
    counts. Of a Zynq, the whole design but the processor is simulated. Of other boards there is the
    engine alone.

    \b
    Example:
      lutcore build pynq_z2 --toolchain open -o bundles
      lutcore netlist bundles/pynq_z2_r4t12c5dn_2axi3x64s
    """
    from lutcore.driver.bundles.find import PATH_VARIABLE
    from lutcore.driver.devices import open_device
    from lutcore.driver.selftest import run
    from lutcore.gateware.netlists.check import netlist_bundle
    made = netlist_bundle(bundle, stage, folder)
    os.environ[PATH_VARIABLE] = str(made.parent)
    click.echo(f"{made}: the {stage} netlist, for the virtual board; compiling takes minutes")
    with open_device("virtual", made.name, timeout=NETLIST_SECONDS) as device:
        report = run(device, lambda name: click.echo(f"  {name}"))
    report.verify()
    products = sum("bit-exact" in check.detail for check in report.checks)
    click.echo(f"{made.name}: the netlist equals the emulator on {products} products")

# Core ---------------------------------------------------------------------------------------------

@click.command()
@click.argument("config", type=PATH)
@click.option("-o", "--output", type=PATH, default=Path("build"), metavar="DIR",
    help="Folder that gets the core's folder.")
@needs("gateware")
def core(config, output):
    """Generate the engine's Verilog for your own design.

    CONFIG is a YAML file with a preset and the fields of the geometry that differ from it:

    \b
      name: my_engine    # name of the folder; the file's name if left out
      preset: demo       # demo if left out
      rows: 8            # any field of the geometry
      port_kind: axi3
      port_width: 64

    The core's folder holds the engine in Verilog, with AXI-Lite registers and AXI master ports, its
    register map, the .hwh file that pynq reads, and the manifest. It is also a bundle of the
    virtual board, so you can test it before you use it:

    \b
      lutcore core my_engine.yml -o build
      LUTCORE_BITSTREAMS=build lutcore selftest --device virtual --geometry NAME
    """
    from lutcore.gateware.build import summary, write_virtual_bundle
    from lutcore.gateware.gen import read_config
    name, geometry = read_config(config)
    click.echo(summary(write_virtual_bundle(output, name, geometry), geometry))

# Catalogue ----------------------------------------------------------------------------------------

@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False,
    path_type=Path))
@click.option("-o", "--output", type=PATH, metavar="FILE",
    help="Write the page to this file instead of standard output.")
def catalogue(folder, output):
    """List the bundles with their resources and clocks.

    FOLDER holds the bundles; by default those that come with lutcore are listed. The list is a page
    in Markdown, made from the bundles' manifests.
    """
    from lutcore.driver.files import write_whole
    from lutcore.gateware.catalogue import packaged_bundles, render
    page = render(folder or packaged_bundles())
    if output is None:
        click.echo(page, nl=False)
    else:
        write_whole(output, page)
        click.echo(output)

# Explore ------------------------------------------------------------------------------------------

@click.command()
@click.option("--points", type=click.Choice(["fabric", "engines", "all"]), default="all",
    help="What to synthesise. fabric: lookup arrays and the circuits they replace. engines: whole "
    "engines.")
@click.option("--family", "families", multiple=True, type=click.Choice(FAMILIES),
    show_default="xc7 and ecp5 for the fabric, all for engines",
    help="FPGA family to synthesise for. May be repeated.")
@click.option("--design", "designs", multiple=True, metavar="NAME",
    help="Synthesise only this design of the fabric, for example lookup-c5t8 or gated-w1a8. May be "
    "repeated.")
@click.option("--jobs", type=click.IntRange(1), metavar="N",
    default=lambda: max(1, (os.cpu_count() or 1)//2), show_default="half the processors",
    help="Number of syntheses that run at the same time.")
@click.option("--json", "as_json", is_flag=True,
    help="Print the results as one JSON object; write files only with --output.")
@click.option("-o", "--output", type=PATH, metavar="DIR",
    show_default="explore",
    help="Folder for results.json, results.md and the plots.")
@needs("explore,gateware")
def explore(points, families, designs, jobs, as_json, output):
    """Synthesise lookup arrays and engines, and compare them.

    The fabric study compares the lookup array with multipliers, gated adders and floating point on
    FPGAs, per one-bit product. The engines are synthesised whole, and one is placed and routed.
    Results are cached, so that an interrupted run continues where it stopped. The first run takes
    about an hour.

    Needs Yosys and nextpnr, and a source checkout of lutcore.
    """
    from lutcore.gateware.explore import report, study
    if output is None and not as_json:
        output = Path("explore")
    unknown = set(designs) - {point.name for point in study.FABRIC}
    if unknown:
        raise click.BadParameter(f"no design {', '.join(sorted(unknown))}; there are: "
            f"{', '.join(point.name for point in study.FABRIC)}", param_hint="--design")
    if output is not None: # Refused now rather than after an hour.
        report.check_plots()
        output.mkdir(parents=True, exist_ok=True)

    def note(line):
        click.echo(line, err=True)

    results = study.run(points, families, designs, jobs, note)
    if output is not None:
        report.write(results, output)
        note(f"{output}: results.json, results.md, plots")
    if as_json:
        click.echo(json.dumps(results, indent=1))

# Tools --------------------------------------------------------------------------------------------

@click.command()
@click.option("--into", type=PATH, metavar="DIR",
    show_default="$LUTCORE_OPEN_TOOLS, else a folder in lutcore's cache",
    help="Folder to unpack the tools into.")
@click.option("--mirror", metavar="URL", show_default="the one that apt uses here",
    help="Debian archive to download from.")
def tools(into, mirror):
    """Download the tools for open-source Zynq bitstreams.

    Downloads Yosys, nextpnr, Project X-Ray and its database from Debian's archive with apt-get, and
    unpacks them together with the libraries they need into a folder of 0.7 GB. Nothing is installed
    into the system. Works on Debian and Ubuntu.

    `lutcore build` finds the tools in $LUTCORE_OPEN_TOOLS, in lutcore's cache, or on PATH.
    """
    from lutcore.gateware.flows import xc7_tools
    default = xc7_tools.folder()
    into    = xc7_tools.fetch(default if into is None else into.absolute(), mirror)
    click.echo(f"{into}: {', '.join((into / xc7_tools.VERSIONS).read_text().splitlines())}")
    if into != default:
        click.echo(f"To use them: export {xc7_tools.VARIABLE}={into}")
