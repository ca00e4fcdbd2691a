"""The transformer: its configuration and architectures, its layers, and the choice of tokens."""
