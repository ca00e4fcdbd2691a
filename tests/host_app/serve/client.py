"""OpenAI's client against any server that speaks its API: what each request gave, line by line.

    lutcore serve smollm2 --port 8080 &
    python tests/host_app/serve/client.py http://127.0.0.1:8080/v1

Two servers are compared by their outputs. A request that a server refuses prints the status and the
error's text; nothing stops the script. LUTCORE_API_KEY is sent as the key.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import openai

TURNS = ("My name is Anna, and I live in Rome.", "In which city do I live?",
         "Write one sentence about that city.")
SCHEMA = {"type": "object", "additionalProperties": False, "required": ["city", "people"],
          "properties": {"city": {"type": "string", "maxLength": 20},
                         "people": {"type": "integer", "minimum": 0, "maximum": 99999999}}}
WEATHER: Any = {"type": "function", "function": {
    "name": "weather", "description": "The weather of a city",
    "parameters": {"type": "object", "required": ["city"],
                   "properties": {"city": {"type": "string", "maxLength": 20}}}}}


def user(text: str) -> Any:
    """A conversation of one message."""
    return [{"role": "user", "content": text}]


class Client:
    """One method for each thing that people ask of a server."""

    def __init__(self, url: str) -> None:
        key = os.environ.get("LUTCORE_API_KEY", "none")
        self.api = openai.OpenAI(base_url=url, api_key=key, max_retries=0, timeout=300)
        self.model = self.api.models.list().data[0].id

    def complete(self) -> Any:
        got = self.api.completions.create(model=self.model, prompt="The capital of France is",
                                          max_tokens=12, temperature=0)
        return got.choices[0].text, got.choices[0].finish_reason, got.usage

    def stream(self) -> Any:
        pieces = self.api.completions.create(
            model=self.model, prompt="One, two, three,", max_tokens=16, temperature=0, stream=True,
            stream_options={"include_usage": True})
        texts, usage = [], None
        for piece in pieces:
            texts += [choice.text for choice in piece.choices]
            usage = piece.usage or usage
        return len(texts), "".join(texts), usage

    def stop(self) -> Any:
        got = self.api.completions.create(model=self.model, prompt="One, two, three,",
                                          stop=[" six"], max_tokens=16, temperature=0)
        return got.choices[0].text, got.choices[0].finish_reason

    def cancel(self) -> Any:
        started = time.monotonic()
        with self.api.completions.create(model=self.model, prompt="Once upon a time",
                                         max_tokens=1000, temperature=0, stream=True) as pieces:
            next(iter(pieces))
        self.api.completions.create(model=self.model, prompt="Hi", max_tokens=1)
        return f"the next answer came {'' if time.monotonic() - started < 2 else 'not '}at once"

    def logprobs(self) -> Any:
        got = self.api.chat.completions.create(
            model=self.model, messages=user("Say yes."), max_tokens=2, temperature=0, logprobs=True,
            top_logprobs=2)
        content = (got.choices[0].logprobs and got.choices[0].logprobs.content) or []
        return [(one.token, round(one.logprob, 2), [(top.token, round(top.logprob, 2))
                                                    for top in one.top_logprobs])
                for one in content]

    def completion_logprobs(self) -> Any:
        got: Any = self.api.completions.create(model=self.model, prompt="The capital of France is",
                                               max_tokens=2, temperature=0, logprobs=2)
        return got.choices[0].logprobs

    def echo(self) -> Any:
        got: Any = self.api.completions.create(model=self.model, prompt="The sky is", max_tokens=1,
                                               temperature=0, echo=True, logprobs=1)
        return got.choices[0].text, got.choices[0].logprobs

    def several(self) -> Any:
        got = self.api.completions.create(model=self.model, prompt="The sky is", max_tokens=4, n=2,
                                          seed=1, temperature=1)
        return [choice.text for choice in got.choices]

    def seed(self) -> Any:
        texts = {self.api.completions.create(model=self.model, prompt="The sky is", max_tokens=8,
                                             seed=7, temperature=1).choices[0].text
                 for _ in range(3)}
        return f"{len(texts)} text of 3 with one seed"

    def schema(self) -> Any:
        form: Any = {"type": "json_schema", "json_schema": {"name": "city", "schema": SCHEMA}}
        got = self.api.chat.completions.create(
            model=self.model, messages=user("Name a large city and its people."), temperature=0,
            max_tokens=60, response_format=form)
        return json.loads(got.choices[0].message.content or "")

    def tool(self) -> Any:
        got = self.api.chat.completions.create(
            model=self.model, messages=user("What is the weather in Rome?"), temperature=0,
            max_tokens=60, tools=[WEATHER], tool_choice="required")
        (call,) = got.choices[0].message.tool_calls or [None]
        return got.choices[0].finish_reason, call and call.to_dict()["function"]

    def turns(self) -> Any:
        messages: list[Any] = []
        out = []
        for text in TURNS:
            messages += user(text)
            got = self.api.chat.completions.create(model=self.model, messages=messages,
                                                   max_tokens=40, temperature=0)
            answer = got.choices[0].message.content
            messages.append({"role": "assistant", "content": answer})
            usage: Any = got.usage
            out.append((answer, usage.prompt_tokens, usage.prompt_tokens_details))
        return out

    def embedding(self) -> Any:
        got = self.api.embeddings.create(model=self.model, input=["a cat", "a dog"])
        return [len(one.embedding) for one in got.data]

    def unknown_model(self) -> Any:
        return self.api.completions.create(model="no-such-model", prompt="a", max_tokens=1).model

    def too_long(self) -> Any:
        return self.api.completions.create(model=self.model, prompt="a " * 20_000,
                                           max_tokens=1).choices[0].finish_reason

    def bad_temperature(self) -> Any:
        return self.api.completions.create(model=self.model, prompt="a", max_tokens=1,
                                           temperature=-1).choices[0].finish_reason

    def bad_schema(self) -> Any:
        form: Any = {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": 7}}}
        return self.api.chat.completions.create(model=self.model, messages=user("a"), max_tokens=5,
                                                response_format=form).choices[0].message.content


def outcome(request: Callable[[], Any]) -> str:
    """What a request gave, or how it was refused, in one line."""
    try:
        return repr(request())
    except openai.APIStatusError as error:
        return f"{error.status_code} {error.response.text[:300]}"
    except Exception as error:          # whatever a server does, the next request is tried
        return f"{type(error).__name__}: {error}"


def main() -> None:
    """Run from the command line."""
    client = Client(sys.argv[1])
    for name, method in vars(Client).items():
        if not name.startswith("_"):
            print(f"{name}: {outcome(method.__get__(client))}", flush=True)


if __name__ == "__main__":
    main()
