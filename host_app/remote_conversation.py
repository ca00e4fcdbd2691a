"""A conversation with a model behind HTTP: `lutcore serve`, or any server with OpenAI's API."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from lutcore.host_app.errors import PromptTooLongError, ServerError
from lutcore.host_app.model.sampler import Sampling
from lutcore.host_app.transcript import Transcript

KEY = "LUTCORE_API_KEY"                 # environment variable
PATIENCE = 600.0                        # seconds without a byte from the server


class RemoteConversation(Transcript):
    """A Conversation whose model is on a server, which keeps what it has read.

    url: of the server, such as http://127.0.0.1:8080; its first model answers. Raises ServerError.
    """

    def __init__(self, url: str, sampling: Sampling, system: str | None) -> None:
        if urlsplit(url).scheme not in ("http", "https"):
            raise ServerError(f"{url} is not the address of a server; give http://HOST:PORT")
        super().__init__(system)
        self._url      = url.rstrip("/").removesuffix("/v1")
        self._sampling = sampling
        models         = self._json("/v1/models").get("data") or []
        if not models:
            raise ServerError(f"{url} has no model")
        self.model     = str(models[0]["id"])
        self.usage: dict[str, Any] = {}

    def answer(self, text: str, max_tokens: int) -> Iterator[str]:
        """Return an iterator over the answer to a message, piece by piece.

        Message and answer are remembered when the iterator ends, or is closed early. Raises
        PromptTooLongError, which leaves the conversation as it was, and ServerError.
        """
        messages = [*self._messages, {"role": "user", "content": text}]
        s = self._sampling
        body = {"model": self.model, "messages": messages, "max_tokens": max_tokens,
                "stream": True, "stream_options": {"include_usage": True},
                "temperature": s.temperature, "top_p": s.top_p, "top_k": s.top_k, "seed": s.seed}
        return self._pieces(messages, self._open("/v1/chat/completions", body))

    def _pieces(self, messages: list[dict[str, str]], reply: Any) -> Iterator[str]:
        said: list[str] = []
        try:
            with reply:
                for event in _events(reply):
                    if "error" in event:
                        raise ServerError(f"{self._url}: {event['error'].get('message')}")
                    self.usage = event.get("usage") or self.usage
                    for choice in event.get("choices") or ():
                        piece = choice.get("delta", {}).get("content")
                        if piece:
                            said.append(piece)
                            yield piece
        except (OSError, ValueError) as error:
            raise ServerError(f"{self._url} broke the answer off: {error}") from error
        finally:
            self._messages = [*messages, {"role": "assistant", "content": "".join(said)}]

    def _json(self, path: str) -> Any:
        with self._open(path) as reply:
            try:
                return json.load(reply)
            except ValueError as error:
                raise ServerError(f"{self._url}{path} is not JSON; is it a server for "
                                  "models?") from error

    def _open(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        headers = {"Content-Type": "application/json"}
        if os.environ.get(KEY):
            headers["Authorization"] = f"Bearer {os.environ[KEY]}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, headers)
        try:
            return urllib.request.urlopen(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            raise _refused(self._url, error) from error
        except OSError as error:
            reason = getattr(error, "reason", error)
            raise ServerError(f"{self._url} does not answer ({reason}); start it with "
                              "lutcore serve") from error


def _events(reply: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a stream of server-sent events."""
    for line in reply:
        data = line.decode().removeprefix("data:").strip() if line.startswith(b"data:") else ""
        if data and data != "[DONE]":
            yield json.loads(data)


def _refused(url: str, error: urllib.error.HTTPError) -> ServerError | PromptTooLongError:
    try:
        told = json.load(error)["error"]
        message, code = str(told["message"]), told.get("code")
    except (ValueError, KeyError, TypeError, AttributeError):
        message, code = str(error), None
    kind = PromptTooLongError if code == "context_length_exceeded" else ServerError
    return kind(f"{url}: {message}")
