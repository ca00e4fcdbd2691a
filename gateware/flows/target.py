"""What every board's target has in common: what it is asked, what it answers, how tools run."""

import re
import shutil
from abc import ABC, abstractmethod
from dataclasses import dataclass

from lutcore.driver.bundles.manifest import Build
from lutcore.driver.cache import cache_folder
from lutcore.driver.tools import find_tool

# Targets ------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Options:
    """How to run a toolchain.

    Parameters
    ----------
    seed : int
        Of placement, where the toolchain takes one.

    allow_slow : bool
        Make a bitstream although the design is slower than its clock.
    """
    seed: int
    allow_slow: bool = False

@dataclass(frozen=True)
class Outcome:
    """What a toolchain made of a design, and the tools' versions by name."""
    build: Build
    tools: dict

class Target(ABC):
    """A board that bundles are built for.

    Attributes
    ----------
    board : str
        Its name on the command line and in manifests.

    preset : str
        Geometry it is built with unless another one is asked for; see `preset_for`.

    toolchains : tuple of str
        Those that make a bitstream, the preferred one first.

    checks : tuple of str
        Those that make none, but say what the design takes.

    seed : int
        Of placement unless another one is asked for: one that meets the clock.

    kind : str
        Of its bundles that have a bitstream, a key of `manifest.FILES`.

    carried : tuple of str
        Files that such a bundle has besides those of its kind.
    """
    checks  = ()
    seed    = 1
    kind    = "board"
    carried = ()

    def preset_for(self, toolchain):
        """The preset that `toolchain` builds unless another one is asked for."""
        return self.preset

    @abstractmethod
    def check(self, geometry):
        """Raises GeometryError if the board cannot have it."""

    @abstractmethod
    def generate(self, folder, geometry):
        """Write everything that needs no tool into `folder`; returns the files' names.

        In `folder` are the files that all bundles have.
        """

    @abstractmethod
    def missing(self, toolchain):
        """What `toolchain` needs and is not here, and how to get it; None if it can run."""

    @abstractmethod
    def compile(self, folder, geometry, toolchain, options):
        """Run `toolchain` in `folder`, where `generate` wrote; leaves the bitstream there.

        Returns an Outcome. Raises ToolFailedError, TimingError, GeometryError where it does not fit.
        """

    @abstractmethod
    def instructions(self, folder):
        """What to type to make a bitstream of the generated files."""

# Files --------------------------------------------------------------------------------------------

# What differs from run to run in LiteX's files: dates, and its tree of modules, in no fixed order.
_VARYING = re.compile(r"^(.*(LiteX sha1|Date +:|Auto-[Gg]enerated by LiteX)|[ │]*[│├└]).*\n",
                      re.MULTILINE)

def reproducible(text):
    """Return the text of a file that LiteX generated, without the lines that vary."""
    return _VARYING.sub("", text)

# Tools --------------------------------------------------------------------------------------------

def find_open_tool(name, extra):
    """Return the path of a program of Yosys or nextpnr: the native one, else YoWASP's.

    `extra` is the optional dependency of lutcore that brings YoWASP's. Raises ToolMissingError,
    with the command that installs it.
    """
    return find_tool(name, f"yowasp-{name}", advice=f"pip install 'lutcore[{extra}]'")

def work_folder(name):
    """Return an empty folder for the tools' files and logs, build/NAME in lutcore's cache.

    It is never below the system's temporary folder, because YoWASP's tools see a private one in
    its place.
    """
    folder = cache_folder("build") / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
