"""A hub on this computer, a cache of its own, and repositories to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import constants
from huggingface_hub.utils import close_session

from .hub_server import HubServer, Repository

CHUNK = 16 << 10                        # bytes of an answer that are written at a time


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The folder of the hub's cache, empty."""
    return tmp_path / "home" / "hub"


@pytest.fixture
def hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """An empty hub that huggingface_hub takes for the real one."""
    server = HubServer()
    server.start()
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(constants, "ENDPOINT", server.endpoint)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE",
                        server.endpoint + "/{repo_id}/resolve/{revision}/{filename}")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(cache))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(cache.parent / "token"))
    monkeypatch.setattr(constants, "AGENT_HARNESSES_PATH", str(cache.parent / "agents.json"),
                        raising=False)  # versions from 2 on
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", CHUNK)
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda seconds: None)
    close_session()
    yield server
    server.stop()
    close_session()


@pytest.fixture(scope="session")
def llama(golden: Path) -> dict[str, bytes]:
    """A repository's files: a small random Llama, and what lutcore does not need."""
    folder = golden / "llama_random"
    kept = ("config.json", "generation_config.json", "model.safetensors", "tokenizer.json")
    return {name: (folder / name).read_bytes() for name in kept} | {
        "README.md": b"# A model\n", "pytorch_model.bin": b"pickle", "original/params.json": b"{}",
        "original/model.safetensors": b"another"}


@pytest.fixture
def small(hub: HubServer, llama: dict[str, bytes]) -> Repository:
    """That repository, as tests/small on the hub."""
    hub.repositories["tests/small"] = Repository.of(llama)
    return hub.repositories["tests/small"]
