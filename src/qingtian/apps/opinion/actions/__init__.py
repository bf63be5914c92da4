"""The verbs of public opinion."""
