"""Estimate the paths of an XC7Z020 design that nextpnr does not time.

nextpnr routes the nets of the processor (PS7) and of the DSP slices, but has no delay of their
pins, so these paths are in none of its reports. Here they are summed:

    clock-to-out + route + logic + route + ... + set-up time

- Routes and logic are nextpnr's own figures of the routed design (`--sdf`). Where nextpnr has
  swapped inputs of a lookup table after routing, it writes what it had estimated before instead of
  the route: mostly more (1.4 times on average in small designs), sometimes less. Wires between
  blocks and registers are always routes.
- Clock-to-out and set-up times of PS7, DSP48E1 and block RAM are Vivado's, slow corner, as Project
  X-Ray's database has them (timings/PSS2.sdf, DSP_L.sdf, BRAM_L.sdf). They are those of the slowest
  speed grade, -1: a data sheet of the same fabric (DS189, table 30 "Block RAM and FIFO Switching
  Characteristics") has 2.46 ns for block RAM without output register, the database 2.454; with it
  0.89 and 0.882; for its addresses 0.57 and 0.566. No data sheet has times of PS7's pins.
- nextpnr's part is derated as its clock is, Vivado's is not.

Block RAM is among them because not every nextpnr times it. Reset and interrupt of the processor are
asynchronous and left out. The result is an estimate: nothing here knows the skew of the clock.
"""

import re
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter

from lutcore.driver.bundles.manifest import TimedPath
from lutcore.driver.tools import ToolFailedError
from lutcore.gateware.flows.sdf import read_sdf

# Kind of block to the file that has its times; RAMB18E1 is half a RAMB36E1, with the same times.
BLOCKS       = {"PS7": "PSS2", "DSP48E1": "DSP_L", "RAMB36E1": "BRAM_L", "RAMB18E1": "BRAM_L"}
ASYNCHRONOUS = ("FCLKCLK", "FCLKRESETN", "IRQF2P") # Pins of PS7 that no clock samples or drives.

_CLOCK     = re.compile(r"CK$|CLK|REGCLK|.*ACLK$")
_CONDITION = re.compile(r"(A_INPUT|B_INPUT|USE_DPORT|USE_MULT|USE_PATTERN_DETECT|ISFIFO|"
                        r"DO[AB]_REG|[A-Z]+REG)_(?:[LU]_)?(NO_PATDET|PATDET|CASCADE|DIRECT|TRUE|"
                        r"FALSE|MULTIPLY|DYNAMIC|NONE|\d)")
_DEFAULTS  = {"USE_PATTERN_DETECT": "NO_PATDET", "ISFIFO": "FALSE"}
_RAM_PIN   = re.compile(r"(ADDR|WE|RSTRAM|RSTREG|REGCE)([AB])") # The rest of these names varies.

# Times of Blocks ----------------------------------------------------------------------------------

class BlockTimes:
    """The times of processor, DSP slices and block RAM in Project X-Ray's database.

    A row of the database holds under conditions: values of the block's parameters. Of all rows that
    hold for a block the slowest counts.

    Parameters
    ----------
    folder : Path
        Folder "timings" of the FPGA's family. Raises ToolFailedError where it has not all files.
    """
    def __init__(self, folder):
        self._rows = {}
        for name in dict.fromkeys(BLOCKS.values()):
            file = folder / f"{name}.sdf"
            if not file.is_file():
                raise ToolFailedError(f"{file} is missing: Project X-Ray's database has no times "
                    "of processor and DSP slices; take a newer one: lutcore tools")
            self._rows[name] = [(dict(_CONDITION.findall(row.cell_type)), row)
                                for row in read_sdf(file)]

    def of(self, block, parameters):
        """Return the times of one block: ({(input, output): ns}, {input: ns before the clock}).

        Inputs of the first are clocks, or others where registers are bypassed.
        """
        given = {**_DEFAULTS, **{name: _value(value) for name, value in parameters.items()}}
        paths, setups = {}, {}
        for conditions, row in self._rows[BLOCKS[block]]:
            if any(given.get(name, value) != value for name, value in conditions.items()):
                continue
            table, key = (setups, _base(row.start, block)) if row.kind == "SETUP" else (
                paths, (_base(row.start, block), _base(row.end, block)))
            table[key] = max(row.ns, table.get(key, row.ns))
        return paths, setups

def _value(parameter):
    """Return a parameter as the database spells it; Yosys writes numbers as strings of bits."""
    return str(int(parameter, 2)) if re.fullmatch("[01]+", parameter) else parameter

def _base(pin, block):
    """Return the name that all pins of a bus share."""
    if BLOCKS[block] != "BRAM_L":
        return re.sub(r"(?<!CE[AB])\d+$", "", pin)
    match = _RAM_PIN.match(pin)
    return match[1] + match[2] if match else re.sub(r"[LU]?\d*$", "", pin)

# Design -------------------------------------------------------------------------------------------

class RoutedDesign:
    """A routed design's delays: nextpnr's, and those of the blocks that nextpnr leaves out.

    Pins are named "CELL/PIN".

    Parameters
    ----------
    sdf : Path
        What nextpnr wrote with `--sdf`.

    cells : dict
        Cells of the synthesised netlist: type and parameters of the blocks.

    times : BlockTimes

    idle : set of str
        Pins of lookup tables that their functions do not read, see `idle_pins`.
    """
    def __init__(self, sdf, cells, times, idle=frozenset()):
        self.blocks = {name: cell for name, cell in cells.items() if cell["type"] in BLOCKS}
        self.wires  = {}                # (Driver, ns) by sink.
        self.arcs   = defaultdict(list) # (Input, ns) by output.
        self.starts = {}                # Nanoseconds after the clock by output.
        self.checks = {}                # Nanoseconds before the clock by input.
        for delay in read_sdf(sdf):
            if delay.kind == "INTERCONNECT":
                self.wires[delay.end] = delay.start, delay.ns
            elif delay.cell not in self.blocks:
                start, end = f"{delay.cell}/{delay.start}", f"{delay.cell}/{delay.end}"
                if delay.kind == "SETUP":
                    self.checks[start] = max(delay.ns, self.checks.get(start, delay.ns))
                elif _CLOCK.match(delay.start):
                    self.starts[end] = max(delay.ns, self.starts.get(end, delay.ns))
                elif start not in idle:
                    self.arcs[end].append((start, delay.ns))
        inputs, outputs = (self._pins(nodes) for nodes in (
            self.wires, dict.fromkeys(driver for driver, _ in self.wires.values())))
        for cell, block in self.blocks.items():
            paths, setups = times.of(block["type"], block.get("parameters", {}))
            self._add_block(cell, block["type"], paths, setups, inputs[cell], outputs[cell])

    def _pins(self, nodes):
        """Return the blocks' pins among `nodes`, by block."""
        pins = defaultdict(list)
        for node in nodes:
            cell, _, pin = node.rpartition("/")
            if cell in self.blocks:
                pins[cell].append(pin)
        return pins

    def _add_block(self, cell, block, paths, setups, inputs, outputs):
        for pin in inputs:
            if _base(pin, block) in setups:
                self.checks[f"{cell}/{pin}"] = setups[_base(pin, block)]
        for (start, end), ns in paths.items():
            for out in (f"{cell}/{pin}" for pin in outputs if _base(pin, block) == end):
                if _CLOCK.match(start):
                    self.starts[out] = max(ns, self.starts.get(out, ns))
                    continue
                self.arcs[out] += [(f"{cell}/{pin}", ns) for pin in inputs
                                   if _base(pin, block) == start]

    def block_of(self, node):
        """Return the kind of block that a pin belongs to, or None: "RAMB36E1" for example."""
        block = self.blocks.get(node.rpartition("/")[0])
        return block and block["type"]

    def order(self):
        """Return all pins, each after those that it depends on. Raises ToolFailedError."""
        before = {sink: [driver] for sink, (driver, _) in self.wires.items()}
        for node, arcs in self.arcs.items():
            before.setdefault(node, []).extend(start for start, _ in arcs)
        try:
            return list(TopologicalSorter(before).static_order())
        except CycleError as error:
            raise ToolFailedError("the routed design has a combinational loop: "
                                  f"{' -> '.join(error.args[1])}") from error

def idle_pins(netlist):
    """Return the pins of lookup tables that carry a net of the other half of the place alone.

    nextpnr connects them, and has delays for them, as if they were inputs; a table whose output
    feeds its neighbour would seem to feed itself.

    Parameters
    ----------
    netlist : dict
        The routed netlist, as `--write` leaves it.
    """
    return {f"{name}/{pin}"
            for module in netlist["modules"].values()
            for name, cell in module["cells"].items() if cell["type"] == "SLICE_LUTX"
            for pin in cell["connections"]
            if pin.startswith("A") and f"X_ORIG_PORT_{pin}" not in cell["attributes"]}

# Paths --------------------------------------------------------------------------------------------

def slowest_paths(design, derating):
    """Return the slowest path from each kind of block and to each, as TimedPaths.

    Parameters
    ----------
    derating : float
        Share of the clock that is deducted: what nextpnr knows takes 1/(1 - derating) as long.

    Raises ToolFailedError where a pin in use has no time.
    """
    order = design.order()
    kinds = sorted({block["type"] for block in design.blocks.values()})
    paths = []
    for kind in kinds:
        starts = {node: ns for node, ns in design.starts.items() if design.block_of(node) == kind}
        arrivals = _arrivals(design, order, starts, derating)
        paths += _slowest(f"from {kind}", design, arrivals, arrivals, derating)
    arrivals = _arrivals(design, order, design.starts, derating)
    _check_known(design, arrivals)
    for kind in kinds:
        ends   = [node for node in arrivals if design.block_of(node) == kind]
        paths += _slowest(f"to {kind}", design, arrivals, ends, derating)
    return tuple(paths)

def _arrivals(design, order, starts, derating):
    """Return (total, vendor, logic, route, start) by pin, in ns after the clock, from `starts`."""
    arrivals = {}
    for node in order:
        found = []
        if node in starts:
            own = design.block_of(node) is not None
            found.append((starts[node]*own, starts[node]*(not own), 0, node))
        driver, ns = design.wires.get(node, (None, 0))
        if driver in arrivals:
            _, vendor, logic, route, start = arrivals[driver]
            found.append((vendor, logic, route + ns, start))
        for before, ns in design.arcs.get(node, ()):
            if before in arrivals:
                _, vendor, logic, route, start = arrivals[before]
                found.append((vendor, logic + ns, route, start))
        if found:
            arrivals[node] = max((_total(*parts, derating), *parts, start)
                                 for *parts, start in found)
    return arrivals

def _slowest(kind, design, arrivals, ends, derating):
    """Return the slowest path to one of the pins `ends` as a list of one TimedPath, or none."""
    found = []
    for end in ends:
        if end in design.checks:
            _, vendor, logic, route, start = arrivals[end]
            if design.block_of(end):
                vendor += design.checks[end]
            else:
                logic += design.checks[end]
            found.append((_total(vendor, logic, route, derating), vendor, logic, route, start, end))
    if not found:
        return []
    total, vendor, logic, route, start, end = max(found)
    return [TimedPath(kind, start, end, *(round(ns, 3) for ns in (vendor, logic, route, total)))]

def _total(vendor, logic, route, derating):
    return vendor + (logic + route)/(1 - derating)

def _check_known(design, arrivals):
    """Raise ToolFailedError where a block's pin is in use and has no time."""
    drivers = {driver for driver, _ in design.wires.values()}
    through = {start for arcs in design.arcs.values() for start, _ in arcs}
    for node in sorted(drivers | arrivals.keys()):
        block = design.block_of(node)
        if block is None or _base(node.rpartition("/")[2], block) in ASYNCHRONOUS:
            continue
        timed = node in arrivals if node in drivers else (
            node in design.checks or node in through)
        if not timed:
            raise ToolFailedError(f"{node}, a pin of {block}, is in use, and Project X-Ray's "
                "database has no time for it; give it a register of its own kind, or add the pin "
                "to xc7_timing.py")
