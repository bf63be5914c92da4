"""What the acts on air data write."""
