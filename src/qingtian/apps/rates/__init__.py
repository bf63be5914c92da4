"""How often a thing may be done (频次限制): counted in the records' own database, so that of several processes and
machines each sees what the others counted, and a restart forgets nothing.
"""
