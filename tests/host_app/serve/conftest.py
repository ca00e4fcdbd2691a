"""A server in a thread, with the bundled model on the emulator."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from lutcore.driver import open_device
from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.checkpoints.packed import read_packed
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.named import BUNDLED
from lutcore.host_app.serve.served import Limits, Replica, Served

TEMPLATE = ("{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}"
            "{% for tool in tools or [] %}{{ tool.function.name }}\n{% endfor %}assistant:")


@pytest.fixture(scope="session")
def bundled() -> ModelData:
    """The bundled model, with a chat template that it does not have."""
    return replace(read_packed(BUNDLED), chat=ChatTemplate(TEMPLATE))


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[SimpleNamespace]]:
    """serving(data, limits, replicas, key=..., hosts=...): a server, for a block."""
    return _serving


@contextmanager
def _serving(data: ModelData, limits: Limits | None = None, replicas: Sequence[Replica] = (),
            **options: Any) -> Iterator[SimpleNamespace]:
    """A server on a free port, for the block: url, served."""
    import uvicorn

    from lutcore.host_app.serve.app import create_app
    limits = limits or Limits()
    replicas = replicas or [Replica("emulator", open_device("emulator"), threading.Lock())]
    served = Served("stories", data, replicas, limits)
    served.start()
    app = create_app([served], limits, close=lambda: served.close(5), **options)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error",
                                           timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive() and time.monotonic() < end
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield SimpleNamespace(url=f"http://127.0.0.1:{port}", served=served, server=server)
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def server(bundled: ModelData) -> Iterator[SimpleNamespace]:
    """A server that the tests of a file share."""
    with _serving(bundled) as running:
        yield running
