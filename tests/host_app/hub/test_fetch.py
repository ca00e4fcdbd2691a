"""Fetching models from a hub on this computer, whole and in pieces, with and without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import pytest
from huggingface_hub import constants

from lutcore.host_app import errors
from lutcore.host_app.hub import fetch as fetch_module
from lutcore.host_app.hub.fetch import Fetched, fetch
from lutcore.host_app.hub.names import HubName
from lutcore.host_app.opening import open_source

from .hub_server import HubServer, Repository
from .tiny_gguf import tiny_gguf

DAMAGED = 200                           # answers
NEEDED = {"config.json", "generation_config.json", "model.safetensors", "tokenizer.json"}
FOLDER = "models--tests--small"


def fetched(name: str, progress: Callable[[int, int], None] = lambda done, total: None) -> Fetched:
    return fetch(HubName.parse(name), progress)


def left(cache: Path) -> list[Path]:
    """Return what a download did not end."""
    return list(cache.rglob("*.incomplete"))


def test_a_folder_is_fetched_and_opens(hub: HubServer, small: Repository, cache: Path,
                                       llama: dict[str, bytes]) -> None:
    steps: list[tuple[int, int]] = []
    found = fetched("tests/small", lambda done, total: steps.append((done, total)))
    assert {path.name: path.read_bytes() for path in found.files} \
        == {name: llama[name] for name in NEEDED}
    assert found.path == cache / FOLDER / "snapshots" / small.branches["main"]
    assert set(hub.fetched()) == NEEDED         # no pickle, no page, nothing below a folder
    assert open_source(found.path).config.architecture == "LlamaForCausalLM"
    assert found.nbytes == sum(len(llama[name]) for name in NEEDED)
    total = found.nbytes - len(llama["config.json"])    # which comes before
    assert steps[-1] == (total, total) and len(steps) > 8
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert not left(cache)


def test_what_is_in_the_cache_is_not_fetched_again(hub: HubServer, small: Repository) -> None:
    first = fetched("tests/small")
    hub.requests.clear()
    assert fetched("tests/small") == first
    assert [request.path for request in hub.requests] == ["/api/models/tests/small/revision/main"]


def test_a_change_on_the_hub_is_fetched(hub: HubServer, small: Repository,
                                        llama: dict[str, bytes]) -> None:
    first = fetched("tests/small")
    hub.requests.clear()
    small.commit({**llama, "generation_config.json": b"{}"})
    second = fetched("tests/small")
    assert second.commit != first.commit and (second.path / "config.json").is_file()
    assert (second.path / "generation_config.json").read_text() == "{}"
    assert not [request for request in hub.requests if "/cdn/" in request.path]
    assert fetched(f"tests/small@{first.commit}").path == first.path


def test_a_cut_connection_goes_on_by_itself(hub: HubServer, small: Repository, cache: Path,
                                            llama: dict[str, bytes]) -> None:
    hub.cuts = [50_000, 70_000]
    found = fetched("tests/small")
    assert (found.path / "model.safetensors").read_bytes() == llama["model.safetensors"]
    starts = [request.start for request in hub.requests if "/cdn/" in request.path]
    assert starts[0] == 0 and 0 < starts[1] < starts[2] < 120_000 and len(starts) == 3


def test_an_interrupted_download_goes_on_the_next_time(
        hub: HubServer, small: Repository, cache: Path, llama: dict[str, bytes]) -> None:
    hub.cuts = [100_000] + [0] * 50
    with pytest.raises(errors.HubInterruptedError, match="goes on from there"):
        fetched("tests/small")
    (partial,) = left(cache)
    there = partial.stat().st_size
    assert 0 < there <= 100_000 and not (cache / FOLDER / "refs").exists()
    hub.cuts, hub.requests = [], []
    steps: list[int] = []
    found = fetched("tests/small", lambda done, total: steps.append(done))
    assert [request.start for request in hub.requests if "/cdn/" in request.path] == [there]
    assert steps[0] == there
    assert (found.path / "model.safetensors").read_bytes() == llama["model.safetensors"]
    assert not left(cache)


def test_ctrl_c_keeps_what_was_fetched(hub: HubServer, small: Repository, cache: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > 100_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetched("tests/small", stop)
    (partial,) = left(cache)
    there = partial.stat().st_size
    hub.requests.clear()
    fetched("tests/small")
    assert there > 50_000
    assert [request.start for request in hub.requests if "/cdn/" in request.path] == [there]


def test_a_partial_file_of_something_else_is_noticed(
        hub: HubServer, small: Repository, cache: Path) -> None:
    hub.cuts = [100_000] + [0] * 50
    with pytest.raises(errors.HubInterruptedError):
        fetched("tests/small")
    (partial,) = left(cache)
    partial.write_bytes(bytes(partial.stat().st_size))
    hub.cuts = []
    with pytest.raises(errors.HubDamagedError, match="SHA-256"):
        fetched("tests/small")
    assert not left(cache)
    assert (fetched("tests/small").path / "model.safetensors").is_file()


@pytest.mark.parametrize("more", [0, 1000])
def test_another_content_is_refused(hub: HubServer, small: Repository, cache: Path,
                                    llama: dict[str, bytes], more: int) -> None:
    hub.changed = bytes(len(llama["model.safetensors"]) + more)
    with pytest.raises((errors.HubDamagedError, errors.HubInterruptedError)):
        fetched("tests/small")
    assert not list((cache / FOLDER).glob("snapshots/*/model.safetensors"))
    hub.changed = None
    assert (fetched("tests/small").path / "model.safetensors").read_bytes() \
        == llama["model.safetensors"]


def test_without_a_network_the_cache_answers(hub: HubServer, small: Repository) -> None:
    first = fetched("tests/small")
    hub.stop()
    assert fetched("tests/small") == first
    assert fetched(f"tests/small@{first.commit}").path == first.path
    for name in ("tests/other", "tests/small@v2", "tests/small:Q4_0"):
        with pytest.raises(errors.HubUnreachableError, match="check the network"):
            fetched(name)
    hub.start()


def test_half_a_model_in_the_cache_is_none(hub: HubServer, small: Repository) -> None:
    hub.cuts = [100_000] + [0] * 50
    with pytest.raises(errors.HubInterruptedError):
        fetched("tests/small")
    hub.stop()
    with pytest.raises(errors.HubUnreachableError):
        fetched("tests/small")
    hub.start()


def test_another_program_s_half_of_a_model_is_none(hub: HubServer, small: Repository,
                                                   cache: Path) -> None:
    found = fetched("tests/small")
    (found.path / "model.safetensors").unlink()
    (found.path / "pytorch_model.bin").touch()
    hub.stop()
    with pytest.raises(errors.HubUnreachableError):
        fetched("tests/small")
    hub.start()


def test_a_reference_in_the_cache_leads_nowhere_else(hub: HubServer, small: Repository,
                                                     cache: Path) -> None:
    found = fetched("tests/small")
    (cache / "elsewhere").mkdir()
    for name in found.files:
        (cache / "elsewhere" / name.name).write_bytes(name.read_bytes())
    (cache / FOLDER / "refs" / "main").write_text("../../elsewhere")
    hub.stop()
    with pytest.raises(errors.HubUnreachableError):
        fetched("tests/small")
    hub.start()


def test_damaged_answers_raise_only_our_errors(hub: HubServer, small: Repository) -> None:
    with urlopen(f"{hub.endpoint}/api/models/tests/small/revision/main") as answer:
        whole = answer.read()
    random = np.random.default_rng(0)
    taken = 0
    for _ in range(DAMAGED):
        damaged = bytearray(whole)
        for _ in range(random.integers(1, 4)):
            at = random.integers(len(damaged))
            damaged[at:at + random.integers(0, 3)] = random.bytes(random.integers(0, 3))
        hub.answer = (200, bytes(damaged))
        with suppress(errors.HostError):
            taken += fetched("tests/small").path.is_dir()
    assert taken < DAMAGED


def test_offline_by_choice(hub: HubServer, small: Repository, monkeypatch: pytest.MonkeyPatch
                           ) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(errors.HubUnreachableError, match="HF_HUB_OFFLINE is set"):
        fetched("tests/small")
    assert not hub.requests


@pytest.mark.parametrize("options", [{"gated": True}, {"private": True}])
def test_the_token_opens_what_is_closed(hub: HubServer, small: Repository, options: dict[str, bool],
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    for name in options:
        setattr(small, name, True)
    error = errors.HubAccessError if small.gated else errors.HubModelMissingError
    with pytest.raises(error, match="hf auth login, or set HF_TOKEN") as info:
        fetched("tests/small")
    assert not small.gated or f"{hub.endpoint}/tests/small" in str(info.value)
    monkeypatch.setenv("HF_TOKEN", hub.token)
    assert fetched("tests/small").path.is_dir()
    large = [request for request in hub.requests if "/cdn/" in request.path]
    assert large and all(request.token is None for request in large)    # another server


def test_a_wrong_token_is_not_printed(hub: HubServer, small: Repository,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_wrong")
    with pytest.raises(errors.HubAccessError, match="status 401") as info:
        fetched("tests/small")
    assert "hf_wrong" not in str(info.value)


def test_what_is_not_there(hub: HubServer, small: Repository) -> None:
    with pytest.raises(errors.HubModelMissingError, match="no model tests/other"):
        fetched("tests/other")
    with pytest.raises(errors.HubRevisionMissingError, match="no revision v2"):
        fetched("tests/small@v2")
    with pytest.raises(errors.HubFileMissingError, match="no model file Q4_0"):
        fetched("tests/small:Q4_0")


@pytest.mark.parametrize("answer", [
    (200, b"<html>log in</html>"), (200, b"{}"), (200, b"[]"), (500, b""),
    (200, b'{"id": "a/b", "sha": "../../x", "siblings": []}'),
    (200, b'{"id": "a/b", "siblings": [{"rfilename": 3, "size": "x"}]}')])
def test_answers_that_are_none(hub: HubServer, small: Repository, answer: tuple[int, bytes]
                               ) -> None:
    hub.answer = answer
    with pytest.raises(errors.HubAnswerError):
        fetched("tests/small")


def test_names_that_lead_out_of_the_cache_are_not_taken(hub: HubServer, cache: Path) -> None:
    hub.repositories["tests/small"] = Repository.of({"../../../../evil.gguf": b"GGUF"})
    with pytest.raises(errors.ModelNotFoundError):
        fetched("tests/small")
    assert not list(cache.parent.parent.rglob("evil*"))


def test_a_full_disk_is_noticed_before(hub: HubServer, small: Repository, cache: Path,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(fetch_module.shutil, "disk_usage",
                        lambda place: usage._replace(free=100_000))
    with pytest.raises(errors.DiskSpaceError, match=r"needs 0\.0 GB more"):
        fetched("tests/small")
    assert hub.fetched() == ["config.json"]     # which says whether lutcore runs the model


def test_all_parts_of_a_gguf_file_are_fetched(hub: HubServer, tmp_path: Path) -> None:
    files = tiny_gguf(tmp_path / "made", "Tiny-F32.gguf", parts=True)
    assert len(files) == 2
    hub.repositories["tests/parts"] = Repository.of(files | {"README.md": b""})
    found = fetched("tests/parts")
    assert found.path.name == "Tiny-F32-00001-of-00002.gguf" and found.entry == found.path.name
    assert {path.name for path in found.files} == set(files)
    assert open_source(found.path).config.num_hidden_layers == 1


def test_a_quantisation_is_found_offline_beside_another(hub: HubServer, tmp_path: Path) -> None:
    files = tiny_gguf(tmp_path / "made", "Tiny-F32.gguf")
    files |= {name: files["Tiny-F32.gguf"] + name.encode()
              for name in ("Tiny-Q4_0.gguf", "Tiny-Q8_0.gguf")}
    hub.repositories["tests/tiny"] = Repository.of(files)
    with pytest.raises(errors.HubChoiceError):
        fetched("tests/tiny")
    names = [fetched(f"tests/tiny:{tag}").path.name for tag in ("F32", "Q8_0")]
    assert names == ["Tiny-F32.gguf", "Tiny-Q8_0.gguf"]
    hub.stop()
    assert fetched("tests/tiny:Q8_0").path.name == "Tiny-Q8_0.gguf"
    with pytest.raises(errors.HubUnreachableError):
        fetched("tests/tiny:Q4_0")
    hub.start()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "huggingface_hub", None)
    with pytest.raises(errors.PackageMissingError, match=r"pip install 'lutcore\[hub\]'"):
        fetched("tests/small")


def test_the_cache_is_one_that_the_library_reads(hub: HubServer, small: Repository, cache: Path
                                                 ) -> None:
    from huggingface_hub import scan_cache_dir, try_to_load_from_cache
    found = fetched("tests/small")
    known = try_to_load_from_cache("tests/small", "model.safetensors")
    assert isinstance(known, str) and Path(known) == found.path / "model.safetensors"
    scanned = scan_cache_dir(cache)
    assert not scanned.warnings and scanned.size_on_disk >= found.nbytes
    assert os.path.islink(known)
