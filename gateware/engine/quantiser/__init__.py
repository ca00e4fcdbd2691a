"""The quantiser, which executes a QUANT. The engine does not contain it yet."""
