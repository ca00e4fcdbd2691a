"""Load for a running server: many clients, some of which cancel, read slowly, or send too much.

    lutcore serve stories --device emulator --port 8080 &
    python tests/host_app/serve/load.py http://127.0.0.1:8080 --clients 64 --seconds 120 --pid $!

Prints one JSON value: requests by kind and status, p50 and p99 of the first token and of the whole,
tokens per second, the server's memory before and after, and what was still running a second after
the last client had gone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

KINDS = {"whole": 4, "stream": 4, "cancel": 2, "slow": 1, "oversize": 1}     # and their weights


class Load:
    """Clients that send requests until a time; `report` says what came of them."""

    def __init__(self, url: str, model: str, seconds: float) -> None:
        self.url, self.model = url, model
        self.end = time.monotonic() + seconds
        self.statuses: Counter[str] = Counter()
        self.first: list[float] = []
        self.whole: list[float] = []
        self.tokens = 0
        self.broken: list[str] = []

    async def client(self, number: int, http: httpx.AsyncClient) -> None:
        """Send one request after another."""
        choose = random.Random(number)
        while time.monotonic() < self.end:
            kind = choose.choices([*KINDS], [*KINDS.values()])[0]
            try:
                status = await getattr(self, f"_{kind}")(http, choose)
            except httpx.HTTPError as error:
                status = type(error).__name__
                self.broken.append(f"{kind}: {error!r}")
            self.statuses[f"{kind} {status}"] += 1

    def _body(self, choose: random.Random, **fields: Any) -> dict[str, Any]:
        return {"model": self.model, "prompt": f"Once upon a time {choose.randrange(1000)}",
                "max_tokens": choose.randrange(10, 120), "temperature": 1,
                "seed": choose.randrange(1000), **fields}

    async def _whole(self, http: httpx.AsyncClient, choose: random.Random) -> int:
        started = time.monotonic()
        reply = await http.post(f"{self.url}/v1/completions", json=self._body(choose))
        if reply.status_code == 200:
            self.whole.append(time.monotonic() - started)
            self.tokens += reply.json()["usage"]["completion_tokens"]
            assert reply.json()["choices"][0]["finish_reason"] in ("stop", "length")
        return reply.status_code

    async def _stream(self, http: httpx.AsyncClient, choose: random.Random, pause: float = 0,
                      until: int = 1 << 30) -> int:
        started, pieces, ended = time.monotonic(), 0, False
        body = self._body(choose, stream=True)
        async with http.stream("POST", f"{self.url}/v1/completions", json=body) as reply:
            async for line in reply.aiter_lines():
                if line.startswith("data: {"):
                    pieces += 1
                    self.tokens += 1
                    if pieces == 1:
                        self.first.append(time.monotonic() - started)
                    if pause:
                        await asyncio.sleep(pause)
                ended |= line == "data: [DONE]"
                if pieces >= until:
                    return reply.status_code
            if reply.status_code == 200 and not ended:
                self.broken.append("a stream without its end")
            if reply.status_code == 200:
                self.whole.append(time.monotonic() - started)
        return reply.status_code

    async def _cancel(self, http: httpx.AsyncClient, choose: random.Random) -> int:
        return await self._stream(http, choose, until=choose.randrange(1, 10))

    async def _slow(self, http: httpx.AsyncClient, choose: random.Random) -> int:
        return await self._stream(http, choose, pause=0.05)

    async def _oversize(self, http: httpx.AsyncClient, choose: random.Random) -> int:
        prompt = "a " * choose.choice((2_000, 5_000_000))       # for the context, for the body
        reply = await http.post(f"{self.url}/v1/completions",
                                json=self._body(choose, prompt=prompt))
        return reply.status_code

    def report(self) -> dict[str, Any]:
        """Return the figures."""
        return {"requests": sum(self.statuses.values()), "by_kind_and_status":
                dict(sorted(self.statuses.items())), "first_token_seconds": _quantiles(self.first),
                "whole_seconds": _quantiles(self.whole), "broken": self.broken[:20]}


def _quantiles(values: list[float]) -> dict[str, float]:
    ordered = sorted(values) or [float("nan")]
    return {f"p{share}": round(ordered[min(len(ordered) - 1, len(ordered) * share // 100)], 4)
            for share in (50, 99)}


def memory(pid: int | None) -> float | None:
    """Return a process's resident memory in MB."""
    if pid is None:
        return None
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1000


async def _run(options: argparse.Namespace) -> dict[str, Any]:
    limits = httpx.Limits(max_connections=options.clients)
    async with httpx.AsyncClient(timeout=300, limits=limits) as http:
        model = (await http.get(f"{options.url}/v1/models")).json()["data"][0]["id"]
        load = Load(options.url, model, options.seconds)
        before, started = memory(options.pid), time.monotonic()
        await asyncio.gather(*(load.client(number, http) for number in range(options.clients)))
        seconds = time.monotonic() - started
        await asyncio.sleep(1)
        (figures,) = [one for one in (await http.get(f"{options.url}/stats")).json()["models"]
                      if one["model"] == model]
    left = figures["waiting"] + sum(device["running"] for device in figures["devices"])
    return {**load.report(), "clients": options.clients, "seconds": round(seconds, 1),
            "tokens_per_second": round(load.tokens / seconds, 1), "left_after_a_second": left,
            "memory_mb_before": before, "memory_mb_after": memory(options.pid),
            "server": figures["totals"]}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pid", type=int, help="of the server, for its memory")
    print(json.dumps(asyncio.run(_run(parser.parse_args())), indent=2))


if __name__ == "__main__":
    main()
