"""Quantisation of float weights: by rounding, and against a calibration text."""
