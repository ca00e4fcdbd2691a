"""Two virtual boards in processes of their own; one is killed in the middle of 20 answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest

from lutcore.driver.virtual.board import virtual_available

ADDRESSES = ("127.0.0.2", "127.0.0.3")
PORT      = 7967                        # the only one that pynq knows


@contextmanager
def process(*arguments: str, **environment: str) -> Iterator[subprocess.Popen]:
    """A `lutcore` command, for a block."""
    command = [sys.executable, "-m", "lutcore.host_app", *arguments]
    with subprocess.Popen(command, env={**os.environ, **environment}) as running:
        try:
            yield running
        finally:
            running.send_signal(signal.SIGINT)
            try:
                running.wait(30)
            except subprocess.TimeoutExpired:
                running.kill()


def await_port(address: str, port: int) -> None:
    end = time.monotonic() + 300
    while True:
        try:
            socket.create_connection((address, port), 1).close()
            return
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.2)


@pytest.mark.slow
def test_a_board_dies_and_no_answer_is_lost() -> None:
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")
    with process("board", "serve", "--geometry", "ternary", "--address", ADDRESSES[0]), \
            process("board", "serve", "--geometry", "ternary", "--address", ADDRESSES[1]) as other:
        for address in ADDRESSES:
            await_port(address, PORT)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        with process("serve", "stories", "--device", "pynq", "--port", str(port), "--slots", "10",
                     PYNQ_REMOTE_DEVICES=",".join(ADDRESSES)):
            end = time.monotonic() + 300
            while True:
                try:
                    if httpx.get(f"{url}/healthz").status_code == 200:
                        break
                except httpx.HTTPError:
                    assert time.monotonic() < end
                time.sleep(0.5)
            bodies = [{"model": "stories", "prompt": f"Once upon a time {i}", "max_tokens": 24,
                       "seed": i} for i in range(20)]

            def answer(body: dict) -> httpx.Response:
                return httpx.post(f"{url}/v1/completions", json=body, timeout=600)

            with ThreadPoolExecutor(20) as pool:
                sent = [pool.submit(answer, body) for body in bodies]
                while True:
                    (model,) = httpx.get(f"{url}/stats").json()["models"]
                    if model["totals"]["generated_tokens"] > 40:
                        break
                    time.sleep(0.05)
                other.kill()
                replies = [one.result() for one in sent]
            (model,) = httpx.get(f"{url}/stats").json()["models"]
            assert model["totals"]["moved"] > 0
            assert sorted(device["up"] for device in model["devices"]) == [False, True]
            for body, reply in zip(bodies, replies, strict=True):
                assert reply.status_code == 200, reply.text
                assert answer(body).json()["choices"] == reply.json()["choices"]
