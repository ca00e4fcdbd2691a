"""A headless Chromium for the tests of the page, which notes what it complains about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
WIDE, PHONE = {"width": 1360, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def chromium() -> Iterator[Any]:
    """Playwright's own Chromium, or one of the system. Skips the test where there is neither."""
    with sync_api.sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, NAMES)), None)
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except sync_api.Error as error:
            pytest.skip("Chromium does not start; playwright install chromium brings one: "
                        f"{str(error).splitlines()[0]}")
        yield browser
        browser.close()


class Tab:
    """A page in a browser context of its own.

    complaints: errors and warnings of the console, exceptions
    strangers:  addresses of requests to other hosts
    """

    def __init__(self, browser: Any, url: str, **options: Any) -> None:
        self.url = url
        self.context = browser.new_context(**{"viewport": WIDE, **options})
        self.context.set_default_timeout(30_000)
        self.complaints: list[str] = []
        self.strangers:  list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.context.on("request", self._watch)

    def open(self) -> Any:
        """Go to the server's page and return it once it knows its model."""
        self.page.goto(self.url)
        self.page.wait_for_selector("#model option", state="attached")
        return self.page

    def ask(self, text: str) -> None:
        """Type a message and send it."""
        self.page.fill("#prompt", text)
        self.page.press("#prompt", "Enter")

    def ended(self) -> str:
        """Wait for the end of the answer, and return the text of the last one."""
        self.page.wait_for_selector('#send[data-running="false"]')
        return str(self.page.locator(".answer .text").last.inner_text())

    def figure(self, name: str) -> int:
        """A counter as the page shows it."""
        return int(self.page.locator(f'[data-figure="{name}"]').inner_text().replace(",", ""))

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _watch(self, request: Any) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.url).netloc:
            self.strangers.append(request.url)
