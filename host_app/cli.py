"""The `lutcore` command. Here, and only here, an error becomes one line on stderr and an exit code.

Exit codes: 0 success, 1 a problem that doctor found, 2 usage, 3 bad input, 4 device, 5 environment,
130 interrupted.
"""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from typing import Any

import click

from lutcore.host_app.commands import (
    boards,
    engines,
    models,
    programs,
    pulling,
    reporting,
    serving,
    timing,
)
from lutcore.host_app.commands.doctor import doctor

EXIT_INPUT, EXIT_ENVIRONMENT, EXIT_INTERRUPTED = 3, 5, 130

ENTRY_POINTS = "lutcore.commands"       # the group in pyproject.toml

# Commands of the gateware by name, with the first line of their help. They are loaded by entry
# point when they run, so that neither this module nor `lutcore --help` imports the gateware.
GATEWARE = {
    "build":     "Build the bundle of a board or of the virtual board.",
    "core":      "Generate the engine's Verilog for your own design.",
    "catalogue": "List the bundles with their resources and clocks.",
    "netlist":   "Run products on the netlist of a bundle; compare with the emulator.",
    "explore":   "Synthesise lookup arrays and engines, and compare them.",
    "tools":     "Download the tools for open-source Zynq bitstreams.",
}

SECTIONS = {                            # of `lutcore --help`, in this order
    "Models":   ("demo", "generate", "chat", "serve", "pull", "eval", "pack", "program",
                 "report"),
    "Devices":  ("devices", "doctor", "selftest", "bench", "board"),
    "Gateware": tuple(GATEWARE),
}


class Commands(click.Group):
    """The top-level group: loads gateware commands when needed and reports every error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in SECTIONS.values() for name in names]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return _load(name) if name in GATEWARE else super().get_command(ctx, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([
                    (name, GATEWARE.get(name) or self.commands[name].get_short_help_str(100))
                    for name in names])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (Exception, KeyboardInterrupt) as error:
            report = report_of(error)
            if report is None:
                raise
        message, code = report
        click.echo(f"lutcore: error: {' '.join(message.split())}", err=True)
        raise click.exceptions.Exit(code)


def report_of(error: BaseException) -> tuple[str, int] | None:
    """Return the message and the exit code of an error, or None for one that is not expected.

    click's own errors are None too: click reports them itself, and it ends quietly when the reader
    of a pipe has gone.
    """
    from lutcore.driver.errors import LutcoreError
    if isinstance(error, LutcoreError):
        return str(error), error.exit_code
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}", EXIT_INPUT
    if isinstance(error, MemoryError):
        return f"out of memory ({error}); use a smaller model or fewer tokens", EXIT_ENVIRONMENT
    if isinstance(error, KeyboardInterrupt):
        return "interrupted", EXIT_INTERRUPTED
    return None


def _load(name: str) -> click.Command:
    """Return a gateware command. Raises PackageMissingError (no entry point)."""
    from lutcore.host_app.errors import PackageMissingError
    for entry_point in entry_points(group=ENTRY_POINTS, name=name):
        return entry_point.load()
    raise PackageMissingError(f"this installation of lutcore has no command {name}; install "
                              "lutcore again, in a source checkout with: pip install -e "
                              "'.[gateware]'")


@click.group(cls=Commands, context_settings={"show_default": True})
@click.version_option(package_name="lutcore", prog_name="lutcore", message="%(prog)s %(version)s")
def cli() -> None:
    """Run low-bit language models on an FPGA, a simulated board or a bit-exact emulator."""


for _command in (models.demo, models.generate, models.chat, serving.serve, models.evaluate,
                 models.pack, pulling.pull, programs.program, reporting.report, engines.devices,
                 doctor, engines.selftest, timing.bench, boards.board):
    cli.add_command(_command)


def main() -> None:
    """Run `lutcore` with the arguments of the process."""
    cli(prog_name="lutcore")


def lutcore_gen() -> None:
    """Run `lutcore core` under the name that LiteX users expect."""
    cli(["core", *sys.argv[1:]], prog_name="lutcore")
