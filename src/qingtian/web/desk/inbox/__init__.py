"""The inbox of petitions (收件箱): what waits for which step, one beside the list, several acted on together."""
