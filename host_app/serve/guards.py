"""What stands before the routes: keys, host names, and the size of bodies."""

from __future__ import annotations

import hmac
import json
from collections.abc import Collection
from typing import Any

from lutcore.host_app.serve import failures

OPEN = ("/", "/healthz")                # paths that need no key; the page's files too
DRAIN = 64 << 20                        # bytes of a refused body that are read
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
HEADERS = ((b"content-security-policy", POLICY.encode()), (b"x-content-type-options", b"nosniff"),
           (b"referrer-policy", b"no-referrer"))


class Guards:
    """ASGI middleware.

    key:   what clients must send as a bearer; None: nothing
    hosts: names that requests may be addressed to, against pages that let a name of theirs lead to
           this machine; None: any
    body:  bytes of a request, at most
    """

    def __init__(self, app: Any, key: str | None, hosts: Collection[str] | None, body: int) -> None:
        self._app, self._key, self._hosts, self._body = app, key, hosts, body

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on, or answer it with 401, 403 or 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        headers = {name.lower(): value for name, value in scope["headers"]}
        refusal = self._refusal(scope["path"], headers)
        if refusal:
            await _drain(receive)
            await _refuse(guarded, *refusal)
            return
        size, refused = 0, False

        async def counted() -> Any:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._body:
                await _drain(receive, message)
                raise _TooLargeError
            return message

        async def watched(message: Any) -> None:
            nonlocal refused            # the framework answers what `counted` raises in its own way
            if size > self._body and not refused:
                refused = True
                await _refuse(guarded, 413, self._large())
            elif not refused:
                await guarded(message)

        await self._app(scope, counted, watched)

    def _refusal(self, path: str, headers: dict[bytes, bytes]) -> tuple[int, dict[str, Any]] | None:
        host = headers.get(b"host", b"").decode("latin-1")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if self._hosts is not None and name.lower() not in self._hosts:
            return 403, failures.body(f"this server does not answer for {name!r}; start it with "
                                      "--host to open it to others", "permission_error", None)
        if self._key and path not in OPEN and not path.startswith("/page/"):
            given = headers.get(b"authorization", b"")
            if not hmac.compare_digest(given, b"Bearer " + self._key.encode()):
                return 401, failures.body("the key is missing or wrong; send it as "
                                          "Authorization: Bearer KEY", "authentication_error",
                                          "invalid_api_key")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._body:
            return 413, self._large()
        return None

    def _large(self) -> dict[str, Any]:
        return failures.body(f"the request is larger than {self._body} bytes; send a shorter one",
                             "invalid_request_error", "request_too_large")


class _TooLargeError(Exception):
    """A body that goes on beyond the limit."""


async def _drain(receive: Any, message: Any = None) -> None:
    """Read the rest of a body, up to DRAIN bytes: a client that is sending does not read replies.

    message: the last one that was read
    """
    size = 0
    while size < DRAIN and (message is None or message.get("more_body")):
        message = await receive()
        size += len(message.get("body", b""))


async def _refuse(send: Any, status: int, content: dict[str, Any]) -> None:
    data = json.dumps(content).encode()
    await send({"type": "http.response.start", "status": status, "headers": [
        (b"content-type", b"application/json"), (b"content-length", str(len(data)).encode()),
        (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": data})
