"""Simulated field units, for load and for demonstration. The one part of this room with a clock and a socket."""
