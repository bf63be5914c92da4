"""Verbs of the review of closed files: draw, record a review, return for mending."""
