"""The open tools for the XC7Z020: found, or fetched from Debian's packages.

`lutcore tools` fetches Yosys, nextpnr, Project X-Ray and its database from Debian sid's archive with apt-get and
unpacks them into a folder of 0.8 GB, with the libraries they need. The system stays as it is: the
lists and the packages are the folder's own. Works on any Debian or Ubuntu whose processor sid has
packages for; they run through the folder's own loader.

Tools are looked for in $LUTCORE_OPEN_TOOLS, in the folder that is fetched into, and on PATH, where
nextpnr-xilinx and fasm2frames of openXC7 will do too.
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
VERSIONS = "versions" # File of a fetched folder: package and version, one a line.
LOADER   = "usr/bin/ld.so" # Yosys looks for its files beside the program that the system started.

# What Yosys starts as yosys-abc: the program beside it, through the folder's own loader.
ABC = """#!/bin/sh
here=$(dirname "$0")
exec "$here/ld.so" --library-path "$(dirname "$here"/../lib/*/ld-linux*.so.*)" \\
     "$here/yosys-abc.bin" "$@"
"""

FETCH_TIMEOUT = 1800 # Seconds for one step.

# Tools --------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class OpenTools:
    """Where everything is.

    Parameters
    ----------
    part : str
        The device they are for.

    yosys, nextpnr, frames2bit, bitread : tuple of str
        Words that a command begins with.

    himbaechel : bool
        Whether nextpnr is of YosysHQ's current kind; else it is openXC7's nextpnr-xilinx.

    chipdb, database : Path
        Of nextpnr; of Project X-Ray, the folder of the family.

    versions : dict
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
        """The silicon of the part: "xc7z020" of "xc7z020clg400-1"."""
        return fabric_of(self.part)

    @property
    def part_file(self):
        """What Project X-Ray knows of the part: its frames."""
        return self.database / self.part / "part.yaml"

def fabric_of(part):
    """The silicon of a part: "xc7z020" of "xc7z020clg400-1"."""
    return re.match(r"xc7[a-z]+\d+", part)[0]

def folder():
    """Where tools are fetched to: $LUTCORE_OPEN_TOOLS, else in lutcore's cache."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen).absolute() if chosen else cache_folder("open-tools")

def find(part):
    """The tools for `part`, for example "xc7z020clg400-1". Raises ToolMissingError, saying what is."""
    fabric, root = fabric_of(part), folder()
    if (root / VERSIONS).is_file():
        return _fetched(root, fabric, part)
    return _installed(fabric, part)

def _fetched(root, fabric, part):
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
    if not himbaechel: # openXC7's environment variables.
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
        raise ToolMissingError(f"the open toolchain has no {', '.join(absent)}; fetch it: {HOW}")
    yosys = find_open_tool("yosys", "ecp5")
    return OpenTools(part, (yosys,), (nextpnr,), (frames2bit,), (bitread,),
                     himbaechel, chipdb, database, {"yosys": tool_version(yosys),
                     "nextpnr": tool_version(nextpnr), "prjxray": "on PATH"})

# Fetching -----------------------------------------------------------------------------------------

def fetch(into, mirror=None):
    """Fetch and unpack the tools into folder `into`, whole or not at all.

    Raises ToolMissingError without apt, ToolFailedError if the archive is not reached.
    """
    for program in ("apt-get", "dpkg-deb"):
        if look_for(program) is None:
            raise ToolMissingError(f"{program} is not there: the tools come from Debian's packages. "
                "Install nextpnr-himbaechel-xilinx and prjxray some other way, on PATH")
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
    """The archive that this system's own apt takes packages from."""
    targets = run_tool(["apt-get", "indextargets", "--format", "$(ORIGIN) $(SITE)",
        "Created-By: Packages"], timeout=FETCH_TIMEOUT)
    for line in targets.splitlines():
        origin, _, site = line.partition(" ")
        if origin == "Debian":
            return site
    raise ToolMissingError("apt knows no archive of Debian's; run apt-get update, or give its address "
                      "with --mirror")

def _download(work, mirror):
    """Download the packages and what they depend on, without regard to what is installed."""
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
