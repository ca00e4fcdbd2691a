"""Digilent PYNQ-Z1: XC7Z020.

The engine uses it like a PYNQ-Z2; even the pins of the LEDs are the same.
"""

import dataclasses

from lutcore.gateware.boards import pynq_z2

TARGET = dataclasses.replace(pynq_z2.TARGET, board="pynq_z1")
