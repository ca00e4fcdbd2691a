"""Which files of a repository are taken."""

from __future__ import annotations

import pytest

from lutcore.host_app import errors
from lutcore.host_app.hub.files import Choice, choose

FOLDER = ("config.json", "tokenizer.json", "tokenizer_config.json", "generation_config.json")
QUANTS = {f"Some-1B-{tag}.gguf": size for tag, size in
          (("Q4_0", 4), ("Q4_K_M", 5), ("Q4_K_S", 4), ("IQ4_XS", 4), ("BF16", 16))}
SPLIT  = {f"Q8_0/Some-1B-Q8_0-0000{i}-of-00003.gguf": i for i in (1, 2, 3)}
BESIDE = {"mmproj-Some-1B-F16.gguf": 1, "Some-1B.imatrix.gguf": 1, "README.md": 1}


def named(*names: str) -> dict[str, int | None]:
    return dict.fromkeys(names, 1)


def chosen(files: dict[str, int | None], wanted: str | None = None) -> Choice:
    return choose("org/name", files, wanted)


def test_a_folder_is_what_lutcore_reads_of_it() -> None:
    files = named(*FOLDER, "model.safetensors", "README.md", "pytorch_model.bin", "LICENSE",
                  "onnx/model.onnx", "original/model.safetensors", "original/config.json",
                  "chat_template.jinja", "consolidated.safetensors", "modeling.py")
    choice = chosen(files)
    assert choice.entry is None
    assert set(choice.files) == {*FOLDER, "model.safetensors", "chat_template.jinja"}


def test_shards_come_with_their_index() -> None:
    shards = [f"model-0000{i}-of-00002.safetensors" for i in (1, 2)]
    files = named("config.json", *shards, "model.safetensors.index.json",
                  "consolidated-00001-of-00002.safetensors")
    assert set(chosen(files).files) == {"config.json", *shards, "model.safetensors.index.json"}


@pytest.mark.parametrize("wanted, file", [
    ("Q4_0", "Some-1B-Q4_0.gguf"), ("q4_0", "Some-1B-Q4_0.gguf"), ("IQ4_XS", "Some-1B-IQ4_XS.gguf"),
    ("Q4_K_M", "Some-1B-Q4_K_M.gguf"), ("Some-1B-BF16.gguf", "Some-1B-BF16.gguf")])
def test_a_file_is_named_or_its_quantisation_is(wanted: str, file: str) -> None:
    assert chosen({**QUANTS, **BESIDE}, wanted) == Choice((file,), file)


def test_a_single_gguf_file_needs_no_name() -> None:
    assert chosen({"a.Q4_0.gguf": 1, **BESIDE}).entry == "a.Q4_0.gguf"
    assert chosen(SPLIT).entry == min(SPLIT)


@pytest.mark.parametrize("wanted", [None, "Q8_0", *SPLIT])
def test_all_parts_of_a_file_are_taken(wanted: str | None) -> None:
    assert chosen(SPLIT, wanted) == Choice(tuple(SPLIT), min(SPLIT))


def test_a_missing_part_is_named() -> None:
    files = dict(SPLIT)
    del files["Q8_0/Some-1B-Q8_0-00002-of-00003.gguf"]
    with pytest.raises(errors.HubFileMissingError, match="lacks Q8_0/.*00002-of-00003"):
        chosen(files, "Q8_0")


def test_of_several_one_must_be_chosen() -> None:
    with pytest.raises(errors.HubChoiceError, match="6 GGUF files.*such as org/name:Q4_0") as info:
        chosen({**QUANTS, **SPLIT, **BESIDE})
    assert info.value.sizes == {"Q4_0": 4, "Q4_K_M": 5, "Q4_K_S": 4, "IQ4_XS": 4, "BF16": 16,
                                "Q8_0": 6}
    with pytest.raises(errors.HubChoiceError) as info:
        chosen({"a-Q4_0.gguf": 1, "b-Q4_0.gguf": None}, "Q4_0")
    assert info.value.sizes == {"a-Q4_0.gguf": 1, "b-Q4_0.gguf": None}


def test_a_quantisation_that_is_not_there() -> None:
    with pytest.raises(errors.HubFileMissingError, match="no model file Q4_K; it has BF16, IQ4_XS"):
        chosen(QUANTS, "Q4_K")
    with pytest.raises(errors.HubFileMissingError):
        chosen(named(*FOLDER, "model.safetensors"), "README.md")


@pytest.mark.parametrize("files, wanted", [
    (named("config.json", "pytorch_model.bin"), None), (named("x.pt"), None),
    (named("config.json", "pytorch_model.bin", "model.safetensors"), "pytorch_model.bin")])
def test_pickles_are_refused(files: dict[str, int | None], wanted: str | None) -> None:
    with pytest.raises(errors.PickledWeightsError, match="pickle"):
        chosen(files, wanted)


def test_a_repository_without_weights() -> None:
    with pytest.raises(errors.ModelNotFoundError, match="neither config.json"):
        chosen(named("README.md", "adapter_model.safetensors"))


def test_a_packed_file_is_taken_by_its_name() -> None:
    assert chosen(named("small.safetensors"), "small.safetensors").entry == "small.safetensors"
