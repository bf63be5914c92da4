"""Alerts on the desk: those open by severity and age, one with its values, the rules and their versions."""
