"""PYNQ boards, the one that runs this program or one over the network.

The package pynq is imported inside functions only: it is slow, and absent where only the emulator
is used.
"""
