"""Pages of source monitors: the wall, an outlet's story, monthly rates, what was found, notices."""
