"""What changes about people: one verb a file."""
