"""The boards that bundles are built for, one module each.

Each module has a `TARGET`, a `flows.target.Target`. A new board is a new module and a line here.
"""

import importlib

from lutcore.gateware.errors import BuildError

MODULES = {
    "pynq_z1":     "lutcore.gateware.boards.pynq_z1",
    "pynq_z2":     "lutcore.gateware.boards.pynq_z2",
    "kv260":       "lutcore.gateware.boards.kv260",
    "ecpix5":      "lutcore.gateware.boards.ecpix5",
    "butterstick": "lutcore.gateware.boards.butterstick",
    "orangecrab":  "lutcore.gateware.boards.orangecrab",
    "ulx3s":       "lutcore.gateware.boards.ulx3s",
    "arty":        "lutcore.gateware.boards.arty",
}

def find_target(board):
    """Return the Target of a board. Raises BuildError, which names the boards."""
    if board not in MODULES:
        raise BuildError(f"no board {board!r} to build for; there are: virtual, "
                         f"{', '.join(MODULES)}")
    return importlib.import_module(MODULES[board]).TARGET
