"""Files and folders that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lutcore.driver.files import whole_file, whole_folder, write_whole


class InterruptionError(Exception):
    """What goes wrong in the middle of a block."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a.bin", b"\x00\xff") == tmp_path / "a.bin"
    write_whole(tmp_path / "a.txt", "µ\n")
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\xff"
    assert (tmp_path / "a.txt").read_bytes() == "µ\n".encode()
    assert names(tmp_path) == ["a.bin", "a.txt"]


def test_a_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("x")
    write_whole(tmp_path / "whole", "x")
    assert (tmp_path / "whole").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("old", [None, "old"])
def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path, old: str | None) -> None:
    path = tmp_path / "a.txt"
    if old:
        path.write_text(old)
    with pytest.raises(InterruptionError), whole_file(path) as partial:
        partial.write_text("hal")
        raise InterruptionError
    assert names(tmp_path) == (["a.txt"] if old else [])
    assert not old or path.read_text() == old


def test_a_failing_move_leaves_the_old_file(tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_whole(tmp_path / "a.txt", "old")

    def fail(*args: object) -> None:
        raise OSError("disk on fire")
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk on fire"):
        write_whole(path, "new")
    assert path.read_text() == "old" and names(tmp_path) == ["a.txt"]


def test_a_folder_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder"
    for name in ("first", "second"):
        with whole_folder(path) as folder:
            (folder / name).write_text(name)
            assert not (path / name).exists()
        assert names(path) == [name]
    assert names(path.parent) == ["folder"]
    assert path.stat().st_mode & 0o777 == 0o755


def test_a_folder_stays_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    (path / "old").write_text("old")
    with pytest.raises(InterruptionError), whole_folder(path) as folder:
        (folder / "new").write_text("new")
        raise InterruptionError
    assert names(tmp_path) == ["folder"] and names(path) == ["old"]


@pytest.mark.parametrize("failing_move", [1, 2])
def test_a_folder_that_cannot_be_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                failing_move: int) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    (path / "old").write_text("old")
    move, moves = os.replace, []

    def fail(*paths: Path) -> None:
        moves.append(paths)
        if len(moves) == failing_move:
            raise OSError("disk on fire")
        move(*paths)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk on fire"), whole_folder(path) as folder:
        (folder / "new").write_text("new")
    assert names(tmp_path) == ["folder"] and names(path) == ["old"]


def test_nothing_else_moves_files_into_place() -> None:
    """One way only: a second idiom would be a second set of mistakes."""
    root = Path(__file__).parents[2]
    sources = [path for folder in ("driver", "gateware", "host_app")
               for path in sorted((root / folder).rglob("*.py"))]
    users = [str(path.relative_to(root)) for path in sources if "os.replace(" in path.read_text()]
    assert users == ["driver/files.py"]
