"""Whose the pages of commands to the field are, and where they stand."""

from __future__ import annotations

PROCEDURE = "field_command"
NAV = "desk:monitoring"
#: posts that propose a command
PROPOSING = frozenset({"handling_officer", "penalty_officer", "analyst"})
#: posts that see them
READING = PROPOSING | {"organ_head", "chief"}
