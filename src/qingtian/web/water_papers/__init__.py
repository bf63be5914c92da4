"""Publications of water as pages and files: one way from the kept figures to every format, for desk and portal."""
