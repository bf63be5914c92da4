"""Pages of data loggers (数采仪): who is on the line, one logger with its frames, the quarantine, the profile."""
