"""Lets the tests of models import emulated_board.py, which holds no tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "driver" / "executor"))
