"""Verbs of the integrity of data."""
