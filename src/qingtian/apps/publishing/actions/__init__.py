"""What the acts of a publication write."""
