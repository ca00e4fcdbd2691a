"""Write the study's results as JSON, Markdown and plots."""

import importlib.util
import json

from lutcore.driver.files import write_whole
from lutcore.gateware.errors import PackageMissingError
from lutcore.gateware.explore.points import TARGETS

FAMILY_NAMES = {"xc7": "Xilinx 7 series", "xcup": "Xilinx UltraScale+", "ecp5": "Lattice ECP5"}

# Lookup arrays in the comparison tables; the JSON has all of them.
SHOWN = ("lookup-c5t8", "lookup-c4t8", "lookup-c5t12", "lookup-c4t12", "half-c6t8")

# How many times denser than a conventional LUT unit, in the paper's 28 nm process.
PAPER = {"unpu": 1, "unpu-reinterpreted": 1.317, "unpu-folded": 1.351, "unpu-shared": 1.440}

# Markdown -----------------------------------------------------------------------------------------

def markdown(results):
    """Return all tables as Markdown."""
    lines = ["# Exploration", "", "Made by `lutcore explore`. Tools: "
             + ", ".join(results["versions"].values()) + ".", ""]
    for family in dict.fromkeys(r["family"] for r in results["fabric"]):
        lines += [f"## Fabric, {FAMILY_NAMES[family]}", "", *target_table(results, family), "",
                  "### Times denser", "", *comparison_table(results, family), "",
                  "### The paper's ablation", "", *ablation_table(results, family), "",
                  "### Designs", "", *fabric_table(results, family), ""]
    if results["engines"]:
        lines += ["## Engines", "", *engine_table(results), ""]
    return "\n".join(lines)

def target_table(results, family):
    """Return the table of targets and of what each of the SHOWN lookup arrays reaches."""
    ratios = _plain(results, family)
    lines  = []
    for rival, target in TARGETS.items():
        for lookup in SHOWN:
            entry = ratios.get((rival, lookup))
            if entry:
                lines.append([rival, target, lookup, f"{entry['times']:.2f}",
                              f"{entry['packed']:.2f}", entry["loaded"] or "",
                              _verdict(entry, target)])
    return _table(["baseline", "target", "lookup array", "LUTs", "packed", "with table loader",
                   "reached"], lines)

def _verdict(entry, target):
    return {0: "no", 1: "by one count", 2: "yes"}[
        (entry["times"] >= target) + (entry["packed"] >= target)]

def comparison_table(results, family):
    """Return the table of ratios in LUTs / packed / on an FPGA, one line per baseline."""
    ratios  = _plain(results, family)
    lookups = [name for name in SHOWN if any(lookup == name for _, lookup in ratios)]
    lines   = []
    for rival in dict.fromkeys(rival for rival, _ in ratios):
        entries = [ratios[rival, lookup] for lookup in lookups]
        lines.append([rival, entries[0]["types"], entries[0]["rival_dsps"],
                      *(f"{e['times']:.2f} / {e['packed']:.2f} / {e['device']:.2f}"
                        + ("" if e["wins"] else " **loses**") for e in entries)])
    return _table(["baseline", "types", "its DSPs", *lookups], lines)

def ablation_table(results, family):
    """Return the table of the paper's steps: times denser than the conventional LUT unit."""
    records = {r["name"]: r for r in results["fabric"] if r["family"] == family}
    if not set(PAPER) <= set(records):
        return []
    conventional = records["unpu"]
    return _table(["step", "LUTs", "packed", "paper, 28 nm"], [
        [records[name]["label"], *(f"{conventional[kind] / records[name][kind]:.2f}"
                                   for kind in ("luts", "area")), figure]
        for name, figure in PAPER.items()])

def _plain(results, family):
    return {(c["rival"], c["lookup"]): c for c in results["comparisons"]
            if c["family"] == family and c["scope"] == "plain"}

def fabric_table(results, family):
    """Return the table of what every design takes, also per one-bit product and clock."""
    by_name = {}
    for record in results["fabric"]:
        if record["family"] == family:
            by_name.setdefault(record["name"], {})[record["scope"]] = record
    lines = []
    for scopes in by_name.values():
        plain = scopes["plain"]
        use   = plain["resources"]
        cells = [plain["name"], plain["label"], plain["types"], plain["products"],
                 use["luts"], use["packed"],
                 scopes["engine"]["resources"]["luts"] if "engine" in scopes else "",
                 plain["shared"]["luts"] if plain["shared"] else "",
                 plain["loader"]["luts"] if plain["loader"] else ""]
        lines.append([*cells, use["registers"], use["dsps"], f"{use['block_rams']:g}",
                      f"{plain['luts']:.2f}", f"**{plain['area']:.2f}**",
                      round(plain["device"])])
    return _table(["name", "design", "types", "products / clock", "row", "packed", "engine's row",
                   "shared", "loader", "FF", "DSP", "BRAM", "LUTs / product",
                   "packed / product", "products / clock, 75 % of a device"], lines)

def engine_table(results):
    """Return the table of engines: what they take of their FPGA, and their clock if placed."""
    lines = []
    for record in results["engines"]:
        use, shares, timing = record["resources"], record["shares"], record.get("timing")

        def cell(kind, use=use, shares=shares):
            return f"{use[kind]:g}" + (f" ({shares[kind]:.0%})" if kind in shares else "")

        lines.append([record["name"], record["geometry"], record["family"], cell("luts"),
                      cell("memory_luts"), cell("registers"), cell("dsps"), cell("block_rams"),
                      "" if not shares else "yes" if record["fits"] else "no",
                      f"{timing['mhz']} MHz, seed {timing['seed']}" if timing else ""])
    return _table(["engine", "geometry", "family", "LUTs", "as memory", "FF", "DSP", "BRAM",
                   "fits in 75 %", "clock"], lines)

def _table(header, rows):
    return ["| " + " | ".join(str(cell) for cell in row) + " |"
            for row in (header, ["---"]*len(header), *rows)]

# Plots --------------------------------------------------------------------------------------------

def plot(results, folder):
    """Write a bar chart per family, fabric-FAMILY.png: LUTs per one-bit product."""
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    for family in dict.fromkeys(r["family"] for r in results["fabric"]):
        records = [r for r in results["fabric"] if r["family"] == family and r["scope"] == "plain"]
        records.sort(key=lambda r: r["area"])
        figure, axes = pyplot.subplots(figsize=(11, 0.28*len(records) + 1.2))
        names  = [f"{r['label']} ({r['types']})" for r in records]
        values = [r["area"] for r in records]
        bars   = axes.barh(names, values,
                           color=["tab:orange" if r["rival"] else "tab:blue" for r in records])
        axes.bar_label(bars, fmt="%.1f", padding=2, fontsize=8)
        axes.set_xscale("log")
        axes.invert_yaxis()
        axes.set_xlabel("packed LUTs per one-bit product and clock, plain epilogue included; "
                        "DSPs apart")
        axes.set_title(f"{FAMILY_NAMES[family]}: lookup arrays blue, baselines orange", fontsize=10)
        figure.tight_layout()
        figure.savefig(folder / f"fabric-{family}.png", dpi=60)
        pyplot.close(figure)

def check_plots():
    """Raise PackageMissingError where the plots cannot be made."""
    if importlib.util.find_spec("matplotlib") is None:
        raise PackageMissingError(
            "the package matplotlib is not installed; pip install 'lutcore[explore,gateware]'")

# Files --------------------------------------------------------------------------------------------

def write(results, folder):
    """Write results.json, results.md and the plots to an existing folder.

    Each of the text files is written whole or not at all.
    """
    for name, text in (("results.json", json.dumps(results, indent=1) + "\n"),
                       ("results.md", markdown(results))):
        write_whole(folder / name, text)
    plot(results, folder)
