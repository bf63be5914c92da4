"""The verbs of the kernel: open a matter, perform an act."""
