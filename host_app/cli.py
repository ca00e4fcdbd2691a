"""The `lutcore` command. Causes become one line on stderr and an exit code here, and only here.

Exit codes: 0 done, 2 usage, 3 bad input, 4 device, 5 environment, 130 interrupted.
"""

from __future__ import annotations

from typing import Any

import click

from lutcore.host_app.commands import boards, engines, models

EXIT_INPUT, EXIT_ENVIRONMENT, EXIT_INTERRUPTED = 3, 5, 130


class Commands(click.Group):
    """A group that turns lutcore's and the system's errors into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        from lutcore.driver.errors import LutcoreError
        try:
            return super().invoke(ctx)
        except LutcoreError as error:
            _fail(ctx, str(error), error.exit_code)
        except BrokenPipeError:                  # click ends quietly when the reader has gone
            raise
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            _fail(ctx, f"{place}{error.strerror or error}", EXIT_INPUT)
        except MemoryError as error:
            _fail(ctx, f"out of memory ({error}); take a smaller model or fewer tokens",
                  EXIT_ENVIRONMENT)
        except KeyboardInterrupt:
            _fail(ctx, "interrupted", EXIT_INTERRUPTED)


def _fail(ctx: click.Context, message: str, code: int) -> None:
    click.echo(f"lutcore: error: {' '.join(message.split())}", err=True)
    ctx.exit(code)


@click.group(cls=Commands, context_settings={"show_default": True})
@click.version_option(package_name="lutcore", message="%(prog)s %(version)s")
def cli() -> None:
    """Low-bit language models on an FPGA, on its simulation, or on its emulator."""


for _command in (models.pack, models.evaluate, models.generate, models.chat, models.demo,
                 engines.devices, engines.selftest, engines.bench,
                 boards.build, boards.explore, boards.board):
    cli.add_command(_command)


def main() -> None:
    """Entry point of the `lutcore` command."""
    cli(prog_name="lutcore")
