"""Acts on suggestions and proposals beside the kernel's, one a file."""
