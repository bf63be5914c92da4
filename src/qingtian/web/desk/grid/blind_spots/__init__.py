"""Blind spots on the desk: what nobody has looked at, the oldest first, on a map, as a workbook."""
