"""What may be done with entered tables: enter one more."""
