"""Note a place of a claim (地点): of the damage with its clue, of a substitute restoration with its plan."""

from __future__ import annotations

from qingtian.apps.compensation.models import Site
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures.guards.compensation import place_of


def place(matter: Proceeding, kind: str, name: str, at: str | None) -> None:
    """The latest word counts; without coordinates the place has a name only."""
    longitude, latitude = (place_of(at) if at else None) or (None, None)
    known = {"name": name[:200], "longitude": longitude, "latitude": latitude}
    Site.objects.update_or_create(proceeding=matter, kind=kind, defaults=known)


def place_substitute(performed: Performed) -> None:
    """The effect of ``plan_restoration``: another form of restoration leaves no substitute place behind."""
    values, matter = performed.values, performed.proceeding
    if values["form"] == "substitute":
        place(matter, Site.Kind.SUBSTITUTE, values["substitute_site"], values.get("substitute_at"))
        return
    Site.objects.filter(proceeding=matter, kind=Site.Kind.SUBSTITUTE).delete()


def forget_substitute(performed: Performed) -> None:
    """Undo of ``plan_restoration``."""
    Site.objects.filter(proceeding=performed.proceeding, kind=Site.Kind.SUBSTITUTE).delete()
