"""Enforcement reckoned (行政执法的期限与金额): days and yuan of fines and measures, from the law in force on the day.

A pure room: dates and sums in, dates and sums out, each with its article. No clock, no Django.
"""
