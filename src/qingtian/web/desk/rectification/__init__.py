"""Inspection feedback on the desk: lists, tabs, imports, transferred complaints, tracked tasks."""
