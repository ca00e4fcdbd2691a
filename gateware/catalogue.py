"""The page that lists bundles, bitstreams/README.md, made from the bundles' manifests."""

import importlib.resources
import re
from pathlib import Path

from lutcore.driver.bundles import manifest

FILE    = "README.md"
HEADING = """# Bitstreams

Engines ready to run, each in a folder with its manifest. `lutcore build` makes them, and
`lutcore catalogue -o bitstreams/README.md` makes this page. Clocks are what the tools report after
place and route; on the XC7Z020, where nextpnr does not know all delays, a quarter is deducted, and
the paths that it does not time at all are estimated ([PYNQ-Z2](../docs/boards/pynq_z2.md)). We
have no boards: none of these bitstreams has been loaded onto hardware yet.

| bundle | geometry, digest | clock asked, reached (MHz) | LUT | FF | BRAM | DSP | seed | tools |
|---|---|---|---|---|---|---|---|---|
"""

def packaged_bundles():
    """Return the folder of the bundles that come with lutcore."""
    return Path(str(importlib.resources.files("lutcore.bitstreams")))

def render(folder):
    """Return the page of the bundles in `folder`. Raises BundleFormatError."""
    lines = [_line(manifest.Manifest.read(path.parent))
            for path in sorted(folder.glob(f"*/{manifest.MANIFEST}"))]
    return HEADING + "".join(f"| {' | '.join(cells)} |\n" for cells in lines)

def _line(bundle):
    build = bundle.build
    tools = ", ".join(f"{name} {_number(text)}" for name, text in sorted(bundle.tools.items()))
    if build is None: # The virtual board has no clock of its own.
        return [bundle.name, f"{bundle.geometry.name}, {bundle.geometry.digest:08x}", "simulated",
                *["-"]*5, tools]
    return [bundle.name, f"{bundle.geometry.name}, {bundle.geometry.digest:08x}",
            f"{bundle.clock_mhz:g}, {build.reached_mhz:g}",
            *(f"{build.utilisation[name]:g}" for name in manifest.RESOURCES),
            "-" if build.seed is None else str(build.seed), tools]

def _number(text):
    """Return the version number in what a tool prints about its version."""
    match = re.search(r"\d+\.\d+[\w.+-]*", text)
    return match[0] if match else text
