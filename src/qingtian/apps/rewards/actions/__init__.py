"""Verbs of rewards that do more than the kernel's ``perform``."""
