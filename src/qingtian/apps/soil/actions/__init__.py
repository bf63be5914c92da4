"""What may be done with samples of soil: keep a result."""
