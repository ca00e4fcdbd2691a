"""Clients of a running server at once: do they get the texts of one alone, and how much faster?

    lutcore serve stories --device emulator --port 8080 &
    python tests/host_app/serve/together.py http://127.0.0.1:8080 --clients 16

One client and all of them send greedy requests, in turns. Prints one JSON value: tokens per second
of one and of all, each the best of three turns, and how many texts were another than alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from typing import Any

import httpx

ANIMALS = "cat dog bird fish bear lion frog duck cow pig fox hen bee ant boy girl".split()
TOKENS, REQUESTS, TURNS = 100, 8, 3     # of an answer; of a client; of the comparison


async def client(http: httpx.AsyncClient, model: str, number: int) -> tuple[int, dict[str, str]]:
    """Send requests one after another; return the tokens that came, and the texts by prompt."""
    tokens, texts = 0, {}
    for request in range(REQUESTS):
        prompt = f"Once upon a time there was a {ANIMALS[(number + request) % len(ANIMALS)]}"
        reply = await http.post("/v1/completions", json={
            "model": model, "prompt": prompt, "max_tokens": TOKENS, "temperature": 0})
        reply.raise_for_status()
        tokens += reply.json()["usage"]["completion_tokens"]
        texts[prompt] = reply.json()["choices"][0]["text"]
    return tokens, texts


async def run(url: str, clients: int) -> dict[str, Any]:
    """Return the JSON value."""
    alone: dict[str, str] = {}
    best, other = {1: 0.0, clients: 0.0}, 0
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=httpx.Limits(
            max_connections=clients)) as http:
        model = (await http.get("/v1/models")).json()["data"][0]["id"]
        for number in (0, REQUESTS):        # all prompts
            alone |= (await client(http, model, number))[1]
        for count in list(best) * TURNS:
            started = time.monotonic()
            answers = await asyncio.gather(*(client(http, model, i) for i in range(count)))
            rate = sum(tokens for tokens, _ in answers) / (time.monotonic() - started)
            best[count] = max(best[count], rate)
            other += sum(alone[prompt] != text for _, texts in answers
                         for prompt, text in texts.items())
    return {"clients": clients, "tokens_per_second": best[clients], "alone": best[1],
            "times": best[clients] / best[1], "other_texts": other}


def main() -> None:
    """Parse arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("--clients", type=int, default=16)
    arguments = parser.parse_args()
    print(json.dumps(asyncio.run(run(arguments.url, arguments.clients)), indent=2))


if __name__ == "__main__":
    main()
