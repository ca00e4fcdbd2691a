"""``python -m lutcore.gateware.explore``: what the lookup array and the engine cost on FPGAs."""

import argparse
import importlib.util
import json
import os
import sys
from pathlib import Path

from lutcore.driver.contract.errors import LutcoreError
from lutcore.driver.tools import ToolMissingError
from lutcore.gateware.explore import report, study, synthesis
from lutcore.gateware.explore.points import FABRIC
from lutcore.gateware.explore.synthesis import FAMILIES


def _parser():
    parser = argparse.ArgumentParser(prog="python -m lutcore.gateware.explore",
                                     description=__doc__)
    parser.add_argument("--json", action="store_true",
        help="the results as one JSON object on stdout and nothing else")
    parser.add_argument("-o", "--output", type=Path, default=None,
        help="folder for results.json, results.md and the plots (default: explore; "
        "with --json: none)")
    parser.add_argument("--families", nargs="+", choices=FAMILIES,
        help="FPGA families (default: xc7 ecp5 for the fabric study, all for engines)")
    parser.add_argument("--points", choices=["fabric", "engines", "all"], default="all",
        help="what to synthesise (default: all)")
    parser.add_argument("--designs", nargs="+", metavar="NAME", choices=[p.name for p in FABRIC],
        help="only these designs of the fabric study, for example lookup-c5t8 gated-w1a8")
    parser.add_argument("--jobs", type=_jobs, default=max(1, (os.cpu_count() or 1) // 2),
        help="syntheses at a time (default: half the processors)")
    return parser

def _jobs(text):
    jobs = int(text)
    if jobs < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return jobs

def _note(line):
    print(line, file=sys.stderr, flush=True)

def run(args):
    """Measure, write, and return the results."""
    if args.output and importlib.util.find_spec("matplotlib") is None:
        raise ToolMissingError("matplotlib is not there; pip install 'lutcore[explore,gateware]'")
    if args.output:
        args.output.mkdir(parents=True, exist_ok=True) # Refused now rather than in an hour.
    options = (args.jobs, _note)
    results = {"versions": synthesis.versions(), "fabric": [], "comparisons": [], "engines": []}
    if args.points != "engines":
        points = [p for p in FABRIC if p.name in (args.designs or [p.name])]
        families = args.families or ["xc7", "ecp5"]
        results["fabric"]      = study.measure_fabric(families, *options, points)
        results["comparisons"] = study.compare(results["fabric"])
    if args.points != "fabric":
        results["engines"] = study.measure_engines(args.families or FAMILIES, *options)
    if args.output:
        report.write(results, args.output)
        _note(f"{args.output}: results.json, results.md, plots")
    return results

def main(arguments=None):
    args = _parser().parse_args(arguments)
    if args.output is None and not args.json:
        args.output = Path("explore")
    try:
        results = run(args)
    except (LutcoreError, OSError) as error:
        print(f"lutcore: error: {error}", file=sys.stderr)
        return getattr(error, "exit_code", 3)
    except KeyboardInterrupt:
        print("lutcore: error: interrupted; what was measured is kept", file=sys.stderr)
        return 130
    if args.json:
        print(json.dumps(results, indent=1))
    return 0

if __name__ == "__main__":
    sys.exit(main())
