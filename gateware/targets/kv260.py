"""AMD KV260: a K26 module, Zynq UltraScale+. Run as `python -m lutcore.gateware.targets.kv260`."""

import sys

from litex.build.xilinx import XilinxUSPPlatform

from lutcore.gateware.targets.common import Device
from lutcore.gateware.targets.zynq import PS8
from lutcore.gateware.targets.zynq_build import ZynqTarget

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

if __name__ == "__main__":
    from lutcore.gateware.build import main
    sys.exit(main([TARGET.board, *sys.argv[1:]]))
