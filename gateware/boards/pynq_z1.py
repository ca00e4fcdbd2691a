"""Digilent PYNQ-Z1: XC7Z020.

What the engine uses of it is as on the PYNQ-Z2, the LEDs' pins too.
"""

import dataclasses

from lutcore.gateware.boards import pynq_z2

TARGET = dataclasses.replace(pynq_z2.TARGET, board="pynq_z1")
