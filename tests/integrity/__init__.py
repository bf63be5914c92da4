"""Data that look too good."""
