"""`lutcore doctor`: what is right and wrong with this computer and its board."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from lutcore.driver.devices import KINDS
from lutcore.host_app.commands.options import DeviceChoice, as_json, device_options

if TYPE_CHECKING:
    from lutcore.driver import Device
    from lutcore.driver.probes import Finding

BOARD   = "board"                       # the default: no device by name
NAMES   = (BOARD, *(kind.name for kind in KINDS))
COLOURS = {"ok": "green", "warning": "yellow", "problem": "red"}


@click.command()
@device_options(BOARD, NAMES, "Device to open and time; board means pynq or litex, the one that is "
                              "available here, and none where neither is.")
@as_json
def doctor(device: DeviceChoice, as_json: bool) -> None:
    """Say what is right and wrong with this computer and its board.

    Looks at the image, pynq, rights, memory, load, temperature, supply, power and tools. Then opens
    the board, which loads its bitstream, and looks at clock and bandwidth; it does not where
    somebody else uses the board, or where a problem of this computer stands in the way.

    Exits with code 1 if there is a problem, and with 0 if there are none but warnings.
    """
    from lutcore.driver.doctor import examine, worst
    from lutcore.driver.probes import PROBLEM, Machine

    def open_device(name: str) -> Device:
        return DeviceChoice(name, device.geometry, device.read_latency, device.memory).open()

    name = None if device.device == BOARD else device.device
    findings = examine(name, open_device, Machine())
    state = worst(findings)
    if as_json:
        click.echo(json.dumps({"state": state, "findings": [asdict(f) for f in findings]},
                              indent=2))
    else:
        _show(findings)
    if state == PROBLEM:
        raise click.exceptions.Exit(1)


def _show(findings: list[Finding]) -> None:
    """Print the findings as a table on stdout."""
    from rich.table import Table
    from rich.text import Text

    from lutcore.host_app.console import print_table
    table = Table("what", "state", "found", "what to do")
    for finding in findings:
        table.add_row(finding.name, Text(finding.state, COLOURS[finding.state]), finding.value,
                      finding.remedy)
    print_table(table)
