"""Petitions and reports (信访举报): what a resident says, from receipt to its end."""
