"""Readers of model files, and the packed format."""
