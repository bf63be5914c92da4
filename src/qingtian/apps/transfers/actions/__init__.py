"""Acts of transfers beside the kernel's, one a file."""
