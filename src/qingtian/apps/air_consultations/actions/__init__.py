"""Verbs of quarterly consultations: convene, make packs, write what acts say, enter a target."""
