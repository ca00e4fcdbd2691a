"""The virtual board's bus: the registers of the engine and those of the processor."""

from __future__ import annotations

from lutcore.driver.bundles.hwh import FAMILIES
from lutcore.driver.contract.registers import CONTROL_RANGE
from lutcore.driver.errors import RegisterAccessError
from lutcore.driver.pages import PageAllocator
from lutcore.driver.virtual.simulator import SimulatedBoard

_PS_REGISTERS = 0xE000_0000             # first bus address of the processor's registers
_PS_RESET = {                           # reset values that pynq.Clocks computes clocks from
    "zynq7": {
        **dict.fromkeys((0xF800_0100, 0xF800_0104, 0xF800_0108), 20 << 12),  # PLLs: 50 MHz x 20
        0xF800_0120: 2 << 8,                                                 # CPU: / 2
        **dict.fromkeys((0xF800_0170, 0xF800_0180, 0xF800_0190, 0xF800_01A0),
                        10 << 8 | 1 << 20),                                  # fabric: / 10 / 1
    },
    "zynqmp": {
        **dict.fromkeys((0xFF5E_0020, 0xFF5E_0030, 0xFD1A_0020, 0xFD1A_002C, 0xFD1A_0038),
                        90 << 8 | 1 << 16),                                  # 33.333 MHz x 90 / 2
        0xFD1A_0060: 1 << 8,
        **dict.fromkeys((0xFF5E_00C0, 0xFF5E_00C4, 0xFF5E_00C8, 0xFF5E_00CC),
                        15 << 8 | 1 << 16),
    },
}


class Fabric:
    """The bus of a SimulatedBoard, as VirtualDevice and ServedBoard read and write it.

    A register that is read a second time without a write in between is being polled. Only then does
    time pass, `cycles_per_access` clock cycles, or fewer if the interrupt comes up: so polling soon
    sees the end of a run, and setting a run up costs no simulation.
    """

    def __init__(self, board: SimulatedBoard, family: str, cycles_per_access: int,
                 pages: PageAllocator) -> None:
        """pages: the blocks of memory in use; the engine may write nowhere else."""
        self._board, self._pages = board, pages
        self._guarded: list[tuple[int, int]] | None = None
        self._base = FAMILIES[family].base
        self._ps = dict(_PS_RESET[family])
        self._cycles = cycles_per_access
        self._read: set[int] = set()    # offsets that were read since time last passed

    def read(self, address: int) -> int:
        """Return the 32-bit register at a bus address. Raises what SimulatedBoard.read32 does."""
        if address >= _PS_REGISTERS:
            return self._ps.get(address, 0)
        offset = self._offset(address)
        self._guard()
        if offset in self._read:
            self._read.clear()
            self._board.step(self._cycles, until_irq=not self._board.irq)
        self._read.add(offset)
        return self._board.read32(offset)

    def write(self, address: int, value: int) -> None:
        """Write the 32-bit register at a bus address. Raises what SimulatedBoard.write32 does."""
        if address >= _PS_REGISTERS:
            self._ps[address] = value
            return
        self._read.clear()
        self._guard()
        self._board.write32(self._offset(address), value)

    def _guard(self) -> None:
        blocks = self._pages.blocks()
        if blocks != self._guarded:
            self._board.guard(blocks)
            self._guarded = blocks

    def _offset(self, address: int) -> int:
        if not 0 <= address - self._base < CONTROL_RANGE:
            raise RegisterAccessError(f"nothing answers at {address:#x}; the engine's registers "
                                      f"are {CONTROL_RANGE} bytes at {self._base:#x}")
        return address - self._base
