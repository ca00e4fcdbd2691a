"""The logic around the engine on Zynq boards: register slices, register bursts, whole fabric."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from migen import ClockSignal, Module

from lutcore.driver.contract import Geometry, WeightFormat
from lutcore.driver.contract.registers import CONTROL_RANGE, MAGIC, REGISTERS, extract
from lutcore.driver.virtual.simulator import SimulatedBoard
from lutcore.gateware.boards import find_target
from lutcore.gateware.engine.bridge import RegisterBridge
from lutcore.gateware.soc.zynq import PS7, PS8
from lutcore.gateware.soc.zynq_ports import (
    CHANNELS,
    RegisteredPort,
    RegisterPort,
    RegisterSlice,
)

OKAY, SLVERR = 0, 2
INCR, FIXED, WRAP = 1, 0, 2

# Register slices ----------------------------------------------------------------------------------


@pytest.mark.parametrize("from_processor", [True, False])
@pytest.mark.parametrize("idle, stall", [(0.0, 0.0), (0.0, 0.5), (0.5, 0.0), (0.6, 0.6)])
@pytest.mark.parametrize("seed", range(3))
def test_items_pass_in_order(bench, from_processor, idle, stall, seed) -> None:
    it = bench(seed)
    dut = RegisterSlice([("data", 16)], from_processor)
    sent = [(int(data), int(last)) for data, last in
              zip(it.rng.integers(0, 1 << 16, 300), it.rng.integers(0, 2, 300), strict=True)]
    got = it.receive(dut.source, "data", "last", stall=stall)

    def finished() -> Iterator:
        while len(got) < len(sent):
            yield
    it.run(dut, it.send(dut.sink, ({"data": data, "last": last} for data, last in sent), idle),
           finished())
    assert got == sent


@pytest.mark.parametrize("from_processor", [True, False])
def test_an_item_passes_every_clock(bench, from_processor) -> None:
    it = bench()
    dut, count = RegisterSlice([("data", 16)], from_processor), 100
    got, clocks = [], []

    def main() -> Iterator:
        yield dut.source.ready.eq(1)
        yield dut.sink.valid.eq(1)
        while len(got) < count:
            yield dut.sink.data.eq(len(clocks))
            yield
            clocks.append(0)
            if (yield dut.source.valid):
                got.append((yield dut.source.data))
    it.run(dut, main())
    assert got == list(range(got[0], got[0] + count)) and len(clocks) <= count + 4


def test_the_processors_side_is_registered(bench) -> None:
    """Whatever the fabric does, nothing that the processor sees changes within a clock."""
    for from_processor in (True, False):
        dut = RegisterSlice([("data", 4)], from_processor)
        outer = dut.hold
        assert (outer.sink is dut.sink) == from_processor
        assert (outer.source is dut.source) == (not from_processor)


# Register bursts ----------------------------------------------------------------------------------


class Processor:
    """A processor's master port in front of registers: it sends bursts and keeps responses."""

    def __init__(self, it, processor) -> None:
        self.it, self.base = it, {"PS7": 0x4000_0000, "PS8": 0xA000_0000}[processor.primitive]
        self.dut = Module()
        self.dut.submodules.port = self.port = RegisteredPort(processor.control,
                                                                 ClockSignal())
        self.dut.submodules.registers = registers = RegisterPort(self.port, self.base)
        self.dut.submodules.bridge = self.bridge = RegisterBridge(len(REGISTERS))
        self.dut.comb += registers.axil.connect(self.bridge.axil)
        self.outer = {channel: getattr(self.port, f"{channel}_slice").sink
                      if processor.control.from_processor(channel)
                      else getattr(self.port, f"{channel}_slice").source for channel in CHANNELS}
        self.answers = it.receive(self.outer["r"], "id", "data", "resp", "last", stall=0.3)
        self.written = it.receive(self.outer["b"], "id", "resp", stall=0.3)
        self.stored: dict[int, int] = {}
        it.watch(self.csrs)

    def csrs(self) -> Iterator:
        """Model registers that read as last written, at first as 100 + their number."""
        csr = self.bridge.csr
        while True:
            index = (yield csr.adr)
            if (yield csr.we):
                self.stored[index] = (yield csr.dat_w)
            yield csr.dat_r.eq(self.stored.get(index, 100 + index))
            yield

    def read(self, offset: int, beats: int = 1, burst: int = INCR, number: int = 7, size: int = 2,
             base: int | None = None) -> Iterator:
        before = len(self.answers)
        address = (self.base if base is None else base) + offset
        yield from self.it.send(self.outer["ar"], [
            {"addr": address, "len": beats - 1, "burst": burst, "size": size, "id": number}], 0)
        while len(self.answers) < before + beats:
            yield

    def write(self, offset: int, data: list[int], burst: int = INCR, number: int = 9,
              strobe: int = 15) -> Iterator:
        before = len(self.written)
        yield from self.it.send(self.outer["aw"], [
            {"addr": self.base + offset, "len": len(data) - 1, "burst": burst, "size": 2,
             "id": number}], 0)
        yield from self.it.send(self.outer["w"], (
            {"data": word, "strb": strobe, "last": int(i == len(data) - 1)}
            for i, word in enumerate(data)), 0.3)
        while len(self.written) == before:
            yield


@pytest.fixture(params=[PS7, PS8], ids=lambda p: p.primitive)
def processor(request, bench) -> Processor:
    return Processor(bench(3), request.param)


def test_bursts_reach_the_registers(processor) -> None:
    def main() -> Iterator:
        yield from processor.write(0x10, [5])
        yield from processor.write(0x20, [6, 7, 8], number=3)
        yield from processor.write(0x00, [1, 2], burst=FIXED)
        yield from processor.read(0x10)
        yield from processor.read(0x1C, beats=5, number=11)
        yield from processor.read(0x20, beats=2, burst=FIXED)
    processor.it.run(processor.dut, main())
    assert processor.stored == {4: 5, 8: 6, 9: 7, 10: 8, 0: 2}
    assert processor.written == [(9, OKAY), (3, OKAY), (9, OKAY)]
    assert processor.answers == [
        (7, 5, OKAY, 1), (11, 107, OKAY, 0), (11, 6, OKAY, 0), (11, 7, OKAY, 0), (11, 8, OKAY, 0),
        (11, 111, OKAY, 1), (7, 6, OKAY, 0), (7, 6, OKAY, 1)]


def test_an_access_to_no_register_is_answered_with_an_error(processor) -> None:
    last = 4 * (len(REGISTERS) - 1)

    def main() -> Iterator:
        yield from processor.read(last, beats=2)
        yield from processor.read(CONTROL_RANGE - 4)
        yield from processor.read(CONTROL_RANGE)                 # outside the window, not an alias
        yield from processor.read(0, base=processor.base + (1 << 20))
        yield from processor.read(0, burst=WRAP)
        yield from processor.read(2, size=1)
        yield from processor.write(last, [1, 2])
        yield from processor.write(CONTROL_RANGE, [3])
        yield from processor.write(0, [4], burst=WRAP)
        yield from processor.write(0, [4], strobe=1)
        yield from processor.read(0)
    processor.it.run(processor.dut, main())
    responses = [answer[2] for answer in processor.answers]
    assert responses == [OKAY, *[SLVERR] * 6, OKAY]
    assert [response for _, response in processor.written] == [SLVERR] * 4
    assert processor.stored == {last // 4: 1}
    assert processor.answers[-1] == (7, 100, OKAY, 1)


# The whole fabric ---------------------------------------------------------------------------------

BOARDS = {
    "pynq_z2": Geometry(rows=1, table_width=8, double_buffer=False, port_kind="axi3",
                        port_width=64, stream_depth=64, side_port=True, result_ports=2),
    "kv260":   Geometry(rows=1, lanes=2, table_width=8, double_buffer=False, ports=2,
                        stream_depth=128, result_ports=2),
}


def pin_widths(processor) -> dict[str, tuple[bool, int]]:
    """Return the pins of the processor's AXI ports: (whether the processor drives it, bits)."""
    pins = {}
    for port in (processor.control, *processor.memory):
        for channel in CHANNELS:
            drives = port.from_processor(channel)
            name = f"{port.prefix}{channel.upper()}"
            fields = [*port.layout(channel), ("valid", 1)] + [("last", 1)] * (channel in "wr")
            pins.update({name + field.upper(): (drives, width) for field, width in fields})
            pins[f"{name}READY"] = not drives, 1
        pins.update({port.prefix + clock: (False, 1) for clock in port.clocks})
    return pins


def harness(folder: Path, board: str, processor) -> str:
    """Wrap the board's Verilog in a module `lutcore` with the engine's pins.

    The wrapper takes the processor's place and passes everything on, so that the simulated board
    drives the whole fabric, register slices included.
    """
    text = (folder / f"{board}.v").read_text()
    engine = (folder / "lutcore.v").read_text()
    header = re.search(r"module lutcore ?\((.*?)\);", engine, re.DOTALL)[1]
    pins = {**pin_widths(processor), "FCLKCLK": (True, 4), "FCLKRESETN": (True, 4),
            "IRQF2P": (False, 20), "PLCLK": (True, 4), "PLPSIRQ0": (False, 8)}
    instance = re.search(rf"^{processor.primitive} processor\((.*?)^\);", text,
                         re.DOTALL | re.MULTILINE)
    used = dict(re.findall(r"^\s*\.(\w+)\s*\((.*)\),?$", instance[1], re.MULTILINE))
    moves = [f"assign {used[pin]} = ps_{pin};" if pins[pin][0] else
             f"assign ps_{pin} = {used[pin]};" for pin in used]
    ports = [f"{'input' if pins[pin][0] else 'output'} wire [{pins[pin][1] - 1}:0] ps_{pin}"
             for pin in used]
    text = text.replace(instance[0], "\n".join(moves))
    text = re.sub(rf"module {board} \((.*?)\);", f"module board ({', '.join(ports)});\n"
                  + "wire user_led0, user_led1;\n", text, count=1, flags=re.DOTALL)
    text = re.sub(r"^lutcore engine\(", "engine the_engine(", text, flags=re.MULTILINE)
    joined = [f".ps_{pin}({attachment(pin, processor, header)})" for pin in used]
    return "\n".join([
        engine.replace("module lutcore(", "module engine("), text,
        "module BUFG(output O, input I); assign O = I; endmodule",
        "module BUFG_PS(output O, input I); assign O = I; endmodule",
        f"module lutcore({header.replace('output reg', 'output')});",
        "reg [5:0] age = 0; wire awake = &age;",    # the board's reset outlasts the model's
        "always @(posedge sys_clk) age <= sys_rst ? 0 : age + !awake;",
        "wire [19:0] irqs; assign irq = irqs[0];",
        "wire aw_ready, w_ready, ar_ready;",
        "assign s_axil_awready = aw_ready & awake, s_axil_wready = w_ready & awake,"
        " s_axil_arready = ar_ready & awake;",
        f"board board({', '.join(joined)});", "endmodule"])


def attachment(pin: str, processor, header: str) -> str:
    """Return the expression that the harness connects to a pin of the processor."""
    base = {"PS7": "32'h40000000", "PS8": "40'hA0000000"}[processor.primitive]
    fixed = {"FCLKCLK": "{3'd0, sys_clk}", "PLCLK": "{3'd0, sys_clk}",
             "FCLKRESETN": "{3'd0, ~sys_rst}", "IRQF2P": "irqs", "PLPSIRQ0": "irqs[7:0]"}
    if pin in fixed:
        return fixed[pin]
    if not pin.startswith(processor.control.prefix):   # the engine's pin of that name
        prefix, name = re.match(r"(SAXI..\d)(\w+)", pin).groups()
        mine = f"m{[port.prefix for port in processor.memory].index(prefix)}_axi_{name.lower()}"
        return mine if re.search(rf"\b{mine}\b", header) else ""
    name = pin.removeprefix(processor.control.prefix).lower()
    special = {"awaddr": f"{base} | s_axil_awaddr",
               "araddr": f"{base} | s_axil_araddr", "awvalid": "s_axil_awvalid & awake",
               "arvalid": "s_axil_arvalid & awake", "wvalid": "s_axil_wvalid & awake",
               "awready": "aw_ready", "arready": "ar_ready", "wready": "w_ready", "wlast": "1'd1",
               "awburst": "2'd1", "arburst": "2'd1", "awsize": "2'd2", "arsize": "2'd2"}
    if name in special:
        return special[name]
    if re.search(rf"\bs_axil_{name}\b", header):
        return f"s_axil_{name}"
    return "'0" if name[:2] in ("aw", "ar") or name == "wid" else ""


def test_ports_of_weights_do_not_share_one_of_the_controller() -> None:
    """HP0 and HP1 of the Zynq-7000 share one, HP2 and HP3 too; of the Zynq UltraScale+ HP1 and HP2.

    The side port of the PYNQ-Z2 is the one behind its two weight ports.
    """
    assert [port.prefix for port in PS7.memory] == ["SAXIHP0", "SAXIHP2", "SAXIHP1", "SAXIHP3"]
    assert [port.prefix for port in PS8.memory] == ["SAXIGP2", "SAXIGP5", "SAXIGP3", "SAXIGP4"]


@pytest.mark.parametrize("board", BOARDS)
def test_the_board_computes_what_the_engine_does(simulator_tools, tmp_path, engine_on,
                                                 random_product, board) -> None:
    """Random products pass through the processor's ports, with stalls on all their channels."""
    geometry, target = BOARDS[board], find_target(board)
    target.generate(tmp_path, geometry)
    file = tmp_path / "harness" / "lutcore.v"
    file.parent.mkdir()
    file.write_text(harness(tmp_path, board, target.processor))
    rng = np.random.default_rng(5)
    for seed, stall in enumerate((0.0, 0.5)):
        simulated = SimulatedBoard(file, size=64 << 20, seed=seed, back_pressure=stall)
        try:
            runner = engine_on(simulated, geometry)
            assert runner.registers()["magic"] == MAGIC
            products = [random_product(rng, geometry, 1, 137, 300, WeightFormat(3, 64, 128)),
                        random_product(rng, geometry, 1, 20, 130, WeightFormat(4, 32, None))]
            descriptors = [runner.descriptor(product) for product in products]
            registers = runner.run(descriptors)
            assert not extract("status", "error", registers["status"]), registers
            assert registers["digest"] == geometry.digest
            for descriptor, product in zip(descriptors, products, strict=True):
                assert np.array_equal(runner.result(descriptor, product), product.expected)
            assert all(port.write_bursts for port in simulated.statistics)
        finally:
            simulated.close()
