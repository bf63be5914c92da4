"""Repeats (重复反映): what was reported before, came back, or is pressed; found, shown, decided, undone."""
