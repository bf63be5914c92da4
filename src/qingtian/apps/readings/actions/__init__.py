"""The verbs of readings."""
