"""The four procedures of remedies (救济), in the order of the pages."""

from __future__ import annotations

#: procedures, each with the act that opens it
PROCEDURES: tuple[str, ...] = ("reconsideration", "lawsuit", "procuratorial_suggestion", "information_request")
#: outcomes, in force, by which a decision no longer stands as it was
CORRECTED: tuple[str, ...] = ("changed", "revoked", "revoked_redo", "unlawful", "void")
