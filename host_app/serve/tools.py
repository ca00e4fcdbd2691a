"""Tool calls: how a model is told of tools, and how its calls are read.

A template that knows tools writes them in its own way. For one that does not, they are added to the
system message in the way of Hermes, which most templates with tools follow. Calls are read in the
forms of Hermes and Qwen (<tool_call>), Mistral ([TOOL_CALLS]) and Llama 3 (bare JSON).
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.conversation import template_of
from lutcore.host_app.errors import RequestError, ToolError
from lutcore.host_app.serve.grammar import JSON_FORM
from lutcore.host_app.serve.requests import ChatRequest, Message, Tool, ToolChoice

HERMES = ("You may call functions to help with the user's request. Their signatures are within "
          "<tools></tools>:\n<tools>\n{tools}\n</tools>\nFor each call, return a JSON object with "
          'the function\'s name and arguments within <tool_call></tool_call>:\n<tool_call>\n'
          '{{"name": "NAME", "arguments": {{...}}}}\n</tool_call>')
MARKS = ("<tool_call>", "[TOOL_CALLS]")
_CALL = re.compile(r"<tool_call>\s*(.*?)\s*(?:</tool_call>|$)", re.DOTALL)


@dataclass(frozen=True)
class Plan:
    """A conversation as text, and the grammar that a required call must follow."""

    text: str
    lark: str | None = None


@dataclass(frozen=True)
class Call:
    """A call that a model made; `arguments` is JSON."""

    name: str
    arguments: str

    def to_dict(self) -> dict[str, Any]:
        """Return OpenAI's object."""
        return {"id": f"call_{secrets.token_hex(12)}", "type": "function",
                "function": {"name": self.name, "arguments": self.arguments}}


def plan(body: ChatRequest, data: ModelData) -> Plan:
    """Write a request's conversation out.

    Raises NoChatTemplateError, ChatTemplateError, RequestError, ToolError.
    """
    template = template_of(data)
    messages = [_plain(message) for message in body.messages]
    tools = [] if body.tool_choice == "none" else list(body.tools or [])
    if isinstance(body.tool_choice, ToolChoice):
        name = body.tool_choice.function.name
        tools = [tool for tool in tools if tool.function.name == name]
        if not tools:
            raise ToolError(f"tool_choice names {name!r}, which is not among the tools")
    if body.tool_choice == "required" and not tools:
        raise ToolError("tool_choice is required, and there are no tools; give some")
    must = body.tool_choice == "required" or isinstance(body.tool_choice, ToolChoice)
    return Plan(_written(template, messages, tools), _call_grammar(tools) if must else None)


def _plain(message: Message) -> dict[str, Any]:
    """A message as templates take it: its content is text."""
    content = message.content
    if isinstance(content, list):
        other = [part.type for part in content if part.type != "text" or part.text is None]
        if other:
            raise RequestError(f"a message has a part of type {other[0]!r}; only text is supported")
        content = "".join(part.text or "" for part in content)
    role = "system" if message.role == "developer" else message.role
    plain: dict[str, Any] = {"role": role, "content": content or ""}
    if message.tool_calls:
        plain["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {
                "name": call.function.name, "arguments": _parsed(call.function.arguments)}}
            for call in message.tool_calls]
    if message.tool_call_id:
        plain["tool_call_id"] = message.tool_call_id
    if message.name:
        plain["name"] = message.name
    return plain


def _parsed(arguments: str) -> Any:
    try:
        return json.loads(arguments)
    except ValueError as error:
        raise ToolError(f"the arguments of a tool call are not JSON ({error})") from error


def _written(template: ChatTemplate, messages: Sequence[Mapping[str, Any]], tools: Sequence[Tool]
             ) -> str:
    if not tools:
        return template.render(messages)
    specs = [tool.model_dump(exclude_none=True) for tool in tools]
    text = template.render(messages, specs)
    if all(tool.function.name in text for tool in tools):
        return text
    told = HERMES.format(tools="\n".join(json.dumps(spec) for spec in specs))
    first, rest = messages[0], messages
    if first["role"] == "system":
        told, rest = f"{first['content']}\n\n{told}", messages[1:]
    return template.render([{"role": "system", "content": told}, *map(_hermes, rest)])


def _hermes(message: Mapping[str, Any]) -> Mapping[str, Any]:
    """A message for a template that knows neither calls nor tools."""
    if message["role"] == "tool":
        return {"role": "user", "content": f"<tool_response>\n{message['content']}\n"
                                           "</tool_response>"}
    if message.get("tool_calls"):
        calls = "\n".join(f"<tool_call>\n{json.dumps(call['function'])}\n</tool_call>"
                          for call in message["tool_calls"])
        return {"role": "assistant", "content": f"{message['content']}{calls}"}
    return message


def _call_grammar(tools: Sequence[Tool]) -> str:
    """One call of one of the tools, in Hermes' form, as llguidance's Lark."""
    calls = [{"type": "object", "properties": {
        "name": {"const": tool.function.name},
        "arguments": tool.function.parameters or {"type": "object"}},
        "required": ["name", "arguments"], "additionalProperties": False} for tool in tools]
    return 'start: "<tool_call>\\n" call "\\n</tool_call>"\ncall: %json ' \
        + json.dumps({"anyOf": calls, "x-guidance": JSON_FORM})


# Reading calls ------------------------------------------------------------------------------------


def calls_in(text: str, names: Sequence[str]) -> tuple[str, list[Call]]:
    """Return the text before the calls, and the calls of functions with one of these names.

    A text without a call that can be read is returned as it is.
    """
    if "<tool_call>" in text:
        before = text[:text.index("<tool_call>")]
        found = [_call(part) for part in _CALL.findall(text)]
    elif "[TOOL_CALLS]" in text:
        before, _, rest = text.partition("[TOOL_CALLS]")
        found = _calls(rest)
    else:
        before, found = "", _calls(text)
    calls = [call for call in found if call is not None and call.name in names]
    if not calls or len(calls) != len(found):
        return text, []
    return before.strip(), calls


def _calls(text: str) -> list[Call | None]:
    value = _json(text)
    return [_made(one) for one in value] if isinstance(value, list) else [_made(value)]


def _call(text: str) -> Call | None:
    return _made(_json(text))


def _json(text: str) -> Any:
    try:
        return json.loads(text.strip())
    except ValueError:
        return None


def _made(value: Any) -> Call | None:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return None
    arguments = value.get("arguments", value.get("parameters", {}))
    return Call(value["name"], arguments if isinstance(arguments, str) else json.dumps(arguments))
