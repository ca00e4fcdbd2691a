"""Float weights to low-bit weights."""
