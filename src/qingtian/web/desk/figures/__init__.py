"""Figures of petitions on the desk: what was reported, where and when, and what became of it; all of it exportable."""
