"""The answers on a report's first screen, made from its figures.

A manager asks: does it hold the quality, how fast is it, what does it cost, when is it paid back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from lutcore.host_app.report.assumptions import Assumptions
from lutcore.host_app.report.cost import BOARD, CLOUD, PC, Case, PayBack, Speed
from lutcore.host_app.report.figures import KINDS, Figures, Quality
from lutcore.host_app.report.plots import number

GOOD, BAD, OPEN = "good", "bad", "open"
LIFE    = 600                           # months; what takes longer to pay back is not a plan
READING = 5.0                           # tokens per second that a person reads, about 230 words/min


@dataclass(frozen=True)
class Answer:
    """A question, its answer in a few words, and what stands behind it."""

    question: str
    verdict: str
    detail: tuple[str, ...]
    tone: str                           # GOOD, BAD, OPEN
    kinds: tuple[str, ...]              # of the figures behind it
    section: str                        # of the report, where the evidence is


def case_of(figures: Figures, assumptions: Assumptions) -> Case:
    """Return what the costs follow from."""
    speed = figures.speed
    return Case(assumptions, figures.board,
                Speed(speed["board.prefill"].value, speed["board.decode"].value),
                Speed(speed["pc.prefill"].value, speed["pc.decode"].value))


def answers(figures: Figures, case: Case) -> tuple[Answer, ...]:
    """Return the four answers."""
    return (_quality(figures.quality, case), _speed(figures), _cost(case), _payback(case))


def _quality(quality: Quality, case: Case) -> Answer:
    question, section = "Does it hold the quality?", "quality"
    reference, own = quality.reference, quality.own
    if reference is None or own is None:
        return Answer(question, "Not measured", (
            f"Nothing was read: {quality.reason}.", f"To measure it: {quality.command}"), OPEN, (),
            section)
    if quality.meaningless:
        return Answer(question, "Cannot be told", (
            f"Even in float32 the model does not predict this text (perplexity "
            f"{number(reference.perplexity)} with {quality.vocabulary:,} tokens to choose from), "
            "as one with random weights does not.",), OPEN, ("measured",), section)
    rise, limit = own.perplexity / reference.perplexity - 1, \
        case.assumptions.quality.perplexity_increase
    holds = rise <= limit
    return Answer(question, "Yes" if holds else "No", (
        f"{own.label}: perplexity {precise(own.perplexity)}, {precise(reference.perplexity)} in "
        f"float32: {signed(rise)}; {100 * limit:g} % are allowed.",
        f"In {100 * own.agreement:.1f} % of {quality.tokens:,} tokens it finds the same most "
        "likely one."), GOOD if holds else BAD, ("measured",), section)


def _speed(figures: Figures) -> Answer:
    board, here = figures.speed["board.decode"], figures.speed["pc.decode"]
    prefill = figures.speed["board.prefill"]
    ratio   = board.value / here.value
    kinds   = {board.kind, here.kind, *(part.kind for part in figures.splits[0].parts)}
    beside  = f"{number(ratio)} times as fast" if ratio >= 1 else \
        f"{number(1 / ratio)} times as slow"
    reader  = "faster than" if board.value > READING else "slower than"
    return Answer("How fast is it?", f"{number(board.value)} tokens/s", (
        f"The board in an answer, {reader} a person reads; {number(prefill.value)} tokens/s in a "
        "prompt.",
        f"This computer without the board: {number(here.value)} tokens/s, so the board is "
        f"{beside}."), BAD if board.value < READING else GOOD if ratio >= 1 else OPEN,
        tuple(kind for kind in KINDS if kind in kinds), "speed")


def _cost(case: Case) -> Answer:
    given, board = case.assumptions, case.option(BOARD)
    months = given.months
    boards = "one board" if board.machines == 1 else f"{board.machines} boards"
    totals = {name: case.option(name).total(months) for name in (BOARD, PC, CLOUD)}
    return Answer("What does it cost?", f"{totals[BOARD]:,.0f} {given.currency}", (
        f"{boards.capitalize()} for {months:g} months: {board.purchase:,.0f} to buy, "
        f"{board.setup:,.0f} to set up, {months * board.administration:,.0f} to look after, "
        f"{months * board.energy:,.0f} for energy.",
        f"A PC: {totals[PC]:,.0f}. The cloud: {totals[CLOUD]:,.0f} {given.currency}."),
        GOOD if totals[BOARD] <= min(totals.values()) else OPEN, ("computed", "assumed"), "cost")


def _payback(case: Case) -> Answer:
    pc, cloud = case.payback(PC), case.payback(CLOUD)
    months, currency = case.assumptions.months, case.assumptions.currency
    detail = [f"Against the PC it {saves(case.saving(PC), currency)} in {months:g} months."]
    if cloud.within(months):
        detail.append(f"Against the cloud: {when(cloud)}; it "
                      f"{saves(case.saving(CLOUD), currency)}.")
    else:
        factor = case.cloud_factor()
        detail.append(f"Against the cloud: {when(cloud)}. Tokens there would have to cost "
                      + (f"{number(factor)} times as much." if math.isfinite(factor)
                         else "something."))
    both = pc.within(months) and cloud.within(months)
    tone = GOOD if both else OPEN if pc.within(months) or cloud.within(months) else BAD
    return Answer("When is it paid back?", f"{when(pc).capitalize()}, against a PC",
                  tuple(detail), tone, ("computed", "assumed"), "payback")


def when(payback: PayBack) -> str:
    """Return a time of payment in words."""
    if payback.months is None or payback.months > LIFE:
        return "never" if payback.months is None else f"not in {LIFE // 12} years"
    if payback.until is not None:
        return f"at once, until month {number(payback.until)}"
    return "at once" if payback.months == 0 else f"after {number(payback.months)} months"


def saves(money: float, currency: str) -> str:
    """Return a saving in words."""
    verb = "saves" if money >= 0 else "costs more by"
    return f"{verb} {abs(money):,.0f} {currency}"


def precise(perplexity: float) -> str:
    """Return a perplexity with four decimals, or four digits where it is large."""
    return f"{perplexity:.4f}" if perplexity < 100 else f"{perplexity:,.0f}"


def signed(share: float) -> str:
    """Return a share as a percentage with its sign, or as a multiple where it is large."""
    percent = 100 * share
    if percent > 1000:
        return f"{1 + share:,.0f} times"
    return "+0.0 %" if abs(percent) < 0.05 else f"{percent:+.1f} %"
