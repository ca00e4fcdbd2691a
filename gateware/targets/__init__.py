"""The boards that bundles are built for: one LiteX target module each.

A target module has a `TARGET`, a `targets.common.Target`. To add a board, add its module here.
"""

import importlib

from lutcore.gateware.targets.common import BuildError

MODULES = {
    "pynq_z1":     "lutcore.gateware.targets.pynq_z1",
    "pynq_z2":     "lutcore.gateware.targets.pynq_z2",
    "kv260":       "lutcore.gateware.targets.kv260",
    "ecpix5":      "lutcore.gateware.targets.ecpix5",
    "butterstick": "lutcore.gateware.targets.butterstick",
    "orangecrab":  "lutcore.gateware.targets.orangecrab",
    "ulx3s":       "lutcore.gateware.targets.ulx3s",
    "arty":        "lutcore.gateware.targets.arty",
}

def find_target(board):
    """The Target of a board. Raises BuildError, naming the boards there are."""
    if board not in MODULES:
        raise BuildError(f"no board {board!r} to build for; there are: virtual, "
                         f"{', '.join(MODULES)}")
    return importlib.import_module(MODULES[board]).TARGET
