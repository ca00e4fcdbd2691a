"""The words of the story grammar: characters, places and things. Written for this project.

Entries of the tables are named tuples; a template reads their fields, for example `{thing.a}`.
"""

from __future__ import annotations

from typing import NamedTuple


def with_article(noun: str) -> str:
    """Return a noun with its article: `an apple`, `a pear`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


class Place(NamedTuple):
    """A place to go to, and three spots in it; "to the park", "in the park"."""

    name: str
    inside: str                         # preposition: in, at, on
    spots: tuple[str, str, str]


class Skill(NamedTuple):
    """Something to learn."""

    verb: str                           # infinitive, without "to"
    failure: str                        # past tense
    advice: str                         # imperative
    success: str                        # past tense


class Fear(NamedTuple):
    """Something to be afraid of, and why it is harmless."""

    name: str
    moment: str                         # sentence in which it appears
    truth: str                          # what it turns out to be
    joy: str                            # past tense, afterwards


class Rescue(NamedTuple):
    """An animal in need."""

    animal: str
    where: str
    tool: str                           # with its article
    deed: str                           # past tense, with the tool


class Accident(NamedTuple):
    """Something that breaks, and how it is repaired."""

    thing: str
    cause: str                          # past tense
    repair: str                         # base form


class Growth(NamedTuple):
    """Something that grows from a seed."""

    seed: str
    plant: str
    fruit: str                          # plural or mass noun
    treat: str                          # dish made of the fruit, with its article

    @property
    def a(self) -> str:
        return with_article(self.seed)


class Gift(NamedTuple):
    """Something to make for somebody."""

    name: str                           # with its article
    made: str                           # past tense
    missing: str                        # ingredient that is missing, without its article
    source: str                         # place where the helper keeps the ingredient


class Treasure(NamedTuple):
    """The content of the box at the end."""

    inside: str                         # with its article or plural
    use: str                            # past tense, plural subject


class Wish(NamedTuple):
    """A wish that goes wrong."""

    wish: str                           # "could fly"
    start: str                          # past tense, at first
    harm: str                           # sentence that says why it was not so good
    wisdom: str                         # sentence that says what is better


class Dish(NamedTuple):
    """Something to cook, and a mistake in the cooking."""

    name: str                           # without its article
    mistake: str                        # past tense
    taste: str                          # "It tasted ..."
    rescue: str                         # past tense, plural subject


class Noise(NamedTuple):
    """A strange noise, and where it came from."""

    sound: str                          # for example "Tap, tap, tap!"
    guess: str                          # with its article
    source: str                         # rest of a sentence after "It was only"
    ending: str                         # past tense, plural subject


class Plan(NamedTuple):
    """Something to do outside, and what to do inside instead."""

    outside: str
    inside: str
    detail: str                         # past tense


GIRLS = tuple("""
    Mia Lily Anna Emma Sara Lucy Ella Rosie Nina Zoe Ruby Molly Amy Grace Daisy Clara Ivy Kate Maya
    Poppy Alice Nora Hanna Lena Julia Sophie Eva Marta Tina Olivia Carla Bella Fiona Greta
""".split())

BOYS = tuple("""
    Tom Ben Max Sam Leo Tim Jack Finn Oscar Noah Theo Luke Adam Peter Henry Oliver Toby Felix Will
    Jacob Milo Hugo David Anton Simon Robin Paul Eric George Carl Vincent Emil Nick Arthur
""".split())

CUBS = (
    "bunny", "fox", "bear", "duck", "mouse", "kitten", "puppy", "hedgehog", "squirrel", "frog",
    "penguin", "rabbit", "pig", "goat", "lamb", "owl", "turtle", "otter",
)

TRAITS = (
    "kind", "brave", "curious", "shy", "cheerful", "clever", "gentle", "playful", "quiet", "funny",
    "friendly", "patient", "dreamy", "polite", "happy", "careful",
)

WISE = (
    ("wise old", "owl"), ("big brown", "bear"), ("friendly", "fox"), ("tiny", "mouse"),
    ("slow old", "turtle"), ("busy little", "squirrel"), ("gentle", "deer"), ("clever", "crow"),
    ("spotted", "dog"), ("white", "horse"), ("gray", "cat"), ("small", "hedgehog"),
    ("friendly", "goose"), ("shy", "badger"), ("tired", "miller"),
    ("old", "shoemaker"), ("friendly", "doctor"), ("young", "shepherd"), ("kind", "librarian"),
    ("green", "frog"), ("kind", "farmer"), ("tall", "gardener"), ("cheerful", "baker"),
    ("friendly", "neighbor"), ("old", "sailor"), ("kind", "teacher"), ("funny", "painter"),
)

PARENTS = (
    ("mom", "she"), ("dad", "he"), ("grandma", "she"), ("grandpa", "he"), ("aunt", "she"),
    ("uncle", "he"),
)

COLOURS = ("red", "blue", "green", "yellow", "purple", "orange", "pink", "white", "golden")

LOOKS = ("big", "little", "new", "old", "shiny", "soft", "pretty", "special", "beautiful")

TOYS = (
    "ball", "kite", "boat", "doll", "drum", "hat", "scarf", "train", "book", "balloon", "car",
    "robot", "bell", "bucket", "basket", "ring", "blanket", "puzzle", "whistle", "lamp", "crown",
    "key", "shell", "stone", "teddy bear", "toy plane", "toy truck", "magnet", "marble", "ribbon",
    "violin", "mirror", "umbrella", "coin", "feather", "flag", "mask", "bracelet", "spinning top",
    "music box", "wagon", "sled", "paintbrush", "compass", "cape", "button",
)

FOREST = Place("forest", "in",
               ("under a pile of leaves", "behind a log", "next to a big rock"))

PLACES = (
    FOREST,
    Place("park", "in",       ("under a bench", "behind a tall tree", "next to the pond")),
    Place("beach", "at",      ("under a towel", "behind a sand castle", "next to the waves")),
    Place("garden", "in",     ("under a bush", "behind the shed", "next to the roses")),
    Place("farm", "at",       ("under the hay", "behind the barn", "next to the gate")),
    Place("lake", "at",       ("under an old boat", "behind the reeds", "next to the bridge")),
    Place("market", "at",     ("under a table", "behind some boxes", "next to the apples")),
    Place("meadow", "in",     ("under a daisy", "behind a fence", "next to a stream")),
    Place("zoo", "at",        ("under a sign", "behind the lion house", "next to the fountain")),
    Place("library", "in",    ("under a chair", "behind a shelf", "next to the window")),
    Place("playground", "on", ("under the slide", "behind the swings", "next to the sandbox")),
    Place("village", "in",    ("under a cart", "behind the well", "next to the church")),
    Place("hill", "on",       ("under a stone", "behind a small bush", "next to the path")),
    Place("castle", "in",     ("under a carpet", "behind a curtain", "next to the stairs")),
    Place("harbor", "at",     ("under a net", "behind a barrel", "next to a white ship")),
    Place("orchard", "in",    ("under a pear tree", "behind a ladder", "next to the wall")),
    Place("museum", "in",     ("under a stone bench", "behind a statue", "next to the dinosaur")),
    Place("valley", "in",     ("under a bridge", "behind a hedge", "next to the mill")),
    Place("station", "at",    ("under a suitcase", "behind the clock", "next to the old train")),
)

SKILLS = (
    Skill("ride a bike", "fell off after two seconds", "look ahead and keep going",
          "rode all the way down the street"),
    Skill("swim", "swallowed some water and coughed", "kick your legs and stay calm",
          "swam across the little pool"),
    Skill("bake a cake", "burned the first cake", "watch the clock and mix slowly",
          "baked a cake that smelled wonderful"),
    Skill("fly a kite", "watched the kite crash into the grass", "run fast and let the string go",
          "made the kite dance high in the sky"),
    Skill("play the flute", "made only a squeaky noise", "blow softly and move one finger",
          "played a sweet little song"),
    Skill("draw a horse", "drew something that looked like a potato", "start with easy circles",
          "drew a horse that almost looked real"),
    Skill("skate", "slipped and landed on the ice", "bend your knees and take small steps",
          "glided over the ice like a swan"),
    Skill("whistle", "blew only air", "make your lips round and small",
          "whistled as loud as a bird"),
    Skill("climb the big tree", "slid down again and again", "hold on with both hands",
          "climbed to the top and saw the whole town"),
    Skill("read", "mixed up all the letters", "go slowly, one word at a time",
          "read a whole page without help"),
    Skill("tie a knot", "ended up with a big mess of string", "make a loop and pull gently",
          "tied a knot that was neat and strong"),
    Skill("juggle", "dropped every ball on the floor", "begin with only two balls",
          "kept three balls in the air"),
    Skill("dance", "stepped on everybody's toes", "listen to the music and count to four",
          "danced across the room without a mistake"),
    Skill("build a tower", "watched all the blocks fall down", "put the big blocks at the bottom",
          "built a tower as tall as the door"),
)

FEARS = (
    Fear("the dark", "One night the light in the room went out.",
         "The dark is only the world when it sleeps", "counted the stars until morning"),
    Fear("thunder", "One evening a big storm came.",
         "Thunder is only the clouds bumping into each other", "laughed at every loud boom"),
    Fear("deep water", "One warm day everybody went to the lake.",
         "Water carries you if you trust it", "splashed and played all afternoon"),
    Fear("big dogs", "One morning a huge dog ran up to the gate.",
         "Big dogs only want to play", "threw a stick for the dog again and again"),
    Fear("spiders", "One day a spider sat on the wall.",
         "Spiders are tiny artists who make pretty webs", "watched the spider make a silver web"),
    Fear("high places", "One day there was a picnic on a tall tower.",
         "From up high you can see how small your worries are", "waved to all the people below"),
    Fear("the dentist", "One day a tooth began to hurt.",
         "The dentist only wants to make you smile", "got a sticker and a new toothbrush"),
    Fear("new people", "One day there was a party with many guests.",
         "New people are friends you have not met yet", "danced with everybody at the party"),
    Fear("monsters", "One night there was a strange noise under the bed.",
         "The noise is only the cat looking for a mouse", "fell asleep with the cat on the pillow"),
    Fear("the wind", "One night the wind howled around the house.",
         "The wind is only singing a song to the trees", "sang along with the wind"),
)

RESCUES = (
    Rescue("kitten", "high up in a tree", "a long ladder",
           "climbed the ladder and carried it down"),
    Rescue("bird", "in a thorny bush", "a pair of gloves",
           "pushed the thorns aside and set it free"),
    Rescue("puppy", "in a deep hole", "a strong rope", "let the rope down and pulled it up"),
    Rescue("duckling", "on a rock in the river", "a wooden board",
           "put the board across the water like a bridge"),
    Rescue("lamb", "under a broken fence", "a heavy hammer", "took the boards away one by one"),
    Rescue("hedgehog", "in an empty bucket", "a soft towel",
           "wrapped it in the towel and lifted it out"),
    Rescue("butterfly", "in a spider web", "a thin feather", "brushed the sticky threads away"),
    Rescue("turtle", "on its back on the road", "a flat shovel",
           "turned it over with the shovel"),
    Rescue("squirrel", "on the roof of a barn", "a big basket",
           "held the basket up until it jumped in"),
    Rescue("mouse", "in a glass jar", "a wet sponge", "made the glass slippery and tipped it over"),
    Rescue("rabbit", "in a muddy ditch", "a strong branch",
           "held out the branch and helped it climb"),
    Rescue("chick", "in a bag of corn", "a big spoon", "scooped the corn away"),
)

ACCIDENTS = (
    Accident("vase", "ran through the room and bumped into the table", "glue the pieces together"),
    Accident("cup", "tried to carry too many things", "glue the handle back on"),
    Accident("window", "kicked a ball much too hard", "clean up the glass and put in a new one"),
    Accident("clock", "wanted to look inside it", "put all the little wheels back"),
    Accident("chair", "jumped up and down on it", "fix the leg with a nail"),
    Accident("plate", "played with it like a wheel", "paint a new one"),
    Accident("picture", "threw a pillow across the room", "make a new frame"),
    Accident("flower pot", "chased the cat around the house", "find a new pot for the flower"),
    Accident("teapot", "pulled at the tablecloth", "glue the lid and the spout"),
    Accident("lamp", "kicked a ball through the room", "make a new shade from paper"),
    Accident("lantern", "swung it around and around", "make a new one from paper"),
)

GROWTHS = (
    Growth("pumpkin seed", "pumpkin plant", "pumpkins", "a big pumpkin pie"),
    Growth("apple seed", "apple tree", "apples", "a sweet apple cake"),
    Growth("bean", "bean plant", "beans", "a hot bean soup"),
    Growth("sunflower seed", "sunflower", "seeds", "a bag of seeds for the birds"),
    Growth("strawberry seed", "strawberry plant", "strawberries", "a jar of strawberry jam"),
    Growth("carrot seed", "carrot plant", "carrots", "a warm carrot soup"),
    Growth("cherry stone", "cherry tree", "cherries", "a red cherry pie"),
    Growth("tomato seed", "tomato plant", "tomatoes", "a big tomato salad"),
    Growth("lemon seed", "lemon tree", "lemons", "a jug of cold lemonade"),
    Growth("grain of corn", "corn plant", "corn cobs", "a bowl of popcorn"),
)

GIFTS = (
    Gift("a necklace", "put shells on a string", "string", "in a drawer"),
    Gift("a card", "painted hearts and flowers on paper", "red paint", "in a box"),
    Gift("a birdhouse", "cut the wood and hammered the nails", "wood", "behind the house"),
    Gift("a warm scarf", "knitted row after row", "wool", "in a basket"),
    Gift("a cake", "mixed flour, milk and eggs", "sugar", "in the kitchen"),
    Gift("a flower crown", "twisted the stems together", "flowers", "in the garden"),
    Gift("a wooden boat", "cut the boat and made a sail", "cloth", "in an old bag"),
    Gift("a paper star", "folded the paper again and again", "gold paper", "in a book"),
    Gift("a pillow", "sewed the cloth and filled it", "feathers", "in the barn"),
    Gift("a picture frame", "glued little stones around it", "glue", "on a shelf"),
    Gift("a puppet", "sewed on two buttons for eyes", "buttons", "in a tin"),
    Gift("a candle", "melted the wax and poured it", "wax", "in the cellar"),
)

PLANS = (
    Plan("have a picnic", "have a picnic on the carpet",
         "ate sandwiches and drank juice between the chairs"),
    Plan("fly kites", "make paper planes", "threw them from the top of the stairs"),
    Plan("play hide and seek", "play hide and seek in the house",
         "hid in the closet and behind the curtains"),
    Plan("build a sand castle", "build a castle from boxes", "put a flag on the highest tower"),
    Plan("go camping", "make a tent from blankets", "told stories with a small lamp"),
    Plan("visit the zoo", "make a zoo from toys", "gave every toy animal a funny voice"),
    Plan("play soccer", "play with marbles", "rolled them across the kitchen floor"),
    Plan("sail a boat", "turn the sofa into a ship", "sailed to an island full of gold"),
    Plan("ride bikes", "bake cookies", "cut out stars and moons"),
    Plan("watch the parade", "hold a parade in the house", "marched with pots and spoons"),
)

TREASURES = (
    Treasure("a bag of shiny marbles", "played with them until the evening"),
    Treasure("an old crown", "wore it one after the other"),
    Treasure("a bag of gold coins", "bought food for everybody in town"),
    Treasure("a letter", "read it together under a tree"),
    Treasure("a box of colored pencils", "drew the whole town"),
    Treasure("a silver flute", "played music all night"),
    Treasure("a pile of old books", "read them one by one"),
    Treasure("another map", "planned the next adventure"),
    Treasure("a bar of chocolate", "ate it on the spot"),
    Treasure("a picture of two children", "found out that it was grandma and grandpa"),
    Treasure("a tiny telescope", "looked at the moon every night"),
)

WISHES = (
    Wish("could fly", "flew over the roofs and waved",
         "But up there it was cold, and nobody could play.", "It is good to have my feet on the "
         "ground"),
    Wish("were as tall as a house", "looked over all the trees",
         "But no chair and no bed was big enough.", "My own size is just right"),
    Wish("had all the cake in the world", "ate and ate",
         "But soon came a terrible belly ache.", "One piece is enough"),
    Wish("were a king", "sat on a golden chair and gave orders",
         "But nobody laughed, and everybody was afraid.", "A friend is better than a crown"),
    Wish("never had to sleep", "played all night long",
         "But the next day everything was gray and heavy.", "Sleep is a good thing"),
    Wish("could talk to animals", "talked with every cat and every bird",
         "But they all talked at once and never stopped.", "A little quiet is nice too"),
    Wish("were invisible", "walked through the whole town without being seen",
         "But nobody said hello, and nobody wanted to play.", "It is good to be seen"),
    Wish("could stop the time", "stopped all the clocks in the town",
         "But all the friends stood still like stones.", "Every day has to end some time"),
    Wish("had a room full of toys", "opened one box after another",
         "But there was no room left to play.", "One good toy is enough"),
)

DISHES = (
    Dish("apple pie", "took salt and not sugar", "like the sea", "put ice cream on top"),
    Dish("pancakes", "threw them too high, and one stuck to the ceiling", "a little like paint",
         "covered them with honey"),
    Dish("vegetable soup", "dropped the whole pepper jar into the pot", "like fire",
         "added milk and potatoes"),
    Dish("bread", "forgot it in the oven", "like coal", "cut off the black part"),
    Dish("cookies", "used far too much flour", "as dry as sand", "dipped them in milk"),
    Dish("pizza", "let the cat eat the cheese", "of nothing at all", "put tomatoes on it"),
    Dish("fruit salad", "put an onion into it", "very strange", "picked out every piece of onion"),
    Dish("chocolate pudding", "did not stir it", "full of lumps", "mashed it with a fork"),
    Dish("noodles", "cooked them for two hours", "like glue", "baked them with cheese"),
)

NOISES = (
    Noise("Tap, tap, tap!", "a ghost", "a branch that knocked on the window",
          "tied the branch to the wall"),
    Noise("Crunch, crunch!", "a monster", "a hedgehog that ate an apple",
          "gave the hedgehog another apple"),
    Noise("Hoo, hoo!", "a wolf", "an owl on the roof", "said good night to the owl"),
    Noise("Squeak, squeak!", "a robber", "the old door of the barn", "put some oil on the door"),
    Noise("Boom, boom!", "a giant", "the drum of the boy next door", "asked him to play with them"),
    Noise("Scratch, scratch!", "a bear", "a puppy that wanted to come in",
          "made a bed for the puppy"),
    Noise("Drip, drip, drip!", "a sea monster", "the water in the kitchen", "turned it off"),
    Noise("Whoosh!", "a dragon", "the wind in the chimney", "made a fire and felt warm"),
    Noise("Rattle, rattle!", "a skeleton", "a raccoon in the trash", "put the lid back on"),
)

GAMES = (
    "tag", "hide and seek", "catch", "pirates", "kings and queens", "school", "jump rope", "chess",
    "shop", "explorers", "treasure hunt", "racing", "soccer", "doctor", "marbles", "circus",
    "detectives", "cards",
)

FOODS = (
    "cookies", "apples", "pancakes", "bread and honey", "warm soup", "cake", "strawberries",
    "sandwiches", "ice cream", "pears", "muffins", "hot chocolate", "cherries", "popcorn",
    "noodles", "waffles", "nuts", "grapes", "cheese", "cold milk",
)

GROUND = ("in the garden", "under a big tree", "behind the house", "next to the old well",
          "near the river", "between two rocks", "under the bridge")

LOADS = ("wood", "potatoes", "apples", "flour", "milk", "wool", "eggs", "honey")

TIMES = (
    "one day", "one sunny morning", "one fine morning", "one afternoon", "one warm evening",
    "on Sunday", "one spring day", "one quiet afternoon", "one summer day", "early one morning",
    "on a beautiful day", "after breakfast", "on Saturday", "a few days later", "after lunch",
)
