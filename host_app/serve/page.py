"""The page of the server: files beside this module, served as they are."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI
from fastapi.responses import Response

KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css",
         ".svg": "image/svg+xml"}


def add_page(app: FastAPI) -> None:
    """Serve index.html at / and every file at /page/NAME; read once, so no path is taken."""
    held = {entry.name: entry.read_bytes() for entry in files(f"{__package__}.web").iterdir()
            if entry.name[entry.name.rfind("."):] in KINDS}

    def route(path: str, name: str) -> None:
        async def file() -> Response:
            return Response(held[name], media_type=KINDS[name[name.rfind("."):]],
                            headers={"Cache-Control": "no-cache"})
        app.add_api_route(path, file, include_in_schema=False, response_class=Response)

    for name in held:
        route(f"/page/{name}", name)
    if "index.html" in held:
        route("/", "index.html")
