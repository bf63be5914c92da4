"""Words that the pages of visits share, from the declared procedure where it has them."""

from __future__ import annotations

from functools import cache

from qingtian.apps.inspections.models import Visit
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.visit_caps import EXEMPT_WORDS
from qingtian.language import Text
from qingtian.procedures import load_procedures

NAV = "desk:enforcement"
PROCEDURE = "inspection_visit"
LEVELS = {value: Text(label, Organ.Level(value).name.capitalize()) for value, label in Organ.Level.choices}


@cache
def _choices(field: str) -> dict[str, Text]:
    opening = load_procedures().editions(PROCEDURE)[-1].transitions_from("start")[0]
    declared = opening.field(field)
    return dict(declared.choices) if declared else {}


def kind_words(visit: Visit) -> Text:
    """日常检查."""
    return _choices("kind")[visit.kind]


def ground_words(visit: Visit) -> Text:
    """The ground, as the form offers it."""
    return _choices("ground")[visit.ground]


def exempt_words(visit: Visit) -> Text | str:
    """EX1 投诉举报; nothing for a visit that counts."""
    if not visit.exempt:
        return ""
    words = EXEMPT_WORDS[visit.exempt]
    return Text(f"{visit.exempt} {words.zh}", f"{visit.exempt} {words.en}")


def kinds() -> dict[str, Text]:
    """Every type of visit by its code."""
    return _choices("kind")


def state_words(matter: Proceeding) -> Text:
    """The state of the matter in the words of its own edition."""
    return load_procedures().edition(matter.procedure, matter.edition).states[matter.state].title
