"""Verbs of the monthly schedule and of leaders' instructions."""
