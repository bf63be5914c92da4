"""Verbs of inspection feedback: receive, enter findings, amend, schedule, follow, take complaints."""
