"""`lutcore bench host`: what a decode step costs the host, with an engine that takes no time.

`NullTransport` answers every doorbell at once, and its memory is numpy's. Everything above it is
what runs on a board: `Device`, the compiled program, what lies between its LMMAs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from lutcore.driver.contract import Geometry, Lmma, WeightFormat
from lutcore.driver.contract.execute import CacheLayout
from lutcore.driver.contract.geometry import CONTRACT_VERSION
from lutcore.driver.contract.instructions import Attn, CacheType, Instruction
from lutcore.driver.contract.registers import BY_NAME, MAGIC
from lutcore.driver.contract.streams import StreamShape
from lutcore.driver.contract.views import PLANES
from lutcore.driver.device import Device
from lutcore.driver.direct import Direct
from lutcore.driver.pages import PAGE, PageAllocator
from lutcore.driver.program import Resident
from lutcore.driver.resources import Matrix
from lutcore.driver.steps import HostMemory
from lutcore.driver.transport import Clock
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.measure.decode_step import Shapes
from lutcore.host_app.measure.token_time import WatchedEngine, measure_parts, timed
from lutcore.host_app.model.architectures import ARCHITECTURES
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.engines import DeviceMatrix
from lutcore.host_app.model.model import Model
from lutcore.host_app.model.tensors import HEAD, matrix_shapes, tensor_shapes
from lutcore.host_app.quantise.rounding import weight_format

if TYPE_CHECKING:
    from lutcore.driver.transport import Buffer
    from lutcore.host_app.checkpoints.tokenizer import Tokenizer

MEMORY        = (1 << 32) - PAGE        # bytes of device memory; the first page stays free
TOKEN         = 1                       # the token that is fed; all have the same embedding
SUMS          = 2000                    # largest magnitude of the sums that LMMAs seem to give
UNIT          = 0.5                     # scale of every column of every matrix
LEAST_CONTEXT = 2048                    # tokens of the model's context
BLOCK_BYTES   = 1 << 16                 # random numbers that the caches repeat

_DONE = 1 << BY_NAME["status"].field("done").offset


class NullTransport:
    """A transport whose engine does nothing, at once. It counts the accesses to its registers.

    Its registers are a page of memory that always reads as done. `fill_sums` writes what LMMAs seem
    to give, so that the host works on numbers of a usual size.
    """

    name = "null"
    pause = 0.0
    words_per_second = 1e12
    watchdog = 0

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry
        self.clock = Clock(geometry.clock_mhz)
        self._page = np.zeros(len(BY_NAME), np.uint32)
        for name, value in (("magic", MAGIC), ("version", CONTRACT_VERSION),
                            ("digest", geometry.digest), ("status", _DONE)):
            self._page[BY_NAME[name].index] = value
        self._direct = Direct(page=self._page.ctypes.data, keep=self._page)
        self.engine = self._direct.engine       # whose counters Python's accesses count in, too
        self._pages = PageAllocator(PAGE, MEMORY)

    def read(self, register: str) -> int:
        """Return the value of a register: the work is done, whatever it was."""
        self.engine.accesses += 1
        return int(self._page[BY_NAME[register].index])

    def write(self, register: str, value: int) -> None:
        """Write a register; what `count` starts is done at once."""
        self.engine.accesses += 1
        self._page[BY_NAME[register].index] = value
        self.engine.doorbells += register == "count"

    def allocate(self, nbytes: int) -> Buffer:
        """Return a buffer of zeros, which take memory where they are written to."""
        return NullBuffer(self, self._pages.allocate(nbytes), nbytes)

    def release(self, address: int) -> None:
        """Give addresses back; `NullBuffer.free` calls this."""
        self._pages.release(address)

    def direct(self) -> Direct:
        """Return the way for compiled code: the page, and no cache maintenance."""
        return self._direct

    def close(self) -> None:
        """Do nothing: the memory goes with this object."""

    def counts(self) -> np.ndarray:
        """Return accesses, doorbells, syncs, bytes flushed and invalidated so far."""
        engine = self.engine
        return np.array([engine.accesses, engine.doorbells, engine.syncs, engine.flushed,
                         engine.invalidated])


class NullBuffer:
    """Memory of a NullTransport: host and device see the same bytes."""

    def __init__(self, transport: NullTransport, address: int, nbytes: int) -> None:
        self.address, self.array = address, np.zeros(nbytes, np.uint8)
        self._transport = transport

    def flush(self, nbytes: int | None = None) -> None:
        """Do nothing: there is one copy."""

    def invalidate(self, nbytes: int | None = None) -> None:
        """Do nothing: there is one copy."""

    def free(self) -> None:
        """Give the memory back."""
        self._transport.release(self.address)


# Models without weights ---------------------------------------------------------------------------


@dataclass(frozen=True)
class MatrixShape:
    """A matrix of which nothing but its size matters."""

    format: WeightFormat
    n: int
    k: int


class NullEngine(WatchedEngine):
    """A device engine that loads shapes: the streams of all matrices are the same zeros."""

    def __init__(self, device: Device) -> None:
        super().__init__(device)
        self._stream: Buffer | None = None

    def load(self, matrices: Sequence[Any]) -> DeviceMatrix:
        """Return matrices of one format and K, side by side."""
        geometry, fmt, k = self.device.geometry, matrices[0].format, matrices[0].k
        if fmt.ternary and not geometry.ternary:
            fmt = PLANES
        n = sum(matrix.n for matrix in matrices)
        shape = StreamShape.of(fmt, n, k, geometry)
        if self._stream is None or len(self._stream.array) < shape.nbytes:
            self._stream = self.allocate(shape.nbytes)
        resident = Resident(fmt, n, k, fmt.slices(k), shape, self._stream.address,
                            np.full(n, UNIT), None)
        return DeviceMatrix(geometry, Matrix(self.device, resident, 0), self.host_tables)


def model_of(shapes: Shapes, context: int) -> ModelData:
    """Return a model of these shapes with random embeddings, and `MatrixShape`s as matrices."""
    facts = ARCHITECTURES[shapes.architecture]
    config = Config(
        hidden_size=shapes.hidden, intermediate_size=shapes.feed,
        num_hidden_layers=shapes.layers, num_attention_heads=shapes.hidden // shapes.size,
        num_key_value_heads=shapes.readers // shapes.size, head_dim=shapes.size,
        vocab_size=shapes.vocabulary, max_position_embeddings=context, rms_norm_eps=1e-5,
        rope_theta=facts.rope_theta, rope_scaling=None, tie_word_embeddings=False,
        bos_token_id=None, eos_token_id=(), add_bos_token=False, architecture=shapes.architecture,
        hidden_act=facts.hidden_act, int8_activations=shapes.format.ternary)
    head = weight_format("int8", "32") if shapes.format.ternary else shapes.format
    return model_from(config, lambda name: head if name == HEAD else shapes.format, shapes.format)


def model_from(config: Config, format_of: Callable[[str], WeightFormat], fmt: WeightFormat
               ) -> ModelData:
    """Return a model of this configuration with random embeddings, and `MatrixShape`s as matrices.

    format_of: of a matrix, by its name
    fmt: that of the layers
    """
    tensors = {name: np.ones(shape, np.float32)
               for name, shape in tensor_shapes(config).items()}
    row = np.random.default_rng(0).standard_normal(config.hidden_size, np.float32)
    embedding = np.broadcast_to(row, (config.vocab_size, config.hidden_size))
    matrices = {name: MatrixShape(format_of(name), n, k)
                for name, (n, k) in matrix_shapes(config).items()}
    # a model is built from config, tensors and matrices; only text needs a tokenizer
    return ModelData(config, cast("Tokenizer", None), embedding, tensors, matrices, fmt)


# Measuring ----------------------------------------------------------------------------------------


def measure_host(shapes: Shapes, geometry: Geometry, *, position: int, cache: str, repeats: int
                 ) -> dict[str, Any]:
    """Time decode steps of the token at `position`, and count what they do; return the JSON.

    cache:   type of the cached keys and values
    repeats: steps that are timed

    Raises DeviceMemoryError (the caches do not fit).
    """
    data = model_of(shapes, max(LEAST_CONTEXT, position + 1))
    transport = NullTransport(geometry)
    with Device(transport) as device:
        device.counting = False         # as on a board, where registers are slow
        engine = NullEngine(device)
        model  = Model(data, engine, cache)
        (slot,) = model.slots(1)

        def step() -> None:
            slot.length = position      # nobody wrote the tokens before: the caches are filled here
            slot.forward([TOKEN])

        step()
        memory = HostMemory(engine.live)
        code = [x for _, part in model.program() for x in part]
        fill_caches(code, memory)
        fill_sums(code, memory)
        step()
        seconds = [timed(step)[1] for _ in range(repeats)]
        calls, builtins = count_calls(step)
        before = transport.counts()
        with engine.watching() as transfers:
            step()
        done = transport.counts() - before
        accesses, doorbells, syncs, flushed, invalidated = (int(x) for x in done)
        slot.length = position
        parts = measure_parts(slot, engine, TOKEN, repeats)
        model.free()
    return {
        "figures":            "measured on this computer, with an engine that takes no time",
        "geometry":           geometry.name,
        "weights":            shapes.format.name,
        "layers":             shapes.layers,
        "position":           position,
        "cache":              cache,
        "repeats":            repeats,
        "milliseconds":       {"best": 1e3 * min(seconds), "median": 1e3 * median(seconds)},
        "python_calls":       calls,
        "builtin_calls":      builtins,
        "doorbells":          doorbells,
        "register_accesses":  accesses,
        "accesses_per_doorbell": accesses / doorbells,
        "transfers":          transfers.calls + syncs,
        "bytes_flushed":      transfers.flushed + flushed,
        "bytes_invalidated":  transfers.invalidated + invalidated,
        "token":              parts.to_dict(),
    }


def count_calls(action: Callable[[], Any]) -> tuple[int, int]:
    """Return the calls of Python functions and of built-in ones while `action` runs."""
    counts = {"call": 0, "c_call": 0}

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        if event in counts:
            counts[event] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return counts["call"], counts["c_call"] - 1     # without the last setprofile


def fill_sums(code: Sequence[Instruction], memory: HostMemory) -> None:
    """Write small random numbers where the LMMAs of a program write their sums."""
    random = np.random.default_rng(0)
    for lmma in (x for x in code if isinstance(x, Lmma)):
        sums = random.integers(-SUMS, SUMS, 4 * lmma.output_words, dtype=np.int32)
        memory.write(lmma.output, sums.view(np.uint8))


def fill_caches(code: Sequence[Instruction], memory: HostMemory) -> None:
    """Fill the caches that a program's ATTNs read with random keys and values, in all positions."""
    random = np.random.default_rng(0)
    codes  = random.integers(-127, 128, BLOCK_BYTES, dtype=np.int8)
    normal = random.standard_normal(BLOCK_BYTES, np.float32)
    for a in (x for x in code if isinstance(x, Attn)):
        layout = CacheLayout(a.kv_heads, a.capacity, a.size, a.cache_type)
        values = {CacheType.INT8: codes.view(np.uint8), CacheType.F32: normal.view(np.uint8),
                  CacheType.F16: normal.astype(np.float16).view(np.uint8)}[a.cache_type]
        for slot in range(a.slots):
            base = a.cache + slot * a.slot_stride
            memory.write(base, np.resize(values, 2 * layout.plane))
            scales = np.full(2 * layout.scales // 4, 0.01, np.float32)
            memory.write(base + 2 * layout.plane, scales.view(np.uint8))
        memory.find(a.cache, 1)[0].flush()
