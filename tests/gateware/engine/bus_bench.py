"""Program on the engine between cocotbext-axi's master and memories, run inside the simulator.

The environment variable LUTCORE_JOB names a JSON file with the job: memory and result (files),
ports, max_burst, writes ([register offset, value], ...), reads (register offsets), seed and pause
(a probability).
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import RisingEdge, with_timeout
from cocotbext.axi import AxiBus, AxiLiteBus, AxiLiteMaster, AxiRam

PERIOD  = 10                            # ns
TIMEOUT = 1_000_000                     # ns; many times the duration of a job
PAGE    = 4096


def pauses(rng: random.Random, probability: float) -> Iterator[bool]:
    """Decide for every clock whether a channel pauses."""
    while True:
        yield rng.random() < probability


async def check_bursts(dut, port: int, channel: str, max_burst: int, beat: int) -> None:
    """Check length, size and type of every burst, and that none crosses a page."""
    pins = {name: getattr(dut, f"m{port}_axi_{channel}{name}")
            for name in ("valid", "ready", "addr", "len", "size", "burst")}
    while True:
        await RisingEdge(dut.sys_clk)
        value = {name: int(pin.value) for name, pin in pins.items()}
        if value["valid"] and value["ready"]:
            assert value["len"] < max_burst and value["burst"] == 1, value
            assert 1 << value["size"] == beat, value
            assert value["addr"] % PAGE + (value["len"] + 1) * beat <= PAGE, value


@cocotb.test()
async def program(dut) -> None:
    job = json.loads(Path(os.environ["LUTCORE_JOB"]).read_text())
    rng, clock, reset = random.Random(job["seed"]), dut.sys_clk, dut.sys_rst
    image = Path(job["memory"]).read_bytes()
    reset.value = 1
    cocotb.start_soon(Clock(clock, PERIOD, "ns").start())
    registers = AxiLiteMaster(AxiLiteBus.from_prefix(dut, "s_axil"), clock, reset)
    channels, memory = [], None
    for half in (registers.write_if, registers.read_if):
        channels += [channel for name, channel in vars(half).items() if name.endswith("_channel")]
    for port in range(job["ports"]):
        bus = AxiBus.from_prefix(dut, f"m{port}_axi")
        ram = AxiRam(bus, clock, reset, size=len(image), mem=memory)
        memory = ram.mem                # all ports share it
        for half in (ram.write_if, ram.read_if):
            channels += [channel for name, channel in vars(half).items()
                         if name.endswith("_channel")]
        for channel in ("ar", "aw"):
            cocotb.start_soon(check_bursts(dut, port, channel, job["max_burst"],
                                           len(bus.write.w.wdata) // 8))
    assert len(channels) == 5 * (1 + job["ports"])
    for channel in channels:
        channel.set_pause_generator(pauses(rng, job["pause"]))
    ram.write(0, image)
    for _ in range(8):
        await RisingEdge(clock)
    reset.value = 0
    for offset, value in job["writes"]:
        await registers.write_dword(offset, value)
    await with_timeout(RisingEdge(dut.irq), TIMEOUT, "ns")
    values = {offset: await registers.read_dword(offset) for offset in job["reads"]}
    Path(job["result"]).write_bytes(ram.read(0, len(image)))
    Path(job["result"]).with_suffix(".json").write_text(json.dumps(values))
