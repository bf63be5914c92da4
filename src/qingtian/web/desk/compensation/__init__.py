"""Pages of compensation."""
