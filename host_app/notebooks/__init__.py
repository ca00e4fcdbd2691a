"""Notebooks, found by `pynq get-notebooks lutcore` through the entry point pynq.notebooks."""
