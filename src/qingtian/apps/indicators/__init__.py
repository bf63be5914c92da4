"""Indicators (指标): how the work stands by area, unit and month, each defined as data and counted by one query."""
