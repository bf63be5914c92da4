"""Where outlooks and measured days come from."""
