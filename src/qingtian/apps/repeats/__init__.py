"""Repeats (重复反映): what was reported before, what came back after its end, who presses; found, shown, decided, undone."""
