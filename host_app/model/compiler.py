"""From the description of a model's layers to token programs for one device.

A `Compiler` holds what all programs of a model share: the matrices, constants and vectors of
`workspace`, and the caches. `layers` calls its operations, and each becomes instructions for the
number of rows that is being compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lutcore.driver.contract.convolution import HistoryLayout
from lutcore.driver.contract.delta import StateLayout
from lutcore.driver.contract.execute import CacheLayout
from lutcore.driver.contract.instructions import (
    Attn,
    CacheType,
    Conv,
    Delta,
    Each,
    Function,
    Instruction,
    Operand,
    Prefactor,
    Reduction,
    Route,
)
from lutcore.driver.contract.routing import word_of, words_of
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.errors import UnsupportedModelError
from lutcore.host_app.model import layers
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.rope import rope_table
from lutcore.host_app.model.workspace import ROWS, Engine, Products, Vector, aligned

L2_EPSILON = 1e-6                       # Gated DeltaNet: addend of queries' and keys' squares

Layout = CacheLayout | HistoryLayout | StateLayout

CACHE_BUFFERS = 2                       # keys and values, which an engine may have, and the rest


def buffer_of(layout: Layout) -> int:
    """Which of CACHE_BUFFERS a cache lies in."""
    return 0 if isinstance(layout, CacheLayout) else 1


class Compiler(Products):
    """Programs of one model on one engine."""

    def __init__(self, config: Config, tensors: Mapping[str, np.ndarray],
                 matrices: Mapping[str, Any], engine: Engine, cache_type: CacheType) -> None:
        super().__init__(config, tensors, matrices, engine)
        self.cache_type = cache_type
        self.slots = self.capacity = 0
        # For every layer: addresses, and bytes of a slot.
        self._caches: list[list[tuple[int, int]]] = []
        self._angles: dict[bool, tuple[int, int]] = {}  # tables of cos and sin; of sliding layers
        self._hidden = Vector(self.input.address, config.hidden_size, 4 * config.hidden_size)

    # Caches ---------------------------------------------------------------------------------------

    def layouts(self, capacity: int) -> list[list[Layout]]:
        """How each layer's keys and values of a slot lie, or what it convolves, and its state."""
        return [self._layouts(layer, capacity) for layer in range(self.config.num_hidden_layers)]

    def _layouts(self, layer: int, capacity: int) -> list[Layout]:
        c = self.config
        if c.convolves(layer):
            return [HistoryLayout(capacity, c.hidden_size)]
        if c.recurs(layer):             # no slot goes back, so a pass and what it mixes is enough
            return [HistoryLayout(ROWS + c.linear_conv_kernel_dim - 1,
                                  2 * c.state_keys + c.state_values),
                    StateLayout(c.linear_num_value_heads, c.linear_key_head_dim,
                                c.linear_value_head_dim)]
        return [CacheLayout(c.num_key_value_heads, capacity, c.head_dim, self.cache_type)]

    def cache_bytes(self, slots: int, capacity: int) -> list[int]:
        """Bytes that the caches of all layers take in each of CACHE_BUFFERS."""
        nbytes = [0] * CACHE_BUFFERS
        for layouts in self.layouts(capacity):
            for layout in layouts:
                nbytes[buffer_of(layout)] += slots * aligned(layout.nbytes)
        return nbytes

    def set_cache(self, slots: int, capacity: int, addresses: Sequence[int], context: int) -> None:
        """Compile for caches in buffers at `addresses`: of each layer, those of all slots.

        capacity: positions of a slot; context: those that it may have in the end
        """
        self.slots, self.capacity, self._caches = slots, capacity, []
        at = list(addresses)
        for layouts in self.layouts(capacity):
            self._caches.append([])
            for layout in layouts:
                stride, buffer = aligned(layout.nbytes), buffer_of(layout)
                self._caches[-1].append((at[buffer], stride))
                at[buffer] += slots * stride
        both = (False,) if self.config.rope_local_base_freq is None else (False, True)
        self._angles = {local: self._table(capacity, context, local) for local in both}

    def _table(self, capacity: int, context: int, local: bool) -> tuple[int, int]:
        angles = rope_table(self.config, capacity, context, local)     # [T, D/2]
        cos = np.concatenate([angles.real, angles.real], axis=1).astype(np.float32)
        sin = np.concatenate([-angles.imag, angles.imag], axis=1).astype(np.float32)
        return self._arena.place(cos), self._arena.place(sin)

    # Programs -------------------------------------------------------------------------------------

    def body(self, rows: int) -> list[Instruction]:
        """All layers for `rows` rows: the residual stream in `input` becomes the last layer's."""
        return [instruction for layer in self.layers(rows) for instruction in layer]

    def step(self, rows: int) -> list[Instruction]:
        """All layers, and the logits of all rows: each is the `source` of its own entry."""
        return [*self.body(rows), *self.head(rows)]

    def layers(self, rows: int) -> list[list[Instruction]]:
        """The instructions of each layer for `rows` rows; see `body`."""
        done = [self.layer(0, rows)]
        for index in range(1, self.config.num_hidden_layers):
            self._code = []
            layers.layer(self, index, self._tensors)
            done.append(self._code)
        return done

    def layer(self, index: int, rows: int) -> list[Instruction]:
        """The instructions of one layer for `rows` rows that some other program left in `input`."""
        self._rows, self._gather, self._hidden = rows, False, replace(self._hidden, squares=0)
        self._code = []
        layers.layer(self, index, self._tensors)
        return self._code

    def head(self, rows: int) -> list[Instruction]:
        """Logits in `output` of `rows` rows, each the `source` of an entry of the table of rows."""
        self._rows, self._gather, self._code = rows, True, []
        self._hidden = replace(self._hidden, squares=self._region("squares of hidden", 4 * ROWS))
        layers.head(self)
        return self._code

    # Operations of layers.Builder -----------------------------------------------------------------

    def hidden(self) -> Vector:
        """The rows' input."""
        return self._hidden

    def norm(self, x: Vector, weight: str | None, factor: float = 1.0) -> Vector:
        """x * weight * factor / root mean square of x."""
        if weight is None:
            return x
        squares = x.squares or self._squares(x)
        y = self._vector("normed", x.length)
        self._vec(y, x.operand(gather=self._gather), Operand(self._tensor(weight, factor)),
                  prefactor=Prefactor.NORM, scalar=squares, inverse=1 / x.length,
                  epsilon=self.config.rms_norm_eps)
        self._gather = False
        return y

    def _squares(self, x: Vector) -> int:
        """Sum the squares of a vector whose writer did not."""
        is_hidden = x.base == self._hidden.base
        address = self._region(f"squares of {'hidden' if is_hidden else x.base}", 4 * ROWS)
        self._vec(x, x.operand(), reduction=Reduction.SQUARES, reduced=address)
        return address

    def head_norm(self, x: Vector, counts: Sequence[int], weights: Sequence[str],
                  size: int = 0) -> None:
        """RMSNorm of the first heads of x in place: counts[i] heads with tensor weights[i].

        size: elements of a head; 0: those of the attention's
        """
        size, heads = size or self.config.head_dim, sum(counts)
        weight = self._constant(" ".join(weights), np.concatenate(
            [np.tile(widen(self._tensors[name]).astype(np.float32), count)
             for name, count in zip(weights, counts, strict=True)]))
        part = replace(x, length=heads * size)
        squares = self._region(f"squares of {heads} heads", 4 * ROWS * heads)
        self._vec(part, part.operand(), segment=size, reduction=Reduction.SQUARES, reduced=squares)
        self._vec(part, part.operand(), Operand(weight), segment=size, prefactor=Prefactor.NORM,
                  scalar=squares, inverse=1 / size, epsilon=self.config.rms_norm_eps)

    def linear(self, x: Vector, names: Sequence[str], squares: bool = False) -> Vector:
        """The outputs of matrices that read x, side by side, with their biases.

        squares: of one matrix: sum the squares of its outputs
        """
        runs = self._loaded(names)
        y = self._vector(names[0].rpartition(".")[2], sum(run.matrix.n for run in runs), squares)
        at = 0
        for run in runs:
            self._multiply(x, run, replace(y, base=y.base + 4 * at, length=run.matrix.n),
                           squares=y.squares)
            at += run.matrix.n
        return y

    def add_norm(self, y: Vector, weight: str, to: Vector) -> None:
        """Add the norm of y, whose squares are summed, and sum the squares of what comes out."""
        squares = self._region("squares of hidden", 4 * ROWS)
        self._vec(to, y.operand(), Operand(self._tensor(weight, self.config.residual_multiplier)),
                  to.operand(), prefactor=Prefactor.NORM, scalar=y.squares, inverse=1 / y.length,
                  epsilon=self.config.rms_norm_eps, reduction=Reduction.SQUARES, reduced=squares)
        self._hidden = replace(self._hidden, squares=squares)

    def add_linear(self, x: Vector, name: str, to: Vector) -> None:
        """Add a matrix's output, and sum the squares of what comes out."""
        (run,) = self._loaded([name], self.config.residual_multiplier)
        squares = self._region("squares of hidden", 4 * ROWS)
        self._multiply(x, run, to, add=to, squares=squares)
        self._hidden = replace(self._hidden, squares=squares)

    def rotate(self, x: Vector, heads: int, sliding: bool = False) -> Vector:
        """The first heads of x, rotated by the row's position; sliding: a layer with a window."""
        size = self.config.head_dim
        cos, sin = self._angles.get(sliding, self._angles[False])
        y = self._vector("rotated", heads * size)
        turn = Operand(position_stride=4 * size, period=size)
        self._vec(y, x.operand(), replace(turn, base=cos), x.operand(swap=True),
                  replace(turn, base=sin), head=size)
        return y

    def attend(self, qk: Vector, qkv: Vector, layer: int) -> Vector:
        """Attention of the rotated queries and keys and the values behind them in `qkv`."""
        c = self.config
        y = self._vector("attended", c.num_attention_heads * c.head_dim)
        queries = c.num_attention_heads * c.head_dim
        keys = c.num_key_value_heads * c.head_dim
        cache, stride = self._caches[layer][0]
        self._code.append(Attn(
            rows=self._rows, heads=c.num_attention_heads, kv_heads=c.num_key_value_heads,
            size=c.head_dim, q=qk.operand(), k=qk.operand(queries), v=qkv.operand(queries + keys),
            y=y.operand(), cache=cache, slot_stride=stride, capacity=self.capacity,
            slots=self.slots,
            scale=c.score_scale, window=c.window(layer) or 0, cache_type=self.cache_type,
            sinks=self._tensor(f"model.layers.{layer}.self_attn.sinks") if c.facts.sinks else 0))
        return y

    def convolve(self, x: Vector, weight: str, layer: int) -> Vector:
        """c * the convolution of b * x over positions, of the thirds b, c and x of a vector."""
        size = x.length // 3
        inner = self._vector("convolved", size)
        self._vec(inner, x.operand(), x.operand(2 * size))
        y = self._conv(inner, weight, layer)
        self._vec(y, y.operand(), x.operand(size))
        return y

    def _conv(self, x: Vector, weight: str, layer: int) -> Vector:
        """The convolution of x over positions, channel by channel."""
        y, ((cache, stride), *_) = self._vector("mixed", x.length), self._caches[layer]
        taps = widen(self._tensors[weight]).astype(np.float32).T
        history = self._layouts(layer, self.capacity)[0]
        assert isinstance(history, HistoryLayout)
        self._code.append(Conv(
            rows=self._rows, length=x.length, taps=len(taps), a=x.operand(), y=y.operand(),
            weights=self._constant(weight, np.ascontiguousarray(taps)), cache=cache,
            slot_stride=stride, capacity=history.capacity, slots=self.slots))
        return y

    def delta(self, x: Vector, prefix: str, layer: int) -> Vector:
        """What heads read of their states; x begins with q, k, v, and ends with what steers them.

        prefix: of the tensors' names
        """
        c = self.config
        heads = c.linear_num_value_heads
        mixed = self._conv(replace(x, length=2 * c.state_keys + c.state_values),
                           prefix + "conv1d.weight", layer)
        self._vec(mixed, mixed.operand(), function=Function.SILU)
        y, (state, stride) = self._vector("read", c.state_values), self._caches[layer][1]
        logarithms = widen(self._tensors[prefix + "A_log"]).astype(np.float64)
        self._code.append(Delta(
            rows=self._rows, heads=heads, key_heads=c.linear_num_key_heads,
            keys=c.linear_key_head_dim, values=c.linear_value_head_dim, a=mixed.operand(),
            b=x.operand(x.length - 2 * heads), c=x.operand(x.length - heads), y=y.operand(),
            rates=self._constant(prefix + "rates", -np.exp(logarithms).astype(np.float32)),
            biases=self._tensor(prefix + "dt_bias"), state=state, slot_stride=stride,
            slots=self.slots, scale=c.linear_key_head_dim ** -0.5, epsilon=L2_EPSILON))
        return y

    def gate(self, y: Vector, gate: Operand, function: Function) -> None:
        """Multiply y with a function of a gate, in place."""
        self._vec(y, gate, y.operand(), function=function)

    def gated(self, x: Vector, function: Function) -> Vector:
        """f(first half of x) * its second half, with the sum of squares."""
        half = x.length // 2
        y = self._vector("inner", half, squares=True)
        self._vec(y, x.operand(), x.operand(half), function=function,
                  reduction=Reduction.SQUARES, reduced=y.squares)
        return y

    def clamped_gate(self, x: Vector) -> Vector:
        """g * sigmoid(alpha * g) * (u + 1) of the halves g and u of x, within limits (gpt-oss)."""
        c, half = self.config, x.length // 2
        gate, y = self._vector("gate", half), self._vector("inner", half)
        alpha, back = (self._constant(name, np.full(ROWS, value, np.float32)) for name, value in
                       (("alpha", c.swiglu_alpha), ("1 / alpha", 1 / c.swiglu_alpha)))
        one = Operand(back, element_stride=0)
        self._vec(gate, x.operand(), function=Function.CLAMP, low=-np.inf, high=c.swiglu_limit)
        self._vec(y, x.operand(half), one, one, function=Function.CLAMP, low=-c.swiglu_limit,
                  high=c.swiglu_limit)
        self._vec(y, gate.operand(), y.operand(), function=Function.SILU,
                  prefactor=Prefactor.SCALE, scalar=alpha)
        return y

    def route(self, x: Vector) -> Vector:
        """The experts' shares of every row, by the router's scores x."""
        y = self._vector("shares", x.length)
        self._code.append(Route(
            rows=self._rows, experts=x.length, chosen=self.config.num_experts_per_tok,
            normalised=self.config.norm_topk_prob, a=x.operand(), y=y.operand()))
        return y

    def add_experts(self, x: Vector, shares: Vector, expert: Callable[[], Vector]) -> None:
        """Add experts' outputs times their shares to x; those that no row has chosen are left out.

        expert: compiles the first expert, and returns its output

        The rows of one LMMA are taken at a time, so that few rows choose in common. Raises
        UnsupportedModelError (experts of different formats).
        """
        all_rows, step = self._rows, self.engine.chunk_rows
        for first in range(0, all_rows, step):
            self._first, self._rows = first, min(step, all_rows - first)
            at, self._used = len(self._code), []
            self._vec(x, expert().operand(), shares.operand(element_stride=0), x.operand())
            places, table = self._own_words(self._code[at:], tuple(self._used), shares)
            self._code.insert(at, Each(
                first=first, rows=self._rows, count=len(self._code) - at, times=shares.length,
                numbers=shares.base, stride=shares.stride, patches=len(places),
                places=self._constant(f"places {places}", np.array(places, np.uint32)),
                table=table))
        self._first, self._rows = 0, all_rows
        self._hidden = replace(self._hidden, squares=self._squares(x))

    def add_shared(self, x: Vector, share: Vector, y: Vector) -> None:
        """Add y times the sigmoid of one number for each row to x."""
        self._vec(share, share.operand(), function=Function.SIGMOID)
        self._vec(x, y.operand(), share.operand(element_stride=0), x.operand())

    def _own_words(self, body: Sequence[Instruction], used: Sequence[tuple[str, ...]],
                   shares: Vector) -> tuple[list[int], int]:
        """Which words of the first expert's instructions are others', and the table of them.

        used: names of the matrices that it reads, as they lie side by side
        """
        first = [own for names in used for run in self._loaded(names) for own in run.own_words()]
        roles = {own: i for i, own in enumerate([*first, ("b.base", shares.base)]) if own[1]}
        found = [(word, roles[field, value]) for word, index, field in words_of(body)
                 if (field, value := word_of(body[index], field)) in roles]
        name = f"experts of {used[0]}"
        if name not in self._constants:
            self._constant(name, self._table_of_experts(used, shares)[:, [i for _, i in found]])
        return [word for word, _ in found], self._constants[name]

    def _table_of_experts(self, used: Sequence[tuple[str, ...]], shares: Vector) -> np.ndarray:
        """The words of all experts, and where their shares lie: uint32 [experts, words]."""
        rows, first = [], None
        for number in range(shares.length):
            runs = [run for names in used for run in self._loaded(
                [name.replace(".experts.0.", f".experts.{number}.") for name in names])]
            shapes = [run.shape for run in runs]
            first = first or shapes
            if shapes != first:
                raise UnsupportedModelError(
                    f"expert {number} of {used[0][0]} has weights of another format than the first "
                    "one; pack the model with one format for all")
            rows.append([word for run in runs for _, word in run.own_words()]
                        + [shares.base + 4 * number])
        return np.array(rows, np.uint32)

    def logits(self, x: Vector, name: str) -> None:
        """The output layer's result, in `output`."""
        length = self.config.vocab_size
        at = 0
        for run in self._loaded([name]):
            self._multiply(x, run, Vector(self.output.address + 4 * at, run.matrix.n, 4 * length))
            at += run.matrix.n
