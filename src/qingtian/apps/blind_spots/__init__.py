"""Blind spots (监管盲区): what nobody has looked at."""
