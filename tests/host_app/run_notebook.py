"""Runs the cells of a notebook in IPython, as its kernel would; `test_notebooks.py` starts it.

    python run_notebook.py NOTEBOOK [PACKAGE...]        # packages that shall seem not installed

The last line of the output is JSON: the device that the notebook has opened, and how many figures
it has drawn. Pictures are not shown. A cell that fails ends it with 1.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

from IPython.core.interactiveshell import InteractiveShell
from matplotlib import pyplot


def main(notebook: str, *missing: str) -> None:
    sys.modules.update(dict.fromkeys(missing))          # None: `find_spec` then finds nothing
    shell = InteractiveShell.instance()
    pyplot.show = lambda: None                          # Agg would warn that it has no window
    for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            shell.run_cell("".join(cell["source"])).raise_error()
    device = shell.user_ns.get("device")
    print(json.dumps({"device": device and device.name, "figures": len(pyplot.get_fignums())}))


if __name__ == "__main__":
    main(*sys.argv[1:])
