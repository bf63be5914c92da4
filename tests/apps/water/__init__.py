"""Records of water, their evaluation and their publications."""
