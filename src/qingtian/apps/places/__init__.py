"""Places: the area tree (territorial duty), grid cells, pollution sources and monitoring stations."""
