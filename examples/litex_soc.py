"""The engine in a LiteX SoC of your own: here LiteX's Arty A7 with its DDR3.

    python examples/litex_soc.py [FOLDER]       # writes Verilog, constraints, csr.csv, soc.svd

Needs pip install -e '.[gateware]'. The SoC comes from litex_boards as it is. `add_lutcore` makes
the engine its module `soc.lutcore` and takes native ports of its LiteDRAM; it works for every SoC
that has `sdram`. Vivado makes the bitstream: bash build_my_soc.sh in FOLDER/gateware.
"""

import sys
from pathlib import Path

from litex.soc.integration.builder import Builder
from litex_boards.targets.digilent_arty import BaseSoC

from lutcore.driver.contract import preset
from lutcore.gateware.soc.integration import add_lutcore


def main(folder: Path) -> None:
    geometry = preset("arty")
    soc = BaseSoC(sys_clk_freq=geometry.clock_mhz * 1e6, cpu_type=None, integrated_sram_size=0,
                  l2_size=0, uart_name="crossover", with_led_chaser=False)
    soc.add_uartbone()                  # the host reaches registers and memory over the serial pins
    add_lutcore(soc, geometry)          # with a processor, its interrupt too
    Builder(soc, output_dir=str(folder), csr_csv=str(folder / "csr.csv"),
            csr_svd=str(folder / "soc.svd"), compile_software=False).build(
                run=False, build_name="my_soc")
    registers = soc.csr.regions["lutcore"].origin
    print(f"{folder}: engine {geometry.name}, registers at {registers:#010x}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/my_soc").absolute())
