"""Register of clues (问题线索移送登记簿): what was handed to discipline or personnel organs, and what came back.

Outside the kernel on purpose: no matter, no link, no figure, no search and no export of a case knows of it
(docs/decisions/0061). A chain of its own, every entry sealed, every look an entry.
"""
