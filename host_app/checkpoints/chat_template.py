"""Chat templates: how a model wants a conversation to be written.

A template is a Jinja2 program that came with the model. So it runs in Jinja's sandbox, sees only
the messages and the special tokens, and may call the functions that `transformers` offers it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from lutcore.host_app.checkpoints.tensors import read_object, read_text
from lutcore.host_app.errors import ChatTemplateError

SPECIAL = ("bos_token", "eos_token", "unk_token", "pad_token")
Message = Mapping[str, Any]             # role ("system", "user", "assistant", "tool"), content, ...


@dataclass(frozen=True)
class ChatTemplate:
    """A template and the special tokens that it may name; a `Source` makes it.

    source: text of the template
    tokens: text of each special token that the model has, by names of SPECIAL

    Raises ChatTemplateError (a template that does not parse).
    """

    source: str
    tokens: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            _ENVIRONMENT.parse(self.source)
        except TemplateSyntaxError as error:
            raise ChatTemplateError(f"the model's chat template does not parse ({error.message}, "
                                    f"line {error.lineno}); use lutcore generate, which needs no "
                                    "template") from error

    def render(self, messages: Sequence[Message], tools: Sequence[Mapping[str, Any]] | None = None
               ) -> str:
        """Return the conversation as text, up to where the assistant's answer begins.

        tools: functions that the model may call, as OpenAI describes them

        Raises ChatTemplateError.
        """
        try:
            return _ENVIRONMENT.from_string(self.source).render(
                messages=[dict(message) for message in messages], add_generation_prompt=True,
                tools=tools, documents=None, **self.tokens)
        except Exception as error:      # a template can fail in any way a program can
            raise ChatTemplateError(
                f"the model's chat template refuses the conversation ({error}); use lutcore "
                "generate, which needs no template") from error


def read_chat(folder: Path) -> ChatTemplate | None:
    """Return the chat template of a Hugging Face folder; None if it has none.

    A file of its own comes before the entry in tokenizer_config.json.

    Raises ModelFileDamagedError, ChatTemplateError.
    """
    path   = folder / "tokenizer_config.json"
    config = read_object(path) if path.is_file() else {}
    path   = folder / "chat_template.jinja"
    source = read_text(path) if path.is_file() else _default(config.get("chat_template"))
    if source is None:
        return None
    tokens = {name: _text(config.get(name)) for name in SPECIAL}
    return ChatTemplate(source, {name: text for name, text in tokens.items() if text is not None})


def _default(stored: Any) -> str | None:
    """Return the template of tokenizer_config.json: the only one, or the default of a list."""
    if isinstance(stored, list):
        named  = {item.get("name"): item.get("template") for item in stored
                  if isinstance(item, dict)}
        stored = named.get("default")
    return stored if isinstance(stored, str) else None


def _text(token: Any) -> str | None:
    """Return a special token's text; stored as text, or as an object with flags."""
    token = token.get("content") if isinstance(token, dict) else token
    return token if isinstance(token, str) else None


# The environment that templates run in ------------------------------------------------------------


class _Generation(Extension):
    """The tag {% generation %}, which marks the assistant's text for training; ignored here."""

    tags = {"generation"}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _raise(message: str) -> NoReturn:
    """Give up on the conversation, as a template may decide."""
    raise TemplateError(message)


def _json(value: Any, indent: int | None = None) -> str:
    """Return JSON. Jinja's own filter of this name is for HTML, and escapes quotes."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols", _Generation])
    environment.filters["tojson"] = _json
    environment.globals |= {"raise_exception": _raise,
                            "strftime_now": lambda form: datetime.now().strftime(form)}
    return environment


_ENVIRONMENT = _environment()
