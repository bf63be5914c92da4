"""Pages of remedies."""
