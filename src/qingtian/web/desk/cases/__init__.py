"""Pages about cases beside the matter's own: look-backs, the evidence pack, the one file."""
