"""Lets the tests of the executor import random_programs.py, which holds no tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
