"""Targeting (靶向监管): events of every source, key areas, key objects, plans of visits and what they found."""
