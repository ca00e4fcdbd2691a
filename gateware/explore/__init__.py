"""Synthesise lookup arrays, engines and fair baselines, and tabulate what they cost."""
