"""The server as its clients see it: OpenAI's own client, and requests that are wrong."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import httpx
import numpy as np
import pytest

from lutcore.driver import open_device
from lutcore.driver.errors import DeviceLostError
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.model.model import Model, engine_for
from lutcore.host_app.model.sampler import log_probabilities
from lutcore.host_app.serve.guards import LOOPBACK
from lutcore.host_app.serve.served import Limits, Replica

openai = pytest.importorskip("openai", reason="openai's client is not installed")

PROMPT = "Once upon a time"
QUESTION = [{"role": "user", "content": "tell a story"}]


@pytest.fixture
def client(server: SimpleNamespace) -> Any:
    return openai.OpenAI(base_url=f"{server.url}/v1", api_key="any", max_retries=0, timeout=60)


@pytest.fixture(scope="module")
def alone(bundled: ModelData) -> Callable[[list[int], int], list[int]]:
    """alone(prompt, count): what the model says greedily, without a server."""
    with open_device("emulator") as device:
        model = Model(bundled, engine_for(device), "int8")

        def tell(prompt: list[int], count: int) -> list[int]:
            (slot,) = model.slots(1)
            ids, tokens = prompt, []
            for _ in range(count):
                tokens.append(int(slot.forward(ids).argmax()))
                ids = tokens[-1:]
            return tokens
        yield tell


def completed(client: Any, prompt: Any = PROMPT, **fields: Any) -> Any:
    return client.completions.create(**{"model": "stories", "prompt": prompt, "temperature": 0,
                                        "max_tokens": 12, **fields})


def asked(client: Any, **fields: Any) -> Any:
    return client.chat.completions.create(**{"model": "stories", "messages": QUESTION,
                                             "temperature": 0, "max_tokens": 12, **fields})


# What is answered ---------------------------------------------------------------------------------


def test_models(client: Any) -> None:
    (model,) = client.models.list()
    assert model.id == "stories" == client.models.retrieve("stories").id


def test_a_text_is_continued_as_without_a_server(client: Any, bundled: ModelData,
                                                 alone: Callable[..., Any]) -> None:
    ids = bundled.tokenizer.encode(PROMPT)
    whole = completed(client)
    text = bundled.tokenizer.decode(ids + alone(ids, 12))
    assert PROMPT + whole.choices[0].text == text
    assert whole.choices[0].finish_reason == "length"
    assert (whole.usage.prompt_tokens, whole.usage.completion_tokens) == (len(ids), 12)
    pieces = list(completed(client, stream=True, stream_options={"include_usage": True}))
    assert "".join(piece.choices[0].text for piece in pieces if piece.choices) \
        == whole.choices[0].text
    assert len(pieces) > 8
    assert pieces[-1].usage.total_tokens == whole.usage.total_tokens
    assert completed(client, prompt=ids).choices[0].text == whole.choices[0].text
    assert completed(client, echo=True).choices[0].text == text


def test_several_prompts_and_choices(client: Any) -> None:
    both = completed(client, prompt=[PROMPT, "The end"], n=2, temperature=1, seed=3)
    texts = [choice.text for choice in both.choices]
    assert [choice.index for choice in both.choices] == [0, 1, 2, 3] and len(set(texts)) == 4
    again = completed(client, prompt=[PROMPT, "The end"], n=2, temperature=1, seed=3)
    assert texts == [choice.text for choice in again.choices]
    single = completed(client, prompt="The end", temperature=1, seed=3).choices[0].text
    assert texts[2] == single


def test_sampling_is_what_was_asked_for(client: Any) -> None:
    plain = completed(client).choices[0].text
    assert completed(client, temperature=2, extra_body={"top_k": 1}).choices[0].text == plain
    assert completed(client, temperature=2, extra_body={"min_p": 1}).choices[0].text == plain
    assert completed(client, temperature=2, top_p=1e-9).choices[0].text == plain
    fresh = completed(client, presence_penalty=2, frequency_penalty=2, max_tokens=40)
    assert fresh.choices[0].text != completed(client, max_tokens=40).choices[0].text
    only = completed(client, logit_bias={"300": 100}, max_tokens=5, logprobs=0)
    assert len(set(only.choices[0].logprobs.tokens)) == 1


def test_probabilities_of_the_prompt(client: Any, bundled: ModelData) -> None:
    """`echo` with `logprobs` scores a given text, which is what evaluations ask for."""
    ids = bundled.tokenizer.encode("Once upon a time there was a little rabbit. " * 8)
    assert len(ids) > 70                # more than the rows of a step
    with open_device("emulator") as device:
        (slot,) = Model(bundled, engine_for(device), "int8").slots(1)
        rows = slot.forward_all(ids)
    logs = [log_probabilities(row) for row in rows]
    both = completed(client, prompt=[ids, ids[:1]], echo=True, logprobs=2, max_tokens=1)
    found, short = (choice.logprobs for choice in both.choices)
    assert found.token_logprobs[0] is None is found.top_logprobs[0]
    assert found.token_logprobs[1:len(ids)] == [
        float(row[token]) for row, token in zip(logs, ids[1:], strict=False)]
    assert len(found.tokens) == len(ids) + 1 == len(found.top_logprobs) == len(found.text_offset)
    assert all(max(top.values()) == row.max()
               for top, row in zip(found.top_logprobs[1:], logs, strict=True))
    assert short.token_logprobs[0] is None and len(short.tokens) == 2
    pieces = [piece.choices[0].logprobs for piece in completed(
        client, prompt=ids, echo=True, logprobs=2, max_tokens=3, stream=True)]
    assert len(pieces[0].tokens) == len(ids) + 1
    assert sum(len(piece.tokens) for piece in pieces if piece) == len(ids) + 3
    assert pieces[0].token_logprobs == found.token_logprobs
    assert completed(client, prompt=ids, logprobs=2, max_tokens=1).choices[0].logprobs.tokens \
        == found.tokens[-1:]            # without echo


def test_a_scored_answer_that_ends_at_once_has_its_end_token(client: Any, bundled: ModelData
                                                             ) -> None:
    """lm-eval drops the last token of the list, which is the generated one."""
    (end, *_) = bundled.config.eos_token_id
    ids = bundled.tokenizer.encode(PROMPT)
    one = completed(client, prompt=ids, echo=True, logprobs=1, max_tokens=1,
                    logit_bias={str(end): 100}).choices[0]
    assert one.finish_reason == "stop" and len(one.logprobs.tokens) == len(ids) + 1


def test_stop(client: Any) -> None:
    plain = completed(client, max_tokens=40).choices[0].text
    stop = plain[10:14]
    choice = completed(client, max_tokens=40, stop=[stop, "never"]).choices[0]
    assert choice.text == plain[:plain.index(stop)] and choice.finish_reason == "stop"
    pieces = completed(client, max_tokens=40, stop=stop, stream=True)
    assert "".join(piece.choices[0].text for piece in pieces) == choice.text


def test_probabilities(client: Any, bundled: ModelData) -> None:
    logprobs = completed(client, logprobs=3).choices[0].logprobs
    assert len(logprobs.tokens) == len(logprobs.token_logprobs) == 12
    for own, top in zip(logprobs.token_logprobs, logprobs.top_logprobs, strict=True):
        assert own == max(top.values()) <= 0 and len(top) == 3
    content = asked(client, logprobs=True, top_logprobs=2).choices[0].logprobs.content
    assert all(len(one.top_logprobs) == 2 and one.logprob == one.top_logprobs[0].logprob
               for one in content)
    assert sum(np.exp(one.logprob) for one in content[0].top_logprobs) <= 1


def test_a_conversation_reads_only_what_is_new(client: Any) -> None:
    first = asked(client)
    answer = first.choices[0].message
    assert answer.role == "assistant" and answer.content
    messages = [*QUESTION, {"role": "assistant", "content": answer.content},
                {"role": "user", "content": "more"}]
    second = asked(client, messages=messages)
    cached = second.usage.prompt_tokens_details.cached_tokens
    assert first.usage.prompt_tokens <= cached < second.usage.prompt_tokens
    pieces = list(asked(client, messages=messages, stream=True))
    assert pieces[0].choices[0].delta.role == "assistant"
    assert "".join(piece.choices[0].delta.content or "" for piece in pieces) \
        == second.choices[0].message.content
    assert pieces[-1].choices[0].finish_reason == "length"


SCHEMA = {"type": "object", "required": ["name", "old"], "additionalProperties": False,
          "properties": {"name": {"type": "string", "maxLength": 5, "pattern": "^[a-z]+$"},
                         "old": {"type": "boolean"}}}


@pytest.mark.parametrize("temperature", [0, 1.5])
def test_a_schema_is_followed(client: Any, temperature: float) -> None:
    answer = asked(client, temperature=temperature, max_tokens=100, response_format={
        "type": "json_schema", "json_schema": {"name": "person", "schema": SCHEMA}})
    value = json.loads(answer.choices[0].message.content)
    assert set(value) == {"name", "old"} and isinstance(value["old"], bool)
    assert answer.choices[0].finish_reason == "stop"


def test_a_grammar_is_followed(client: Any) -> None:
    lark = 'start: ("yes" | "no") "!"'
    assert completed(client, extra_body={"grammar": lark}).choices[0].text in ("yes!", "no!")


@pytest.mark.parametrize("stream", [False, True])
def test_a_tool_is_called(client: Any, stream: bool) -> None:
    tools = [{"type": "function", "function": {"name": "look_up", "parameters": SCHEMA}}]
    reply = asked(client, tools=tools, tool_choice="required", max_tokens=150, stream=stream)
    if stream:
        pieces = [piece.choices[0] for piece in reply]
        (call,) = [call for piece in pieces for call in piece.delta.tool_calls or ()]
        assert "".join(piece.delta.content or "" for piece in pieces) == ""
        finish = pieces[-1].finish_reason
    else:
        (call,), finish = reply.choices[0].message.tool_calls, reply.choices[0].finish_reason
        assert reply.choices[0].message.content is None
    assert finish == "tool_calls" and call.function.name == "look_up"
    assert set(json.loads(call.function.arguments)) == {"name", "old"}


def test_embeddings(client: Any, bundled: ModelData) -> None:
    texts = ["The dog ran home.", "The dog ran to the house.", "Blue"]
    vectors = np.array([one.embedding for one in client.embeddings.create(
        model="stories", input=texts).data])
    assert vectors.shape == (3, bundled.config.hidden_size)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    plain = client.embeddings.create(model="stories", input=texts[0], encoding_format="float")
    np.testing.assert_allclose(plain.data[0].embedding, vectors[0], atol=1e-6)


# Many at once -------------------------------------------------------------------------------------


def test_16_clients_get_what_they_would_alone(client: Any, bundled: ModelData,
                                              alone: Callable[..., Any]) -> None:
    names = ("Tim", "Anna", "Ben", "Lily", "Tom", "Sue", "Max", "Mia")
    prompts = [f"{start} {name}" for start in ("Once there was", "One day") for name in names]
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda prompt: completed(client, prompt, max_tokens=40), prompts))
    for prompt, reply in zip(prompts, replies, strict=True):
        ids = bundled.tokenizer.encode(prompt)
        tokens = alone(ids, 40)
        ends = [at for at, token in enumerate(tokens)
                if token in bundled.config.eos_token_id] or [40]
        text = bundled.tokenizer.decode(ids + tokens[:ends[0]])
        assert prompt + reply.choices[0].text == text


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.parametrize("stream", [False, True])
def test_a_client_that_goes_away_costs_nothing_more(server: SimpleNamespace, stream: bool) -> None:
    pool, (worker,) = server.served.pool, server.served.workers
    before = pool.totals.cancelled
    body = {"model": "stories", "prompt": [PROMPT] * 40, "max_tokens": 240, "temperature": 1,
            "stream": stream, "logit_bias": {str(token): -100 for token in
                                             server.served.data.config.eos_token_id}}
    with httpx.Client(timeout=60) as http, \
            http.stream("POST", f"{server.url}/v1/completions", json=body) if stream else \
            Sent(server.url, body):
        until(lambda: worker.running == 16)
    until(lambda: worker.running == 0 and pool.waiting == 0)
    assert pool.totals.cancelled > before


class Sent:
    """A request whose answer is not awaited, for a block."""

    def __init__(self, url: str, body: dict[str, Any]) -> None:
        import socket
        host, port = url.removeprefix("http://").split(":")
        data = json.dumps(body).encode()
        self.connection = socket.create_connection((host, int(port)))
        self.connection.sendall(
            b"POST /v1/completions HTTP/1.1\r\nHost: %b\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n" % (host.encode(), len(data)) + data)

    def __enter__(self) -> None:
        pass

    def __exit__(self, *exception: object) -> None:
        self.connection.close()


# Errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fields, status, words", [
    ({"model": "other"}, 404, "there is no model 'other'"),
    ({"prompt": "a " * 300}, 400, "more than this server's context of 256"),
    ({"prompt": [5000]}, 400, "token 5000 is not in the vocabulary"),
    ({"prompt": []}, 400, "no prompt"),
    ({"prompt": [[]]}, 400, "a prompt is empty"),
    ({"max_tokens": 0}, 400, "max_tokens"),
    ({"temperature": -1}, 400, "temperature"),
    ({"temperature": "hot"}, 400, "temperature"),
    ({"top_p": 0}, 400, "top_p"),
    ({"n": 99}, 400, "n: "),
    ({"stop": [""]}, 400, "stop"),
    ({"logit_bias": {"x": 1}}, 400, "logit_bias"),
    ({"suffix": "x"}, 400, "suffix is not supported"),
    ({"best_of": 3}, 400, "best_of is not supported"),
    ({"grammar": "start: ((("}, 400, "grammar is not usable"),
])
def test_a_completion_that_makes_no_sense(server: SimpleNamespace, fields: dict[str, Any],
                                          status: int, words: str) -> None:
    reply = httpx.post(f"{server.url}/v1/completions",
                       json={"model": "stories", "prompt": PROMPT, **fields})
    assert reply.status_code == status
    error = reply.json()["error"]
    assert set(error) == {"message", "type", "param", "code"} and words in error["message"]


@pytest.mark.parametrize("fields, words", [
    ({"messages": []}, "messages"),
    ({"messages": [{"role": "king", "content": "x"}]}, "messages.0.role"),
    ({"response_format": {"type": "json_schema", "json_schema": {"schema": {"type": "nope"}}}},
     "grammar is not usable"),
    ({"response_format": {"type": "json_schema"}}, "no json_schema.schema"),
    ({"tool_choice": "required"}, "there are no tools"),
    ({"top_logprobs": 2}, "top_logprobs needs logprobs"),
])
def test_a_conversation_that_makes_no_sense(server: SimpleNamespace, fields: dict[str, Any],
                                            words: str) -> None:
    reply = httpx.post(f"{server.url}/v1/chat/completions",
                       json={"model": "stories", "messages": QUESTION, **fields})
    assert reply.status_code == 400 and words in reply.json()["error"]["message"]


@pytest.mark.parametrize("method, path, content, status", [
    ("POST", "/v1/completions", b"{", 400),
    ("POST", "/v1/completions", b"\xff\xfe", 400),
    ("POST", "/v1/completions", b"[]", 400),
    ("GET", "/v1/nothing", b"", 404),
    ("GET", "/v1/completions", b"", 405),
    ("GET", "/v1/models/other", b"", 404),
])
def test_no_requests_at_all(server: SimpleNamespace, method: str, path: str, content: bytes,
                            status: int) -> None:
    reply = httpx.request(method, server.url + path, content=content,
                          headers={"content-type": "application/json"})
    assert reply.status_code == status and reply.json()["error"]["message"]


def test_guards(serving: Callable[..., Any], bundled: ModelData) -> None:
    limits = Limits(slots=1, body=5000)
    with serving(bundled, limits, key="secret", hosts=LOOPBACK) as server:
        def get(path: str, **headers: str) -> int:
            return httpx.get(server.url + path, headers=headers).status_code
        assert get("/healthz") == 200
        assert get("/v1/models") == get("/v1/models", Authorization="Bearer no") == 401
        assert get("/v1/models", Authorization="Bearer secret") == 200
        assert get("/healthz", Host="evil.example") == 403
        assert get("/healthz", Host="localhost:1") == get("/healthz", Host="127.0.0.1") == 200
        headers = {"Authorization": "Bearer secret", "content-type": "application/json"}
        for content in (b"x" * 5001, b"x" * 20_000_000, iter([b"{" * 3000] * 9)):
            reply = httpx.post(f"{server.url}/v1/completions", content=content, headers=headers)
            assert reply.status_code == 413, reply.text
            assert "5000 bytes" in reply.json()["error"]["message"]


def test_too_many_and_too_long(serving: Callable[..., Any], bundled: ModelData) -> None:
    with serving(bundled, Limits(slots=1, queue=2, seconds=0.5)) as server:
        body = {"model": "stories", "prompt": PROMPT, "max_tokens": 240, "temperature": 1,
                "logit_bias": {str(token): -100 for token in bundled.config.eos_token_id}}
        with server.served.workers[0]._turn, ThreadPoolExecutor(8) as pool:    # no step can begin
            replies = list(pool.map(lambda _: httpx.post(f"{server.url}/v1/completions", json=body,
                                                         timeout=60), range(8)))
            late = [reply for reply in replies if reply.status_code == 504]
            refused = [reply for reply in replies if reply.status_code == 429]
            assert len(late) == 3 and len(refused) == 5         # one runs, two wait
        assert "ask again later" in refused[0].json()["error"]["message"]
        assert refused[0].headers["retry-after"]
        assert "not complete after 0.5 s" in late[0].json()["error"]["message"]
        body["stream"] = True
        with server.served.workers[0]._turn:
            reply = httpx.post(f"{server.url}/v1/completions", json=body, timeout=60)
        assert reply.status_code == 200 and "not complete after" in reply.text


def test_a_lost_device(serving: Callable[..., Any], bundled: ModelData,
                       monkeypatch: pytest.MonkeyPatch) -> None:
    """Two emulators; one fails in the middle of 20 answers. All are whole and right."""
    devices = [open_device("emulator") for _ in range(2)]
    replicas = [Replica(f"emulator {i}", device, threading.Lock())
                for i, device in enumerate(devices)]
    with serving(bundled, Limits(slots=10), replicas) as server:
        model = server.served.workers[1]._model
        step, left = model.step, [15]

        def failing(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise DeviceLostError("the board does not answer")
            return step(*arguments, **options)

        monkeypatch.setattr(model, "step", failing)
        url = f"{server.url}/v1/completions"
        bodies = [{"model": "stories", "prompt": f"{PROMPT} {i}", "max_tokens": 60, "seed": i}
                  for i in range(20)]
        with ThreadPoolExecutor(20) as pool:
            replies = list(pool.map(lambda body: httpx.post(url, json=body, timeout=60), bodies))
        assert server.served.pool.workers == 1 and server.served.pool.totals.moved > 0
        for body, reply in zip(bodies, replies, strict=True):
            assert reply.status_code == 200
            assert httpx.post(url, json=body, timeout=60).json()["choices"] \
                == reply.json()["choices"]
        assert httpx.get(f"{server.url}/healthz").status_code == 200
        model = server.served.workers[0]._model
        monkeypatch.setattr(model, "step", failing)
        assert httpx.post(url, json=bodies[0], timeout=60).status_code == 503
        until(lambda: httpx.get(f"{server.url}/healthz").status_code == 503)
    for device in devices:
        device.close()


# Figures ------------------------------------------------------------------------------------------


def test_metrics_and_stats_agree(server: SimpleNamespace, client: Any) -> None:
    completed(client)
    until(lambda: server.served.workers[0].running == 0)
    lines = httpx.get(f"{server.url}/metrics").text.splitlines()
    figures = dict(line.rsplit(" ", 1) for line in lines if line and line[0] != "#")
    (model,) = httpx.get(f"{server.url}/stats").json()["models"]
    for name, value in model["totals"].items():
        assert float(figures[f'lutcore_{name}_total{{model="stories"}}']) == pytest.approx(value)
    device = model["devices"][0]
    assert device["up"] and device["figures"] == "emulated" and device["engine"]["matmuls"] > 0
    assert device["parts"]["products"] > 0
    assert float(figures['lutcore_answer_seconds_count{model="stories"}']) \
        >= float(figures['lutcore_first_token_seconds_count{model="stories"}']) > 0
