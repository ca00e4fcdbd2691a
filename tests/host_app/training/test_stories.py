"""The story grammar is reproducible, varied, and correct English as far as a test can tell."""

from __future__ import annotations

import random
import re
from hashlib import sha256

import pytest

from lutcore.host_app.training import stories as grammar
from lutcore.host_app.training import words
from lutcore.host_app.training.plots import PLOTS
from lutcore.host_app.training.stories import HELD_OUT, stories, story

MANY = list(stories(0, 4000))


def test_the_text_that_the_bundled_model_learnt():
    """If the grammar changes, the bundled model must be trained again."""
    digest = sha256("\n".join(MANY[:3000]).encode()).hexdigest()
    assert digest == "60bcd57d1ad2a21379597547c9137fd240f39b2a331bf24f4759bd51236edc5b"


def test_stories_differ():
    assert len(set(MANY)) == len(MANY)
    assert len({text.split(".")[0] for text in MANY}) > 3500
    assert not set(stories(HELD_OUT, 1000)) & set(MANY)


def test_there_is_much_to_choose_from():
    assert len(PLOTS) == 17
    assert sum(len(beat) for plot in PLOTS for beat in plot.beats) > 400
    told = "".join(stories(4000, 6000))
    names = [*words.GIRLS, *words.BOYS, *words.TOYS, *words.FOODS, *words.TRAITS, *words.CUBS]
    assert [name for name in names if name not in told] == []


def test_every_story_has_three_paragraphs_of_sentences():
    for text in MANY:
        parts = text.split("\n")
        assert len(parts) == 3 and 80 < len(text.split()) < 200
        assert all(part[-1] in '.!?"' and part == part.strip() for part in parts)


@pytest.mark.parametrize("fault", [
    r"[{}]", r"  ", r"\n[a-z]", r"[a-z,]\. [a-z]", r'\." [a-z]', r"\b[Aa] [aeiou]",
    r"\b[Aa]n (?!hour)[^aeiou]", r"\b(\w+) \1\b", r" [.,!?]", r"[.,!?]{2}"])
def test_no_fault_of_form(fault):
    assert [text for text in MANY if re.search(fault, text)] == []


def test_quotation_marks_come_in_pairs():
    assert [text for text in MANY if any(part.count('"') % 2 for part in text.split("\n"))] == []


def test_names_stay_the_same():
    names = set(words.GIRLS + words.BOYS)
    for text in MANY:
        assert 1 <= len(names & set(re.findall(r"\w+", text))) <= 2


@pytest.mark.parametrize("he, others", [
    ("she", {"he", "him", "his"}), ("he", {"she", "her", "hers"})])
def test_pronouns_belong_to_somebody_of_the_story(he, others):
    checked = 0
    for number, text in enumerate(MANY):
        pick = random.Random(number)
        cast = grammar._cast(pick, pick.choice(PLOTS))
        if {cast[key].he for key in "hfbp"} == {he} and "boy next door" not in text:
            checked += 1
            assert not others & set(re.findall(r"[a-z]+", text.lower())), text
    assert checked > 100


def test_a_helper_is_introduced_before_it_is_known():
    """Only people are checked: an animal may be a helper here, and need help elsewhere."""
    people = ("farmer", "gardener", "baker", "neighbor", "sailor", "teacher", "painter", "miller")
    wholes = {kind: f"{look} {kind}" for look, kind in words.WISE if kind in people}
    known  = [(text, kind, named.start()) for text in MANY for kind in people
              if (named := re.search(rf"\b[Tt]he {kind}\b", text))
              and "Let us ask the " not in text]
    assert len(known) > 300
    assert [text for text, kind, place in known if wholes[kind] not in text[:place]] == []


def test_a_story_does_not_depend_on_the_others():
    assert [story(7), story(3)] == [MANY[7], MANY[3]]
