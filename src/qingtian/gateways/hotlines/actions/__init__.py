"""Verbs of hotlines."""
