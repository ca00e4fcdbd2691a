"""Verilog without references to other files: memory contents written into the text."""

from __future__ import annotations

import re
from collections.abc import Callable

from lutcore.driver.errors import BundleError

NETLIST  = "// A netlist of cells."       # first line of Verilog that a netlist was written as

_READMEM = re.compile(r'\$readmemh\(\s*"([^"]+)"\s*,\s*(\w+)\s*\)\s*;')


def inline_memories(verilog: str, read: Callable[[str], str]) -> str:
    """Replace every ``$readmemh`` by assignments: a simulator opens its files relative to the
    process, not to the Verilog.

    read: the text of a file by the name in the Verilog. Raises BundleError (a text with anything
    but one hexadecimal word per line), and what `read` raises.
    """
    return _READMEM.sub(lambda match: _assignments(match[1], read(match[1]), match[2]), verilog)


def _assignments(name: str, text: str, memory: str) -> str:
    words = text.split()
    if not all(re.fullmatch("[0-9a-fA-F]+", word) for word in words):
        raise BundleError(f"{name}: want one hexadecimal word per line")
    return " ".join(["begin"] + [f"{memory}[{i}] = {4 * len(word)}'h{word};"
                                 for i, word in enumerate(words)] + ["end"])
