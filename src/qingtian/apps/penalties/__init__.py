"""Penalties (行政处罚): from a clue to an executed decision."""
