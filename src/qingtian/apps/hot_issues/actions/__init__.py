"""Verbs of hot issues that do more than the kernel's ``perform``: compute, raise, promote."""
