"""`lutcore pull`: fetches a model of the hub, and says whether lutcore can run it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lutcore.host_app.commands.options import as_json, fetched, show

if TYPE_CHECKING:
    from lutcore.host_app.errors import HubChoiceError


@click.command()
@click.argument("name", metavar="NAME")
@as_json
def pull(name: str, as_json: bool) -> None:
    """Fetch a model from the Hugging Face hub.

    NAME is ORG/NAME, ORG/NAME:FILE or ORG/NAME:FILE@REVISION. FILE is a GGUF file, or just its
    quantisation: Q4_0. Without FILE, a repository of several GGUF files has them listed.

    Of a repository with safetensors only what lutcore reads is fetched, and never pickles. Files
    lie in the hub's own cache ($HF_HOME); what was interrupted goes on. For gated and private
    models log in with hf auth login, or set HF_TOKEN. Afterwards hf:NAME is a MODEL for every
    command, without a network too.

    Prints where the model is, its architecture, whether lutcore runs it, if not why, and how. A
    config.json that lutcore cannot run is an error before any weights are fetched.
    """
    from lutcore.host_app.errors import HubChoiceError
    from lutcore.host_app.hub.names import HubName
    wanted = HubName.parse(name)
    try:
        found = fetched(wanted)
    except HubChoiceError as error:
        _show_choice(error, as_json)
        raise
    called = wanted.of_file(wanted.file)
    facts = {"path": str(found.path), "bytes": found.nbytes, "commit": found.commit,
             **_verdict(found.path, called)}
    if as_json:
        show(facts, as_json)
    else:
        _show_facts(facts)


def _verdict(path: Path, called: str) -> dict[str, Any]:
    """Return the architecture, whether lutcore runs the model, why not, and how to run it."""
    from lutcore.host_app.checkpoints.packed import read_packed
    from lutcore.host_app.errors import HostError
    from lutcore.host_app.opening import is_gguf, open_source
    try:
        opened = read_packed(path) if path.is_file() and not is_gguf(path) else open_source(path)
    except HostError as error:
        return {"architecture": None, "runs": False, "reason": str(error), "command": None}
    command = f"lutcore chat {called}" if opened.chat is not None else \
        f'lutcore generate {called} --prompt "Once upon a time"'
    return {"architecture": opened.config.architecture, "runs": True, "reason": None,
            "command": command}


def _show_facts(facts: dict[str, Any]) -> None:
    """Print what was fetched in whole lines: a table would cut paths and commands."""
    click.echo(f"path:         {facts['path']}\n"
               f"size:         {facts['bytes'] / 1e6:,.1f} MB, commit {facts['commit']}")
    if facts["runs"]:
        click.echo(f"architecture: {facts['architecture']}, which lutcore runs\n"
                   f"run it with:  {facts['command']}")
    else:
        click.echo(f"lutcore cannot run it: {facts['reason']}")


def _show_choice(error: HubChoiceError, as_json: bool) -> None:
    """Print the files among which the user has to choose."""
    from lutcore.host_app.console import print_lines
    if as_json:
        show({"files": error.sizes}, as_json)
    else:
        print_lines(("FILE", "MB"), [(tag, f"{size / 1e6:,.1f}" if size is not None else "")
                                     for tag, size in error.sizes.items()], text=("FILE",))
