"""Data that look too good: what in a series of readings deserves a second look (pure room: no Django, no clock).

Nothing here is a verdict. A score orders days by how much they resemble the eight known ways of making data look good;
an officer looks, asks the station, and decides.
"""
