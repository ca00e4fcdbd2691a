"""The LUT Tensor Core engine: everything that is in its Verilog."""
