"""Papers that wait for their number in the document system."""

from __future__ import annotations

from django.db.models import Q

from qingtian.apps.proceedings.papers import catalogue
from qingtian.procedures.paper_life import EDIT, STEPS

#: what a paper waits for while its number is still to come
BEFORE = (EDIT, *STEPS[: STEPS.index("number") + 1])


def unnumbered() -> Q:
    """Of kinds that are numbered, and not past it: a record that stays in the file never gets a number."""
    kinds = [kind.id for kind in catalogue().values() if "number" in kind.steps]
    return Q(number="", template__in=kinds, waits_for__in=BEFORE)
