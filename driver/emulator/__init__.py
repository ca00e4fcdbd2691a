"""The engine on this computer, bit for bit."""
