"""The verbs of the classifier."""
