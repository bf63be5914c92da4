"""One act a file: refresh the events, rank, and what the acts of a plan of visits do to its rows."""
