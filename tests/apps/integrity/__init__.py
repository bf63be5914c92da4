"""Findings on data that look too good."""
