"""Verbs of partners."""
