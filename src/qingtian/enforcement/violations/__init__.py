"""The violation catalogue (违法行为目录): what the law says of each act on each day, and which day's law applies."""
