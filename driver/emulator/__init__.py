"""The emulated engine: bit for bit the engine's results, on this computer."""
