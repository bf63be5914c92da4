"""Verbs of petitions that do more than the kernel's ``perform``; the others need no file here."""
