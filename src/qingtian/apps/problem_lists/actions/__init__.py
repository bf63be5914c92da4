"""Verbs of the yearly problem list: draft, take and leave, merge, confirm, assign, publish, amend."""
