"""The routes of the server: every request is checked, queued, and answered whole or as a stream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi import Request as HttpRequest
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from lutcore.driver.errors import LutcoreError
from lutcore.host_app.errors import UnknownModelError
from lutcore.host_app.serve import failures, metrics, replies
from lutcore.host_app.serve.answer import Answer, Event, Request
from lutcore.host_app.serve.guards import Guards
from lutcore.host_app.serve.listener import Listener
from lutcore.host_app.serve.page import add_page
from lutcore.host_app.serve.replies import ChatChoice, Head, TextChoice
from lutcore.host_app.serve.requests import (
    ChatRequest,
    CompletionRequest,
    EmbeddingRequest,
    Generation,
)
from lutcore.host_app.serve.served import Limits, Served

GONE = 499                              # nobody reads this status: the client has gone


class Running:
    """The answers to one HTTP request. As a context, it leaves none of them running behind it."""

    def __init__(self, served: Served, requests: Sequence[Request], stream: bool,
                 latency: metrics.Latency) -> None:
        """Raises OverloadedError, ServerClosingError."""
        self.listener = Listener(len(requests), stream, served.limits.seconds)
        self.answers: list[Answer] = [served.answer(request, self.listener.deliver(index))
                                      for index, request in enumerate(requests)]
        self._latency, self._name = latency, served.name
        served.pool.submit(self.answers)

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *exception: Any) -> None:
        for answer in self.answers:
            answer.cancelled = True     # harmless where it has ended
            if answer.done:
                self._latency.observe(self._name, answer)

    async def events(self) -> AsyncIterator[list[tuple[int, Event]]]:
        """Yield the events as they come. Raises an answer's error."""
        async for batch in self.listener.batches():
            for _, event in batch:
                if event.error:
                    raise event.error
            yield batch

    async def whole(self, http: HttpRequest) -> list[list[Event]] | None:
        """Return all events of every answer; None if the client has gone."""
        events: list[list[Event]] = [[] for _ in self.answers]

        async def gather() -> None:
            async for batch in self.events():
                for index, event in batch:
                    events[index].append(event)

        gathering = asyncio.ensure_future(gather())
        gone = asyncio.ensure_future(_disconnected(http))
        try:
            await asyncio.wait((gathering, gone), return_when=asyncio.FIRST_COMPLETED)
            if not gathering.done():
                return None
            gathering.result()
            return events
        finally:
            for task in (gathering, gone):
                task.cancel()
                with suppress(asyncio.CancelledError, LutcoreError):
                    await task


async def _disconnected(http: HttpRequest) -> None:
    while (await http.receive())["type"] != "http.disconnect":
        pass


def create_app(models: Sequence[Served], limits: Limits, *, key: str | None = None,
               hosts: Collection[str] | None = None,
               close: Callable[[], None] = lambda: None) -> FastAPI:
    """Return the application.

    models: already started; the first is shown first
    key, hosts: see Guards
    close: called when the server has ended
    """
    by_name: Mapping[str, Served] = {served.name: served for served in models}
    latency = metrics.Latency()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(close)

    app = FastAPI(title="lutcore", version=version("lutcore"), docs_url=None, redoc_url=None,
                  lifespan=lifespan, responses=_ERRORS)
    app.add_middleware(Guards, key=key, hosts=hosts, body=limits.body)
    _add_errors(app)

    def model_of(name: str) -> Served:
        if name not in by_name:
            raise UnknownModelError(f"there is no model {name!r}; there are: {', '.join(by_name)}")
        return by_name[name]

    @app.get("/v1/models")
    async def list_models() -> dict[str, Any]:
        """List the models."""
        return {"object": "list", "data": [_model_object(served) for served in models]}

    @app.get("/v1/models/{name}")
    async def one_model(name: str) -> dict[str, Any]:
        """Describe a model."""
        return _model_object(model_of(name))

    @app.post("/v1/completions", response_model=None)
    async def completions(body: CompletionRequest, http: HttpRequest) -> Response:
        """Continue a text."""
        served = model_of(body.model)
        requests = await run_in_threadpool(served.completion, body)
        running = Running(served, requests, bool(body.stream), latency)
        choices = [TextChoice(index, answer, served.data.tokenizer, bool(body.echo))
                   for index, answer in enumerate(running.answers)]
        head = Head(served.name, "cmpl", "text_completion")
        return await _reply(http, body, running, head, "", choices, len(requests) // body.n)

    @app.post("/v1/chat/completions", response_model=None)
    async def chat(body: ChatRequest, http: HttpRequest) -> Response:
        """Answer the last message of a conversation."""
        served = model_of(body.model)
        requests = await run_in_threadpool(served.chat, body)
        running = Running(served, requests, bool(body.stream), latency)
        names = [] if body.tool_choice == "none" else [tool.function.name
                                                       for tool in body.tools or ()]
        choices = [ChatChoice(index, answer, served.data.tokenizer, names)
                   for index, answer in enumerate(running.answers)]
        head = Head(served.name, "chatcmpl", "chat.completion")
        return await _reply(http, body, running, head, ".chunk", choices, 1)

    @app.post("/v1/embeddings", response_model=None)
    async def embeddings(body: EmbeddingRequest, http: HttpRequest) -> Response:
        """Turn texts into vectors."""
        served = model_of(body.model)
        requests = await run_in_threadpool(served.embeddings, body)
        with Running(served, requests, False, latency) as running:
            events = await running.whole(http)
            if events is None:
                return Response(status_code=GONE)
            vectors = [one[-1].vector for one in events]
            return JSONResponse(replies.embeddings(
                served.name, running.answers, [v for v in vectors if v is not None],
                body.encoding_format == "base64"))

    @app.get("/healthz")
    async def health() -> JSONResponse:
        """Say whether every model has a device."""
        ready = all(served.pool.workers for served in models)
        return JSONResponse({"status": "ok" if ready else "no device is left"},
                            200 if ready else 503)

    @app.get("/metrics", response_model=None)
    async def prometheus() -> Response:
        """Figures for Prometheus."""
        return Response(await run_in_threadpool(metrics.exposition, models, latency),
                        media_type=metrics.CONTENT_TYPE)

    @app.get("/stats")
    async def stats() -> dict[str, Any]:
        """The figures of /metrics and facts of models and devices, for the page."""
        return await run_in_threadpool(metrics.snapshot, models)

    add_page(app)
    return app


def _model_object(served: Served) -> dict[str, Any]:
    return {"id": served.name, "object": "model", "created": served.created, "owned_by": "lutcore",
            "max_model_len": served.context}


# Replies ------------------------------------------------------------------------------------------


async def _reply(http: HttpRequest, body: Generation, running: Running, head: Head, chunk: str,
                 choices: Sequence[TextChoice | ChatChoice], prompts: int) -> Response:
    if body.stream:
        counted = bool(body.stream_options and body.stream_options.include_usage)
        return StreamingResponse(_stream(running, head, chunk, choices, prompts, counted),
                                 media_type="text/event-stream",
                                 headers={"Cache-Control": "no-cache"})
    with running:
        events = await running.whole(http)
        if events is None:
            return Response(status_code=GONE)
        return JSONResponse({
            **head.to_dict(),
            "choices": [choice.whole(events[choice.index]) for choice in choices],
            "usage": replies.usage(running.answers, prompts)})


async def _stream(running: Running, head: Head, chunk: str,
                  choices: Sequence[TextChoice | ChatChoice], prompts: int, counted: bool
                  ) -> AsyncIterator[str]:
    """Yield server-sent events; an error on the way is an event as well."""
    fields = head.to_dict(chunk)
    with running:
        try:
            async for batch in running.events():
                pieces = [piece for index, event in batch
                          for piece in choices[index].chunks(event)]
                extra = {"usage": None} if counted else {}
                if pieces:
                    yield "".join(_event({**fields, "choices": [piece], **extra})
                                  for piece in pieces)
            if counted:
                yield _event({**fields, "choices": [],
                              "usage": replies.usage(running.answers, prompts)})
        except Exception as error:      # the status is sent already
            yield _event(failures.described(error)[1])
    yield "data: [DONE]\n\n"


def _event(value: Mapping[str, Any]) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n\n"


# Errors -------------------------------------------------------------------------------------------

_OBJECT = {"content": {"application/json": {"schema": {
    "type": "object", "required": ["error"], "properties": {"error": {
        "type": "object", "required": ["message", "type", "param", "code"]}}}}}}
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": text, **_OBJECT} for status, text in (
        (400, "A request that makes no sense"), (401, "No key, or a wrong one"),
        (403, "Addressed to a name that this server does not answer for"),
        (404, "No such model or path"), (405, "No such method"),
        (413, "A request that is too large"),
        (422, "Never sent: what does not fit the schema gets 400"),
        (429, "Too many requests wait"), (503, "No device, or the server closes"),
        (504, "Not complete within the limit of time"))}


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    async def invalid(_: HttpRequest, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = [str(part) for part in first["loc"] if part != "body"]
        name = ".".join(place)
        message = f"{name}: {first['msg']}" if name else str(first["msg"])
        return JSONResponse(failures.body(message, "invalid_request_error", None, name or None),
                            400)

    @app.exception_handler(HTTPException)
    async def http_error(_: HttpRequest, error: HTTPException) -> JSONResponse:
        return JSONResponse(failures.body(str(error.detail), "invalid_request_error", None),
                            error.status_code, error.headers)

    @app.exception_handler(LutcoreError)
    async def known(_: HttpRequest, error: LutcoreError) -> JSONResponse:
        return failures.response(error)

    @app.exception_handler(Exception)
    async def unknown(_: HttpRequest, error: Exception) -> JSONResponse:
        return failures.response(error)
