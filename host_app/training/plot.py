"""The parts of a plot, and the sentences that all plots share.

A plot is a sequence of beats, and a beat is a choice of templates.

Templates have slots: h is the hero, f a friend, b a helper, p a parent of the hero, o and o2 are
toys; place is where the story happens, spot and other are in that place; x is an entry of the
plot's own table in `words`. A being has the fields he, him, his, He and His. `{b}` reads "a wise
old owl" in the first template that names it, and "the owl" in later ones; so where one template
names it twice, the second slot is `{b.name}`. The format `cap` capitalises the first letter.
"""

from __future__ import annotations

from typing import NamedTuple

Beat = tuple[str, ...]                  # templates, one of which is told

OPENINGS: Beat = (
    "Once upon a time there was {h.intro}. {h.He} lived {home}.",
    "Once upon a time, {home}, there lived {h.intro}.",
    "There once was {h.intro} who lived {home}.",
    "{h.intro:cap} lived {home} with {p}.",
    "A long time ago there lived {h.intro}. {h.He} was very {trait}.",
    "This is the story of {h.intro}. {h} was {trait} and loved {food}.",
    "Once there was {h.intro}. Everybody said that {h} was very {trait}.",
    "In a small house {home} lived {h.intro}. {h.His} best friend was {f.intro}.",
    "Not far from here, {home}, lived {h.intro} with {p}.",
    "Do you know {h}? {h.He} was {h.kind} who lived {home}.",
    "{h} was {h.kind}. {h.He} lived {home} with {p} and {p2}.",
    "Listen to the story of {h.intro}. It began {home}.",
    "Long ago, {home}, {h.intro} and {p} lived happily together.",
)

HOMES: Beat = (
    "near the sea", "at the edge of a forest", "in a small town", "next to a green hill",
    "in a yellow house", "by a quiet river", "on a little farm", "at the end of a long road",
    "in a village with seven houses", "under a big oak tree", "behind the old mill",
    "on top of a windy hill", "in a house with a red door", "at the foot of a mountain",
    "on a small island", "above the bakery", "in a busy city", "next to the train station",
    "in a little blue cottage", "between two apple trees",
)

ENDINGS: Beat = (
    "That night {h} went to bed with a smile.",
    "{h} was tired and very happy.",
    "It was the best day of the whole year.",
    "{h} and {f} laughed all the way home.",
    "And {h} never forgot that day.",
    "Before {h} went to sleep, {p} gave {h.him} a big hug.",
    "{h} and {p} talked about it all evening, and they ate {food} together.",
    "From that day on, {h} and {f} were even better friends.",
    "At night the moon looked through the window, and {h} slept well.",
    "The sun went down, and {h} felt warm inside.",
    "{h} thought about it for a long time.",
    "Before {h} fell asleep, {h.he} thought of it once more.",
    "And if you go there, you can still hear {h} laugh.",
    '{p:cap} smiled and said, "I am proud of you, {h}."',
    "Then they all sat down together and ate {food}.",
    "{h} gave {f} a hug and went home.",
    "The stars came out one by one, and everything was quiet.",
    "{h} drew a picture of it and hung it over {h.his} bed.",
)

HABITS: Beat = (                        # follow the opening in half of the stories
    "{h} liked to sing funny songs.",
    "The favorite color of {h} was {colour}.",
    "Every morning {h} ate {snack} and looked out of the window.",
    "{h} had {colour_a} coat and wore it all year.",
    "{h} could laugh louder than anybody else.",
    "{h} asked a hundred questions every day.",
    "{h} liked to play {game} and to eat {snack}.",
    "Every night {h} wanted to hear a story.",
    "{h} knew the name of every flower.",
    "In {h.his} pocket {h} always had a piece of string.",
    "{h} had very big ears and heard every sound.",
    "{h} dreamed of going to the moon.",
    "{h} could count to one hundred.",
    "On the wall of {h.his} room was a picture of {p}.",
    "{h} was small for {h.his} age, but {h.he} had a big heart.",
    "When {h} was happy, {h.he} danced on one foot.",
)

MOODS: Beat = (                         # precede the ending in half of the stories
    "{h} felt as light as a feather.",
    "What a day that was!",
    "High up in a tree a bird sang its song.",
    "The eyes of {h} were shining like two stars.",
    "{f:cap} clapped {f.his} hands.",
    '"This is wonderful," said {h}.',
    "{h} jumped into the air.",
    "The whole world looked brighter now.",
    '"Hooray!" called {f}.',
    "A warm wind blew, and it smelled of flowers.",
    "{h} laughed until {h.his} belly hurt.",
    '"I will always remember this," said {h}.',
    "Everybody was hungry now, so they ate {snack}.",
    "Somewhere a bell rang.",
    "The cheeks of {h} were red with joy.",
)


class Plot(NamedTuple):
    """A kind of story; the modules plots_* define some, and `stories.story` tells one of them."""

    beats: tuple[Beat, ...]
    morals: Beat                        # told at the end of most stories
    rows: tuple = ()                    # the plot's own table: x is one of these
    traits: Beat = ()                   # traits that the hero may have; (): any
    moods: Beat = MOODS
    endings: Beat = ENDINGS
    alone: bool = False                 # whether the hero meets the friend only in the story
