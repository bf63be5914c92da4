"""The verbs of the air forecast."""
