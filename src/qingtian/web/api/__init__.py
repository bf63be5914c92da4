"""Addresses for other systems: no language, no session; each view proves who calls before it reads what was sent."""
