"""Pages of credit."""
