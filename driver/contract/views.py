"""Packed matrices as a device takes them: several side by side, ternary ones as bit planes.

Nothing is copied: `streams.arrange` reads a few columns and slices at a time, so that loading a
matrix needs little memory beside the matrix and the device's buffer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from lutcore.driver.contract.errors import FormatError
from lutcore.driver.contract.geometry import SLICE, TRIT_SLICE
from lutcore.driver.contract.packing import PackedMatrix, WeightFormat

PLANES = WeightFormat(2, 0, 64)         # ternary weights on engines without native ternary
SPAN   = TRIT_SLICE                     # slices of bit planes that end where native slices end
_NATIVE_SPAN = SPAN * SLICE // TRIT_SLICE   # native slices of as many inputs


class Weights(Protocol):
    """A matrix to load: a PackedMatrix, or a view of some."""

    @property
    def format(self) -> WeightFormat:
        """Format of the weights."""

    @property
    def n(self) -> int:
        """Number of columns: outputs."""

    @property
    def k(self) -> int:
        """Number of inputs."""

    @property
    def slices(self) -> int:
        """Number of slices of the inputs."""

    @property
    def column_scale(self) -> np.ndarray:
        """float32 [n]; see `PackedMatrix`."""

    @property
    def column_offset(self) -> np.ndarray | None:
        """float32 [n], or None; see `PackedMatrix`."""

    def part(self, first: int, last: int, slices: slice) -> tuple[np.ndarray, np.ndarray | None]:
        """Return what `PackedMatrix.part` does."""


def weights_for(matrices: Sequence[PackedMatrix], ternary: bool) -> Weights:
    """Return matrices of one format and K as one matrix, with the columns of all in order.

    ternary: the engine takes native ternary weights.

    Raises FormatError (no matrix, or matrices of different formats or K).
    """
    if not matrices:
        raise FormatError("no matrices to load")
    names = {(x.format, x.k): f"{x.format.name} {x.k}" for x in matrices}
    if len(names) != 1:
        raise FormatError("matrices to load side by side differ in format or K: "
                          + ", ".join(names.values()))
    members = [TernaryAsPlanes(x) if x.format.ternary and not ternary else x for x in matrices]
    return members[0] if len(members) == 1 else SideBySide(tuple(members))


@dataclass(frozen=True)
class SideBySide:
    """The columns of matrices that agree in format and K, in order."""

    members: tuple[Weights, ...]

    @property
    def format(self) -> WeightFormat:
        """Format of the weights."""
        return self.members[0].format

    @property
    def n(self) -> int:
        """Number of columns: outputs."""
        return sum(member.n for member in self.members)

    @property
    def k(self) -> int:
        """Number of inputs."""
        return self.members[0].k

    @property
    def slices(self) -> int:
        """Number of slices of the inputs."""
        return self.members[0].slices

    @property
    def column_scale(self) -> np.ndarray:
        """float32 [n]; see `PackedMatrix`."""
        return np.concatenate([member.column_scale for member in self.members])

    @property
    def column_offset(self) -> np.ndarray | None:
        """float32 [n], or None; see `PackedMatrix`."""
        offsets = [x.column_offset for x in self.members if x.column_offset is not None]
        return np.concatenate(offsets) if offsets else None

    def part(self, first: int, last: int, slices: slice) -> tuple[np.ndarray, np.ndarray | None]:
        """Return what `PackedMatrix.part` does."""
        parts, start = [], 0
        for member in self.members:
            low, high = max(first - start, 0), min(last - start, member.n)
            if low < high:
                parts.append(member.part(low, high, slices))
            start += member.n
        values = [values for _, values in parts if values is not None]
        return (np.concatenate([words for words, _ in parts]),
                np.concatenate(values) if values else None)


@dataclass(frozen=True)
class TernaryAsPlanes:
    """A native ternary matrix in two bit planes."""

    packed: PackedMatrix

    format = PLANES
    column_offset = None

    @property
    def n(self) -> int:
        """Number of columns: outputs."""
        return self.packed.n

    @property
    def k(self) -> int:
        """Number of inputs."""
        return self.packed.k

    @property
    def slices(self) -> int:
        """Number of slices of the inputs."""
        return self.format.slices(self.k)

    @property
    def column_scale(self) -> np.ndarray:
        """float32 [n]; see `PackedMatrix`. A plane of two weighs half a plane of one."""
        return np.asarray(2 * self.packed.column_scale)

    def part(self, first: int, last: int, slices: slice) -> tuple[np.ndarray, None]:
        """Return what `PackedMatrix.part` does; slices start at a multiple of SPAN."""
        start = slices.start // SPAN * _NATIVE_SPAN
        stop  = -(-slices.stop * SLICE // TRIT_SLICE)
        words, _ = self.packed.part(first, last, slice(start, min(stop, self.packed.slices)))
        codes = self.packed.format.layout.decode(words).reshape(last - first, -1)
        inputs = min(self.k, slices.stop * SLICE) - slices.start * SLICE
        return self.format.layout.encode(codes[:, :inputs]), None
