"""Synthesises arrays, engines and honest baselines, and tabulates what they cost."""
