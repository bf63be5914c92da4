"""Acts of inspections, one a file."""
