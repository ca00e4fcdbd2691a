"""From sources to a bitstream: the tools, and how each family of boards uses them."""
