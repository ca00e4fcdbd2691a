"""Writes what was measured: JSON, Markdown, plots."""

import json
import os

FAMILY_NAMES = {"xc7": "Xilinx 7 series", "xcup": "Xilinx UltraScale+", "ecp5": "Lattice ECP5"}

# Markdown -----------------------------------------------------------------------------------------

def markdown(results):
    """All tables as Markdown."""
    lines = ["# Exploration", "", "Made by `python -m lutcore.gateware.explore`. Tools: "
             + ", ".join(f"{v}" for v in results["versions"].values()) + ".", ""]
    families = dict.fromkeys(r["family"] for r in results["fabric"])
    for family in families:
        lines += [f"## Fabric, {FAMILY_NAMES[family]}", "", *fabric_table(results, family), "",
                  *shared_table(results, family), "", "### Times denser", "",
                  *comparison_table(results, family), ""]
    if results["engines"]:
        lines += ["## Engines", "", *engine_table(results), ""]
    return "\n".join(lines)

def fabric_table(results, family):
    """LUTs and LUTs per one-bit product and clock of every design of a family."""
    by_name = {}
    for record in results["fabric"]:
        if record["family"] == family:
            by_name.setdefault(record["name"], {})[record["scope"]] = record
    rows = []
    for scopes in by_name.values():
        first, last = next(iter(scopes.values())), list(scopes.values())[-1]
        cells = [first["label"], first["types"], first["products"]]
        for scope in ("array", "plain", "engine"):
            record = scopes.get(scope)
            cells += ["", ""] if record is None else [
                f"{record['resources']['luts']} / {record['resources']['packed']}",
                f"**{record['packed_per_product']:.2f}**"]
        use = last["resources"]
        rows.append([*cells, use["registers"], use["dsps"], f"{use['block_rams']:g}"])
    return _table(["design", "types", "products / clock",
                   "array LUTs", "per product", "+ plain epilogue", "per product",
                   "+ engine's epilogue", "per product", "FF", "DSP", "BRAM"], rows)

def shared_table(results, family):
    return _table(["shared by all rows", "LUTs", "FF", "DSP"], [
        [r["name"], r["resources"]["luts"], r["resources"]["registers"], r["resources"]["dsps"]]
        for r in results["shared"] if r["family"] == family])

def comparison_table(results, family):
    """Times denser: a row per baseline, a column per lookup array and scope."""
    found   = [c for c in results["comparisons"] if c["family"] == family]
    columns = list(dict.fromkeys((c["lookup"], c["scope"]) for c in found
                                 if c["scope"] != "array"))
    cells   = {(c["rival"], c["lookup"], c["scope"]): c for c in found}
    rows    = []
    for rival in dict.fromkeys(c["rival"] for c in found):
        row = [rival]
        for column in columns:
            entry = cells.get((rival, *column))
            text  = "" if entry is None else f"{entry['times']:.2f}"
            row.append(text if entry is None or entry["wins"] else f"{text} (loses)")
        rows.append(row)
    return _table(["baseline", *[f"{name} {scope}" for name, scope in columns]], rows)

def engine_table(results):
    rows = []
    for record in results["engines"]:
        use, shares, timing = record["resources"], record["shares"], record.get("timing")

        def cell(kind, use=use, shares=shares):
            return f"{use[kind]:g}" + (f" ({shares[kind]:.0%})" if kind in shares else "")

        rows.append([record["name"], record["geometry"], record["family"], cell("luts"),
                     cell("registers"), cell("dsps"), cell("block_rams"),
                     "" if not shares else "yes" if record["fits"] else "no",
                     f"{timing['mhz']} MHz, seed {timing['seed']}" if timing else ""])
    return _table(["engine", "geometry", "family", "LUTs", "FF", "DSP", "BRAM", "fits in 75 %",
                   "clock"], rows)

def _table(header, rows):
    return ["| " + " | ".join(str(cell) for cell in row) + " |"
            for row in (header, ["---"]*len(header), *rows)]

# Plots --------------------------------------------------------------------------------------------

def plot(results, folder):
    """One bar chart per family, fabric-family.png: LUTs per one-bit product."""
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    for family in dict.fromkeys(r["family"] for r in results["fabric"]):
        records = [r for r in results["fabric"] if r["family"] == family and r["scope"] == "plain"]
        records.sort(key=lambda r: r["packed_per_product"])
        figure, axes = pyplot.subplots(figsize=(9, 0.28*len(records) + 1.2))
        names  = [f"{r['label']} ({r['types']})" for r in records]
        values = [r["packed_per_product"] for r in records]
        bars   = axes.barh(names, values,
                           color=["tab:orange" if r["rival"] else "tab:blue" for r in records])
        axes.bar_label(bars, fmt="%.1f", padding=2, fontsize=8)
        axes.set_xscale("log")
        axes.invert_yaxis()
        axes.set_xlabel("LUTs per one-bit product and clock, plain epilogue included; DSPs apart")
        axes.set_title(f"{FAMILY_NAMES[family]}: lookup arrays blue, baselines orange", fontsize=10)
        figure.tight_layout()
        figure.savefig(folder / f"fabric-{family}.png", dpi=120)
        pyplot.close(figure)

# Files --------------------------------------------------------------------------------------------

def write(results, folder):
    """results.json, results.md and the plots; each file whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("results.json", json.dumps(results, indent=1) + "\n"),
                       ("results.md", markdown(results))):
        beside = folder / f".{name}"
        beside.write_text(text)
        os.replace(beside, folder / name)
    plot(results, folder)
