"""Costs and pay-back against examples that were computed by hand."""

from __future__ import annotations

import math

import pytest

from lutcore.host_app.report.assumptions import (
    Assumptions,
    Cloud,
    Electricity,
    Labour,
    Machine,
    Quality,
    Work,
)
from lutcore.host_app.report.cost import (
    BOARD,
    CLOUD,
    PC,
    Case,
    Option,
    PayBack,
    Speed,
    payback,
    sensitivity,
)

PATHS = ("months", "work.days_per_month", "work.hours_per_day", "work.prompt_tokens_per_day",
         "work.answer_tokens_per_day", "quality.perplexity_increase", "electricity.price_per_kwh",
         "labour.price_per_hour", "labour.board_setup_hours", "pc.price", "boards.b.price",
         "boards.other.price", "cloud.price_per_million_answer_tokens")


@pytest.fixture
def case() -> Case:
    """Round numbers: 20 days of 10 hours; the board is busy 2 hours a day, the PC half an hour."""
    given = Assumptions(
        currency="EUR", months=10.0, work=Work(20, 10, 72_000, 36_000), quality=Quality(0.05),
        electricity=Electricity(0.5),
        labour=Labour(price_per_hour=50, board_setup_hours=4, board_hours_per_month=1,
                      pc_setup_hours=2, pc_hours_per_month=2, cloud_setup_hours=1,
                      cloud_hours_per_month=0.5),
        pc=Machine(1000, 100, 20), cloud=Cloud(1.0, 2.0),
        boards={"b": Machine(300, 10, 5), "other": Machine(1, 1, 1)},
        sources=dict.fromkeys(PATHS, "test"))
    return Case(given, "b", Speed(prefill=20, decode=10), Speed(prefill=80, decode=40))


def test_the_board_costs_what_was_computed_by_hand(case: Case) -> None:
    # 72,000 / 20 + 36,000 / 10 = 7,200 s busy of 36,000 s: 10 W * 2 h + 5 W * 8 h = 60 Wh a day
    board = case.option(BOARD)
    assert board == Option(BOARD, 1, 300, 200, pytest.approx(20 * 0.060 * 0.5), 50, 0,
                           pytest.approx(2.0), pytest.approx(1.2))
    assert board.once == 500 and board.monthly == pytest.approx(50.6)
    assert board.total(10) == pytest.approx(1006)


def test_the_pc_and_the_cloud_cost_what_was_computed_by_hand(case: Case) -> None:
    # 1,800 s busy: 100 W * 0.5 h + 20 W * 9.5 h = 240 Wh a day
    pc = case.option(PC)
    assert (pc.machines, pc.once, pc.kwh) == (1, 1100, pytest.approx(4.8))
    assert pc.total(10) == pytest.approx(1100 + 10 * (2.4 + 100))
    # 20 days * (0.072 * 1 + 0.036 * 2) = 2.88 a month
    cloud = case.option(CLOUD)
    assert (cloud.machines, cloud.once) == (0, 50)
    assert cloud.total(10) == pytest.approx(50 + 10 * (2.88 + 25))
    assert case.saving(PC) == pytest.approx(2124 - 1006)
    assert case.saving(CLOUD) == pytest.approx(328.8 - 1006)
    assert case.per_million(BOARD) == pytest.approx(1006 / (10 * 20 * 0.108))


def test_more_work_takes_more_machines(case: Case) -> None:
    more = Case(case.assumptions.replaced("work.answer_tokens_per_day", 360_000.0), "b",
                case.board, case.pc)
    board = more.option(BOARD)          # 39,600 s of 36,000: two boards, which rest 32,400 s
    assert (board.machines, board.purchase, board.setup) == (2, 600, 200)
    assert board.kwh == pytest.approx(20 * (39_600 * 10 + 32_400 * 5) / 3.6e6)
    assert more.option(PC).machines == 1


@pytest.mark.parametrize(("board", "other", "expected"), [
    ((500, 10), (100, 50), PayBack(10.0)),
    ((500, 50), (100, 50), PayBack(None)),
    ((500, 60), (100, 50), PayBack(None)),
    ((100, 10), (500, 50), PayBack(0.0)),
    ((100, 50), (100, 50), PayBack(0.0)),
    ((100, 60), (500, 50), PayBack(0.0, until=40.0)),
])
def test_payback(board: tuple[float, float], other: tuple[float, float], expected: PayBack
                 ) -> None:
    def option(costs: tuple[float, float]) -> Option:
        return Option("x", 1, costs[0], 0, 0, costs[1], 0, 0, 0)

    found = payback(option(board), option(other))
    assert found == expected
    # at that month, and only there, both have cost the same
    for month in (found.months, found.until):
        if month:
            assert option(board).total(month) == pytest.approx(option(other).total(month))


def test_a_payback_lies_within_the_period_or_not() -> None:
    assert PayBack(10.0).within(10) and not PayBack(10.0).within(9) and not PayBack(None).within(9)
    assert PayBack(0.0, until=40.0).within(40) and not PayBack(0.0, until=40.0).within(41)


def test_at_the_factor_the_cloud_is_as_dear_as_the_board(case: Case) -> None:
    factor = case.cloud_factor()
    assert factor == pytest.approx((1006 - 300) / 28.8)
    given = case.assumptions
    for path in ("cloud.price_per_million_prompt_tokens", "cloud.price_per_million_answer_tokens"):
        given = given.replaced(path, factor * given.get(path))
    assert Case(given, "b", case.board, case.pc).saving(CLOUD) == pytest.approx(0)
    free = given.replaced("cloud.price_per_million_prompt_tokens", 0.0).replaced(
        "cloud.price_per_million_answer_tokens", 0.0)
    assert math.isinf(Case(free, "b", case.board, case.pc).cloud_factor())
    dear = given.replaced("labour.cloud_setup_hours", 1000.0)
    assert Case(dear, "b", case.board, case.pc).cloud_factor() == 0


def test_sensitivity_moves_one_assumption_at_a_time(case: Case) -> None:
    swings = {swing.path: swing for swing in sensitivity(case, PC)}
    price = swings["pc.price"]
    assert price.low == pytest.approx(case.saving(PC) - 500)
    assert price.high == pytest.approx(case.saving(PC) + 500)
    assert price.payback_low == PayBack(0.0) and price.payback_high == PayBack(0.0)
    assert swings["boards.b.price"].low == pytest.approx(case.saving(PC) + 150)
    spans = [swing.span for swing in sensitivity(case, PC)]
    assert spans == sorted(spans, reverse=True)


def test_sensitivity_leaves_out_what_changes_nothing(case: Case) -> None:
    paths = {swing.path for swing in sensitivity(case, PC)}
    assert not paths & {"quality.perplexity_increase", "cloud.price_per_million_answer_tokens",
                        "boards.other.price"}
    assert {"speed.board", "speed.pc"} <= paths
    assert "pc.price" not in {swing.path for swing in sensitivity(case, CLOUD)}


def test_a_slower_board_never_saves_more(case: Case) -> None:
    swing = next(one for one in sensitivity(case, PC) if one.path == "speed.board")
    assert swing.low < case.saving(PC) < swing.high
