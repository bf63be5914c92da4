"""Review of closed files on the desk: samples, the draw, the result by unit."""
