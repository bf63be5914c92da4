"""One act a file: freeze the pools, draw, excuse an object, set a draw aside or drop it."""
