"""Commands of the virtual board as a server."""

from __future__ import annotations

from typing import Any

import click

from lutcore.host_app.commands.options import latency_option, memory_option

BOARDS = ("Pynq-Z1", "Pynq-Z2", "KV260")    # as in driver/virtual/served.py; a test compares them


@click.group()
def board() -> None:
    """Imitate a PYNQ board for other processes."""


@board.command()
@click.option("--geometry", metavar="NAME", show_default="demo",
              help="Engine geometry to start with, by the name of a preset or bundle.")
@click.option("--board", "name", type=click.Choice(BOARDS), default="Pynq-Z2",
              help="Board to imitate: its name, processor and clock registers.")
@click.option("--address", default="127.0.0.1",
              help="Address to listen on. There is no password: use trusted networks only.")
@click.option("--port", type=click.IntRange(1, 65535), default=7967,
              help="Port to listen on. pynq connects to 7967 only, so give each further board an "
                   "address of its own (127.0.0.2, ...) instead.")
@latency_option
@memory_option
def serve(geometry: str | None, name: str, address: str, port: int,
          read_latency: int | None, memory: str | None) -> None:
    """Serve a virtual board to pynq until Ctrl-C.

    Set PYNQ_REMOTE_DEVICES to the address before an unmodified pynq is imported; it then loads
    overlays on the virtual board and drives it. So does --device pynq of the other commands.
    """
    from lutcore.driver.bundles.find import find_bundle
    from lutcore.driver.virtual.served import ServedBoard, overlay_for
    from lutcore.driver.virtual.server import PORT, RemoteServer
    from lutcore.host_app.console import note, progress_bar
    source  = find_bundle("virtual", geometry)
    chosen  = {"read_latency": read_latency, "memory": memory}
    options: dict[str, Any] = {
        option: value for option, value in chosen.items() if value is not None}
    with progress_bar("building the virtual board: ") as progress:
        served = ServedBoard(source, name, progress=progress, **options)
    overlay = overlay_for(source, served.family)
    with RemoteServer(served, address, port) as server:
        try:
            note(f"serving a virtual {name} with {source.name} at {server.target} until Ctrl-C; "
                 "try it from another terminal:")
            if port == PORT:
                note(f"  PYNQ_REMOTE_DEVICES={address} lutcore selftest --device pynq")
            note(f"  python -m pynq.remote.selftest --ip {address} --port {port} "
                 f"--bitstream {overlay}")
            server.wait()
        except KeyboardInterrupt:
            note("closed")
