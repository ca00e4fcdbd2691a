"""TUL PYNQ-Z2: XC7Z020."""

from litex.build.generic_platform import IOStandard, Pins
from litex.build.xilinx import Xilinx7SeriesPlatform

from lutcore.gateware.boards.parts import XC7Z020
from lutcore.gateware.flows.zynq_target import ZynqTarget
from lutcore.gateware.soc.zynq import PS7

_io = [
    ("user_led", i, Pins(pin), IOStandard("LVCMOS33"))
    for i, pin in enumerate(("R14", "P14", "N16", "M14"))
]

class Platform(Xilinx7SeriesPlatform):
    """The FPGA, and its pins that the engine uses."""
    def __init__(self):
        super().__init__(XC7Z020.name, _io, toolchain="vivado")

TARGET = ZynqTarget(
    board       = "pynq_z2",
    preset      = "pynq_z2",
    processor   = PS7,
    part        = XC7Z020,
    platform    = Platform,
    toolchains  = ("vivado", "open"),
    leds        = 2,
    open_preset = "pynq_z2_open",
    power_up_mhz = 50.0,
    seed        = 1, # nextpnr reports 157.3 MHz with it, 122.7 and 146.6 with 2 and 3.
)
