"""Verbs of oversight: enter an item, follow its meeting, set tasks, freeze a draft."""
