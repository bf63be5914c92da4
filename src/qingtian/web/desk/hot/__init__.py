"""Hot issues on the desk: the list with its reasons, computing on demand, and what the page of a matter adds."""
