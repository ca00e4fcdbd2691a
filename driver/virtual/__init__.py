"""The virtual board: the Verilated engine and a modelled DDR, alone or behind pynq."""
