"""Inspections (现场检查): visits with a type and a ground, and what two officers record on the spot."""
