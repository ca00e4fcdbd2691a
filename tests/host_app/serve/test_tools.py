"""Tool calls: what a model is told, and what is read from its text."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.errors import RequestError, ToolError
from lutcore.host_app.serve.requests import ChatRequest
from lutcore.host_app.serve.tools import Call, calls_in, plan

PLAIN = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}"
KNOWS = PLAIN + "{% for tool in tools or [] %}[{{ tool.function.name }}]{% endfor %}"
TOOLS = [{"type": "function", "function": {
    "name": name, "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}
    for name in ("weather", "time")]


def planned(template: str, **fields: Any) -> Any:
    body = ChatRequest(**{"model": "m", "messages": [{"role": "user", "content": "hi"}], **fields})
    return plan(body, SimpleNamespace(chat=ChatTemplate(template)))


def test_a_template_that_knows_tools_writes_them() -> None:
    assert planned(KNOWS, tools=TOOLS).text == "<user>hi[weather][time]"
    assert planned(KNOWS, tools=TOOLS, tool_choice="none").text == "<user>hi"


def test_one_that_does_not_has_them_in_the_system_message() -> None:
    text = planned(PLAIN, tools=TOOLS, messages=[
        {"role": "system", "content": "be brief"}, {"role": "user", "content": "hi"},
        {"role": "assistant", "content": None, "tool_calls": [
            {"id": "1", "type": "function",
             "function": {"name": "time", "arguments": '{"city": "Rome"}'}}]},
        {"role": "tool", "tool_call_id": "1", "content": "noon"}]).text
    assert text.startswith("<system>be brief\n\nYou may call functions")
    assert '"name": "weather"' in text and text.count("<system>") == 1
    assert '<assistant><tool_call>\n{"name": "time", "arguments": {"city": "Rome"}}' in text
    assert text.endswith("<user><tool_response>\nnoon\n</tool_response>")


def test_a_required_call_has_a_grammar() -> None:
    assert planned(KNOWS, tools=TOOLS).lark is None
    lark = planned(KNOWS, tools=TOOLS, tool_choice="required").lark
    assert "weather" in lark and "time" in lark
    named = planned(KNOWS, tools=TOOLS,
                    tool_choice={"type": "function", "function": {"name": "time"}})
    assert "weather" not in named.lark + named.text and "time" in named.lark


@pytest.mark.parametrize("fields, error, words", [
    ({"tool_choice": "required"}, ToolError, "there are no tools"),
    ({"tools": TOOLS, "tool_choice": {"type": "function", "function": {"name": "x"}}},
     ToolError, "names 'x'"),
    ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, RequestError,
     "type 'image_url'"),
    ({"messages": [{"role": "assistant", "tool_calls": [
        {"id": "1", "function": {"name": "f", "arguments": "{"}}]}]}, ToolError, "not JSON"),
])
def test_what_makes_no_sense(fields: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        planned(KNOWS, **fields)


CALL = Call("weather", '{"city": "Rome"}')
OBJECT = '{"name": "weather", "arguments": {"city": "Rome"}}'


@pytest.mark.parametrize("text, before, calls", [
    (f"<tool_call>\n{OBJECT}\n</tool_call>", "", [CALL]),
    (f"Well.\n<tool_call>{OBJECT}</tool_call><tool_call>{OBJECT}", "Well.", [CALL, CALL]),
    (f"[TOOL_CALLS] [{OBJECT}, {OBJECT}]", "", [CALL, CALL]),
    (OBJECT.replace("arguments", "parameters"), "", [CALL]),
    (json.dumps({"name": "weather", "arguments": '{"city": "Rome"}'}), "", [CALL]),
])
def test_calls_of_all_kinds(text: str, before: str, calls: list[Call]) -> None:
    assert calls_in(text, ["weather"]) == (before, calls)


@pytest.mark.parametrize("text", [
    "It rains.", "{}", "[1, 2]", "<tool_call>", "<tool_call>{</tool_call>", '{"name": 3}',
    OBJECT.replace("weather", "rm"), f"{OBJECT} is a call", "[TOOL_CALLS] nothing",
])
def test_texts_without_a_call_stay_as_they_are(text: str) -> None:
    assert calls_in(text, ["weather"]) == (text, [])
