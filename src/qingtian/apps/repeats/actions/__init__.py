"""Verbs of repeats."""
