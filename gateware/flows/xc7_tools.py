"""Find the open tools for the XC7Z020, or download them from Debian's archive.

`lutcore tools` downloads Yosys, nextpnr, Project X-Ray and its database from Debian sid with
apt-get, and unpacks them together with the libraries they need into a folder of 0.7 GB. The system
does not change: the package lists and packages lie in that folder as well. This works on any Debian
or Ubuntu whose processor sid has packages for, because the tools run with the folder's own loader.

Tools are looked for in $LUTCORE_OPEN_TOOLS, in lutcore's cache, and on PATH, where openXC7's
nextpnr-xilinx works too.
"""

import os
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from lutcore.driver.cache import cache_folder
from lutcore.driver.files import whole_folder
from lutcore.driver.tools import ToolFailedError, ToolMissingError, look_for, run_tool, tool_version
from lutcore.gateware.flows.target import find_open_tool

VARIABLE = "LUTCORE_OPEN_TOOLS"
PACKAGES = ("yosys", "yosys-abc", "nextpnr-himbaechel-xilinx", "nextpnr-himbaechel-xilinx-chipdb",
            "prjxray", "prjxray-database")
HOW      = "lutcore tools"
VERSIONS = "versions" # File in the downloaded folder: a package and its version on each line.
LOADER   = "usr/bin/ld.so" # Beside yosys, which looks for its files where this program lies.

# Script that Yosys starts as yosys-abc; it runs the real program with the folder's own loader.
ABC = """#!/bin/sh
here=$(dirname "$0")
exec "$here/ld.so" --library-path "$(dirname "$here"/../lib/*/ld-linux*.so.*)" \\
     "$here/yosys-abc.bin" "$@"
"""

FETCH_TIMEOUT = 1800 # Seconds for one command.

# Tools --------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class OpenTools:
    """The commands, files and versions of the open tools; `find` makes one.

    Parameters
    ----------
    part : str
        FPGA that the files are for.

    yosys, nextpnr, frames2bit, bitread : tuple of str
        Words that the command begins with.

    himbaechel : bool
        Whether nextpnr is YosysHQ's current one, or else openXC7's nextpnr-xilinx.

    chipdb : Path
        nextpnr's database of the FPGA.

    database : Path
        Folder of the FPGA's family in Project X-Ray's database.

    versions : dict
        Name of a tool to its version, for the manifest.

    env : dict
        Environment variables that the tools need.
    """
    part: str
    yosys: tuple
    nextpnr: tuple
    frames2bit: tuple
    bitread: tuple
    himbaechel: bool
    chipdb: Path
    database: Path
    versions: dict
    env: dict = field(default_factory=dict)

    @property
    def fabric(self):
        """Name of the silicon: "xc7z020" for "xc7z020clg400-1"."""
        return fabric_of(self.part)

    @property
    def part_file(self):
        """Project X-Ray's description of the part: its frames."""
        return self.database / self.part / "part.yaml"

def fabric_of(part):
    """Return the name of a part's silicon: "xc7z020" for "xc7z020clg400-1"."""
    return re.match(r"xc7[a-z]+\d+", part)[0]

def folder():
    """Return the folder of downloaded tools: $LUTCORE_OPEN_TOOLS, else one in lutcore's cache."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen).absolute() if chosen else cache_folder("open-tools")

def find(part):
    """Return the OpenTools for a part, for example "xc7z020clg400-1".

    Raises ToolMissingError, which names the missing ones.
    """
    fabric, root = fabric_of(part), folder()
    if (root / VERSIONS).is_file():
        return _downloaded(root, fabric, part)
    return _installed(fabric, part)

def _downloaded(root, fabric, part):
    library = next(root.glob("usr/lib/*/ld-linux*.so.*")).parent
    through = (str(root / LOADER), "--library-path", str(library))
    share   = root / "usr" / "share"
    return OpenTools(
        part       = part,
        yosys      = (*through, str(root / "usr/bin/yosys")),
        nextpnr    = (*through, str(root / "usr/bin/nextpnr-himbaechel-xilinx")),
        frames2bit = (*through, str(root / "usr/bin/xc7frames2bit")),
        bitread    = (*through, str(root / "usr/bin/bitread")),
        himbaechel = True,
        chipdb     = share / "nextpnr/himbaechel/xilinx" / f"chipdb-{fabric}.bin",
        database   = share / "prjxray/database/zynq7",
        versions   = dict(line.split() for line in (root / VERSIONS).read_text().splitlines()),
        env        = {"PYTHONHOME": str(root / "usr")},
    )

def _installed(fabric, part):
    nextpnr    = look_for("nextpnr-himbaechel-xilinx", "nextpnr-xilinx")
    frames2bit = look_for("xc7frames2bit")
    bitread    = look_for("bitread")
    himbaechel = nextpnr is not None and "himbaechel" in Path(nextpnr).name
    places = [Path("/usr/share/nextpnr/himbaechel/xilinx") / f"chipdb-{fabric}.bin"]
    if not himbaechel: # These are openXC7's environment variables.
        chipdb = Path(os.environ.get("CHIPDB", "/nonexistent"))
        places = [chipdb / f"{part}.bin", chipdb / f"{fabric}.bin"]
    databases = [Path(os.environ.get("PRJXRAY_DB_DIR", "/usr/share/prjxray/database")) / "zynq7"]
    chipdb    = next((path for path in places if path.is_file()), None)
    database  = next((path for path in databases if path.is_dir()), None)
    needed = {"nextpnr-himbaechel-xilinx": nextpnr, "xc7frames2bit": frames2bit,
              "bitread": bitread, f"nextpnr's database of {fabric}": chipdb,
              "Project X-Ray's database": database}
    absent = [name for name, path in needed.items() if path is None]
    if absent:
        raise ToolMissingError(
            f"the open toolchain has no {', '.join(absent)}; download it with {HOW}")
    yosys = find_open_tool("yosys", "ecp5")
    return OpenTools(part, (yosys,), (nextpnr,), (frames2bit,), (bitread,),
                     himbaechel, chipdb, database, {"yosys": tool_version(yosys),
                     "nextpnr": tool_version(nextpnr), "prjxray": "on PATH"})

# Download -----------------------------------------------------------------------------------------

def fetch(into, mirror=None):
    """Download the tools and unpack them into the folder `into`, whole or not at all.

    Raises ToolMissingError without apt, ToolFailedError where the archive cannot be reached.
    """
    for program in ("apt-get", "dpkg-deb"):
        if look_for(program) is None:
            raise ToolMissingError(f"{program} is not installed, and the tools come from Debian's "
                "packages; install nextpnr-himbaechel-xilinx and prjxray in another way, on PATH")
    with whole_folder(into) as root, tempfile.TemporaryDirectory() as work:
        archives = _download(Path(work), mirror or _mirror())
        for archive in archives:
            run_tool(["dpkg-deb", "-x", archive, root], timeout=FETCH_TIMEOUT)
        loader = next(root.glob("usr/lib/*/ld-linux*.so.*"))
        shutil.copy(loader, root / LOADER)
        abc = root / "usr" / "bin" / "yosys-abc"
        abc.rename(abc.with_suffix(".bin"))
        abc.write_text(ABC)
        abc.chmod(0o755)
        names = [archive.name.split("_") for archive in archives]
        (root / VERSIONS).write_text(
            "".join(f"{name} {version}\n" for name, version, _ in names if name in PACKAGES))
    return into

def _mirror():
    """Return the address of the archive that this system's apt uses."""
    targets = run_tool(["apt-get", "indextargets", "--format", "$(ORIGIN) $(SITE)",
        "Created-By: Packages"], timeout=FETCH_TIMEOUT)
    for line in targets.splitlines():
        origin, _, site = line.partition(" ")
        if origin == "Debian":
            return site
    raise ToolMissingError(
        "apt knows no Debian archive; run apt-get update, or name one with --mirror")

def _download(work, mirror):
    """Download the packages and all their dependencies, even if some are installed here."""
    for name in ("lists/partial", "cache/archives/partial", "root"):
        (work / name).mkdir(parents=True)
    (work / "status").touch()
    (work / "sources.list").write_text(f"deb {mirror} sid main\n")
    options = {
        "Dir::Etc::SourceList":  work / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists":     work / "lists",
        "Dir::State::Status":    work / "status",
        "Dir::Cache":            work / "cache",
        "APT::Sandbox::User":    "",
        "APT::Keep-Downloaded-Packages": "true",
    }
    apt = ["apt-get", "-q", *(f"-o{name}={value}" for name, value in options.items())]
    run_tool([*apt, "update"], timeout=FETCH_TIMEOUT)
    run_tool([*apt, "--yes", "--download-only", "--no-install-recommends", "install", *PACKAGES],
        timeout=FETCH_TIMEOUT)
    archives = sorted((work / "cache" / "archives").glob("*.deb"))
    if not archives:
        raise ToolFailedError(f"{mirror} has none of {', '.join(PACKAGES)}")
    return archives
