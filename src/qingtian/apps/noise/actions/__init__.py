"""What may be done with levels: keep them, and make the days of them."""
