"""Words the pages of findings share."""

from __future__ import annotations

from typing import Final

from qingtian.apps.integrity.actions.raise_findings import PATTERNS
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.model import Procedure

NAV: Final = "desk:monitoring"
PROCEDURE: Final = "integrity_finding"
#: the only posts that see a finding, and the only ones that raise one
READING: Final = frozenset({"integrity_officer", "organ_head"})
RAISING: Final = frozenset({"integrity_officer"})


def declared() -> Procedure:
    """The latest edition of the procedure."""
    return load_procedures().editions(PROCEDURE)[-1]


def choices_of(act: str, field: str) -> dict[str, Text]:
    """The words of a choice."""
    transition = declared().named(act)
    found = transition.field(field) if transition else None
    return dict(found.choices) if found else {}


def pattern_name(pattern: str) -> Text:
    """What the pattern is called."""
    return PATTERNS.get(pattern, Text(pattern, pattern))
