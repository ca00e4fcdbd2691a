"""`python -m lutcore.host_app` is the `lutcore` command, for where its script is not on PATH."""

from __future__ import annotations

from lutcore.host_app.cli import main

main()
