"""Chat templates: how a model wants a conversation to be written.

A template is Jinja2 that came with the model, so it runs in Jinja's sandbox and sees nothing but
the messages. It gets the functions that `transformers` gives it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from lutcore.host_app.checkpoints.tensors import read_object, read_text
from lutcore.host_app.errors import ChatTemplateError

SPECIAL = ("bos_token", "eos_token", "unk_token", "pad_token")
Message = Mapping[str, str]             # role ("system", "user", "assistant"), content


@dataclass(frozen=True)
class ChatTemplate:
    """A template and the special tokens that it may name. Raises ChatTemplateError.

    tokens: text by the names of SPECIAL
    """

    source: str
    tokens: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            _ENVIRONMENT.parse(self.source)
        except TemplateSyntaxError as error:
            raise ChatTemplateError(f"the model's chat template does not parse ({error.message}, "
                                    f"line {error.lineno}); use lutcore generate, without a conversation") from error

    def render(self, messages: Sequence[Message]) -> str:
        """The conversation, up to where the assistant's answer begins. Raises ChatTemplateError."""
        try:
            return _ENVIRONMENT.from_string(self.source).render(
                messages=[dict(message) for message in messages], add_generation_prompt=True,
                tools=None, documents=None, **self.tokens)
        except Exception as error:      # a template can fail in any way a program can
            raise ChatTemplateError(
                f"the model's chat template refuses the conversation ({error})") from error


def read_chat(folder: Path) -> ChatTemplate | None:
    """The chat template of a Hugging Face folder, in either of the two places it can be in.

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
    """One template, or the default one of a list of them by name."""
    if isinstance(stored, list):
        named  = {item.get("name"): item.get("template") for item in stored
                  if isinstance(item, dict)}
        stored = named.get("default")
    return stored if isinstance(stored, str) else None


def _text(token: Any) -> str | None:
    """A special token: plain, or an object with flags."""
    token = token.get("content") if isinstance(token, dict) else token
    return token if isinstance(token, str) else None


# The environment ----------------------------------------------------------------------------------

class _Generation(Extension):
    """{% generation %} marks what the assistant says, for training; here it marks nothing."""

    tags = {"generation"}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _raise(message: str) -> None:
    raise TemplateError(message)


def _json(value: Any, indent: int | None = None) -> str:
    """Jinja's own filter is for HTML and escapes quotes."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True,
                                         extensions=["jinja2.ext.loopcontrols", _Generation])
    made.filters["tojson"] = _json
    made.globals |= {"raise_exception": _raise,
                     "strftime_now": lambda form: datetime.now().strftime(form)}
    return made


_ENVIRONMENT = _environment()
