"""Answers: stop texts that are spread over tokens, ends, and probabilities."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from lutcore.host_app.model.sampler import Sampling
from lutcore.host_app.serve.answer import Answer, Event, Finish, Request, StopText


@pytest.mark.parametrize("stops", [("END",), ("ab", "abc"), ("aab",), ("b", "zz"), ()])
def test_stop_texts_are_found_however_the_text_is_cut(stops: tuple[str, ...]) -> None:
    text = "xaaabcENEND tail"
    cuts = [stop for stop in stops if stop in text]
    expected = text[:min(text.index(stop) for stop in cuts)] if cuts else text
    for size in itertools.chain(range(1, 9), [len(text)]):
        stopping, shown = StopText(stops), ""
        for at in range(0, len(text), size):
            shown += stopping.push(text[at:at + size])
            if stopping.found:
                break
        else:
            shown += stopping.flush()
        assert shown == expected
        assert stopping.found == bool(cuts)


class Letters:
    """Token i is a letter."""

    def decode(self, ids: list[int]) -> str:
        return "".join(chr(97 + i) for i in ids)


def answered(tokens: list[int], **fields: object) -> tuple[list[Event], Answer]:
    """The events for logits that choose these tokens."""
    request = Request((0,), Sampling(), **{"max_tokens": 50, **fields})
    answer = Answer(request, Letters(), (25,), lambda event: None)
    events = []
    for token in tokens:
        events.append(answer.push(np.eye(26, dtype=np.float32)[token]))
        if answer.done:
            break
    return events, answer


def test_an_end_token_is_not_text() -> None:
    events, answer = answered([1, 2, 25, 3])
    assert "".join(event.text for event in events) == "bc" and events[-1].finish is Finish.STOP
    assert answer.tokens == [1, 2, 25]


def test_a_stop_text_is_not_text_either() -> None:
    events, _ = answered([1, 2, 3, 4, 5], stop=("de",))
    assert [event.text for event in events] == ["b", "c", "", ""]
    assert events[-1].finish is Finish.STOP


def test_what_was_held_back_comes_with_the_end() -> None:
    events, _ = answered([1, 3, 3], stop=("de",), max_tokens=3)
    assert [event.text for event in events] == ["b", "", "dd"]
    assert events[-1].finish is Finish.LENGTH


def test_probabilities() -> None:
    events, _ = answered([4], logprobs=2)
    (chosen,) = events[0].chosen
    share = np.e / (np.e + 25)
    assert chosen.token == 4 and chosen.logprob == pytest.approx(np.log(share))
    assert [token for token, _ in chosen.top] == [4, 0]         # of equal ones, the first
    assert chosen.top[1][1] == pytest.approx(np.log(1 / (np.e + 25)))
    assert answered([4])[0][0].chosen == ()
