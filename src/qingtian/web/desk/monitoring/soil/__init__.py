"""Pages of soil."""
