"""The page of the server, in a headless Chromium: chat, figures, safety, accessibility."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from lutcore.driver import open_device
from lutcore.host_app.checkpoints.packed import read_packed
from lutcore.host_app.named import BUNDLED
from lutcore.host_app.serve.served import Replica

from .browser import PHONE, Tab, chromium, sync_api

expect = sync_api.expect
GREEDY = {"temperature": 0, "max_tokens": 40}
HOSTILE = """<script>window.ran = 1</script><img src=x onerror="window.ran = 2"> **bold** `a<b`

[link](javascript:window.ran=3)

- one
  1. <b>two</b>

```html
<script>window.ran = 4</script>
```"""


class Gate:
    """Stands for the lock of a device: lets a test count out the steps of the model."""

    def __init__(self) -> None:
        self._steps = threading.Semaphore(0)
        self._open  = threading.Event()
        self._open.set()

    def __enter__(self) -> None:
        while not self._open.is_set() and not self._steps.acquire(timeout=0.01):
            pass

    def __exit__(self, *exception: Any) -> None:
        pass

    def close(self) -> None:
        """Let no step pass from now on."""
        self._open.clear()

    def open(self) -> None:
        """Let all steps pass."""
        self._open.set()

    def step(self, count: int) -> None:
        """Let some steps pass."""
        self._steps.release(count)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def gate() -> Gate:
    """The gate of the server's device."""
    return Gate()


@pytest.fixture(scope="module")
def server(bundled: Any, serving: Any, gate: Gate) -> Iterator[SimpleNamespace]:
    """A server whose steps the gate holds back."""
    replica = Replica("emulator", open_device("emulator"), gate)  # type: ignore[arg-type]
    with serving(bundled, replicas=[replica]) as running:
        yield running


@pytest.fixture
def tab(browser: Any, server: SimpleNamespace, gate: Gate) -> Iterator[Tab]:
    """A fresh tab; it must not complain, and must not ask another host for anything."""
    one = Tab(browser, server.url)
    yield one
    gate.open()
    one.context.close()
    assert one.complaints == []
    assert one.strangers == []


def settings(tab: Tab, **values: Any) -> None:
    """Set what a person would set in the dialog."""
    tab.page.click("#open-settings")
    for name, value in values.items():
        tab.page.fill({"max_tokens": "#limit"}.get(name, f"#{name}"), str(value))
    tab.page.click("#settings button.primary")


def metric(server: SimpleNamespace, name: str) -> float:
    """A counter of /metrics."""
    text = httpx.get(f"{server.url}/metrics").text
    return float(re.findall(rf"^lutcore_{name}_total\{{.*\}} (\S+)$", text, re.M)[0])


def said(server: SimpleNamespace, *texts: str) -> str:
    """What the API answers to the last of these messages, which people and model take in turns."""
    roles = ("user", "assistant")
    body = {"model": "stories", **GREEDY,
            "messages": [{"role": roles[at % 2], "content": text} for at, text in enumerate(texts)]}
    reply = httpx.post(f"{server.url}/v1/chat/completions", json=body, timeout=60)
    return str(reply.json()["choices"][0]["message"]["content"])


def words(text: str) -> list[str]:
    """The words of a text: lines and blanks look different on a page."""
    return text.split()


# Chat ---------------------------------------------------------------------------------------------


def test_an_answer_comes_token_by_token(tab, server, gate):
    wanted = said(server, "Tell me a story.")
    tab.open()
    settings(tab, **GREEDY)
    gate.close()
    tab.ask("Tell me a story.")
    expect(tab.page.locator(".wait")).to_be_visible()
    sizes = []
    for _ in range(3):
        before = metric(server, "generated_tokens")
        while metric(server, "generated_tokens") < before + 6:
            gate.step(1)
        text = tab.page.locator(".answer .text")
        expect(text).to_have_text(re.compile(rf"^[^\0]{{{max(sizes, default=0) + 1},}}$"))
        sizes.append(len(text.inner_text()))
    assert sizes == sorted(set(sizes)) and sizes[-1] < len(wanted)
    gate.open()
    assert words(tab.ended()) == words(wanted)
    expect(tab.page.locator(".figures").last).to_contain_text(
        re.compile(r"stories · 40 tokens · [\d.]+ tokens/s · first after .* limit of tokens"))


def test_the_conversation_goes_on_and_its_beginning_is_cached(tab, server):
    tab.open()
    settings(tab, **GREEDY)
    tab.ask("Who are you?")
    first = tab.ended()
    tab.ask("And then?")
    second = tab.ended()
    raw = said(server, "Who are you?")
    assert words(first) == words(raw)
    assert words(second) == words(said(server, "Who are you?", raw, "And then?"))
    expect(tab.page.locator(".figures").last).to_contain_text(re.compile(r"\d+ of \d+ prompt"))


def test_escape_stops_and_regenerate_asks_again(tab, server, gate):
    wanted, cancelled = said(server, "A dog."), metric(server, "cancelled")
    tab.open()
    settings(tab, **GREEDY)
    gate.close()
    tab.ask("A dog.")
    before = metric(server, "generated_tokens")
    while metric(server, "generated_tokens") < before + 8:
        gate.step(1)
    expect(tab.page.locator(".answer .text")).to_have_text(re.compile(r"\w"))
    tab.page.keyboard.press("Escape")
    part = tab.ended()
    expect(tab.page.locator(".figures").last).to_contain_text("stopped")
    gate.open()
    expect(tab.page.locator('[data-figure="cancelled"]')).to_have_text(f"{cancelled + 1:.0f}")
    assert wanted.split()[:2] == part.split()[:2] and len(part) < len(wanted)
    tab.page.get_by_role("button", name="Regenerate").click()
    assert words(tab.ended()) == words(wanted)
    assert tab.page.locator(".message").count() == 2


def test_the_stop_button_stops(tab, gate):
    tab.open()
    gate.close()
    tab.ask("A cat.")
    tab.page.get_by_role("button", name="Stop").click()
    tab.ended()
    expect(tab.page.locator(".figures").last).to_have_text("stories · stopped")


def test_an_edited_message_is_answered_anew(tab, server):
    tab.open()
    settings(tab, **GREEDY)
    for text in ("One.", "Two."):
        tab.ask(text)
        tab.ended()
    tab.page.locator(".message.user").first.hover()
    tab.page.get_by_role("button", name="Edit", exact=True).first.click()
    tab.page.get_by_role("textbox", name="Your message").fill("Three.")
    tab.page.get_by_role("button", name="Send again").click()
    assert words(tab.ended()) == words(said(server, "Three."))
    expect(tab.page.locator(".user .body")).to_have_text(["Three."])


def test_conversations_outlive_a_reload(tab):
    page = tab.open()
    settings(tab, **GREEDY)
    answers = {}
    for text in ("A red ball", "A blue boat"):
        page.get_by_role("button", name="New conversation").click()
        tab.ask(text)
        answers[text] = tab.ended()
    page.reload()
    expect(page.locator("#conversations .open")).to_have_text(["A blue boat", "A red ball"])
    for text, answer in answers.items():
        page.locator("#conversations .open", has_text=text).click()
        expect(page.locator(".user .body")).to_have_text([text])
        assert page.locator(".answer .text").inner_text() == answer

    page.get_by_role("button", name="Rename A red ball").click()
    page.keyboard.type("Balls")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A blue boat")
    page.get_by_role("button", name="Delete A blue boat").click()
    expect(page.locator("#conversations .open")).to_have_text(["Balls"])
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#conversations .open")).to_have_text(["A blue boat", "Balls"])
    page.get_by_role("button", name="Delete A blue boat").click()
    page.reload()
    expect(page.locator("#conversations .open")).to_have_text(["Balls"])


def test_two_conversations_are_answered_at_once(tab, server, gate):
    page = tab.open()
    settings(tab, **GREEDY)
    gate.close()
    for text in ("A red ball", "A blue boat"):
        page.get_by_role("button", name="New conversation").click()
        tab.ask(text)
    expect(page.locator(".pulse")).to_have_count(2)
    end = time.monotonic() + 30
    while server.served.pool.waiting + server.served.workers[0].running < 2:
        assert time.monotonic() < end
        time.sleep(0.01)
    gate.step(2)                        # the second answer gets its slot between two steps
    expect(page.locator(".device .lead")).to_contain_text("2 of 16")
    gate.open()
    tab.ended()
    expect(page.locator(".pulse")).to_have_count(0)
    page.locator("#conversations .open", has_text="A red ball").click()
    expect(page.locator(".answer .text")).to_have_text(re.compile(r"\w"))


def test_a_model_without_a_template_goes_on_with_a_text(browser, serving):
    with serving(read_packed(BUNDLED)) as server:
        tab = Tab(browser, server.url)
        page = tab.open()
        expect(page.locator("#welcome h2")).to_have_text("Begin a text")
        settings(tab, **GREEDY)
        tab.ask("Once upon a time")
        tab.ended()
        page.get_by_role("button", name="Continue").click()
        text = tab.ended()
        body = {"model": "stories", "prompt": "Once upon a time", **GREEDY, "max_tokens": 80}
        reply = httpx.post(f"{server.url}/v1/completions", json=body, timeout=60)
        assert words(text) == words(reply.json()["choices"][0]["text"])
        assert tab.complaints == []
        tab.context.close()


# Figures ------------------------------------------------------------------------------------------


def test_figures_move_and_agree_with_the_metrics(tab, server):
    tab.open()
    settings(tab, **GREEDY)
    expect(tab.page.locator("#origin")).to_have_text("emulated")
    before = tab.figure("generated_tokens")
    tab.ask("Figures, please.")
    tab.ended()
    for name in ("generated_tokens", "prompt_tokens", "cached_tokens", "steps", "rows", "finished"):
        expect(tab.page.locator(f'[data-figure="{name}"]')).to_have_text(
            f"{metric(server, name):,.0f}")
    assert tab.figure("generated_tokens") == before + 40
    expect(tab.page.locator(".parts dt")).to_have_text(
        ["products", "attention", "vector", "quantiser", "host"])
    expect(tab.page.get_by_label("Weight stream")).to_contain_text("no cycles")
    line = tab.page.locator(".sparkline .line")
    expect(line).to_have_attribute("d", re.compile(r"L.*L.*L"), timeout=20_000)
    curve = line.get_attribute("d")
    assert len({y for _, y in re.findall(r"([\d.]+) ([\d.]+)", curve)}) > 1


def test_shares_of_time_and_of_cycles(tab):
    """Two moments of an engine with a clock, and what the page makes of them."""
    tab.open()
    now, before = ({
        "totals": {"generated_tokens": 10 * n, "steps": 10 * n, "rows": 40 * n,
                   "step_seconds": 2.0 * n},
        "devices": [{"parts": {"products": 1.0 * n, "vector": 0.5 * n}, "words_per_cycle": 2.0,
                     "engine": {"stream_words": 900 * n, "cycles": 600 * n,
                                "stall_cycles": {"weights": 30 * n, "issue": 60 * n}}}] * 2,
    } for n in (3, 1))
    got = tab.page.evaluate("""async ([now, before]) => {
        const { Recorder } = await import("/page/figures.js");
        const recorder = new Recorder();
        recorder.push(100, before);
        recorder.push(102, now);
        return { ...recorder.recent(), rate: recorder.rate("generated_tokens") };
    }""", [now, before])
    parts = {part["name"]: round(part["seconds"], 6) for part in got["parts"]}
    assert parts == {"products": 0.2, "vector": 0.1, "host": 0.0}
    assert got["rate"] == 10 and got["rows"] == 4 and got["basis"] == "last 2 s of work"
    assert got["efficiency"] == pytest.approx(900 / (600 * 2))
    assert [(one["name"], round(one["share"], 6)) for one in got["stalls"]] == [
        ("issue", 0.1), ("weights", 0.05)]


def test_an_engine_with_a_clock_shows_why_it_waits(tab):
    def clocked(route: Any) -> None:
        body = route.fetch().json()
        (device,) = body["models"][0]["devices"]
        device["figures"] = "simulated"
        device["engine"].update(cycles=2_000_000, stream_words=1_500_000, stall_cycles={
            "weights": 300_000, "tables": 0, "output": 0, "issue": 100_000, "control": 100_000})
        route.fulfill(json=body)

    tab.page.route("**/stats", clocked)
    tab.open()
    place = tab.page.get_by_label("Weight stream")
    expect(place).to_contain_text("75 % of the ports' rate")
    expect(place.locator(".stalls dt").first).to_have_text("waits for weights")
    expect(place.locator(".stalls dd").nth(1)).to_have_text("15 %")
    expect(tab.page.locator("#origin")).to_have_text("simulated")


def test_a_server_that_ends_is_missed(browser, bundled, serving):
    with serving(bundled) as server:
        tab = Tab(browser, server.url)
        page = tab.open()
    expect(page.locator(".lost")).to_contain_text("the server does not answer")
    tab.ask("Are you there?")
    tab.ended()
    expect(page.locator(".error")).to_have_text("the server does not answer")
    tab.context.close()


# Safety -------------------------------------------------------------------------------------------


def test_a_models_text_never_runs(tab):
    events = [{"choices": [{"delta": {"content": text}, "finish_reason": None}]}
              for text in re.findall(r"[^\0]{1,5}", HOSTILE)]
    stream = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"
    tab.page.route("**/v1/chat/completions", lambda route: route.fulfill(
        body=stream, content_type="text/event-stream"))
    page = tab.open()
    tab.ask(HOSTILE)
    text = tab.ended()
    page.reload()
    page.locator("#conversations .open").click()
    assert page.locator(".answer .text").inner_text() == text
    for kept in ("<script>window.ran = 1</script>", 'onerror="window.ran = 2"', "<b>two</b>",
                 "[link](javascript:window.ran=3)", "<script>window.ran = 4</script>"):
        assert kept in text
    assert page.locator(".user .body").inner_text() == HOSTILE
    inside = page.locator("#messages, #conversations, #title")
    assert inside.locator("script, img, a, b, iframe").count() == 0
    assert page.locator(".answer").locator("strong, ul ol, pre, code").count() == 5
    assert page.evaluate("window.ran") is None


def test_the_key_is_asked_for_and_goes_with_the_tab(browser, bundled, serving):
    with serving(bundled, key="open sesame") as server:
        tab = Tab(browser, server.url)
        page = tab.page
        page.goto(server.url)
        field = page.get_by_label("Key", exact=True)
        field.fill("wrong")
        page.get_by_role("button", name="Use the key").click()
        expect(page.get_by_role("alert")).to_have_text("The server did not accept this key.")
        field.fill("open sesame")
        page.get_by_role("button", name="Use the key").click()
        page.wait_for_selector("#model option", state="attached")
        tab.ask("Hello")
        assert tab.ended()
        assert page.evaluate("JSON.stringify(localStorage)").find("sesame") < 0
        page.reload()
        page.wait_for_selector("#model option", state="attached")
        page.click("#open-settings")
        page.get_by_role("button", name="Forget the key").click()
        expect(field).to_be_visible()
        page.get_by_role("button", name="Cancel").click()
        expect(page.locator(".lost")).to_contain_text("the server needs a key")
        assert all("401" in complaint for complaint in tab.complaints)
        tab.context.close()


# Everybody ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [None, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(browser, server, scheme, size):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright",
                              reason="axe-playwright-python is not installed").Axe()
    options = {"viewport": size, "has_touch": True} if size else {}
    tab = Tab(browser, server.url, color_scheme=scheme, bypass_csp=True, **options)
    page = tab.open()

    def check(where: str) -> None:
        page.wait_for_timeout(200)      # colours fade for a moment
        result = axe.run(page)
        assert result.violations_count == 0, f"{where}: {result.generate_report()}"

    check("welcome")
    tab.ask("Axe?\n```\nx\n```")
    tab.ended()
    page.locator(".message").last.hover()
    check("conversation")
    if size:
        page.click("#open-machine")
        check("machine")
        page.keyboard.press("Escape")
        page.click("#open-sidebar")
        check("conversations")
    page.click("#open-settings")
    check("settings")
    tab.context.close()


def test_drawers_take_the_focus_and_give_it_back(browser, server):
    tab = Tab(browser, server.url, viewport=PHONE, has_touch=True)
    page = tab.open()
    focused = page.locator(":focus")
    expect(page.locator("#machine")).to_be_hidden()
    for name, label in (("machine", "Close the machine"), ("sidebar", "Close the conversations")):
        page.click(f"#open-{name}")
        expect(focused).to_have_attribute("aria-label", label)
        page.keyboard.press("Escape")
        expect(page.locator(f"#{name}")).to_be_hidden()
        expect(focused).to_have_attribute("id", f"open-{name}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab.context.close()


def test_keys_alone_lead_through_the_page(tab):
    page = tab.open()
    expect(page.locator(":focus")).to_have_attribute("id", "prompt")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("id", "prompt")
    page.locator(".skip").focus()
    order = []
    for _ in range(10):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.name"))
    assert order == ["new", "theme", "open-settings", "model", "open-machine", "scroller",
                     "", "", "", "prompt"]      # the suggestions have no names
    page.focus("#prompt")
    page.keyboard.type("Hello")
    page.keyboard.press("Enter")
    tab.ended()
    expect(page.locator("#spoken")).to_contain_text("End of the answer: stories")
    page.keyboard.press("ArrowUp")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Your message")
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Edit")


def test_the_chosen_colours_stay(tab):
    page = tab.open()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Dark").check()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
