"""Where to look first (靶向监管): clusters of events in space, and the order of inspections. Units, never persons."""
