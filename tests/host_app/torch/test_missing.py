"""Without PyTorch or transformers, the import says what to install. Runs in every environment."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("missing, code, message", [
    ("torch", "import lutcore.torch", "lutcore.torch needs PyTorch; install it with: pip install"),
    ("transformers", "from lutcore.torch import LutcoreConfig",
     "LutcoreConfig needs transformers; install it with: pip install transformers")])
def test_the_missing_package_is_named(missing: str, code: str, message: str) -> None:
    if missing == "transformers":
        pytest.importorskip("torch", reason="needs pip install -e '.[torch]'")
    script = (f"import sys; sys.modules[{missing!r}] = None\n"
              f"try:\n    {code}\nexcept ImportError as error:\n    print(error)")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                          timeout=120, check=True)
    assert done.stdout.startswith(message) and done.stdout.count("\n") == 1
