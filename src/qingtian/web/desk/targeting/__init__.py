"""Targeting: pages of the desk."""
