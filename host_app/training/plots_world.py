"""Plots about things and the world outside: losses, rescues, weather, gardens, the forest."""

from __future__ import annotations

from lutcore.host_app.training import words
from lutcore.host_app.training.plot import Plot

LOST = Plot((
    ("{h} had {o.a}. It was {h.his} favorite toy, and {h.he} took it everywhere.",
     "{h} got {o.a} from {p}. {h.He} loved it more than anything.",
     "More than anything, {h} loved {h.his} {o.full}. {h.He} even slept with it.",
     "For {h.his} birthday {h} got {o.a}. {h.He} played with it every day."),
    ("{time:cap} {h} went to the {place.name} with {h.his} {o.name}.",
     "{time:cap} {h.he} took the {o.name} to the {place.name}.",
     "{time:cap} {h} and {f} played {game} {place.inside} the {place.name}."),
    ("But when {h.he} wanted to go home, the {o.name} was gone!",
     "After a while {h.he} looked around. The {o.name} was not there!",
     "Suddenly {h.he} saw that {h.he} had lost the {o.name}.",
     "Then a strong wind came, and the {o.name} was gone."),
    ('"Oh no! Where is my {o.name}?" cried {h}. {h.He} looked {other}, but it was not there.',
     "{h} looked {other}. {h.He} looked in every corner. There was no {o.name}.",
     '"I lost my {o.name}," {h} said, and a tear ran down {h.his} cheek.',
     "{h.He} looked {other} and asked everybody, but nobody had seen the {o.name}."),
    ('Then {h.he} met {b}. "Why are you so sad?" asked {b.name}. "I lost my {o.full}," '
     "said {h}.",
     '{b:cap} came by. "Can I help you?" {b.he} asked. "Please help me find my {o.name}," '
     "{h} said.",
     '{f:cap} saw that {h.he} was sad. "Do not cry," said {f.name}. "Let us ask {b.name}. '
     '{b.He} knows everything."'),
    ('"Did you look {spot}?" {b} asked. {h} ran to see, and there was the {o.name}!',
     '"I saw something {o.look} {spot}," said {b}. They went there together, and they found '
     "the {o.name}.",
     'They looked for a long time. At last {b} called, "Here it is! It was {spot}!"'),
    ('"Thank you, {b.bare}!" said {h}. {h.He} held the {o.name} very tight.',
     "{h} was so happy that {h.he} jumped up and down. {h.He} thanked {b} and shared "
     "{h.his} {food} with {b.him}.",
     '{h} smiled. "Thank you so much," {h.he} said. "You are a good friend."'),
), (
    "{h} learned to take good care of {h.his} things.",
    "{h.He} learned that it is good to ask for help.",
    "Now {h.he} always puts the {o.name} in a safe place.",
))

RESCUE = Plot((
    ("{time:cap} {h} went for a walk to the {place.name}.",
     "{time:cap} {h} and {f} were walking to the {place.name}.",
     "{time:cap} {p} sent {h.him} to the {place.name} to bring {food} to {f}."),
    ('Suddenly {h.he} heard a small voice. "Help! Help!"',
     "Then {h.he} heard somebody cry. {h} stopped and listened.",
     "On the way {h.he} heard a strange sound."),
    ("It was a little {x.animal}. It was stuck {x.where}.",
     "{h} followed the sound. There was a {x.animal} stuck {x.where}!",
     "A tiny {x.animal} was stuck {x.where}, and it was very afraid."),
    ('"Do not be afraid," said {h}. "I will help you." But {h.he} could not reach it.',
     "{h} tried to reach it, but {h.his} arms were too short.",
     '"Poor {x.animal}!" said {h}. "How can I help you?"'),
    ('{h.He} ran to {b}. "Do you have {x.tool}?" {h.he} asked. "Of course," said {b.name}.',
     "Then {h.he} had an idea. {h.He} ran home to get {x.tool}.",
     '"We need {x.tool}," said {f}. They asked {b}, and {b.he} gave it to them.'),
    ("Very slowly, {h} {x.deed}.",
     "{h} was very careful. {h.He} {x.deed}.",
     "{h.He} came back as fast as {h.he} could. Then {h.he} {x.deed}."),
    ('The {x.animal} was safe! "Thank you," it said in a soft voice.',
     "The little {x.animal} was so happy that it danced around {h.him}.",
     "The {x.animal} was free. It looked at {h} with thankful eyes."),
    ("{h} gave it some {food}, and it ate everything.",
     "Every day after that, the {x.animal} came to visit {h.him}.",
     "{h} took it back to its mother.",
     "The next week {h} got lost {place.inside} the {place.name}, and the {x.animal} showed "
     "{h.him} the way home."),
), (
    "Even a small friend can be a great friend.",
    "{h} learned that it feels good to help others.",
    "If you are kind, kindness comes back to you.",
), words.RESCUES)

RAIN = Plot((
    ("{time:cap} {h} and {f} wanted to {x.outside}.",
     "{h} had waited all week to {x.outside} with {f}.",
     '"Today we will {x.outside}!" {h} said to {f}.'),
    ("{h.He} packed {food} and {h.his} {o.full}.",
     "They were very excited and put on their shoes.",
     "{h} jumped out of bed and looked for {h.his} {o.full}."),
    ("But when they opened the door, it began to rain.",
     "But then dark clouds came, and it rained and rained.",
     "But the sky was gray, and big drops fell on the window."),
    ('"Oh no!" said {h}. "Now we cannot {x.outside}." {h.He} was very sad.',
     "{h} looked out of the window. A tear ran down {h.his} cheek.",
     '"I hate the rain," said {f}. {h} did not say anything.'),
    ('{p:cap} had an idea. "Why do you not {x.inside}?" {p.he} asked.',
     'Then {f} had an idea. "We can {x.inside}!" said {f.name}.',
     '{h} thought for a long time. "I know!" {h.he} said. "Let us {x.inside}!"'),
    ("So they did. They {x.detail}.",
     "It was a wonderful idea. They {x.detail}.",
     "They {x.detail}, and they forgot all about the rain."),
    ("First it was the turn of {h}, and then it was the turn of {f}.",
     "{p:cap} played with them and brought {food}.",
     "They laughed so much that {p} came to see what was going on."),
    ('When the sun came out again, {h} said, "Can it rain tomorrow too?"',
     "In the evening there was a rainbow over the {place.name}.",
     '"This was even better," said {f}.',
     "Then the rain stopped, but nobody saw it."),
), (
    "You can have fun in any weather if you have a good friend.",
    "Sometimes a bad day becomes the best day.",
    "{h} did not hate the rain anymore.",
), words.PLANS)

GARDEN = Plot((
    ('{time:cap} {b} gave {h} {x.a}. "Take good care of it," {b.he} said.',
     "{time:cap} {h} found {x.a} {spot}.",
     "{p:cap} gave {h.him} {x.a} and a little pot."),
    ("{h} put it in the earth and gave it some water.",
     "{h.He} made a small hole, put the {x.seed} in and covered it with earth.",
     '"I will plant it," said {h}, and that is what {h.he} did.'),
    ("The next morning {h.he} ran outside. But there was nothing to see.",
     "{h} waited and waited. Nothing happened.",
     "Every day {h.he} looked, and every day there was only brown earth."),
    ('"It does not grow!" {h} cried. "Be patient," said {p}. "Good things need '
     'time."',
     '"Maybe it is broken," said {f}. But {h} gave it water every day.',
     '"Wake up, little seed," {h.he} said. {f:cap} laughed at {h.him}.',
     '{h} wanted to dig it up again, but {b} said, "Wait. It is working under the '
     'earth."'),
    ("Then, after two weeks, there was a tiny green leaf!",
     "One morning a little green plant looked out of the earth.",
     "At last something green came up, as small as a finger."),
    ("It grew and grew. Soon there was a tall {x.plant}.",
     "The sun shone and the rain fell, and it became a strong {x.plant}.",
     "All summer {h} took care of it, and it became the most beautiful {x.plant} in town."),
    ("In the fall it was full of {x.fruit}. There was more than {h.he} could eat.",
     "And one day it gave {h.him} {x.fruit}, so many that {h.he} needed a basket.",
     "{h} picked the {x.fruit} and put them in a basket."),
    ("{h} and {p} made {x.treat}, and {f} got some too.",
     "They made {x.treat} and gave half of it to {b}.",
     "With {p} {h.he} made {x.treat}. Everybody came to try it."),
), (
    "{h} learned to be patient.",
    "Great things begin very small.",
    "{h.He} kept one seed for the next year.",
), words.GROWTHS)

ASTRAY = Plot((
    ("{time:cap} {h} saw a white butterfly. {h.He} ran after it, far into the forest.",
     "{time:cap} {h} and {p} walked through the forest. {h} stopped to "
     "look at a snail.",
     "{time:cap} {h} went into the forest to pick berries."),
    ("When {h.he} looked up, {h.he} did not know where {h.he} was.",
     "Suddenly all the trees looked the same. {h} was lost.",
     "Soon {h.he} could not see the path anymore."),
    ('"Hello?" {h} called. "Is anybody there?" But nobody answered.',
     "It became dark, and {h} was cold and hungry.",
     "{h} sat down {woods} and began to cry."),
    ('Then {h.he} heard a voice. It was {b}. "Are you lost?" asked {b.name}.',
     "A small light came through the trees. It was {b} with a lamp.",
     '{b:cap} came out of the dark. "Do not be afraid," {b.he} said.'),
    ('"I want to go home to my {p.bare}," said {h}. "Then come with me," said {b}.',
     '"Can you show me the way home?" asked {h}. "Yes, I can," said {b}.',
     '{h} gave {b.him} some {food}. "Thank you," {b.he} said. "Now I will take you home."'),
    ("They walked past a waterfall and over a little bridge.",
     "They followed the stars and sang a song.",
     "They walked for a long time, and {b} told {h.him} funny stories."),
    ("At last {h} saw the light of {h.his} house.",
     "Then {h} heard {p} call {h.his} name.",
     "At the edge of the forest stood {p}."),
    ('"There you are!" cried {p} and held {h.him} tight. "I was so worried."',
     '"Where have you been?" asked {p}. "I was lost, but I found a friend," said '
     "{h}.",
     "{h} ran into the arms of {p}. When {h.he} turned around to say thank you, "
     "{b} was gone."),
), (
    "After that, {h} always stayed on the path.",
    "{h} knew that help can come from anybody.",
    "Every week {h} went to the edge of the forest with {food} for {b}.",
))
