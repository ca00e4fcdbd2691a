"""Random requests, made from the server's own description of its API: none may be its failure."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lutcore.driver import open_device
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.serve.served import Limits, Replica, Served

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")


@pytest.fixture(scope="module")
def app(bundled: ModelData) -> Iterator[Any]:
    from lutcore.host_app.serve.app import create_app
    with open_device("emulator") as device:
        limits = Limits(seconds=30)
        served = Served("stories", bundled, [Replica("emulator", device, threading.Lock())], limits)
        served.start()
        yield create_app([served], limits)
        served.close(30)


def _check(app: Any, count: int) -> None:
    """Send `count` requests to every operation; every reply is as the description says."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    seen: dict[int, int] = {}
    for result in schema.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy(), known=st.sampled_from([True, True, True, False]))
        @settings(max_examples=count, deadline=None, derandomize=True, database=None,
                  suppress_health_check=list(HealthCheck))
        def run(case: Any, known: bool) -> None:
            if known and isinstance(case.body, dict):
                case.body |= {"model": "stories"}           # others end at the first check
                for name in ("max_tokens", "max_completion_tokens", "n"):
                    if isinstance(case.body.get(name), int):
                        case.body[name] = min(case.body[name], 5)
            reply = case.call(timeout=60)     # others may use the processor too
            seen[reply.status_code] = seen.get(reply.status_code, 0) + 1
            assert reply.status_code != 500, (case.body, reply.text)
            if reply.status_code >= 400:
                assert set(reply.json()["error"]) == {"message", "type", "param", "code"}

        run()
    print(f"\nreplies by status: {seen}")
    assert seen[200] and seen[400]


def test_random_requests(app: Any) -> None:
    _check(app, 25)


@pytest.mark.slow
def test_5000_random_requests(app: Any) -> None:
    """Three of the operations have something to choose from."""
    _check(app, 1700)
