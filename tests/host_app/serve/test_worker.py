"""Workers: what the rows of a step are, and that no answer depends on what else happens."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from lutcore.driver.errors import DeviceLostError
from lutcore.host_app.errors import OverloadedError, ServerClosingError
from lutcore.host_app.model.sampler import Sampling, log_probabilities
from lutcore.host_app.model.workspace import ROWS
from lutcore.host_app.serve.answer import Answer, Event, Finish, Request
from lutcore.host_app.serve.pool import Pool
from lutcore.host_app.serve.worker import Worker

END = 31                                # no token that these tests generate

# A model whose next token is a function of all tokens before it -----------------------------------


class Text:
    """Its tokenizer: token i is the letter a + i % 26."""

    json = ""

    def decode(self, ids: Sequence[int]) -> str:
        return "".join(chr(97 + token % 26) for token in ids)

    text_of = decode


class Slot:
    def __init__(self, index: int, context: int, states: bool = False) -> None:
        self.index, self.context, self.held, self.states = index, context, [], states

    @property
    def length(self) -> int:
        return len(self.held)

    def kept(self, length: int) -> int:
        assert 0 <= length <= len(self.held)
        return 0 if self.states and length < len(self.held) else length

    def truncate(self, length: int) -> int:
        del self.held[self.kept(length):]
        return len(self.held)


class Scripted:
    """What a Worker asks of a Model.

    before: called before every step with its sequences; states: slots cannot forget a part
    """

    cache_bytes = 0

    def __init__(self, before: Callable[[Any], None] = lambda sequences: None,
                 states: bool = False) -> None:
        self.before, self.states, self.steps = before, states, []

    def slots(self, count: int, context: int | None) -> list[Slot]:
        return [Slot(index, context or 64, self.states) for index in range(count)]

    def seconds(self) -> dict[str, float]:
        return {}

    def step(self, sequences: Any, everywhere: Sequence[bool], wanted: Sequence[bool]
             ) -> np.ndarray:
        self.before(sequences)
        self.steps.append([(slot.index, len(tokens)) for slot, tokens in sequences])
        for slot, tokens in sequences:
            slot.held.extend(tokens)
            assert slot.length <= slot.context
        return np.stack([logits_after(slot.held[:slot.length - before])
                         for (slot, tokens), every, wants
                         in zip(sequences, everywhere, wanted, strict=True) if wants
                         for before in reversed(range(len(tokens) if every else 1))]
                        or [np.zeros(32)])

    def hidden(self, slot: Slot, tokens: Sequence[int]) -> np.ndarray:
        self.before([(slot, tokens)])
        slot.held.extend(tokens)
        return np.array([[token, 1.0] for token in tokens], np.float32)


def logits_after(tokens: Sequence[int]) -> np.ndarray:
    """Logits of the 30 tokens that may be generated; they are random, and depend on all tokens."""
    seed = np.array(tokens, np.uint64) @ (np.arange(len(tokens), dtype=np.uint64) * 7919 + 13)
    logits = np.random.default_rng(int(seed)).standard_normal(32).astype(np.float32)
    logits[30:] = -10
    return logits


def continued(prompt: Sequence[int], count: int) -> list[int]:
    """The tokens that Scripted generates, greedily."""
    tokens = list(prompt)
    for _ in range(count):
        tokens.append(int(logits_after(tokens).argmax()))
    return tokens[len(prompt):]


class Client:
    """Collects an answer's events."""

    def __init__(self, prompt: list[int], count: int, **fields: Any) -> None:
        self.prompt, self.count = prompt, count
        self.events: list[Event] = []
        self.ended = threading.Event()
        request = Request(tuple(prompt), Sampling(), count, **fields)
        self.answer = Answer(request, Text(), (END,), self.take)

    def take(self, event: Event) -> None:
        self.events.append(event)
        if event.last:
            self.ended.set()

    def check(self) -> None:
        """The answer is whole, and what it is without company."""
        assert self.ended.wait(20)
        assert self.events[-1].error is None
        tokens = continued(self.prompt, self.count)
        assert self.answer.tokens == tokens
        assert "".join(event.text for event in self.events) == Text().decode(tokens)
        assert sum(event.last for event in self.events) == 1


@pytest.fixture
def start() -> Iterator[Callable[..., Worker]]:
    """start(pool, model, slots=4, context=64): a running worker."""
    pools = []

    def begin(pool: Pool, model: Scripted, slots: int = 4, context: int = 64) -> Worker:
        worker = Worker("test", model, None, pool, slots, context, threading.Lock())
        pools.append((pool, worker))
        worker.start()
        return worker

    yield begin
    for pool, worker in pools:
        pool.close()
        threading.Thread.join(worker, 10)
        assert not worker.is_alive()


def prompts(count: int, length: int) -> list[list[int]]:
    random = np.random.default_rng(count)
    return [random.integers(0, 30, length).tolist() for _ in range(count)]


def test_many_answers_are_those_of_one_at_a_time(start: Callable[..., Worker]) -> None:
    pool, model = Pool(100), Scripted()
    clients = [Client(prompt, 5 + i % 7) for i, prompt in enumerate(prompts(30, 11))]
    start(pool, model)
    for client in clients:
        pool.submit([client.answer])
    for client in clients:
        client.check()
    assert pool.totals.generated_tokens == sum(client.count for client in clients)
    assert pool.totals.finished == 30 and pool.totals.rows == pool.totals.prompt_tokens \
        + pool.totals.generated_tokens - 30


def test_long_prompts_do_not_stop_running_answers(start: Callable[..., Worker]) -> None:
    pool, model = Pool(100), Scripted(lambda sequences: time.sleep(0.005))
    start(pool, model, slots=3, context=4 * ROWS)
    running = Client([1, 2], 60)
    pool.submit([running.answer])
    while len(running.answer.tokens) < 3:
        time.sleep(0.001)
    long = [Client(prompt, 2) for prompt in prompts(2, 3 * ROWS)]
    pool.submit([client.answer for client in long])
    for client in (running, *long):
        client.check()
    both = [dict(step) for step in model.steps if len(step) == 3]
    assert both and all(sum(step.values()) <= ROWS for step in both)
    assert all(sorted(step.values())[0] == 1 for step in both)
    shares = [sorted(step.values())[1:] for step in both[:2]]
    assert all(abs(a - b) <= 1 for a, b in shares)              # even


@pytest.mark.parametrize("states", [False, True])
def test_a_slot_keeps_what_it_has_read(start: Callable[..., Worker], states: bool) -> None:
    """With states it keeps all of it, or nothing."""
    pool, model = Pool(100), Scripted(states=states)
    start(pool, model)
    first = Client(list(range(20)), 4)
    pool.submit([first.answer])
    first.check()
    second = Client([*range(20), *first.answer.tokens, 5], 3)
    other  = Client([9, 9, 9], 3)
    pool.submit([other.answer, second.answer])
    second.check()
    other.check()
    assert first.answer.cached == 0 and other.answer.cached == 0
    assert second.answer.cached == 23           # the last token was never read
    again = Client([*range(20), *first.answer.tokens, 5], 3)
    pool.submit([again.answer])
    again.check()
    # All but the last, whose logits are needed.
    assert again.answer.cached == (0 if states else 24)


def test_a_client_that_goes_away_is_forgotten(start: Callable[..., Worker]) -> None:
    pool = Pool(100)
    model = Scripted(lambda sequences: time.sleep(0.002))
    worker = start(pool, model, slots=2, context=1000)
    gone = [Client([i], 900) for i in range(4)]
    pool.submit([client.answer for client in gone])             # two run, two wait
    while len(gone[0].answer.tokens) < 3:
        time.sleep(0.001)
    for client in gone:
        client.answer.cancelled = True
    stays = Client([7], 5)
    pool.submit([stays.answer])
    stays.check()
    assert worker.running == 0 and pool.totals.cancelled == 4
    assert not any(client.ended.is_set() for client in gone)


def test_the_context_is_filled_and_no_more(start: Callable[..., Worker]) -> None:
    pool = Pool(100)
    start(pool, Scripted(), context=16)
    client = Client([1] * 10, 100)
    pool.submit([client.answer])
    assert client.ended.wait(10)
    assert client.events[-1].finish is Finish.LENGTH
    assert client.answer.tokens == continued([1] * 10, 7)       # the last one is not read


def test_embeddings_are_means(start: Callable[..., Worker]) -> None:
    pool = Pool(100)
    start(pool, Scripted(), context=4 * ROWS)
    text = Client([3] * (2 * ROWS + 5), 0, pooled=True)
    beside = Client([4, 4], 20)
    pool.submit([text.answer, beside.answer])
    beside.check()
    assert text.ended.wait(10)
    vector = text.events[-1].vector
    assert vector is not None and np.allclose(vector, np.array([3, 1]) / np.sqrt(10))


# Devices that are lost ----------------------------------------------------------------------------


class Lost:
    """Fails from the n-th step on."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self, sequences: Any) -> None:
        self.left -= 1
        if self.left < 0:
            raise DeviceLostError("the board does not answer")


@pytest.mark.parametrize("steps", [0, 1, 2, 7, 15])
def test_answers_go_on_with_another_device(start: Callable[..., Worker], steps: int) -> None:
    pool = Pool(100)
    clients = [Client(prompt, 12) for prompt in prompts(20, 30)]
    start(pool, Scripted(lambda sequences: time.sleep(0.001)), slots=4)
    lost = start(pool, Scripted(Lost(steps)), slots=8)
    pool.submit([client.answer for client in clients])
    for client in clients:
        client.check()
    assert isinstance(lost.lost, DeviceLostError) and pool.workers == 1
    assert pool.totals.moved > 0 and pool.totals.failed == 0


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 7])
def test_prompts_are_scored_again_by_another_device(start: Callable[..., Worker], steps: int
                                                    ) -> None:
    """Every token but the first has the probability that the tokens before it give."""
    pool = Pool(100)
    clients = [Client(prompt, 3, logprobs=1, scored=True) for prompt in prompts(6, 50) * 2]
    others = [Client(prompt, 3) for prompt in prompts(6, 50)]
    start(pool, Scripted(lambda sequences: time.sleep(0.001)), slots=4)
    start(pool, Scripted(Lost(steps)), slots=4)
    pool.submit([client.answer for client in (*clients[:6], *others, *clients[6:])])
    for client in (*clients, *others):
        client.check()
    for client in clients:
        scores = client.answer.scores
        assert [one.token for one in scores] == client.prompt[1:]
        expected = [log_probabilities(logits_after(client.prompt[:end]))[client.prompt[end]]
                    for end in range(1, 50)]
        assert [one.logprob for one in scores] == pytest.approx(expected)
        assert client.answer.cached == 0


def test_embeddings_go_on_with_another_device(start: Callable[..., Worker]) -> None:
    pool = Pool(100)
    start(pool, Scripted(Lost(2)), context=4 * ROWS)
    text = Client([3] * (3 * ROWS), 0, pooled=True)
    pool.submit([text.answer])
    while pool.workers:
        time.sleep(0.001)
    assert text.ended.wait(10) and isinstance(text.events[-1].error, DeviceLostError)

    pool = Pool(100)
    start(pool, Scripted(Lost(2)), context=4 * ROWS)
    pool.join()                         # a worker that starts later
    text = Client([3] * (3 * ROWS), 0, pooled=True)
    pool.submit([text.answer])
    while not pool.totals.moved:
        time.sleep(0.001)
    start(pool, Scripted(), context=4 * ROWS)
    assert text.ended.wait(10)
    vector = text.events[-1].vector
    assert vector is not None and np.allclose(vector, np.array([3, 1]) / np.sqrt(10))


def test_the_last_device_takes_its_clients_with_it(start: Callable[..., Worker]) -> None:
    pool = Pool(100)
    clients = [Client([i], 12) for i in range(10)]
    start(pool, Scripted(Lost(3)), slots=4)
    pool.submit([client.answer for client in clients])
    for client in clients:
        assert client.ended.wait(10) and isinstance(client.events[-1].error, DeviceLostError)
    with pytest.raises(ServerClosingError, match="no device"):
        pool.submit([Client([1], 1).answer])


# The queue ----------------------------------------------------------------------------------------


def test_no_more_may_wait_than_the_limit() -> None:
    pool = Pool(3)
    pool.join()
    pool.submit([Client([1], 1).answer, Client([1], 1).answer])
    with pytest.raises(OverloadedError, match="2 requests are waiting"):
        pool.submit([Client([1], 1).answer, Client([1], 1).answer])
    assert pool.waiting == 2            # all or none


def test_a_closing_pool_ends_what_it_has_taken(start: Callable[..., Worker]) -> None:
    pool = Pool(100)
    clients = [Client([i], 12) for i in range(10)]
    start(pool, Scripted(lambda sequences: time.sleep(0.001)), slots=2)
    pool.submit([client.answer for client in clients])
    pool.close()
    with pytest.raises(ServerClosingError, match="closing"):
        pool.submit([Client([1], 1).answer])
    for client in clients:
        client.check()
