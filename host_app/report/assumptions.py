"""The assumptions of a report: prices, watts, hours and the work to be done.

`assumptions.yml` beside this module has a value and a source for each of them. A user's file holds
what differs. Every assumption has a path, such as `electricity.price_per_kwh`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, cast, get_type_hints

from lutcore.host_app.errors import AssumptionsError, PackageMissingError

DEFAULTS = Path(__file__).with_name("assumptions.yml")
YOURS    = "yours"                      # the source of a value that a user's file gives without one
LONGEST  = 12                           # letters of a currency


def number(label: str, unit: str, least: float = 0.0, most: float = 1e9) -> Any:
    """Return the field of an assumption: a number of a unit within limits, and what it is."""
    return field(metadata={"label": label, "unit": unit, "least": least, "most": most})


@dataclass(frozen=True)
class Work:
    """What is to be done in a month."""

    days_per_month: float        = number("working days a month", "days", 1, 31)
    hours_per_day: float         = number("hours a day switched on", "hours", 0.01, 24)
    prompt_tokens_per_day: float = number("tokens of prompts a day", "tokens")
    answer_tokens_per_day: float = number("tokens of answers a day", "tokens", 1)

    @property
    def tokens_per_month(self) -> float:
        """Tokens of prompts and answers together."""
        return self.days_per_month * (self.prompt_tokens_per_day + self.answer_tokens_per_day)


@dataclass(frozen=True)
class Quality:
    """What a format may cost in quality."""

    perplexity_increase: float = number("rise of perplexity that is allowed", "share", 0, 100)


@dataclass(frozen=True)
class Electricity:
    """The price of energy."""

    price_per_kwh: float = number("price of electricity", "money/kWh")


@dataclass(frozen=True)
class Labour:
    """The price of administration, and how much of it each alternative takes."""

    price_per_hour: float        = number("price of administration", "money/hour")
    board_setup_hours: float     = number("board: set up", "hours")
    board_hours_per_month: float = number("board: look after", "hours/month")
    pc_setup_hours: float        = number("PC: set up", "hours")
    pc_hours_per_month: float    = number("PC: look after", "hours/month")
    cloud_setup_hours: float     = number("cloud: set up", "hours")
    cloud_hours_per_month: float = number("cloud: look after", "hours/month")


@dataclass(frozen=True)
class Machine:
    """A board with what it needs, or a PC."""

    price: float      = number("price", "money")
    busy_watts: float = number("power when busy", "W", 0, 1e5)
    idle_watts: float = number("power at rest", "W", 0, 1e5)


@dataclass(frozen=True)
class Cloud:
    """A service that is paid by the token."""

    price_per_million_prompt_tokens: float = number("cloud: prompts", "money/million tokens")
    price_per_million_answer_tokens: float = number("cloud: answers", "money/million tokens")


@dataclass(frozen=True)
class Assumptions:
    """All of them; `read_assumptions` makes it."""

    currency: str
    work: Work
    quality: Quality
    electricity: Electricity
    labour: Labour
    pc: Machine
    cloud: Cloud
    boards: Mapping[str, Machine]
    sources: Mapping[str, str]          # by path
    months: float = number("period", "months", 1, 240)

    def get(self, path: str) -> float:
        """Return the value at a path."""
        node: Any = self
        for name in path.split("."):
            node = node[name] if isinstance(node, Mapping) else getattr(node, name)
        return float(node)

    def replaced(self, path: str, value: float) -> Assumptions:
        """Return the assumptions with another value at a path."""
        return cast("Assumptions", _replaced(self, path.split("."), value))

    def paths(self, board: str) -> Iterator[str]:
        """Yield the paths of all numbers that matter for a board."""
        others = {f"boards.{name}" for name in self.boards if name != board}
        for path in self.sources:
            if path.rpartition(".")[0] not in others:
                yield path

    def check_currency(self, board: str) -> None:
        """Raise AssumptionsError if prices of the defaults are in another currency than the file's.

        board: whose price matters
        """
        defaults = read_assumptions()
        left = [path for path in self.paths(board)
                if "money" in entry(path, tuple(self.boards))["unit"]
                and self.sources[path] == defaults.sources[path]]
        if self.currency != defaults.currency and left:
            raise AssumptionsError(f"currency = {self.currency!r}, but the defaults are in "
                                   f"{defaults.currency}; give these in {self.currency} too: "
                                   f"{', '.join(left)}")

    def unit(self, path: str) -> str:
        """Return the unit of the value at a path, in the currency of the file."""
        return entry(path, tuple(self.boards))["unit"].replace("money", self.currency)

    def label(self, path: str) -> str:
        """Return what the number at a path is."""
        words = {"pc": "PC: ", "boards": "board: "}.get(path.split(".")[0], "")
        return words + str(entry(path, tuple(self.boards))["label"])

    def to_yaml(self) -> str:
        """Return a complete file, which `read_assumptions` turns into the same object."""
        import yaml
        tree: dict[str, Any] = {"currency": self.currency}
        for path, source in self.sources.items():
            *groups, name = path.split(".")
            node = tree
            for group in groups:
                node = node.setdefault(group, {})
            node[name] = {"value": self.get(path), "source": source}
        return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=100)


def _replaced(node: Any, names: list[str], value: float) -> Any:
    if not names:
        return value
    name, *rest = names
    if isinstance(node, Mapping):
        return {**node, name: _replaced(node[name], rest, value)}
    return replace(node, **{name: _replaced(getattr(node, name), rest, value)})


# Reading ------------------------------------------------------------------------------------------


def read_assumptions(path: Path | None = None) -> Assumptions:
    """Return the defaults, with what a file says in their place.

    Raises AssumptionsError (nonsense in the file; the message has its key and its value), OSError.
    """
    values, sources = _leaves(DEFAULTS, "", ())
    boards = tuple(dict.fromkeys(key.split(".")[1] for key in values if key.startswith("boards.")))
    if path is not None:
        changed, given = _leaves(path, YOURS, boards)
        values, sources = values | changed, sources | given

    def group(cls: type[Any], prefix: str) -> Any:
        return cls(**{item.name: values[f"{prefix}.{item.name}"] for item in fields(cls)})

    return Assumptions(
        currency=values["currency"], months=values["months"], sources=sources,
        work=group(Work, "work"), quality=group(Quality, "quality"),
        electricity=group(Electricity, "electricity"), labour=group(Labour, "labour"),
        pc=group(Machine, "pc"), cloud=group(Cloud, "cloud"),
        boards={name: group(Machine, f"boards.{name}") for name in boards})


def entry(path: str, boards: tuple[str, ...]) -> Mapping[str, Any]:
    """Return unit and limits of the number at a path. Raises KeyError."""
    names = path.split(".")
    if names[0] == "boards" and (not boards or names[1] in boards):
        names = ["pc", *names[2:]]      # a board is a Machine too
    cls: Any = Assumptions
    for name in names[:-1]:
        cls = get_type_hints(cls)[name]
    return {item.name: item.metadata for item in fields(cls) if item.metadata}[names[-1]]


def _leaves(path: Path, default_source: str, boards: tuple[str, ...]
            ) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values and the sources of a file by path.

    boards: that may be named; (): any, because the file is the one that defines them
    """
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def walk(node: Any, prefix: str) -> None:
        known = _names_in(prefix, boards)
        for key, item in _mapping(node, prefix, path).items():
            here = f"{prefix}.{key}" if prefix else str(key)
            if known and key not in known:
                raise AssumptionsError(f"{path}: {here} is no assumption; there are: "
                                       f"{', '.join(known)}")
            if _is_group(here):
                walk(item, here)
            else:
                value, source = _split(item, here, path)
                values[here] = _text(value, here, path) if here == "currency" else \
                    _number(value, here, path, entry(here, boards))
                if here != "currency":      # which needs no source
                    sources[here] = source or default_source

    walk(_parsed(path), "")
    return values, sources


def _parsed(path: Path) -> Any:
    """Return what a YAML file holds. A file with nothing in it is refused: it hides a mistake."""
    try:
        import yaml
    except ImportError as error:
        raise PackageMissingError("assumptions are in YAML, which needs PyYAML: pip install "
                                  "'lutcore[report]'") from error
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), _loader())
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or \
            "it is nested too deeply or holds odd values"
        raise AssumptionsError(f"{path}{line}: not YAML ({problem}); start from a copy of "
                               f"{DEFAULTS}") from error
    if tree is None:
        raise AssumptionsError(f"{path}: nothing in it; leave --assumptions out to use the "
                               "defaults")
    return tree


def _loader() -> Any:
    """Return a safe loader that refuses a key that is there twice, and aliases."""
    import yaml

    class Loader(yaml.SafeLoader):
        """Plain values only."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                event = self.peek_event()
                raise yaml.YAMLError(f"alias *{event.anchor}; write the value out")
            return super().compose_node(parent, index)

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            keys = [key.value for key, _ in node.value]
            for key in keys:
                if keys.count(key) > 1:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"{key} is there twice", node.start_mark)
            return super().construct_mapping(node, deep)

    return Loader


def _is_group(path: str) -> bool:
    names = path.split(".")
    if names[0] == "boards":
        return len(names) < 3
    return len(names) == 1 and is_dataclass(get_type_hints(Assumptions).get(names[0]))


def _names_in(prefix: str, boards: tuple[str, ...]) -> list[str]:
    """Return the keys that a group may have; []: any."""
    if prefix == "boards":
        return list(boards)
    if not prefix:
        return [item.name for item in fields(Assumptions) if item.name != "sources"]
    cls = Machine if prefix.startswith("boards.") else get_type_hints(Assumptions)[prefix]
    return [item.name for item in fields(cls)]


def _mapping(node: Any, prefix: str, path: Path) -> Mapping[Any, Any]:
    if isinstance(node, Mapping):
        return node
    where = f": {prefix}" if prefix else ""
    raise AssumptionsError(f"{path}{where}: {_shown(node)} is no group of assumptions; write it as "
                           "'key: value' lines, as in the defaults")


def _split(item: Any, here: str, path: Path) -> tuple[Any, str]:
    """Return the value and the source of an assumption, which may stand without a source."""
    if not isinstance(item, Mapping):
        return item, ""
    odd = [str(key) for key in item if key not in ("value", "source")]
    if odd or "value" not in item:
        raise AssumptionsError(f"{path}: {here}: {', '.join(odd) or 'no value'}; write a number, "
                               "or value and source")
    return item["value"], _text(item.get("source", ""), f"{here}.source", path, 1000)


def _number(value: Any, here: str, path: Path, limits: Mapping[str, Any]) -> float:
    least, most = limits["least"], limits["most"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        hint = " without quotes" if isinstance(value, str) else ""
        raise AssumptionsError(f"{path}: {here} = {_shown(value)}; it must be a number{hint}, such "
                               f"as {max(least, 1):g}, in {limits['unit']}")
    if not math.isfinite(value) or not least <= value <= most:
        raise AssumptionsError(f"{path}: {here} = {_shown(value)}; it must be from {least:g} to "
                               f"{most:g}, in {limits['unit']}")
    return float(value)


def _text(value: Any, here: str, path: Path, longest: int = LONGEST) -> str:
    if not isinstance(value, str) or len(value) > longest or not value.isprintable() or (
            longest == LONGEST and not value.strip()):
        raise AssumptionsError(f"{path}: {here} = {_shown(value)}; it must be a text of at most "
                               f"{longest} letters in one line")
    return value


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
