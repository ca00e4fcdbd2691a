"""The page in a headless Chromium: it fits a phone, asks for nothing, and axe finds no error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lutcore.host_app.report.assumptions import Assumptions
from lutcore.host_app.report.figures import Figures
from lutcore.host_app.report.render import render

from ..serve.browser import PHONE, WIDE, Tab, chromium  # noqa: TID252 (tests have no package)

pytest.importorskip("matplotlib", reason="needs pip install -e '.[report]'")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def url(figures: Figures, given: Assumptions, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = Path(tmp_path_factory.mktemp("page")) / "report.html"
    path.write_text(render(figures, given).html, encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_page_fits_and_complains_of_nothing(browser: Any, url: str, size: dict[str, int]
                                                ) -> None:
    tab = Tab(browser, url, viewport=size)
    requests: list[str] = []
    tab.context.on("request", lambda request: requests.append(request.url))
    tab.page.goto(url)
    assert requests == [url] and tab.complaints == [] and tab.strangers == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    plots = tab.page.locator("figure svg")
    assert plots.count() == 6
    for number in range(plots.count()):
        box = plots.nth(number).bounding_box()
        assert box["width"] > 300 and box["height"] > 60


def test_the_answers_are_on_the_first_screen(browser: Any, url: str) -> None:
    tab = Tab(browser, url, viewport={"width": 1280, "height": 800})
    tab.page.goto(url)
    answers = tab.page.locator(".answers li")
    assert answers.count() == 4
    for number in range(4):
        box = answers.nth(number).bounding_box()
        assert box["y"] + box["height"] <= 800


def test_axe_finds_no_error(browser: Any, url: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    tab = Tab(browser, url)
    tab.page.goto(url)
    found = axe.Axe().run(tab.page)
    assert found.violations_count == 0, found.generate_report()
