"""A visit that is not made does not count (取消、不批准)."""

from __future__ import annotations

from qingtian.apps.inspections.models import Visit
from qingtian.apps.proceedings.chapters import Performed


def give_up(performed: Performed) -> None:
    """The effect of ``cancel`` and ``decline``."""
    Visit.objects.filter(proceeding=performed.proceeding).update(made=False)


def make_after_all(performed: Performed) -> None:
    """The cancelling act was voided: the visit counts again."""
    Visit.objects.filter(proceeding=performed.proceeding).update(made=True)
