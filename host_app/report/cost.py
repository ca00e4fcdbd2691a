"""What a board costs over months, beside a PC and a service in the cloud. Arithmetic only.

Every alternative does the same work. Machines are bought once and set up, then take energy and
administration; as many are bought as the work of a day needs in the hours that they are on. The
service in the cloud is paid by the token.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lutcore.host_app.report.assumptions import Assumptions, Machine

SWING = 0.5                             # share by which an assumption is moved to see what depends
SECONDS_PER_HOUR = 3600.0
JOULES_PER_KWH   = 3.6e6
BOARD, PC, CLOUD = "board", "pc", "cloud"


@dataclass(frozen=True)
class Speed:
    """Tokens per second of a machine, for one conversation at a time."""

    prefill: float                      # tokens of a prompt
    decode: float                       # tokens of an answer

    def seconds(self, prompt: float, answer: float) -> float:
        """Return the time for so many tokens."""
        return prompt / self.prefill + answer / self.decode

    def scaled(self, factor: float) -> Speed:
        """Return a machine that is so much faster."""
        return Speed(self.prefill * factor, self.decode * factor)


@dataclass(frozen=True)
class Option:
    """One way to do the work, and its costs in the currency of the assumptions."""

    name: str                           # BOARD, PC or CLOUD
    machines: int                       # 0: nothing is bought
    purchase: float                     # once
    setup: float                        # once
    energy: float                       # a month
    administration: float               # a month
    tokens: float                       # a month: the price of tokens
    busy_hours: float                   # a day, of all machines together
    kwh: float                          # a month

    @property
    def once(self) -> float:
        """Costs before the first token."""
        return self.purchase + self.setup

    @property
    def monthly(self) -> float:
        """Costs of a month."""
        return self.energy + self.administration + self.tokens

    def total(self, months: float) -> float:
        """Return the costs of so many months."""
        return self.once + months * self.monthly


@dataclass(frozen=True)
class PayBack:
    """When one option becomes cheaper than another; None: never."""

    months: float | None
    until: float | None = None          # months after which it is the dearer one again

    def within(self, months: float) -> bool:
        """Return whether it is the cheaper one at the end of so many months."""
        return (self.months is not None and self.months <= months
                and (self.until is None or self.until >= months))


@dataclass(frozen=True)
class Swing:
    """What becomes of the saving when one assumption is moved down and up by SWING."""

    path: str                           # of the assumption, or SPEED of a machine
    low: float                          # saving with the lower value
    high: float                         # saving with the higher value
    payback_low: PayBack
    payback_high: PayBack

    @property
    def span(self) -> float:
        """How much hangs on it."""
        return abs(self.high - self.low)


@dataclass(frozen=True)
class Case:
    """Everything that the costs follow from."""

    assumptions: Assumptions
    board_name: str
    board: Speed
    pc: Speed

    def option(self, name: str) -> Option:
        """Return the costs of BOARD, PC or CLOUD."""
        given, labour = self.assumptions, self.assumptions.labour
        if name == CLOUD:
            return _cloud(given)
        if name == BOARD:
            return _machines(BOARD, given, given.boards[self.board_name], self.board,
                             labour.board_setup_hours, labour.board_hours_per_month)
        return _machines(PC, given, given.pc, self.pc, labour.pc_setup_hours,
                         labour.pc_hours_per_month)

    def saving(self, other: str) -> float:
        """Return what the board saves over the whole period, beside another option."""
        months = self.assumptions.months
        return self.option(other).total(months) - self.option(BOARD).total(months)

    def payback(self, other: str) -> PayBack:
        """Return when the board has become cheaper than another option."""
        return payback(self.option(BOARD), self.option(other))

    def per_million(self, name: str) -> float:
        """Return what a million tokens cost over the whole period, prompts included."""
        months = self.assumptions.months
        tokens = months * self.assumptions.work.tokens_per_month
        return self.option(name).total(months) / tokens * 1e6

    def cloud_factor(self) -> float:
        """Return how many times its price the cloud must take to be as dear as the board.

        Infinite where its tokens are free, 0 where it is dearer even if they were.
        """
        months, cloud = self.assumptions.months, self.option(CLOUD)
        fixed = cloud.once + months * cloud.administration
        rest  = self.option(BOARD).total(months) - fixed
        if rest <= 0:
            return 0.0
        return rest / (months * cloud.tokens) if cloud.tokens else math.inf


def _machines(name: str, given: Assumptions, machine: Machine, speed: Speed, setup_hours: float,
              hours_per_month: float) -> Option:
    """Return the costs of machines; hours of administration are those of all of them together."""
    work, price = given.work, given.labour.price_per_hour
    busy  = speed.seconds(work.prompt_tokens_per_day, work.answer_tokens_per_day)   # s a day
    on    = work.hours_per_day * SECONDS_PER_HOUR
    count = max(1, math.ceil(busy / on))
    joules = busy * machine.busy_watts + (count * on - busy) * machine.idle_watts
    kwh   = work.days_per_month * joules / JOULES_PER_KWH
    return Option(name, count, count * machine.price, setup_hours * price,
                  kwh * given.electricity.price_per_kwh, hours_per_month * price, 0.0,
                  busy / SECONDS_PER_HOUR, kwh)


def _cloud(given: Assumptions) -> Option:
    work, cloud, labour = given.work, given.cloud, given.labour
    tokens = work.days_per_month / 1e6 * (
        work.prompt_tokens_per_day * cloud.price_per_million_prompt_tokens
        + work.answer_tokens_per_day * cloud.price_per_million_answer_tokens)
    return Option(CLOUD, 0, 0.0, labour.cloud_setup_hours * labour.price_per_hour, 0.0,
                  labour.cloud_hours_per_month * labour.price_per_hour, tokens, 0.0, 0.0)


def payback(board: Option, other: Option) -> PayBack:
    """Return when `board` has become cheaper than `other`."""
    more, less = board.once - other.once, other.monthly - board.monthly
    if more <= 0:                       # cheaper from the start, perhaps not for ever
        return PayBack(0.0, None if less >= 0 else more / less)
    return PayBack(more / less if less > 0 else None)


# Sensitivity --------------------------------------------------------------------------------------


def sensitivity(case: Case, other: str) -> list[Swing]:
    """Return what hangs on each assumption and on both speeds, from much to little.

    Assumptions on which nothing hangs are left out. Values stay within the limits of the day and
    the month (24 hours, 31 days).
    """
    swings = []
    for path, low, high in _moved(case):
        swing = Swing(path, low.saving(other), high.saving(other), low.payback(other),
                      high.payback(other))
        if swing.span > 1e-9:
            swings.append(swing)
    return sorted(swings, key=lambda swing: (-swing.span, swing.path))


def _moved(case: Case) -> Iterator[tuple[str, Case, Case]]:
    """Yield each assumption's path, and the case with its value lowered and raised."""
    given, low, high = case.assumptions, 1 - SWING, 1 + SWING

    def with_value(path: str, factor: float) -> Case:
        most = {"work.hours_per_day": 24.0, "work.days_per_month": 31.0}.get(path, math.inf)
        return replace(case, assumptions=given.replaced(path, min(given.get(path) * factor, most)))

    for path in given.paths(case.board_name):
        yield path, with_value(path, low), with_value(path, high)
    yield ("speed.board", replace(case, board=case.board.scaled(low)),
           replace(case, board=case.board.scaled(high)))
    yield "speed.pc", replace(case, pc=case.pc.scaled(low)), replace(case, pc=case.pc.scaled(high))
