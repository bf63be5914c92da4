"""What may be done to the records of source monitors, one act a file."""
