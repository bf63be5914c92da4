"""Verbs of running an office, one a file."""
