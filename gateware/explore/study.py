"""Synthesises the points, in parallel, and compares them."""

from concurrent.futures import ThreadPoolExecutor

from lutcore.gateware.explore import adapters
from lutcore.gateware.explore.points import ENGINES, FABRIC, SHARE, unit_verilog
from lutcore.gateware.explore.tools import ToolError, place, synthesise, tool_version

# Measurements -------------------------------------------------------------------------------------

def measure_fabric(families, jobs, note, points=FABRIC):
    """One record per point, family and scope, in the points' order.

    Parameters
    ----------
    note : function(str)
        Told of every synthesis that has ended.

    Returns
    -------
    records : list of dict
        name, label, types, rival, family, scope, products, resources, luts_per_product and
        packed_per_product: lookup tables per one-bit product per clock.
    """
    wanted = [(point, family, scope, make)
              for family in families for point in points if family in point.families
              for scope, make in point.scopes.items()]

    def measure(item):
        point, family, scope, make = item
        unit      = make()
        resources = synthesise(unit_verilog(unit), "unit", family)
        note(f"{family} {point.name} {scope}: {resources.luts} LUTs")
        return {
            "name": point.name, "label": point.label, "types": point.types, "rival": point.rival,
            "family": family, "scope": scope, "products": unit.products,
            "resources": resources.to_dict(),
            "luts_per_product":   round(resources.luts / unit.products, 3),
            "packed_per_product": round(resources.packed / unit.products, 3),
        }

    return _parallel(measure, wanted, jobs)

def measure_shared(families, jobs, note):
    """What all rows of an engine share: one record per family and block."""
    geometry = adapters.row_geometry(5, 12)
    blocks = {
        "sequencer and scale store": adapters.Sequencing,
        "table loader":              lambda: adapters.TableFill(geometry),
    }

    def measure(item):
        family, name, make = item
        resources = synthesise(unit_verilog(make()), "unit", family)
        note(f"{family} {name}: {resources.luts} LUTs")
        return {"family": family, "name": name, "resources": resources.to_dict()}

    return _parallel(measure, [(family, *block) for family in families
                               for block in blocks.items()], jobs)

def measure_engines(families, jobs, note, engines=ENGINES):
    """One record per engine on one of `families`: resources, shares of the device, and timing."""
    def measure(engine):
        geometry  = engine.make()
        verilog   = adapters.engine_verilog(geometry)
        resources = synthesise(verilog, "lutcore", engine.family)
        note(f"{engine.family} engine {engine.name}: {resources.luts} LUTs")
        record = {
            "name": engine.name, "geometry": geometry.name, "family": engine.family,
            "resources": resources.to_dict(),
            "shares": {kind: round(getattr(resources, kind) / there, 3)
                       for kind, there in engine.available.items()},
        }
        record["fits"] = all(share <= SHARE for share in record["shares"].values())
        if engine.placed:
            timing = place(verilog, "lutcore")
            note(f"{engine.family} engine {engine.name}: {timing.mhz} MHz")
            record["timing"] = timing.__dict__
        return record

    return _parallel(measure, [e for e in engines if e.family in families], jobs)

def _parallel(function, items, jobs):
    """[function(item)]; the first error ends it, and what has not begun is not begun."""
    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(function, item) for item in items]
        try:
            return [future.result() for future in futures]
        except ToolError:
            pool.shutdown(cancel_futures=True)
            raise

# Comparison ---------------------------------------------------------------------------------------

def compare(records):
    """How many times denser each lookup array is than each baseline, per family.

    Both sides by `packed_per_product`. `plain` compares like with like; `engine` has the engine's
    full epilogue on the one side and the plain one on the other; `array` has neither.

    Returns
    -------
    comparisons : list of dict
        family, scope, lookup, rival, types, times (rival's figure over lookup's), wins.
    """
    rivals = [r for r in records if r["rival"]]
    found  = []
    for mine in (r for r in records if not r["rival"]):
        scope = "array" if mine["scope"] == "array" else "plain"
        for other in rivals:
            if (other["family"], other["scope"]) == (mine["family"], scope):
                times = other["packed_per_product"] / mine["packed_per_product"]
                found.append({
                    "family": mine["family"], "scope": mine["scope"], "lookup": mine["name"],
                    "rival": other["name"], "types": other["types"], "times": round(times, 2),
                    "wins": times > 1, "rival_dsps": other["resources"]["dsps"],
                })
    return found

def versions():
    """The tools' own words."""
    return {name: tool_version(name) for name in ("yosys", "nextpnr-ecp5")}
