"""One act a file: look at the outlook, keep what acts say, note what units did, keep the list."""
