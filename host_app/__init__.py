"""The language model runtime and the `lutcore` command; everything but the matrix products."""
