"""Verbs of the exchange with the weather bureau."""
