"""Tables an office enters itself (自行录入的表), kept with source, article, days in force and certainty; only added to.

What a table looks like is declared in ``qingtian.standards.entered``. A chapter asks ``queries.entries`` and gives what
it gets to the pure rules.
"""
