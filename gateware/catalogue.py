"""The table of what is in bitstreams/: ``python -m lutcore.gateware.catalogue`` writes README.md.

Everything in it is said by the bundles' manifests.
"""

import importlib.resources
import re
import sys
from pathlib import Path

from lutcore.driver.bundles import manifest

FILE    = "README.md"
HEADING = """# Bitstreams

Engines ready to run, each a folder with its manifest. Made by `lutcore build`; this page by
`python -m lutcore.gateware.catalogue`. Clocks are what the tools report after place and route, less
a quarter where nextpnr does not see everything (XC7Z020). No board was at hand: none of them has
configured a chip yet.

| bundle | geometry, digest | clock asked, reached (MHz) | LUT | FF | BRAM | DSP | seed | tools |
|---|---|---|---|---|---|---|---|---|
"""

def render(folder):
    """The page of the bundles in `folder`. Raises BundleFormatError."""
    rows = [_row(manifest.Manifest.read(path.parent))
            for path in sorted(folder.glob(f"*/{manifest.MANIFEST}"))]
    return HEADING + "".join(f"| {' | '.join(row)} |\n" for row in rows)

def _row(made):
    build = made.build
    tools = ", ".join(f"{name} {_number(text)}" for name, text in sorted(made.tools.items()))
    if build is None: # For the virtual board, which has no clock of its own.
        return [made.name, f"{made.geometry.name}, {made.geometry.digest:08x}", "simulated",
                *["-"]*5, tools]
    return [made.name, f"{made.geometry.name}, {made.geometry.digest:08x}",
            f"{made.clock_mhz:g}, {build.reached_mhz:g}",
            *(f"{build.utilisation[name]:g}" for name in manifest.RESOURCES),
            "-" if build.seed is None else str(build.seed), tools]

def _number(text):
    """The version in what a tool says of itself."""
    found = re.search(r"\d+\.\d+[\w.+-]*", text)
    return found[0] if found else text

def main():
    folder = Path(str(importlib.resources.files("lutcore.bitstreams")))
    (folder / FILE).write_text(render(folder))
    print(folder / FILE)
    return 0

if __name__ == "__main__":
    sys.exit(main())
