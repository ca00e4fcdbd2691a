"""The circuits that the exploration compares: the engine's blocks, candidates, baselines."""
