"""What changes about accounts: one verb a file; each writes its own entry into the log."""
