"""Verbs of consultations: receive a comment, sort comments into points, answer them; and the effects of the acts."""
