"""Synthesise the study's designs in parallel, and compare them."""

from concurrent.futures import ThreadPoolExecutor

from lutcore.gateware.explore.circuits import adapters
from lutcore.gateware.explore.points import ENGINES, FABRIC, PARTS, ROWS, SHARE, unit_verilog
from lutcore.gateware.explore.synthesis import FAMILIES, place, synthesise, versions


def run(points, families, designs, jobs, note):
    """Synthesise what is asked for; returns the results as the JSON file has them.

    Parameters
    ----------
    points : str
        "fabric", "engines" or "all".

    families : sequence of str
        FPGA families; an empty one stands for xc7 and ecp5 in the fabric study, all for engines.

    designs : sequence of str
        Designs of the fabric study; an empty one stands for all of them.

    jobs : int
        Syntheses that run at the same time.

    note : function(str)
        Called with a line about every synthesis that has ended.
    """
    results = {"versions": versions(), "fabric": [], "comparisons": [], "engines": []}
    if points != "engines":
        chosen = [point for point in FABRIC if not designs or point.name in designs]
        results["fabric"] = measure_fabric(families or ("xc7", "ecp5"), jobs, note, chosen)
        results["comparisons"] = compare(results["fabric"])
    if points != "fabric":
        results["engines"] = measure_engines(families or tuple(FAMILIES), jobs, note)
    return results

KINDS = ("luts", "memory_luts", "registers", "dsps", "block_rams")

# Measurements -------------------------------------------------------------------------------------

def measure_fabric(families, jobs, note, points=FABRIC):
    """Return one record per point, family and scope, in the points' order.

    Parameters
    ----------
    note : function(str)
        Called with a line about every synthesis that has ended.

    Returns
    -------
    records : list of dict
        name, label, types, rival, family, scope, products;
        resources, shared, loader: Resources of the row, of the block that rows share, and of their
        table loader;
        luts, area: lookup tables and area per one-bit product and clock, of a row and its part of
        the block that ROWS rows share;
        loaded: `area` with the row's part of the loader;
        device: one-bit products per clock of as many rows as SHARE of the family's FPGA holds.
        Tables that can be memory, DSP slices and block RAMs limit them too.
    """
    parts = {(family, point.name, part): make
             for family in families for point in points if family in point.families
             for part, make in {**point.scopes, "shared": point.shared,
                                "loader": point.loader}.items() if make}

    def measure(item):
        (family, name, part), make = item
        unit      = make()
        resources = synthesise(unit_verilog(unit), "unit", family)
        note(f"{family} {name} {part}: {resources.luts} LUTs")
        return getattr(unit, "products", None), resources

    measured = dict(zip(parts, _parallel(measure, parts.items(), jobs), strict=True))
    none  = (None, None)
    return [
        _record(point, family, scope, *measured[family, point.name, scope],
                measured.get((family, point.name, "shared"), none)[1],
                measured.get((family, point.name, "loader"), none)[1])
        for family in families for point in points if family in point.families
        for scope in point.scopes
    ]

def _record(point, family, scope, products, row, shared, loader):
    def area(*others):
        return max(getattr(row, kind) + sum(getattr(block, kind) for block in others if block)/ROWS
                   for kind in ("packed", "beside"))

    part  = PARTS[family]
    taken = max(area(shared)/part.luts, *(getattr(row, kind)/getattr(part, kind)
                                          for kind in ("memory_luts", "dsps", "block_rams")))
    return {
        "name": point.name, "label": point.label, "types": point.types, "rival": point.rival,
        "family": family, "scope": scope, "products": products,
        **{name: resources and resources.to_dict() for name, resources in
           {"resources": row, "shared": shared, "loader": loader}.items()},
        "luts":   round((row.luts + (shared.luts / ROWS if shared else 0)) / products, 3),
        "area":   round(area(shared) / products, 3),
        "loaded": round(area(shared, loader) / products, 3),
        "device": round(SHARE / taken * products, 1),
    }

def measure_engines(families, jobs, note, engines=ENGINES):
    """Return one record per engine on one of `families`: resources, shares of the FPGA, timing."""
    def measure(engine):
        geometry  = engine.make()
        verilog   = adapters.engine_verilog(geometry, engine.family)
        resources = synthesise(verilog, "lutcore", engine.family)
        note(f"{engine.family} engine {engine.name}: {resources.luts} LUTs")
        record = {
            "name": engine.name, "geometry": geometry.name, "family": engine.family,
            "resources": resources.to_dict(),
            "shares": {kind: round(getattr(resources, kind)/getattr(PARTS[engine.family], kind), 3)
                       for kind in KINDS},
        }
        record["fits"] = all(share <= SHARE for share in record["shares"].values())
        if engine.placed:
            timing = place(verilog, "lutcore")
            note(f"{engine.family} engine {engine.name}: {timing.mhz} MHz")
            record["timing"] = timing.__dict__
        return record

    return _parallel(measure, [e for e in engines if e.family in families], jobs)

def _parallel(function, items, jobs):
    """Return [function(item)] in parallel. After an error no further item is begun."""
    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(function, item) for item in items]
        try:
            return [future.result() for future in futures]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise

# Comparison ---------------------------------------------------------------------------------------

def compare(records):
    """Return how many times denser each lookup array is than each baseline, per family.

    The scope "plain" compares like with like. In "engine" the lookup array has the engine's full
    epilogue and the baseline the plain one.

    Returns
    -------
    comparisons : list of dict
        family, scope, lookup, rival, types;
        times: ratio of lookup tables as Yosys counts them;
        packed: ratio of the area; loaded: the same with the table loader;
        device: ratio of the products per clock that an FPGA holds;
        wins: whether all of them but `loaded` are above 1;
        rival_dsps: DSP slices of the baseline.
    """
    rivals = [r for r in records if r["rival"]]
    comparisons = []
    for lookup in (r for r in records if not r["rival"]):
        for rival in (r for r in rivals if r["family"] == lookup["family"]):
            times, packed = rival["luts"] / lookup["luts"], rival["area"] / lookup["area"]
            device = lookup["device"] / rival["device"]
            comparisons.append({
                "family": lookup["family"], "scope": lookup["scope"], "lookup": lookup["name"],
                "rival": rival["name"], "types": rival["types"],
                "times": round(times, 2), "packed": round(packed, 2),
                "loaded": round(rival["area"] / lookup["loaded"], 2) if lookup["loader"] else None,
                "device": round(device, 2),
                "wins": min(times, packed, device) > 1, "rival_dsps": rival["resources"]["dsps"],
            })
    return comparisons
