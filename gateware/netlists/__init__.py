"""Netlists as virtual boards: what synthesis or place and route made of an engine runs products."""
