"""The demonstration: a generated year in the invented city of Yunping (云屏市).

Everything that happens in it is driven through the same acts as people use.

May live here: the invented city's data (YAML, GeoJSON), the people and log-ins of the demonstration, the grammar its
reports are written with, the lives its matters lead, and the command that loads them. Nothing here writes a matter
except through ``receive`` and ``perform``. Every matter is marked as generated; every name means nobody.
"""
