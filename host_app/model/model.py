"""A model that runs: slots of context, and steps that take rows of several sequences at once.

    slots  = model.slots(2, context=512)
    logits = model.step([(slots[0], prompt), (slots[1], [token])])      # float32 [2, V]

A step appends each sequence's tokens to its slot and returns the logits after its last one.
`generate`, `chat`, `eval` and everything else are loops around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver.contract import Lmma
from lutcore.driver.contract.execute import CacheLayout
from lutcore.driver.contract.instructions import BLOCK, Attn, CacheType, Quant, Vec
from lutcore.host_app.checkpoints.source import ModelData, embedded
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.errors import NonFiniteLogitsError, PromptTooLongError, SlotError
from lutcore.host_app.model.compiler import Compiler, Layout, buffer_of
from lutcore.host_app.model.engines import DeviceEngine, FloatEngine
from lutcore.host_app.model.tensors import NORM
from lutcore.host_app.model.workspace import ROWS, Engine, aligned

if TYPE_CHECKING:
    from lutcore.driver import Device

PARTS = {Lmma: "products", Quant: "quantiser", Vec: "vector", Attn: "attention"}
FIRST_CAPACITY = 2 * BLOCK              # positions of a slot, before it has to grow
CACHE_TYPES    = {"float32": CacheType.F32, "float16": CacheType.F16, "int8": CacheType.INT8}


class Slot:
    """One sequence's place in the caches. `Model.slots` makes it."""

    def __init__(self, model: Model, index: int, context: int) -> None:
        self.model, self.index, self.context = model, index, context
        self.length = 0                 # tokens that the cache holds

    def forward(self, tokens: Sequence[int]) -> np.ndarray:
        """Append tokens; float32 [V], the logits after the last. Raises what `Model.step` does."""
        return self.model.step([(self, tokens)])[0]

    def forward_all(self, tokens: Sequence[int]) -> np.ndarray:
        """Append tokens; float32 [M, V], the logits after each."""
        return self.model.step([(self, tokens)], everywhere=True)

    def truncate(self, length: int) -> int:
        """Forget all tokens but the first `length`, and return how many are left; see `kept`.

        Raises SlotError for more than there are.
        """
        self.length = self.kept(length)
        return self.length

    def kept(self, length: int) -> int:
        """Return how many of the first `length` tokens the slot can keep: all of them, or none.

        A state is that of all tokens, so a slot with states goes back to its beginning only. Raises
        SlotError for more than there are.
        """
        if not 0 <= length <= self.length:
            raise SlotError(f"slot {self.index} holds {self.length} tokens and cannot keep "
                            f"{length}; give a number from 0 to {self.length}")
        return 0 if self.model.config.has_states and length < self.length else length


class Model:
    """A model on an engine: a DeviceEngine, or a FloatEngine for float32 weights.

    cache: how keys and values are kept, a key of CACHE_TYPES.
    """

    def __init__(self, data: ModelData, engine: Engine, cache: str) -> None:
        """Raises DeviceMemoryError."""
        self.config = data.config
        self._embedding = data.embedding
        self._norm = widen(data.tensors[NORM]).astype(np.float32)
        self._engine = engine
        self._compiler = Compiler(data.config, data.tensors, data.matrices, engine,
                                  CACHE_TYPES[cache])
        self._slots: list[Slot] = []
        self._capacity = 0              # positions of every slot
        self._caches: list[Any] = []    # the buffers
        self._programs: dict[tuple[str, int], Any] = {}
        self._spent = dict.fromkeys(PARTS, 0.0)     # seconds of programs that are gone

    def slots(self, count: int, context: int | None = None) -> list[Slot]:
        """Make `count` empty slots for `context` tokens each (None: the model's limit).

        Slots of an earlier call are gone. Memory is taken as it is needed. Raises SlotError.
        """
        if count < 1 or (context is not None and context < 1):
            raise SlotError(f"{count} slots of {context} tokens; give at least one of each")
        limit = self.config.max_position_embeddings
        context = limit if context is None else min(context, limit)
        self._slots = [Slot(self, index, context) for index in range(count)]
        self._capacity = 0
        self._grow(1)
        return list(self._slots)

    def step(self, sequences: Sequence[tuple[Slot, Sequence[int]]],
             everywhere: bool | Sequence[bool] = False,
             wanted: Sequence[bool] | None = None) -> np.ndarray:
        """Append tokens to slots; float32 [S, V], the logits after the last token of each sequence.

        everywhere: the logits after all tokens, float32 [tokens of all sequences, V]; for all
            sequences, or for each of them
        wanted:     the sequences whose logits are computed and returned; None: all

        Raises PromptTooLongError if a sequence does not fit its slot, SlotError for a slot that is
        given twice or of another model, NonFiniteLogitsError, and the device's errors.
        """
        self._check(sequences)
        wanted = [True] * len(sequences) if wanted is None else wanted
        if isinstance(everywhere, bool):
            everywhere = [everywhere] * len(sequences)
        flat = [(slot, slot.length + i, token, wants and (every or i == len(tokens) - 1))
                for (slot, tokens), wants, every in zip(sequences, wanted, everywhere, strict=True)
                for i, token in enumerate(tokens)]
        self._grow(max(position for _, position, _, _ in flat) + 1)
        with self._appending(sequences):
            logits = [self._pass(flat[at:at + ROWS]) for at in range(0, len(flat), ROWS)]
        return _finite(np.concatenate(logits), "logits")

    def hidden(self, slot: Slot, tokens: Sequence[int]) -> np.ndarray:
        """Append at most ROWS tokens to a slot; float32 [M, D], the last layer's normed outputs.

        Raises what `step` does.
        """
        self._check([(slot, tokens)])
        self._grow(slot.length + len(tokens))
        part = [(slot, slot.length + i, token, False) for i, token in enumerate(tokens)]
        with self._appending([(slot, tokens)]):
            self._run("body", part)
        size = self.config.hidden_size
        self._compiler.input.invalidate(4 * len(tokens) * size)
        x = self._compiler.input.array.view(np.float32)[:len(tokens) * size].reshape(-1, size)
        mean = np.mean(x * x, axis=1, keepdims=True)
        return _finite(x / np.sqrt(mean + np.float32(self.config.rms_norm_eps)) * self._norm,
                       "outputs")

    @property
    def cache_bytes(self) -> int:
        """Memory that the slots' keys and values take."""
        return sum(self._compiler.cache_bytes(len(self._slots), self._capacity))

    def seconds(self) -> dict[str, float]:
        """Seconds of all steps so far by kind of instruction, values of PARTS."""
        spent = [program.seconds() for program in self._programs.values()]
        return {name: self._spent[kind] + sum(one[kind] for one in spent)
                for kind, name in PARTS.items()}

    def program(self, rows: int = 1, wanted: int = 1, positions: int = 1
                ) -> list[tuple[str, list[Any]]]:
        """The instructions of a step of `rows` tokens by part: every layer's, then the head's.

        Makes one slot if there is none. rows: at most ROWS. wanted: rows of the head. positions:
        the slots have room for so many, or more.
        """
        if not self._slots:
            self.slots(1)
        self._grow(positions)
        layers = self._compiler.layers(rows)
        return [*((f"layer {index}", layer) for index, layer in enumerate(layers)),
                ("head", self._compiler.head(wanted))]

    def _check(self, sequences: Sequence[tuple[Slot, Sequence[int]]]) -> None:
        seen = set()
        for slot, tokens in sequences:
            if slot.model is not self or self._slots[slot.index:slot.index + 1] != [slot]:
                raise SlotError("a slot of another model, or from before the last call of `slots`; "
                                "take one of the model's slots")
            if slot.index in seen or not len(tokens):
                raise SlotError(f"slot {slot.index} is given twice or without a token; give every "
                                "slot once, with at least one token")
            seen.add(slot.index)
            if slot.length + len(tokens) > slot.context:
                raise PromptTooLongError(
                    f"{len(tokens)} tokens after {slot.length} do not fit in the context of "
                    f"{slot.context}; give a shorter prompt")
        if not sequences:
            raise SlotError("a step of no sequences; give at least one")

    @contextmanager
    def _appending(self, sequences: Sequence[tuple[Slot, Sequence[int]]]) -> Iterator[None]:
        """Count the tokens when they are read; states that an error left on the way are void."""
        lengths = [slot.length for slot, _ in sequences]
        if self.config.has_states:
            for slot, _ in sequences:
                slot.length = 0
        yield
        for (slot, tokens), length in zip(sequences, lengths, strict=True):
            slot.length = length + len(tokens)

    def _run(self, program: str, part: Sequence[tuple[Slot, int, int, bool]]) -> np.ndarray:
        """At most ROWS tokens through all layers; their table of rows, uint32 [M, 4].

        program: "body", or "step" for their logits, too
        """
        compiler, count = self._compiler, len(part)
        rows = np.zeros((count, 4), np.uint32)
        rows[:, 0] = [position for _, position, _, _ in part]
        rows[:, 1] = [slot.index for slot, _, _, _ in part]
        rows[:, 2] = np.arange(count)
        tokens = np.array([token for _, _, token, _ in part])
        x = embedded(self._embedding, tokens)
        x = x * np.float32(self.config.embedding_multiplier)
        compiler.input.array.view(np.float32)[:x.size] = x.reshape(-1)
        compiler.input.flush(x.nbytes)
        self._program(program, count).run(rows)
        return rows

    def _pass(self, part: Sequence[tuple[Slot, int, int, bool]]) -> np.ndarray:
        """At most ROWS tokens through the model; the logits that are wanted, float32 [W, V]."""
        output = self._compiler.output
        wanted = [i for i, (_, _, _, last) in enumerate(part) if last]
        if len(wanted) == len(part):
            self._run("step", part)
        else:
            rows = self._run("body", part)
            if not wanted:
                return np.empty((0, self.config.vocab_size), np.float32)
            self._program("head", len(wanted)).run(rows[wanted])
        size = len(wanted) * self.config.vocab_size
        output.invalidate(4 * size)
        return output.array.view(np.float32)[:size].reshape(len(wanted), -1).copy()

    def _program(self, part: str, rows: int) -> Any:
        if (part, rows) not in self._programs:
            instructions = getattr(self._compiler, part)(rows)
            self._programs[part, rows] = self._engine.program(instructions)
        return self._programs[part, rows]

    def free(self) -> None:
        """Give the engine's memory back; the model cannot be used afterwards."""
        self._forget_programs()
        self._engine.free()

    def _forget_programs(self) -> None:
        for program in self._programs.values():
            for kind, seconds in program.seconds().items():
                self._spent[kind] += seconds
            program.free()
        self._programs.clear()

    # Memory ---------------------------------------------------------------------------------------

    def _grow(self, positions: int) -> None:
        """Make room for so many positions in every slot; what the caches hold moves along.

        An error or Ctrl-C on the way leaves the caches as they were.
        """
        if positions <= self._capacity:
            return
        limit = -(-max(slot.context for slot in self._slots) // BLOCK) * BLOCK
        capacity = max(FIRST_CAPACITY, self._capacity)
        while capacity < positions:
            capacity *= 2
        capacity = min(capacity, limit)
        compiler, count, old = self._compiler, len(self._slots), self._caches
        caches: list[Any] = []
        try:
            for nbytes in compiler.cache_bytes(count, capacity):
                caches.append(self._engine.allocate(max(1, nbytes)))
            if self._capacity:
                self._move(caches, capacity)
            self._forget_programs()
        except BaseException:
            for buffer in caches:
                buffer.free()
            raise
        compiler.set_cache(count, capacity, [x.address for x in caches],
                           max(slot.context for slot in self._slots))
        self._caches, self._capacity = caches, capacity
        for buffer in old:
            buffer.free()

    def _move(self, caches: Sequence[Any], capacity: int) -> None:
        """Copy what all slots hold to new buffers, of more positions."""
        old, count, layouts = self._caches, len(self._slots), self._compiler.layouts
        for buffer in old:
            buffer.invalidate()
        at, to = [0] * len(old), [0] * len(old)
        for before, after in zip(chain(*layouts(self._capacity)), chain(*layouts(capacity)),
                                 strict=True):
            i = buffer_of(after)
            for _ in range(count):
                move(old[i].array[at[i]:], before, caches[i].array[to[i]:], after)
                at[i], to[i] = at[i] + aligned(before.nbytes), to[i] + aligned(after.nbytes)
        for buffer in caches:
            buffer.flush()


def common_prefix(a: Sequence[int], b: Sequence[int]) -> int:
    """Length of the longest beginning that two sequences of tokens share."""
    for position, (in_a, in_b) in enumerate(zip(a, b, strict=False)):
        if in_a != in_b:
            return position
    return min(len(a), len(b))


def engine_for(device: Device | None) -> DeviceEngine | FloatEngine:
    """What multiplies: a device, or numpy in float32."""
    return FloatEngine() if device is None else DeviceEngine(device)


def _finite(values: np.ndarray, name: str) -> np.ndarray:
    """The values. Raises NonFiniteLogitsError."""
    if not np.isfinite(values).all():
        raise NonFiniteLogitsError(f"the model's {name} are not finite; its weights are damaged")
    return values


def default_cache(data: ModelData) -> str:
    """The type of cached keys and values that suits a model: as exact as its weights."""
    return "float32" if data.format is None else "int8"


def move(source: np.ndarray, before: Layout, target: np.ndarray, after: Layout) -> None:
    """Copy what a slot holds into a slot of more positions. Both begin uint8 arrays."""
    if not (isinstance(before, CacheLayout) and isinstance(after, CacheLayout)):
        target[:before.nbytes] = source[:before.nbytes]
        return
    heads = before.heads
    at = to = 0
    for old, new in ((before.plane, after.plane),) * 2 + ((before.scales, after.scales),) * 2:
        if old:
            part = source[at:at + old].reshape(heads, -1)
            target[to:to + new].reshape(heads, -1)[:, :part.shape[1]] = part
        at, to = at + old, to + new
