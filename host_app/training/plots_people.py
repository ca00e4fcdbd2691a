"""Plots among people: learning, sharing, honesty, fear, friendship, gifts, a race."""

from __future__ import annotations

from lutcore.host_app.training import words
from lutcore.host_app.training.plot import Plot

SKILL = Plot((
    ("{h} wanted to learn how to {x.verb}.",
     "{h} had one big wish. {h.He} wanted to {x.verb}.",
     'All {h.his} friends could {x.verb}, but {h} could not. "I want to {x.verb} too," '
     "{h.he} said.",
     "Every night {h} dreamed that {h.he} could {x.verb}."),
    ("{time:cap} {h.he} tried it, but {h.he} {x.failure}.",
     "{time:cap} {h.he} tried for the first time. {h.He} {x.failure}.",
     "So {time} {h.he} went to the {place.name} to try. {h.He} {x.failure}."),
    ('{f:cap} laughed. "You will never {x.verb}," {f.he} said. {h} felt sad.',
     '"This is too hard for me," said {h}, and {h.he} sat down and cried.',
     "{h.He} tried again and again, but it did not work. {h} was angry and wanted to stop.",
     '{f:cap} saw it. "It is hard," said {f.name}, "but do not give up."'),
    ('{b:cap} watched {h.him}. "I can help you," said {b.name}. "You have to {x.advice}."',
     'Then {h.he} asked {p}. "When I was little, I could not {x.verb} either," said '
     '{p}. "The trick is this: {x.advice}."',
     'Then {b} came by and smiled. "Try it once more," {b.he} said. "Only {x.advice}."'),
    ("{h} tried it that way. It was a little better.",
     "{h} practiced all day. {h.He} practiced the next day too.",
     "{h} took a deep breath and tried again.",
     "So {h} practiced every day for a week."),
    ("And then it happened! {h} {x.success}.",
     "At last {h.he} {x.success}. {f:cap} could not believe it.",
     "This time it worked! {h.He} {x.success}, and everybody clapped.",
     "On the third day {h.he} {x.success}."),
    ('"I did it! I did it!" {h.he} shouted.',
     '"Look at me!" called {h}. {p:cap} was very proud.',
     '{h} was so proud. "Now I can {x.verb}!" {h.he} said.',
     'Then {f} asked, "Can you teach me too?" And {h} did.'),
), (
    "{h} learned that you must never give up.",
    "{h.He} knew now that everything is hard before it is easy.",
    "If you keep trying, you can do it.",
), words.SKILLS)

SHARING = Plot((
    ("{h} and {f} were playing {place.inside} the {place.name}. There they found {o.a}.",
     "{time:cap} {h} and {f} found {o.a} {spot}.",
     "{time:cap} {h} got {o.a}. {f:cap} wanted to play with it too."),
    ('"It is mine!" said {h}. "No, it is mine!" said {f}.',
     '"I saw it first," said {h}. "But I want it," said {f}.',
     '"Give me the {o.name}!" cried {f}. "No!" cried {h}.'),
    ("They both pulled at the {o.name}, and it almost broke.",
     "{f:cap} pulled at one side and {h} pulled at the other side.",
     "{h} held the {o.name} tight and ran away. {f:cap} began to cry."),
    ("{h} played with the {o.name} alone, but it was no fun.",
     "Now nobody was happy. {h} was angry, and {f} was sad.",
     "They did not talk to each other for a long time."),
    ('{p:cap} saw it and said, "A toy is only fun if you share it."',
     '{b:cap} heard the noise. "Why do you fight?" asked {b.name}. "You can take turns."',
     'Then {p} said, "What would you feel if you were {f}?" {h} thought '
     "about it."),
    ('{h} went to {f}. "I am sorry," {h.he} said. "You can have the {o.name} first."',
     '"I am sorry," said {h}. "I am sorry too," said {f}.',
     '{h} gave the {o.name} to {f}. "Let us play together," {h.he} said.'),
    ("They took turns with the {o.name}, and it was much more fun.",
     "So they played with the {o.name} together until it was dark.",
     "{f:cap} smiled and gave {h.him} {o2.a}. Now they had two toys to share."),
), (
    "They learned that sharing makes everybody happy.",
    "A friend is better than any {o.name}.",
    "{h} learned that it is good to share.",
))

HONESTY = Plot((
    ("{time:cap} {h} was alone at home.",
     "It rained all day, and {h} played inside.",
     "{time:cap} {h} and {f} played {game} in the house."),
    ("{p:cap} had a beautiful {x.thing}. {h} {x.cause}, and the {x.thing} broke.",
     "There was a big {x.thing} in the house. {h} {x.cause}. Crash! The {x.thing} was broken.",
     "{p:cap} loved the old {x.thing}. {h} {x.cause}. There was a loud noise, and the {x.thing} "
     "was broken!"),
    ("{h} was scared. {h.He} ran to {h.his} room and hid under the bed.",
     '"Oh no," said {h}. "What will my {p.bare} say?"',
     "{h.His} heart beat fast. {h.He} did not know what to do.",
     '"I can say that the cat did it," thought {h}. But {h.he} did not want to lie.'),
    ('When {p} came home, {p.he} asked, "Who broke the {x.thing}?"',
     'In the evening {p} saw the {x.thing}. "What happened?" {p.he} asked.',
     '"What happened to my {x.thing}?" asked {p}.'),
    ('{h} looked at the floor. "I did it," {h.he} said. "I am so sorry."',
     '"I do not know," said {h}. But {h.his} face was red, and {h.he} felt bad. "No," '
     '{h.he} said then, "it was me."',
     "{h} began to cry and told the whole story."),
    ('"Thank you for telling me the truth," said {p}. "I am not angry."',
     '{p:cap} was quiet for a moment. "You were very brave to tell the truth," {p.he} '
     "said.",
     'Then {p} gave {h.him} a hug. "A {x.thing} is only a thing," {p.he} said.'),
    ("Together they could {x.repair}.",
     '"Come, let us {x.repair}," said {p}. {h} helped as well as {h.he} could.',
     "The next day {h} helped to {x.repair}. It took a long time, but it was fun."),
), (
    "{h} learned that it is always better to tell the truth.",
    "The truth is hard to say, but it makes your heart light.",
    "{h} never lied to {p}.",
), words.ACCIDENTS)

FEAR = Plot((
    ("{h} was not afraid of many things, but {h.he} was afraid of {x.name}.",
     "There was only one problem. {h} was very afraid of {x.name}.",
     "{h} had a secret. {h.He} was afraid of {x.name}."),
    ("{x.moment} {h} began to shake.",
     "{x.moment} {h} hid under a blanket.",
     "{x.moment} {h} wanted to run away."),
    ('"What is it, {h}?" asked {p}. "I am afraid of {x.name}," said {h}.',
     '{f:cap} was there too. "Are you afraid?" {f.name} asked. "A little bit," {h} said.',
     '"Help!" {h} called. {p:cap} came and sat down next to {h.him}.'),
    ('"Everybody is afraid of something," said {p}. "{x.truth}."',
     '"Let me tell you something," said {p}. "{x.truth}."',
     '"I was afraid too when I was small," said {p}. "But my {p2.bare} told me: {x.truth}."'),
    ('{p:cap} took {h.his} hand. "We can do it together," {p.he} said.',
     "{h} thought about that. {h.He} closed {h.his} eyes and counted to ten.",
     "{h} took {h.his} {o.full} in {h.his} arms. It made {h.him} feel brave.",
     "{h} took a deep breath, and then another one."),
    ("Slowly {h.he} was not so scared anymore.",
     "It was not so bad. It was even a little bit nice.",
     "{h.His} heart stopped beating so fast.",
     '"Oh," said {h}. "It is not scary at all."'),
    ("In the end {h} {x.joy}.",
     "Soon {h.he} {x.joy}.",
     "{h} {x.joy}, and {p} smiled."),
), (
    "To be brave means to be afraid and to do it anyway.",
    "After that, {h} was not afraid of {x.name} anymore.",
    "{h} told {f} all about it, and {f.name} was very surprised.",
), words.FEARS)

FRIEND = Plot((
    ("{h} was often alone. {h.He} had nobody to play {game} with.",
     "{h} had many toys, but {h.he} had no friend.",
     "{h} was new in town and did not know anybody."),
    ("{time:cap} {h.he} went to the {place.name}. There {h.he} saw {f.intro}.",
     "{time:cap} {f.intro} came to the {place.name}.",
     "{time:cap} {h.he} sat {spot} {place.inside} the {place.name}. Then {f.intro} came by."),
    ("{f:cap} sat alone and looked sad.",
     "{f:cap} was playing with {o.a}.",
     "{f:cap} had {o.a}, but nobody played with {f.him}."),
    ("{h} wanted to say hello, but {h.he} was too shy.",
     '"What if {f.he} does not like me?" thought {h}.',
     "{h} hid {other} and watched {f.him} for a while."),
    ('Then {b} said to {h.him}, "A smile is the best way to say hello."',
     '"Go on," said {p}. "Somebody has to be the first."',
     "{h} took a deep breath. {h.He} counted to three."),
    ('{h.He} went to {f} and said, "Hello, I am {h}. Do you want to play?" "Yes, please!" '
     '{f.he} said. "I am {f.name}."',
     '"Hello," {h} said in a small voice. "What is your name?" "I am {f}," said {f.name}. '
     '"I hoped that you would ask."',
     '{h} smiled and asked, "Would you like some {food}?" {f} was so glad. "I thought that '
     'nobody liked me," {f.he} said.'),
    ("They played {game} until it was dark.",
     "They played {game} and shared some {food}.",
     "{f:cap} knew how to play {game}, and {h} knew how to {skill}. So they taught each "
     "other."),
), (
    "From then on they met every day.",
    "It is easy to find a friend if you are brave enough to say hello.",
    "Now {h} was not alone anymore.",
), alone=True)

GIFT = Plot((
    ("It was almost the birthday of {p}. {h} wanted to make {x.name}.",
     "{h} wanted to give {p} something special. {h.He} had no money, so {h.he} "
     "wanted to make {x.name}.",
     '"Tomorrow is my {p.bare}\'s birthday," {h} told {f}. "I will make {x.name}."'),
    ("{time:cap} {h.he} began to work. {h.He} {x.made}.",
     "{h.He} {x.made}. It was a lot of work.",
     "{h.He} sat down at the table and {x.made}."),
    ('But then {h.he} stopped. "Oh no! I need more {x.missing}!" {h.he} said.',
     "But {h.he} did not have enough {x.missing}.",
     "Soon {h.he} had no {x.missing} left."),
    ("{h} looked everywhere, but {h.he} found no {x.missing} in the house.",
     "{h.He} went to the {place.name} to look for {x.missing}, but {h.he} found only {o.a}.",
     '"Without {x.missing} I cannot finish it," {h.he} said sadly.'),
    ('{h.He} asked {b}. "I have some {x.missing} {x.source}," said {b.name}. "Take '
     'what you need."',
     '{f:cap} had an idea. "We have {x.missing} at home," {f.he} said. "Look {x.source}."',
     '{b:cap} said, "If you help me to carry my {load}, I will give you {x.missing}." So '
     "{h} helped {b.him}."),
    ("{h} worked until late. At last it was ready.",
     "Now {h.he} could finish it. It was beautiful.",
     "{h} said thank you and ran home. {h.He} finished it just in time."),
    ('In the morning {h} said, "Happy birthday!" {p:cap} opened the box and saw '
     "{x.name}.",
     '"This is for you," {h} said and gave it to {p}.',
     "{h.He} put it on the table and waited behind the door."),
    ('"Did you make this?" {p} asked. "It is the best gift of all!"',
     "{p:cap} was so happy that {p.he} almost cried.",
     '"What a wonderful gift!" said {p}, and {p.he} gave {h.him} a kiss.'),
), (
    "The best gifts come from the heart.",
    "{h} learned that giving is as nice as getting.",
), words.GIFTS)

RACE = Plot((
    ("{h} was the fastest runner in the whole town, and {h.he} told everybody about it.",
     '"I am faster than all of you!" {h} said every day.',
     "{h} liked to win. {h.He} always had to be the first."),
    ('{time:cap} {f} said, "Let us have a race to the {place.name}."',
     "{time:cap} there was a big race to the {place.name}.",
     '"I will race with you," {f} said {time}. {h} laughed. "You are much too slow!"'),
    ("The winner would get {o.a}.",
     'The prize was {o.a}. "It is as good as mine," said {h}.',
     '{b:cap} held up {o.a}. "This is for the winner," {b.he} said.'),
    ('"One, two, three, go!" called {b}. {h} ran away like the wind.',
     "They started, and {h} was soon far in front.",
     "{h} ran and ran. {f:cap} was far behind."),
    ('"I have time," thought {h}. {h.He} sat down {spot} to eat {food}, and {h.he} fell '
     "asleep.",
     "{h.He} looked back to laugh at {f}. So {h.he} did not see the stone, and {h.he} fell.",
     "{h} stopped to look at {h.his} face in the water. {h.He} forgot all about the race."),
    ("{f:cap} went on, step by step, and did not stop.",
     "But {f} did not give up and came closer and closer.",
     "{f:cap} was slow, but {f.he} never stopped."),
    ("When {h} looked up again, {f} was at the finish. {f.name} had won!",
     "{h} ran as fast as {h.he} could, but it was too late. {f:cap} won the {o.name}.",
     '"{f} wins!" called {b}, and everybody clapped.'),
    ('{h} was ashamed. "You were better," {h.he} said to {f}.',
     '"I am sorry that I laughed at you," said {h}. {f:cap} smiled and let {h.him} hold the '
     "{o.name}.",
     '{h} was angry at first. But then {h.he} shook hands with {f} and said, "Well '
     'done!"'),
), (
    "{h} learned not to laugh at others.",
    "Slow and steady is better than fast and proud.",
    "From then on {h} did not boast anymore.",
), traits=("proud", "strong", "quick", "lively"), moods=(
    "Everybody was hungry now, so they ate {snack}.",
    "High up in a tree a bird sang its song.",
    "Then they all had to laugh.",
    "{b:cap} nodded and smiled.",
))
