"""The clock of an engine on a PYNQ board: what the bitstream is built for, or the next below it.

pynq sets it when it loads a bitstream, to what it takes the .hwh for: pynq 3 writes dividers that
fit one PLL frequency only, and pynq 4 takes the closest divider, faster or slower. So it is read
back, and set again where it is another.
"""

from __future__ import annotations

import warnings
from typing import Any

from lutcore.driver.errors import ClockError, DeviceError, DeviceLostError
from lutcore.driver.pynq.staging import import_pynq
from lutcore.driver.transport import Clock

TOLERANCE = 1e-3                        # share of the built clock that is rounding: 33.333 MHz
STEP      = 0.99                        # of each request to the one before it
STEPS     = 80                          # requests: down to less than half, the widest gap

# What pynq raises where it knows neither processor nor registers, or a server refuses the address.
_UNREADABLE = (ArithmeticError, AttributeError, DeviceError, LookupError, OSError, RuntimeError,
               TypeError, ValueError)


def forget_clocks() -> None:
    """Let pynq look for the clocks again: it keeps those of the first device for later ones."""
    clocks = import_pynq().Clocks
    if hasattr(clocks, "_real_instance"):
        del clocks._real_instance  # noqa: SLF001, there is no public way


def checked_clock(built_mhz: float) -> Clock:
    """Return the clock of the board that was loaded last, after setting it to `built_mhz`.

    The engine must be idle. Where pynq cannot read the clock, as through some servers of remote
    boards, it is taken to be what was built. Raises ClockError, DeviceLostError.
    """
    clocks = import_pynq().Clocks
    try:
        mhz = float(clocks.fclk0_mhz)
    except DeviceLostError:
        raise
    except _UNREADABLE:
        return Clock(built_mhz)
    if abs(mhz - built_mhz) > TOLERANCE * built_mhz:
        mhz = _set(clocks, mhz, built_mhz)
    return Clock(built_mhz, mhz)


def _set(clocks: Any, mhz: float, built_mhz: float) -> float:
    """Return the next clock at or below what was built, after setting it; `mhz` is the present one.

    pynq rounds a request to the closest divider, so requests fall until what is read fits.
    """
    request, reason = built_mhz, "pynq's requests change nothing"
    for _ in range(STEPS):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")     # of a clock that is not quite the request
                clocks.fclk0_mhz = request
            mhz = float(clocks.fclk0_mhz)
        except DeviceLostError:
            raise
        except _UNREADABLE as error:
            reason = f"pynq says: {error}"
            break
        if mhz <= built_mhz * (1 + TOLERANCE):
            return mhz
        request *= STEP
    if mhz <= built_mhz:
        return mhz
    raise ClockError(f"the engine's clock is {mhz:g} MHz and cannot be lowered ({reason}); this "
                     f"bitstream is built for {built_mhz:g} MHz and may calculate wrongly above "
                     "that: restart the board, or build the bundle again for a faster clock")
