"""Measurements, as ratios in one run against what a user would otherwise take. ``make bench`` runs them."""
