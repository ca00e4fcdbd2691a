"""LiteX boards: their bus, reached with LiteX's RemoteClient, and the start of their DRAM."""
