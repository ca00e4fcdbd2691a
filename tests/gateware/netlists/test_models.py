"""The models of cells against the behaviour that synthesis takes them for, with random traffic."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path

import pytest

from lutcore.driver.errors import VirtualBoardBuildError
from lutcore.driver.virtual.verilate import build_model, toolchain_available
from lutcore.gateware.netlists.models import HERE, OURS

CLOCKS = 20_000
BENCH  = Path(__file__).with_name("bench.cpp")

usable, reason = toolchain_available()
pytestmark = pytest.mark.skipif(not usable, reason=reason)

# A memory that is written and read at once, at few addresses; a byte that is written and read in
# one clock is the old one where OLD, and else anything but the old one.
MEMORY = """
module bench(input clk, output reg [31:0] compared, output reg [31:0] wrong);
    localparam BYTES = {bytes}, BITS = {bits}, OLD = {old};
    reg [191:0] random;
    wire [BITS-1:0]    wa = {{random[3], {{BITS-4{{1'b0}}}}, random[2:0]}};
    wire [BITS-1:0]    ra = {{random[7], {{BITS-4{{1'b0}}}}, random[6:4]}};
    wire               en = random[8] | random[9];
    wire [BYTES-1:0]   we = random[10] ? random[11 +: BYTES] : 0;
    wire [9*BYTES-1:0] d  = random[64 +: 9*BYTES];
    wire [8*BYTES-1:0] di, dout;            // without the bits of parity
    wire [BYTES-1:0]   dip, doutp;
    wire [9*BYTES-1:0] out;
    reg  [9*BYTES-1:0] memory [0:(1<<BITS)-1];
    reg  [9*BYTES-1:0] q;
    reg  [BYTES-1:0]   clash;
    integer i;
    genvar g;
    generate for (g = 0; g < BYTES; g = g + 1) begin
        assign {{dip[g], di[8*g +: 8]}} = d[9*g +: 9];
        {parity}assign out[9*g +: 9] = {{doutp[g], dout[8*g +: 8]}};
    end endgenerate
    always @(posedge clk) begin
        random <= {{$urandom, $urandom, $urandom, $urandom, $urandom, $urandom}};
        for (i = 0; i < BYTES; i = i + 1) begin
            if (we[i]) memory[wa][9*i +: 9] <= d[9*i +: 9];
            if (en) clash[i] <= we[i] && wa == ra && !OLD;
            compared = compared + 1;
            if ((q[9*i +: 9] == out[9*i +: 9]) == clash[i]) wrong = wrong + 1;
        end
        if (en) q <= memory[ra];
    end
    {cell}
endmodule
"""


@dataclass(frozen=True)
class Memory:
    """One mode of a block RAM and its pins."""

    family: str
    bytes: int                          # of nine bits, per word
    bits: int                           # of the address
    old: int                            # reading while writing gives the old word
    cell: str
    parity: bool = True                 # the ninth bits have pins of their own

    def verilog(self) -> str:
        return MEMORY.format(bytes=self.bytes, bits=self.bits, old=self.old, cell=self.cell,
                             parity="" if self.parity else "// ")


def xilinx(cell: str, parameters: str, pins: str) -> str:
    return (f"{cell} #({parameters}) ram (.CLKARDCLK(clk), .CLKBWRCLK(clk), {pins});")


def lattice(width: int, address: int) -> str:
    """Return a DP16KD that is written through A and read through B."""
    low = {9: 3, 18: 4, 36: 5}[width]
    data = min(width, 18)
    pins = [f".ADA{low + i}(wa[{i}]), .ADB{low + i}(ra[{i}])" for i in range(address)]
    pins += [f".DIA{i}(d[{i}])" for i in range(data)]
    if width == 36:
        pins += [f".DIB{i}(d[{18 + i}])" for i in range(18)]
        pins += [f".DOA{i}(out[{i}]), .DOB{i}(out[{18 + i}])" for i in range(18)]
    else:
        pins += [f".DOB{i}(out[{i}])" for i in range(data)]
    pins += [f".ADA{i}(we[{i}])" for i in range(width // 9) if width > 9]
    enable = "we[0]" if width == 9 else "1'b1"
    return (f'DP16KD #(.DATA_WIDTH_A({width}), .DATA_WIDTH_B({width}), .GSR("DISABLED")) ram ('
            f".CLKA(clk), .CLKB(clk), .CEA(1'b1), .CEB(en), .WEA({enable}), {', '.join(pins)});")


def sdp(cell: str, mode: str, half: int, low: int, top: str) -> str:
    """Return a block RAM whose words are as wide as both ports: upper half on the pins of B."""
    width = 9 * half // 8
    return xilinx(cell,
        f'.RAM_MODE("SDP"), .READ_WIDTH_A({2 * width}), .WRITE_WIDTH_B({2 * width}), '
        f'.WRITE_MODE_A("{mode}"), .WRITE_MODE_B("{mode}")',
        f".ENARDEN(en), .ENBWREN(1'b1), .WEBWE(we), "
        f".ADDRARDADDR({{{top}ra, {low}'d0}}), .ADDRBWRADDR({{{top}wa, {low}'d0}}), "
        f".DIADI(di[{half - 1}:0]), .DIBDI(di[{2 * half - 1}:{half}]), "
        f".DIPADIP(dip[{half // 8 - 1}:0]), .DIPBDIP(dip[{half // 4 - 1}:{half // 8}]), "
        f".DOADO(dout[{half - 1}:0]), .DOBDO(dout[{2 * half - 1}:{half}]), "
        f".DOPADOP(doutp[{half // 8 - 1}:0]), .DOPBDOP(doutp[{half // 4 - 1}:{half // 8}])")


def tdp(cell: str, mode: str, width: int, low: int, top: str) -> str:
    """Return a block RAM that is written through A and read through B."""
    return xilinx(cell, f'.RAM_MODE("TDP"), .WRITE_WIDTH_A({width}), .READ_WIDTH_B({width}), '
        f'.WRITE_MODE_A("{mode}"), .WRITE_MODE_B("{mode}")',
        f".ENARDEN(1'b1), .ENBWREN(en), .WEA(we), .WEBWE(0), "
        f".ADDRARDADDR({{{top}wa, {low}'d0}}), .ADDRBWRADDR({{{top}ra, {low}'d0}}), "
        ".DIADI(di), .DIPADIP(dip), .DOBDO(dout), .DOPBDOP(doutp)")


FULL, HALF = "1'b1, ", ""               # the highest address bit, which a RAMB36E1 has 1
MEMORIES = {
    "RAMB36E1, 72 bits": Memory("xc7", 8, 9, 0, sdp("RAMB36E1", "WRITE_FIRST", 32, 6, FULL)),
    "RAMB36E1, 72 bits, old": Memory("xc7", 8, 9, 1, sdp("RAMB36E1", "READ_FIRST", 32, 6, FULL)),
    "RAMB36E1, 36 bits": Memory("xc7", 4, 10, 0, tdp("RAMB36E1", "NO_CHANGE", 36, 5, FULL)),
    "RAMB36E1, 18 bits, old": Memory("xc7", 2, 11, 1, tdp("RAMB36E1", "READ_FIRST", 18, 4, FULL)),
    "RAMB18E1, 36 bits": Memory("xc7", 4, 9, 0, sdp("RAMB18E1", "WRITE_FIRST", 16, 5, HALF)),
    "RAMB18E1, 18 bits, old": Memory("xc7", 2, 10, 1, tdp("RAMB18E1", "READ_FIRST", 18, 4, HALF)),
    "DP16KD, 9 bits":  Memory("ecp5", 1, 11, 0, lattice(9, 11), False),
    "DP16KD, 18 bits": Memory("ecp5", 2, 10, 0, lattice(18, 10), False),
    "DP16KD, 36 bits": Memory("ecp5", 4, 9, 0, lattice(36, 9), False),
}

MULTIPLIER = """
module bench(input clk, output reg [31:0] compared, output reg [31:0] wrong);
    reg [95:0] random;
    wire signed [17:0] a = random[17:0], b = random[35:18];
    wire en = random[40];
    wire signed [35:0] p;
    reg signed [17:0] a1, b1;
    reg signed [35:0] p1;
    always @(posedge clk) begin
        random <= {$urandom, $urandom, $urandom};
        if (en) begin a1 <= a; b1 <= b; p1 <= EXPECTED; end
        compared <= compared + 1;
        if (p != RESULT) wrong <= wrong + 1;
    end
    CELL
endmodule
"""


def compare(verilog: str, family: str) -> tuple[int, int, int]:
    """Return whether a bench stopped, how much it compared and how much was wrong."""
    text = verilog + "".join((HERE / file).read_text() for file in OURS[family])
    library = ctypes.CDLL(str(build_model(text, "bench", BENCH, levels=("-O0", "-O0"))))
    counts = (ctypes.c_uint32 * 2)()
    return library.run(CLOCKS, counts), counts[0], counts[1]


@pytest.mark.parametrize("name", MEMORIES)
def test_a_block_ram_is_the_memory_that_yosys_takes_it_for(name: str) -> None:
    memory = MEMORIES[name]
    assert compare(memory.verilog(), memory.family) == (0, CLOCKS * memory.bytes, 0)


@pytest.mark.parametrize("registers", [False, True])
def test_a_multiplier_gives_the_product(registers: bool) -> None:
    clock = "CLK0" if registers else "NONE"
    pins  = [f".A{i}(a[{i}]), .B{i}(b[{i}])" for i in range(18)]
    pins += [f".P{i}(p[{i}])" for i in range(36)]
    cell  = (f'MULT18X18D #(.REG_INPUTA_CLK("{clock}"), .REG_INPUTB_CLK("{clock}"), '
             f'.REG_OUTPUT_CLK("{clock}")) m (.CLK0(clk), .CE0(en), .SIGNEDA(1\'b1), '
             f".SIGNEDB(1'b1), {', '.join(pins)});")
    text = MULTIPLIER.replace("CELL", cell).replace("EXPECTED", "a1*b1")
    assert compare(text.replace("RESULT", "p1" if registers else "a*b"), "ecp5") == (0, CLOCKS, 0)


def test_the_comparison_notices_a_wrong_bit() -> None:
    memory = MEMORIES["DP16KD, 18 bits"]
    swapped = memory.verilog().replace(".DOB3(out[3])", ".DOB3(out[4])").replace(
        ".DOB4(out[4])", ".DOB4(out[3])")
    assert compare(swapped, memory.family)[2] > 0


@pytest.mark.parametrize("family, cell", [
    ("xc7", 'RAMB36E1 #(.RAM_MODE("TDP"), .READ_WIDTH_B(4), .WRITE_WIDTH_A(4)) ram ();'),
    ("xc7", 'RAMB36E1 #(.RAM_MODE("TDP"), .READ_WIDTH_B(36), .DOB_REG(1)) ram ();'),
    ("xc7", 'RAMB18E1 #(.RAM_MODE("SDP"), .READ_WIDTH_A(18), .WRITE_WIDTH_B(36)) ram ();'),
    ("xc7", 'RAMB36E1 #(.INIT_00(256\'d1)) ram ();'),
    ("ecp5", 'DP16KD #(.GSR("DISABLED"), .REGMODE_B("OUTREG")) ram ();'),
    ("ecp5", 'DP16KD #(.GSR("DISABLED"), .DATA_WIDTH_A(2)) ram ();'),
    ("ecp5", 'MULT18X18D #(.REG_OUTPUT_CLK("CLK1")) m ();')])
def test_a_mode_without_a_model_is_refused(family: str, cell: str) -> None:
    with pytest.raises(VirtualBoardBuildError):
        compare(f"module bench(input clk, output [31:0] compared, wrong); {cell} endmodule\n",
                family)


@pytest.mark.parametrize("pin", ["RSTA", "CSB0"])
def test_a_pin_without_a_model_stops_the_simulation(pin: str) -> None:
    memory = MEMORIES["DP16KD, 18 bits"]
    text = memory.verilog().replace("ram (", f"ram (.{pin}(random[20]), ")
    assert compare(text, memory.family)[0] == 1
