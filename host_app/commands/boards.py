"""Commands for boards: building for them, exploring what fits, serving the virtual one."""

from __future__ import annotations

import click

BOARDS = ("Pynq-Z1", "Pynq-Z2", "KV260")


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def explore(arguments: tuple[str, ...]) -> None:
    """Synthesise arrays and engines, and compare them; see lutcore explore --help.

    Needs pip install 'lutcore[explore,gateware]'.
    """
    _run_gateware("explore", arguments, "explore,gateware")


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def build(arguments: tuple[str, ...]) -> None:
    """Build a bundle for a board or the virtual board; see lutcore build --help.

    Needs pip install 'lutcore[gateware]'.
    """
    _run_gateware("build", arguments, "gateware")


def _run_gateware(module: str, arguments: tuple[str, ...], extra: str) -> None:
    """Run a module of the gateware, which is never imported here; its exit code is ours."""
    import subprocess
    import sys
    from importlib.util import find_spec
    if find_spec("migen") is None:
        raise click.ClickException(
            f"{module} needs the gateware; pip install 'lutcore[{extra}]'")
    command = [sys.executable, "-m", f"lutcore.gateware.{module}", *arguments]
    sys.exit(subprocess.run(command).returncode)


@click.group()
def board() -> None:
    """A virtual board for pynq in other processes."""


@board.command()
@click.option("--geometry", metavar="NAME",
              help="Engine geometry to start with: a preset's name; by default demo.")
@click.option("--board", "name", type=click.Choice(BOARDS), default="Pynq-Z2",
              help="The board to be: its name, processor and clock registers.")
@click.option("--address", default="127.0.0.1",
              help="Where to listen. There is no password: only on networks you trust.")
@click.option("--port", type=click.IntRange(1, 65535), default=7967,
              help="pynq looks at 7967 only; give every board an address of its own: 127.0.0.2, ...")
@click.option("--read-latency", type=click.IntRange(0), metavar="CYCLES",
              help="Memory read latency.")
def serve(geometry: str | None, name: str, address: str, port: int,
          read_latency: int | None) -> None:
    """Serve a virtual board to pynq.remote, until Ctrl-C.

    An unmodified pynq, with PYNQ_REMOTE_DEVICES set to the address before it is imported, loads
    overlays and drives it; so does --device pynq.
    """
    from lutcore.driver.bundles.find import find_bundle
    from lutcore.driver.virtual.served import ServedBoard, overlay_for
    from lutcore.driver.virtual.server import PORT, RemoteServer
    from lutcore.host_app.console import building_bar, note
    source = find_bundle("virtual", geometry)
    ddr = {} if read_latency is None else {"read_latency": read_latency}
    with building_bar() as progress:
        served = ServedBoard(source, name, progress=progress, **ddr)
    overlay = overlay_for(source, served.family)
    with RemoteServer(served, address, port) as server:
        try:
            note(f"virtual {name} with {source.name} at {server.target}, until Ctrl-C; elsewhere:")
            if port == PORT:
                note(f"  PYNQ_REMOTE_DEVICES={address} lutcore selftest --device pynq")
            note(f"  python -m pynq.remote.selftest --ip {address} --port {port} "
                 f"--bitstream {overlay}")
            server.wait()
        except KeyboardInterrupt:
            note("closed")
