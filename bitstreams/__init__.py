"""Bundles: engines ready to run, for boards and for the virtual board. Data only."""
