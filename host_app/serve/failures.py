"""Errors as clients see them: OpenAI's body, and the status of HTTP that fits the cause."""

from __future__ import annotations

import logging
from typing import Any

from fastapi.responses import JSONResponse

from lutcore.driver.errors import DeviceError, LutcoreError
from lutcore.host_app.errors import (
    HostError,
    OverloadedError,
    PromptTooLongError,
    RequestTimeoutError,
    ServerClosingError,
    UnknownModelError,
)

log = logging.getLogger("lutcore.serve")

# Status, OpenAI's type and code, by class; the first that fits counts.
CAUSES: tuple[tuple[type[Exception], int, str, str | None], ...] = (
    (OverloadedError,     429, "rate_limit_error",      "queue_full"),
    (RequestTimeoutError, 504, "timeout_error",         "timeout"),
    (ServerClosingError,  503, "service_unavailable",   "unavailable"),
    (UnknownModelError,   404, "invalid_request_error", "model_not_found"),
    (PromptTooLongError,  400, "invalid_request_error", "context_length_exceeded"),
    (DeviceError,         503, "service_unavailable",   "device_lost"),
    (HostError,           400, "invalid_request_error", None),
)


def described(error: Exception) -> tuple[int, dict[str, Any]]:
    """Return the status and the body of an error. What nobody expected is logged, not told."""
    for kind, status, name, code in CAUSES:
        if isinstance(error, kind):
            return status, body(str(error), name, code)
    log.error("a request failed", exc_info=error)
    text = str(error) if isinstance(error, LutcoreError) else "the server failed; its log says why"
    return 500, body(text, "server_error", None)


def body(message: str, kind: str, code: str | None, param: str | None = None) -> dict[str, Any]:
    """Return OpenAI's error object."""
    return {"error": {"message": " ".join(message.split()), "type": kind, "param": param,
                      "code": code}}


def response(error: Exception) -> JSONResponse:
    """Return an error's response."""
    status, content = described(error)
    headers = {"Retry-After": "1"} if status in (429, 503) else None
    return JSONResponse(content, status, headers)
