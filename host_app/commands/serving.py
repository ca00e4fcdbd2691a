"""`lutcore serve`: opens models and devices, and answers HTTP until it is told to end."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lutcore.host_app.commands.options import (
    BOARD_OR_EMULATOR,
    DEVICE_NAMES,
    DeviceChoice,
    ModelType,
    cache_option,
    geometry_option,
    model_at,
    model_weights,
)
from lutcore.host_app.errors import PackageMissingError, ServerAddressError, UnknownModelError
from lutcore.host_app.named import name_of

if TYPE_CHECKING:
    from lutcore.host_app.serve.served import Replica

GRACE = 30                              # seconds that running answers have when the server ends


@click.command()
@click.argument("models", type=ModelType(), nargs=-1, required=True, metavar="MODEL...")
@model_weights
@click.option("--device", "names", type=click.Choice(DEVICE_NAMES), multiple=True,
              default=("auto",),
              help=f"{BOARD_OR_EMULATOR} Repeat for several devices, which share the requests; "
                   "pynq and litex take every board that PYNQ_REMOTE_DEVICES and LUTCORE_LITEX "
                   "name.")
@geometry_option
@cache_option
@click.option("--host", default="127.0.0.1",
              help="Address to listen on. Others than this computer's own open the server to the "
                   "network; set LUTCORE_API_KEY then.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080,
              help="Port to listen on; 0 takes a free one.")
@click.option("--slots", type=click.IntRange(1, 64), default=16,
              help="Answers at once on each device.")
@click.option("--context", type=click.IntRange(2), show_default="the model's limit",
              help="Tokens of a prompt and its answer, at most the model's limit.")
@click.option("--queue", type=click.IntRange(1), default=256,
              help="Requests that may wait; others get status 429.")
@click.option("--timeout", type=click.FloatRange(1), default=600.0, metavar="SECONDS",
              help="Time of a request from its arrival to its end; then it gets status 504.")
@click.option("--max-body", type=click.IntRange(1024), default=4 << 20, metavar="BYTES",
              help="Size of a request; larger ones get status 413.")
def serve(models: tuple[Path, ...], names: tuple[str, ...], geometry: str | None, weights: Any,
          cache: str | None, host: str, port: int, slots: int, context: int | None, queue: int,
          timeout: float, max_body: int) -> None:
    """Answer OpenAI's HTTP requests with MODEL.

    MODEL is a Hugging Face folder, a GGUF file, a file that lutcore pack has written, or a name:
    stories, smollm2, or hf:ORG/NAME[:FILE] for a model of the Hugging Face hub. Requests call it
    stories or smollm2, or by its file or folder name without the suffix; a model of the hub by
    NAME, or by its file. If the environment variable LUTCORE_API_KEY is set, requests must carry
    its value as their key.
    """
    from lutcore.host_app.console import note
    from lutcore.host_app.remote_conversation import KEY
    try:
        import uvicorn

        from lutcore.host_app.serve.app import create_app
        from lutcore.host_app.serve.guards import LOOPBACK
        from lutcore.host_app.serve.served import Limits, Served
    except ImportError as error:
        raise PackageMissingError(f"lutcore serve needs the package {error.name}; install it with: "
                                  "pip install 'lutcore[serve]'") from error
    called = _names(models)
    listening = _socket(host, port)
    limits = Limits(slots, context, queue, timeout, max_body)
    with ExitStack() as stack:
        stack.callback(listening.close)
        opened = [model_at(model, weights) for model in models]
        floating = all(data.format is None for data in opened)
        places = _replicas(stack, () if floating else names, geometry)
        served = [Served(name, data, places, limits, cache)
                  for name, data in zip(called, opened, strict=True)]

        def close() -> None:
            for one in served:
                one.close(GRACE)

        for one in served:
            one.start()
        hosts = LOOPBACK if _is_loopback(host) else None
        app = create_app(served, limits, key=os.environ.get(KEY) or None, hosts=hosts, close=close)
        address, number = listening.getsockname()[:2]
        shown = f"[{address}]" if ":" in address else address
        note(f"serving {', '.join(called)} on http://{shown}:{number} (Ctrl-C ends it)")
        config = uvicorn.Config(app, log_level="warning", access_log=False,
                                timeout_graceful_shutdown=GRACE, lifespan="on",
                                h11_max_incomplete_event_size=64 << 10)
        uvicorn.Server(config).run(sockets=[listening])


def _names(models: Sequence[Path]) -> list[str]:
    """Names of the models in requests. Raises UnknownModelError (two of one name)."""
    names = [name_of(model) for model in models]
    for name in names:
        if names.count(name) > 1:
            raise UnknownModelError(f"two models are called {name!r}; rename one of the files")
    return names


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _socket(host: str, port: int) -> socket.socket:
    """Return a listening socket, before anything slow begins. Raises ServerAddressError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(1024)
    except OSError as error:
        raise ServerAddressError(f"cannot listen on {host} port {port}: {error.strerror}; choose "
                                 "another --host or --port") from error
    return listening


def _replicas(stack: ExitStack, names: Sequence[str], geometry: str | None) -> list[Replica]:
    """Open the devices, which `stack` closes; without a name, the models are float32.

    Raises the errors of `open_device`.
    """
    from lutcore.driver.devices import boards_of
    from lutcore.host_app.serve.served import Replica
    if not names:
        return [Replica("float32", None, threading.Lock())]
    replicas: list[Replica] = []
    for name in names:
        for board in boards_of(name):
            device = stack.enter_context(DeviceChoice(name, geometry, simulate=False).open(**board))
            place = "".join(f" {address}" for address in board.values())
            replicas.append(Replica(f"{len(replicas) + 1}: {device.name}{place}", device,
                                    threading.Lock()))
    return replicas
