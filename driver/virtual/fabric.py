"""The bus of the virtual board as the processor sees it: the engine's registers and its own."""

from __future__ import annotations

from lutcore.driver.bundles.hwh import FAMILIES
from lutcore.driver.contract.registers import CONTROL_RANGE
from lutcore.driver.errors import RegisterAccessError
from lutcore.driver.virtual.simulator import SimulatedBoard

_PS_REGISTERS = 0xE000_0000             # bus addresses from here on belong to the processor
_PS_RESET = {                           # what pynq.Clocks computes clocks from
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
    """Everything on the board's bus: the engine's registers and the processor's own.

    A register that is read again, with no write in between, is being polled: only then does
    `cycles_per_access` of time pass (less if the interrupt comes up), so that polling makes quick
    progress while setting up costs no simulation.
    """

    def __init__(self, board: SimulatedBoard, family: str, cycles_per_access: int) -> None:
        self._board = board
        self._base = FAMILIES[family].base
        self._ps = dict(_PS_RESET[family])
        self._cycles = cycles_per_access
        self._read: set[int] = set()    # offsets read since time last passed

    def read(self, address: int) -> int:
        """The 32-bit register at a bus address. Raises what SimulatedBoard.read32 does."""
        if address >= _PS_REGISTERS:
            return self._ps.get(address, 0)
        offset = self._offset(address)
        if offset in self._read:
            self._read.clear()
            self._board.step(self._cycles, until_irq=not self._board.irq)
        self._read.add(offset)
        return self._board.read32(offset)

    def write(self, address: int, value: int) -> None:
        """Writes the 32-bit register at a bus address."""
        if address >= _PS_REGISTERS:
            self._ps[address] = value
            return
        self._read.clear()
        self._board.write32(self._offset(address), value)

    def _offset(self, address: int) -> int:
        if not 0 <= address - self._base < CONTROL_RANGE:
            raise RegisterAccessError(f"nothing answers at {address:#x}; the engine's registers "
                                      f"are {CONTROL_RANGE} bytes at {self._base:#x}")
        return address - self._base
