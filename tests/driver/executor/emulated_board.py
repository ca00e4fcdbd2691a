"""A board that is the emulator, for tests of doorbells and of what is handed over around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from lutcore.driver.contract.registers import BY_NAME
from lutcore.driver.direct import READ_TYPE, SYNC_TYPE, WRITE_TYPE, Direct

NAMES = {register.offset: register.name for register in BY_NAME.values()}


class EmulatedBoard:
    """An emulated engine as a board: no program runs whole, and it can misbehave.

    Host and engine have copies of their own of every buffer; a flush or an invalidation copies as
    much as it names: what was not handed over is not there, and what was too early is gone.

    With `compiled`, compiled code reaches registers and caches through C functions.
    """

    runs_programs = False

    def __init__(self, inner: Any, compiled: bool, pause: float = 0.0) -> None:
        self.inner, self.compiled, self.pause = inner, compiled, pause
        self.answers: dict[str, int] = {}           # registers that read something else
        self.log: list[tuple[Any, ...]] = []
        self.buffers: dict[int, Any] = {}
        self.page: np.ndarray | None = None         # registers that never say that work is done
        self.refuses = 0                            # what `sync` answers
        self.moved: list[tuple[str, int, int | None]] = []      # address and bytes of transfers

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def read(self, register: str) -> int:
        self.log.append(("read", register))
        return self.answers.get(register, self.inner.read(register))

    def write(self, register: str, value: int) -> None:
        self.log.append(("write", register, value))
        self.inner.write(register, value)

    def allocate(self, nbytes: int) -> Any:
        buffer = self.inner.allocate(nbytes)
        buffer.handle = buffer.address
        for name in ("flush", "invalidate"):
            setattr(buffer, name, self._watched(name, getattr(buffer, name), buffer.address))
        self.buffers[buffer.address] = buffer
        return buffer

    def _watched(self, name: str, transfer: Callable[[int | None], None], address: int
                 ) -> Callable[[int | None], None]:
        def moved(nbytes: int | None = None) -> None:
            self.moved.append((name, address, nbytes))
            transfer(nbytes)
        return moved

    def direct(self) -> Direct | None:
        def sync(_: Any, handle: int, direction: int, nbytes: int, offset: int) -> int:
            assert not offset
            buffer = self.buffers[handle]
            (buffer.invalidate if direction else buffer.flush)(nbytes)
            return self.refuses

        if not self.compiled:
            return None
        if self.page is not None:
            return Direct(page=self.page.ctypes.data, sync=SYNC_TYPE(sync), pause=self.pause)
        functions = (READ_TYPE(lambda _, offset: self.read(NAMES[offset])),
                     WRITE_TYPE(lambda _, offset, value: self.write(NAMES[offset], value)))
        return Direct(functions=functions, sync=SYNC_TYPE(sync), pause=self.pause)
