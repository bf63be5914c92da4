"""Verbs of the supervision ladder that do more than the kernel’s ``perform``."""
