"""The verbs of the grid."""
