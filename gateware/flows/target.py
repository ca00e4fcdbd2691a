"""The interface of a board's target, and what all targets share."""

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
    """How to run a toolchain; `lutcore build` makes one from its options.

    Parameters
    ----------
    seed : int
        Seed of the placement, for toolchains that take one.

    allow_slow : bool
        Make a bitstream even if the design does not reach its clock.
    """
    seed: int
    allow_slow: bool = False

@dataclass(frozen=True)
class Outcome:
    """The result of `Target.compile`: figures for the manifest, and the tools' versions by name."""
    build: Build
    tools: dict

class Target(ABC):
    """A board that bundles are built for. Each module of `gateware.boards` has one as TARGET.

    Attributes
    ----------
    board : str
        Name of the board on the command line and in manifests.

    preset : str
        Geometry that is built if the user names none; see `preset_for`.

    toolchains : tuple of str
        Toolchains that make a bitstream, the preferred one first.

    checks : tuple of str
        Toolchains that make no bitstream, but report what the design takes.

    seed : int
        Seed of the placement if the user names none: one with which the design reaches its clock.

    kind : str
        Kind of the board's bundles, a key of `manifest.FILES`.

    carried : tuple of str
        Files that such a bundle has besides those of its kind.

    power_up_mhz : float or None
        Clock of a second bundle with the same bitstream, for a first power-up of the board.
    """
    checks: tuple = ()
    seed    = 1
    kind    = "board"
    carried: tuple = ()
    power_up_mhz: float | None = None

    def preset_for(self, toolchain):
        """Return the name of the preset that `toolchain` builds if the user names none."""
        return self.preset

    @abstractmethod
    def check(self, geometry):
        """Raise GeometryError where the board cannot have this engine."""

    @abstractmethod
    def generate(self, folder, geometry):
        """Write everything that needs no tool into `folder`; returns the files' names.

        The files that all bundles have are in `folder` already.
        """

    def handoff(self, geometry, clock_mhz):
        """Return the .hwh with which pynq sets this clock; targets with `power_up_mhz` have it."""
        raise NotImplementedError

    def clock_below(self, limit_mhz):
        """Return the fastest clock up to a limit that the board's processor makes, or None."""
        return

    @abstractmethod
    def missing(self, toolchain):
        """Return what `toolchain` lacks and how to install it, or None where it can run."""

    @abstractmethod
    def compile(self, folder, geometry, toolchain, options):
        """Run `toolchain` on the files that `generate` wrote; leaves the bitstream in `folder`.

        Returns an Outcome. Raises ToolFailedError, TimingError, and GeometryError where the design
        does not fit.
        """

    @abstractmethod
    def instructions(self, folder):
        """Return the command that makes a bitstream from the generated files."""

# Files --------------------------------------------------------------------------------------------

# Lines of LiteX's files that differ from run to run: dates, and the tree of modules, whose order
# varies.
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
