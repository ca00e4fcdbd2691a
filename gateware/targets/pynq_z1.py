"""Digilent PYNQ-Z1: XC7Z020. Run as `python -m lutcore.gateware.targets.pynq_z1 --help`.

What the engine uses of it is as on the PYNQ-Z2, the LEDs' pins too.
"""

import dataclasses
import sys

from lutcore.gateware.targets import pynq_z2

TARGET = dataclasses.replace(pynq_z2.TARGET, board="pynq_z1")

if __name__ == "__main__":
    from lutcore.gateware.build import main
    sys.exit(main([TARGET.board, *sys.argv[1:]]))
