"""The reader of GGUF files, compared with the gguf package's own, and given damaged files."""

from __future__ import annotations

import struct

import gguf
import numpy as np
import pytest

from lutcore.host_app import errors
from lutcore.host_app.checkpoints.gguf.block_types import PQ2_0, Q2_0
from lutcore.host_app.checkpoints.gguf.gguf_file import GgufFile
from lutcore.host_app.opening import WeightChoice, open_model

from .written import add_blocks, blocks


@pytest.fixture
def path(golden, tmp_path, write_gguf):
    def change(writer):
        writer.add_array("test.numbers", [1, 2, 3])
        writer.add_array("test.floats", [0.5, -1.0])
        writer.add_bool("test.flag", True)
        writer.add_float64("test.double", 0.1)
        writer.add_int64("test.large", -(1 << 40))
        writer.add_string("test.text", "\u00e9\u2581")
        writer.add_custom_alignment(64)
    return write_gguf(golden / "llama_random", tmp_path / "x.gguf", change=change)


def plain(value):
    return value.tolist() if isinstance(value, np.ndarray) else value


def test_everything_is_read(path):
    found, expected = GgufFile(path), gguf.GGUFReader(path)
    fields = {name: field.contents() for name, field in expected.fields.items()
              if not name.startswith("GGUF.")}
    assert {name: plain(value) for name, value in found.metadata.items()} == fields
    assert found.tensors.keys() == {tensor.name for tensor in expected.tensors}
    for tensor in expected.tensors:
        ours = found.tensors[tensor.name]
        assert ours.shape == tuple(tensor.shape.tolist()[::-1])
        assert ours.type == tensor.tensor_type
        np.testing.assert_array_equal(ours.data, tensor.data.reshape(-1).view(np.uint8))


def test_data_stays_in_the_file(path):
    data = GgufFile(path).tensors["token_embd.weight"].data
    assert not data.flags.owndata and not data.flags.writeable


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(errors.ModelFileMissingError, match="nowhere"):
        GgufFile(tmp_path / "nowhere.gguf")


@pytest.mark.parametrize("version, error", [
    (1, errors.GgufVersionError), (4, errors.GgufVersionError),
    (3 << 24, errors.GgufByteOrderError), (2 << 24, errors.GgufByteOrderError)])
def test_other_versions_and_byte_orders(path, version, error):
    patch(path, 4, struct.pack("<I", version))
    with pytest.raises(error, match="convert"):
        GgufFile(path)


def test_a_real_big_endian_file(tmp_path):
    writer = gguf.GGUFWriter(tmp_path / "x.gguf", "llama", endianess=gguf.GGUFEndian.BIG)
    writer.add_tensor("x", np.ones((2, 32), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(errors.GgufByteOrderError, match="gguf-convert-endian"):
        GgufFile(tmp_path / "x.gguf")


@pytest.mark.parametrize("at, value, word", [
    (8,  struct.pack("<Q", 1 << 62), "entries"),  # number of tensors
    (16, struct.pack("<Q", 1 << 62), "entries"),  # number of pairs
    (24, struct.pack("<Q", 1 << 62), "bytes"),    # length of the first key
    (0,  b"GGML",                    "begin with GGUF"),
])
def test_numbers_that_reach_past_the_end(path, at, value, word):
    patch(path, at, value)
    with pytest.raises(errors.ModelFileDamagedError, match=word):
        GgufFile(path)


# Q2_0 with groups of 64 or 128 -----------------------------------------------------------------


def two_matrices(path, kind: int, named: int = Q2_0, rows: int = 32, keep: int | None = None):
    """Write two matrices and a vector, as of type `named`; keep only so many bytes of the file."""
    writer = gguf.GGUFWriter(path, "llama")
    add_blocks(writer, "a.weight", blocks(kind, rows, 256), 256, named)
    writer.add_tensor("b.weight", np.ones(5, np.float32))
    add_blocks(writer, "c.weight", blocks(kind, rows, 512, seed=1), 512, named)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    if keep is not None:
        path.write_bytes(path.read_bytes()[:keep])
    return path


@pytest.mark.parametrize("kind", [Q2_0, PQ2_0])
def test_the_size_tells_which_q2_0_it_is(tmp_path, kind):
    """Older files have PQ2_0, 34 bytes for 128 weights, under the number of Q2_0."""
    found = GgufFile(two_matrices(tmp_path / "x.gguf", kind)).tensors
    for name, seed, k in (("a.weight", 0, 256), ("c.weight", 1, 512)):
        assert found[name].type == kind
        np.testing.assert_array_equal(found[name].data, blocks(kind, 32, k, seed).reshape(-1))


def test_a_type_of_its_own_is_taken_as_it_is(tmp_path):
    found = GgufFile(two_matrices(tmp_path / "x.gguf", PQ2_0, named=PQ2_0)).tensors
    assert {found["a.weight"].type, found["c.weight"].type} == {PQ2_0}


@pytest.mark.parametrize("less", [32, 64, 300, 3000])
@pytest.mark.parametrize("kind", [Q2_0, PQ2_0])
def test_a_file_that_is_cut_is_not_taken_for_the_other(tmp_path, kind, less):
    """Without some bytes, the last tensor of a file of one kind has room for the other."""
    whole = two_matrices(tmp_path / "x.gguf", kind).stat().st_size
    path  = two_matrices(tmp_path / "y.gguf", kind, keep=whole - less)
    with pytest.raises(errors.ModelFileDamagedError, match="reaches past the end"):
        GgufFile(path)


# Damaged files --------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0, 1e-9, 0.001, 0.01, 0.05, 0.5, 0.999])
def test_truncated_files(path, share):
    data = path.read_bytes()
    path.write_bytes(data[:int(len(data) * share)])
    with pytest.raises(errors.ModelFileDamagedError, match="x.gguf"):
        GgufFile(path)


def test_an_array_of_arrays_has_an_end(tmp_path):
    """Each level takes twelve bytes; a thousand levels would exhaust the stack."""
    header = b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1) + b"k"
    level  = struct.pack("<IQ", 9, 1)
    (tmp_path / "x.gguf").write_bytes(header + struct.pack("<I", 9) + 1000 * level)
    with pytest.raises(errors.ModelFileDamagedError, match="arrays in arrays"):
        GgufFile(tmp_path / "x.gguf")


def test_a_file_by_its_content(path, tmp_path):
    renamed = path.rename(tmp_path / "model.bin")
    model = open_model(renamed, WeightChoice("int8"), lambda done, total: None)
    assert model.format.name == "int8g32"


def patch(path, at: int, value: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[at:at + len(value)] = value
    path.write_bytes(data)
