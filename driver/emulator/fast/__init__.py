"""Exact integer products in compiled code: what makes the emulator a usable CPU fallback."""
