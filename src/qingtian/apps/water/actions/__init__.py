"""Acts on the records of water, one a file."""
