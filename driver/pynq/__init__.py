"""PYNQ boards, here or over the network. pynq itself is imported inside functions only."""
