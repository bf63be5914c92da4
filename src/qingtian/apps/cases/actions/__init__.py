"""Verbs of cases that do more than the kernel's ``perform``: identify, contract, hand over, plan."""
