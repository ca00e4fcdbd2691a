"""A server that speaks as much of the Hugging Face hub's API as `huggingface_hub` needs.

Large files (safetensors, GGUF) are served as the hub does: their address redirects to another
server, which is told apart by its name, localhost, and must not get the token.
"""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit


@dataclass
class Repository:
    """What a repository has: files by commit, and the commits of its branches."""

    commits: dict[str, dict[str, bytes]]
    branches: dict[str, str]
    gated: bool = False                 # its files are for TOKEN alone
    private: bool = False               # all of it is

    @classmethod
    def of(cls, files: dict[str, bytes], **options: bool) -> Repository:
        repository = cls({}, {}, **options)
        repository.commit(files)
        return repository

    def commit(self, files: dict[str, bytes]) -> str:
        """Make `files` the state of the main branch; return the commit."""
        number = hashlib.sha1(repr(sorted(files.items())).encode()).hexdigest()
        self.commits[number] = files
        self.branches["main"] = number
        return number


@dataclass
class Request:
    method: str
    path: str
    start: int                          # first byte that is wanted
    token: str | None
    host: str


@dataclass
class HubServer:
    """A hub on 127.0.0.1.

    cuts: bytes of a large file's answers after which the connection ends, in turn; afterwards
          answers are whole
    changed: what large files get in place of their content
    answer: what /api answers in place of the truth: a status and a body
    """

    repositories: dict[str, Repository] = field(default_factory=dict)
    token: str = "hf_secret"
    cuts: list[int] = field(default_factory=list)
    changed: bytes | None = None
    answer: tuple[int, bytes] | None = None
    requests: list[Request] = field(default_factory=list)

    def start(self) -> None:
        hub = self

        class Handler(_Handler):
            server_of = hub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever,
                                        kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening: nobody can connect any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fetched(self) -> list[str]:
        """Return the names of the files whose content was asked for, in turn."""
        return [request.path.split("/resolve/")[1].split("/", 1)[1] for request in self.requests
                if request.method == "GET" and "/resolve/" in request.path]


class _Handler(BaseHTTPRequestHandler):
    server_of: HubServer

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._serve(head=True)

    def do_GET(self) -> None:
        self._serve(head=False)

    def _serve(self, head: bool) -> None:
        hub, path = self.server_of, unquote(urlsplit(self.path).path)
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ") or None
        wanted = self.headers.get("Range")
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        hub.requests.append(Request(self.command, path, start, token,
                                    (self.headers.get("Host") or "").split(":")[0]))
        parts = path.strip("/").split("/")
        if parts[0] == "cdn":
            self._large(parts[1], start)
        elif parts[:2] == ["api", "models"]:
            self._model("/".join(parts[2:4]), "/".join(parts[5:]), token)
        elif parts[2:3] != ["resolve"]:
            self._say(404, b"{}")       # such as /api/agent-harnesses
        else:
            self._file("/".join(parts[:2]), parts[3], "/".join(parts[4:]), token, head)

    def _model(self, name: str, revision: str, token: str | None) -> None:
        if self.server_of.answer:
            return self._say(*self.server_of.answer)
        found = self._find(name, revision, token, of_files=False)
        if found is None:
            return None
        commit, files = found
        siblings: list[dict[str, Any]] = []
        for path, content in files.items():
            entry: dict[str, Any] = {"rfilename": path, "size": len(content), "blobId": "0" * 40}
            if is_large(path):
                entry["lfs"] = {"sha256": sha256(content), "size": len(content),
                                "pointerSize": 130}
            siblings.append(entry)
        return self._say(200, json.dumps({"id": name, "modelId": name, "sha": commit,
                                          "siblings": siblings}).encode())

    def _file(self, name: str, revision: str, path: str, token: str | None, head: bool) -> None:
        found = self._find(name, revision, token, of_files=True)
        if found is None:
            return
        commit, files = found
        if path not in files:
            self._refuse(404, "EntryNotFound")
            return
        content = files[path]
        headers = {"X-Repo-Commit": commit}
        if is_large(path):
            self._say(302, b"", headers | {
                "ETag": '"pointer"', "X-Linked-ETag": f'"{sha256(content)}"',
                "X-Linked-Size": str(len(content)),
                "Location": f"http://localhost:{self.server_of.port}/cdn/{sha256(content)}"})
            return
        self._say(200, content, headers | {"ETag": f'"{hashlib.sha1(content).hexdigest()}"'}, head)

    def _large(self, digest: str, start: int) -> None:
        hub = self.server_of
        content = next(content for repository in hub.repositories.values()
                       for files in repository.commits.values() for content in files.values()
                       if sha256(content) == digest)
        content = hub.changed or content
        rest = content[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(rest)))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        self.wfile.write(rest[:hub.cuts.pop(0)] if hub.cuts else rest)
        self.close_connection = True

    def _find(self, name: str, revision: str, token: str | None, of_files: bool
              ) -> tuple[str, dict[str, bytes]] | None:
        """Return commit and files of a revision; None where the answer is an error, and sent."""
        hub = self.server_of
        repository = hub.repositories.get(name)
        if repository is None or (repository.private and token != hub.token):
            self._refuse(404 if token else 401, "RepoNotFound")
        elif token not in (None, hub.token):
            self._say(401, b"{}", {"X-Error-Message":
                                   "Invalid credentials in Authorization header"})
        elif repository.gated and of_files and token != hub.token:
            self._refuse(401, "GatedRepo")
        else:
            commit = repository.branches.get(revision, revision)
            if commit in repository.commits:
                return commit, repository.commits[commit]
            self._refuse(404, "RevisionNotFound")
        return None

    def _refuse(self, status: int, code: str) -> None:
        self._say(status, b"{}", {"X-Error-Code": code})

    def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None,
             head: bool = False) -> None:
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if not head and self.command != "HEAD":
            self.wfile.write(body)


def is_large(path: str) -> bool:
    return path.endswith((".safetensors", ".gguf", ".bin"))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
