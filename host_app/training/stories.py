"""A story grammar: short English stories, each decided by its number.

A story has a cast (the beings, places and things), a plot (a sequence of beats), and one template
for each beat. The cast is drawn once, so names, pronouns and things stay the same to the end.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lutcore.host_app.training import words
from lutcore.host_app.training.plot import HABITS, HOMES, OPENINGS, Beat, Plot
from lutcore.host_app.training.plots import PLOTS

MORAL_SHARE = 0.6                       # share of the stories that end with a moral
HABIT_SHARE = 0.5                       # share of the stories that say more about the hero
MOOD_SHARE  = 0.5                       # share of the stories with a mood before the ending
CHILD_SHARE = 0.5                       # share of the heroes that are children; others are animals
HELD_OUT    = 10 ** 9                   # stories from this number on are not trained on
PRONOUNS    = {"he": ("him", "his"), "she": ("her", "her")}


class Phrase(str):
    """Text whose first letter the format `cap` capitalises."""

    def __format__(self, spec: str) -> str:
        return self[:1].upper() + self[1:] if spec == "cap" else str(self)


@dataclass(frozen=True)
class Being:
    """A character of the story; templates read `first`, and `name` once it has been met."""

    name: str                           # "Mia", "the owl"
    first: str                          # "his friend Mia", "a wise old owl"
    kind: str                           # "a shy girl", "a wise old owl"
    he: str                             # he or she
    bare: str                           # "Mia", "owl"
    met: bool = False

    def __format__(self, spec: str) -> str:
        return format(Phrase(self.name if self.met else self.first), spec)

    @property
    def intro(self) -> Phrase:
        return Phrase(f"{self.kind} named {self.name}")

    @property
    def him(self) -> str:
        return PRONOUNS[self.he][0]

    @property
    def his(self) -> str:
        return PRONOUNS[self.he][1]

    @property
    def He(self) -> str:
        return self.he.capitalize()

    @property
    def His(self) -> str:
        return self.his.capitalize()


@dataclass(frozen=True)
class Toy:
    """A thing that characters own, lose and give."""

    look: str
    name: str

    @property
    def full(self) -> str:
        return f"{self.look} {self.name}"

    @property
    def a(self) -> str:
        return words.with_article(self.full)


def story(number: int) -> str:
    """Return story `number`: three paragraphs, about 130 words."""
    pick = random.Random(number)
    plot = pick.choice(PLOTS)
    cast = _cast(pick, plot)
    def tell(*beats: Beat) -> list[str]:
        return [_tell(pick, cast, beat) for beat in beats]
    def maybe(share: float, beat: Beat) -> list[str]:
        return tell(_possible(cast, beat)) if pick.random() < share else []
    turn  = len(plot.beats) // 2
    begin = tell(_openings(plot)) + maybe(HABIT_SHARE, HABITS) + tell(*plot.beats[:2])
    middle = tell(*plot.beats[2:turn + 1])
    end   = tell(*plot.beats[turn + 1:]) + maybe(MOOD_SHARE, plot.moods)
    end  += tell(_possible(cast, plot.endings)) + maybe(MORAL_SHARE, plot.morals)
    return "\n".join(" ".join(part) for part in (begin, middle, end))


def stories(first: int, count: int) -> Iterator[str]:
    """Return `count` stories from number `first` on."""
    return map(story, range(first, first + count))


def _tell(pick: random.Random, cast: dict[str, Any], beat: Beat) -> str:
    """Fill in one template of the beat; the characters that it names count as met from then on."""
    template = pick.choice(beat)
    text     = template.format_map(cast)
    for key in ("f", "b"):
        if _names(template, key):
            cast[key] = replace(cast[key], met=True)
    return text


def _names(template: str, key: str) -> bool:
    """Return whether the template has the slot `key` or one of its fields."""
    return any(f"{{{key}{end}" in template for end in ".:}")


def _openings(plot: Plot) -> Beat:
    """Return the openings that suit the plot."""
    return tuple(text for text in OPENINGS if not (plot.alone and _names(text, "f")))


def _possible(cast: dict[str, Any], beat: Beat) -> Beat:
    """Return the templates that do not name the friend, unless the friend has been met."""
    return tuple(text for text in beat if cast["f"].met or not _names(text, "f"))


def _cast(pick: random.Random, plot: Plot) -> dict[str, Any]:
    """Draw the values of all slots; no two characters share a name or a kind."""
    girls  = [(name, "she") for name in words.GIRLS]
    boys   = [(name, "he") for name in words.BOYS]
    names  = pick.sample(girls + boys, 2)
    cubs   = pick.sample(words.CUBS, 2)
    traits = pick.sample(words.TRAITS, 3)
    hero   = _child(pick, *names[0], cubs[0], traits[0])
    friend = _child(pick, *names[1], cubs[1], traits[1])
    friend = replace(friend, first=f"{hero.his} friend {friend.name}")
    place  = pick.choice(words.PLACES)
    spot, other    = pick.sample(place.spots, 2)
    toys           = pick.sample(words.TOYS, 2)
    colour         = pick.choice(words.COLOURS)
    looks          = pick.sample(words.COLOURS + words.LOOKS, 2)
    parent, second = pick.sample(words.PARENTS, 2)
    return {
        "h": replace(hero, met=True), "f": friend, "b": _helper(pick, cubs),
        "trait": pick.choice(plot.traits or traits[2:]),
        "p": _parent(hero, *parent), "p2": _parent(hero, *second),
        "o": Toy(looks[0], toys[0]), "o2": Toy(looks[1], toys[1]),
        "place": place, "spot": spot, "other": other,
        "woods": pick.choice(words.FOREST.spots),
        "x":     pick.choice(plot.rows) if plot.rows else None,
        "home":  pick.choice(HOMES),  "game":  pick.choice(words.GAMES),
        "food":  pick.choice(words.FOODS),  "skill": pick.choice(words.SKILLS).verb,
        "snack": pick.choice(words.FOODS),  "ground": pick.choice(words.GROUND),
        "colour": colour, "colour_a": words.with_article(colour),
        "load":  pick.choice(words.LOADS),  "time":  Phrase(pick.choice(words.TIMES)),
    }


def _child(pick: random.Random, name: str, he: str, cub: str, trait: str) -> Being:
    """Return a child or a young animal."""
    child = "girl" if he == "she" else "boy"
    kind  = child if pick.random() < CHILD_SHARE else cub
    look  = pick.choice(("little", "small", "young", "tiny", trait))
    return Being(name, name, words.with_article(f"{look} {kind}"), he, name)


def _parent(hero: Being, name: str, he: str) -> Being:
    """Return a parent of the hero."""
    whole = f"{hero.his} {name}"
    return Being(whole, whole, whole, he, name)


def _helper(pick: random.Random, taken: list[str]) -> Being:
    """Return a helper of none of the kinds that are taken."""
    look, kind = pick.choice([row for row in words.WISE if row[1] not in taken])
    whole      = words.with_article(f"{look} {kind}")
    return Being(f"the {kind}", whole, whole, pick.choice(("he", "she")), kind)
