"""Remedies (救济): reconsideration, lawsuits, procuratorial suggestions, information requests."""
