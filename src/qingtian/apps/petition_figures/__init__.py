"""信访数字: how many were reported, where, about what, and what became of them. One narrow row a petition, derived.

May live here: that row and its counting from the petition's own acts, the named questions asked of it, the rates and
their declared definitions, comparisons with earlier periods, and the reports drafted from the figures.
"""
