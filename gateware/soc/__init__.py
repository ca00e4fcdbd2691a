"""SoCs around the engine: what connects it to a processor or to LiteDRAM."""
