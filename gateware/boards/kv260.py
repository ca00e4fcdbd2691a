"""AMD KV260: a K26 module, Zynq UltraScale+."""


from litex.build.xilinx import XilinxUSPPlatform

from lutcore.gateware.flows.target import Device
from lutcore.gateware.flows.zynq_target import ZynqTarget
from lutcore.gateware.soc.zynq import PS8

K26 = Device("xck26-sfvc784-2LV-c", luts=117_120, registers=234_240, block_rams=144, dsps=1248)

class Platform(XilinxUSPPlatform):
    """The part; the engine uses no pins."""
    def __init__(self):
        super().__init__(K26.part, [], toolchain="vivado")

TARGET = ZynqTarget(
    board      = "kv260",
    preset     = "kv260",
    processor  = PS8,
    device     = K26,
    platform   = Platform,
    toolchains = ("vivado",),
)
