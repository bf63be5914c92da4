"""What the readers suggest of each report, kept beside it, and what officers chose instead. Suggestions, no decisions.

May be here: readings, corrections, the names of the city. May not: rules of reading (``insight.reading``) and acts.
"""
