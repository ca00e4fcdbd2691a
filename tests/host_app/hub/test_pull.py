"""lutcore pull, and models of the hub in other commands, as a user sees them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lutcore.host_app.cli import cli

from .hub_server import HubServer, Repository
from .tiny_gguf import tiny_gguf


def lutcore(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments],
                                prog_name="lutcore")
    assert result.exit_code == code, result.output
    return result


def refused(*arguments: object, code: int = 3) -> str:
    """Return the one line of an error."""
    (line,) = lutcore(*arguments, code=code).stderr.splitlines()
    return line.removeprefix("lutcore: error: ")


def pulled(*arguments: object) -> dict:
    return json.loads(lutcore("pull", *arguments, "--json").stdout)


@pytest.fixture
def tiny(hub: HubServer, tmp_path: Path) -> dict[str, bytes]:
    """tests/tiny: one model in three files, of which only the first is what its name says."""
    files = tiny_gguf(tmp_path / "made", "Tiny-F32.gguf")
    files |= {f"Tiny-{tag}.gguf": files["Tiny-F32.gguf"] for tag in ("Q4_0", "Q8_0")}
    hub.repositories["tests/tiny"] = Repository.of(files)
    return files


def test_pull_says_what_it_fetched_and_how_to_run_it(small: Repository, cache: Path) -> None:
    shown = lutcore("pull", "tests/small")
    assert shown.stderr == ""
    path, size, architecture, command = shown.stdout.splitlines()
    assert size.startswith("size:         0.2 MB, commit ")
    assert architecture == "architecture: LlamaForCausalLM, which lutcore runs"
    assert command.endswith(' lutcore generate hf:tests/small --prompt "Once upon a time"')
    facts = pulled("hf:tests/small")
    assert path.endswith(f" {facts['path']}")
    assert Path(facts["path"]).is_dir() and Path(facts["path"]).is_relative_to(cache)
    assert facts["runs"] and facts["reason"] is None and facts["bytes"] > 200_000
    assert facts["command"] == 'lutcore generate hf:tests/small --prompt "Once upon a time"'


def test_a_model_with_a_chat_template_is_for_chats(hub: HubServer, llama: dict[str, bytes]) -> None:
    hub.repositories["tests/chat"] = Repository.of(
        {**llama, "chat_template.jinja": b"{{ messages[0]['content'] }}"})
    assert pulled("tests/chat@main")["command"] == "lutcore chat hf:tests/chat"


def test_several_files_are_listed(tiny: dict[str, bytes]) -> None:
    shown = lutcore("pull", "tests/tiny", code=3)
    assert [line for tag in ("F32", "Q4_0", "Q8_0") for line in shown.stdout.splitlines()
            if f" {tag} " in line]
    assert "choose one, such as tests/tiny:Q4_0" in shown.stderr
    listed = json.loads(lutcore("pull", "tests/tiny", "--json", code=3).stdout)
    assert listed == {"files": {tag: len(tiny["Tiny-F32.gguf"]) for tag in ("F32", "Q4_0", "Q8_0")}}
    assert "lutcore pull lists; choose one" in refused("generate", "hf:tests/tiny", "--prompt", "a")
    facts = pulled("tests/tiny:q8_0")
    assert facts["path"].endswith("/Tiny-Q8_0.gguf") and "hf:tests/tiny:q8_0" in facts["command"]


def test_what_cannot_run_is_said_in_one_line(hub: HubServer, llama: dict[str, bytes],
                                             tmp_path: Path) -> None:
    config = json.loads(llama["config.json"]) | {"architectures": ["MambaForCausalLM"]}
    hub.repositories["tests/mamba"] = Repository.of(
        {**llama, "config.json": json.dumps(config).encode()})
    assert "MambaForCausalLM is not implemented" in refused("pull", "tests/mamba")
    assert hub.fetched() == ["config.json"]     # and not the weights
    config |= {"architectures": ["LlamaForCausalLM"], "quantization_config": {"quant_method": "x"}}
    hub.repositories["tests/mamba"].commit({**llama, "config.json": json.dumps(config).encode()})
    assert "quantised by 'x' are not read" in refused("pull", "tests/mamba")
    assert hub.fetched() == ["config.json"] * 2
    hub.repositories["tests/other"] = Repository.of(tiny_gguf(tmp_path / "b", "x.gguf", "mamba"))
    facts = pulled("tests/other")
    assert not facts["runs"] and "'mamba' is not implemented" in facts["reason"]
    assert "\n" not in facts["reason"] and facts["command"] is None
    assert f"lutcore cannot run it: {facts['reason']}" in lutcore("pull", "tests/other").stdout


def test_names_that_are_none(hub: HubServer) -> None:
    assert "stories and smollm2" in refused("pull", "smollm2")
    assert "is no name on the hub" in refused("generate", "hf:nothing", "--prompt", "a")
    assert "no model tests/none" in refused("pull", "tests/none")
    assert not [request for request in hub.requests if "nothing" in request.path]


def test_every_command_takes_models_of_the_hub(small: Repository, hub: HubServer, tmp_path: Path,
                                               tiny: dict[str, bytes]) -> None:
    def text(model: str) -> str:
        return json.loads(lutcore("generate", model, "--device", "emulator", "--prompt", "Hello",
                                  "--max-tokens", 4, "--json").stdout)["text"]

    assert len(text("hf:tests/tiny:F32")) > 0
    packed = tmp_path / "small.safetensors"
    lutcore("pack", "hf:tests/small", "-o", packed)
    first = text("hf:tests/small")
    assert first == text(str(packed))
    hub.repositories["tests/packed"] = Repository.of({packed.name: packed.read_bytes()})
    assert pulled(f"tests/packed:{packed.name}")["runs"]
    assert text(f"hf:tests/packed:{packed.name}") == first
    lutcore("program", "hf:tests/small", "--json")
    book = tmp_path / "text"
    book.write_text("Once upon a time there was a house. " * 4)
    assert "small on text" in lutcore("eval", "hf:tests/small", book, "--tokens", 12).stdout
    lutcore("eval", packed, book, "--tokens", 12, "--reference", "hf:tests/small", "--json")
    hub.stop()
    assert text("hf:tests/small") == first
    assert "check the network" in refused("chat", "hf:tests/none", code=5)
    hub.start()


def test_home_address_and_token_come_from_the_environment(
        small: Repository, hub: HubServer, tmp_path: Path) -> None:
    small.gated = True
    home = tmp_path / "elsewhere"
    done = subprocess.run(
        [sys.executable, "-m", "lutcore.host_app", "pull", "tests/small", "--json"], timeout=60,
        env={**os.environ, "HF_HOME": str(home), "HF_ENDPOINT": hub.endpoint, "HF_TOKEN": hub.token,
             "HF_HUB_OFFLINE": "0"}, capture_output=True, text=True, check=True)
    assert Path(json.loads(done.stdout)["path"]).is_relative_to(home / "hub")
    assert done.stderr == "" and hub.token not in done.stdout
