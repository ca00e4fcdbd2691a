"""AMD KV260: a K26 module, Zynq UltraScale+."""

from litex.build.xilinx import XilinxUSPPlatform

from lutcore.gateware.boards.parts import K26
from lutcore.gateware.flows.zynq_target import ZynqTarget
from lutcore.gateware.soc.zynq import PS8


class Platform(XilinxUSPPlatform):
    """The FPGA without pins: the engine uses none."""
    def __init__(self):
        super().__init__(K26.name, [], toolchain="vivado")

TARGET = ZynqTarget(
    board      = "kv260",
    preset     = "kv260",
    processor  = PS8,
    part       = K26,
    platform   = Platform,
    toolchains = ("vivado",),
)
