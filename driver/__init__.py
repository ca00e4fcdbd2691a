"""Talks to the core: the contract, the devices that run it, and what can go wrong."""
