"""The FPGAs of the boards and of the exploration, and what each of them has."""

from dataclasses import dataclass

from lutcore.driver.contract.errors import GeometryError

FAMILIES = ("xc7", "xcup", "ecp5") # The names that Yosys has for them.

@dataclass(frozen=True)
class Part:
    """An FPGA.

    Parameters
    ----------
    name : str
        Order code, as the tools take it.

    luts, registers, dsps : int
        Lookup tables have six inputs on Xilinx and four on the ECP5.

    memory_luts : int
        Lookup tables that can be memory.

    block_rams : int
        Blocks of 36 Kb on Xilinx and of 18 Kb on the ECP5.
    """
    name: str
    luts: int
    memory_luts: int
    registers: int
    dsps: int
    block_rams: int

    def check_fit(self, used, share=1.0):
        """Raise GeometryError where a design uses more than `share` of a resource.

        used : dict
            LUT, FF, BRAM and DSP, as in the manifest.
        """
        for resource, available in (("LUT", self.luts), ("FF", self.registers),
                                    ("BRAM", self.block_rams), ("DSP", self.dsps)):
            if used[resource] > share*available:
                excess = 100*(used[resource]/(share*available) - 1)
                raise GeometryError(
                    f"the design takes {used[resource]:g} {resource} and {self.name} has "
                    f"{available}: {excess:.0f} % too many; take fewer rows or lanes")

XC7Z020  = Part("xc7z020clg400-1", luts=53_200, memory_luts=17_400, registers=106_400, dsps=220,
    block_rams=140)
XC7A100T = Part("xc7a100tcsg324-1", luts=63_400, memory_luts=19_000, registers=126_800, dsps=240,
    block_rams=135)
K26      = Part("xck26-sfvc784-2LV-c", luts=117_120, memory_luts=57_600, registers=234_240,
    dsps=1_248, block_rams=144)

def ecp5_85f(name):
    """Return the Part of an ECP5 85F, in whatever package; its distributed RAM holds 669 Kb."""
    return Part(name, luts=83_640, memory_luts=62_718, registers=83_640, dsps=156, block_rams=208)
