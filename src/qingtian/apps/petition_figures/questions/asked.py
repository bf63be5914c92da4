"""Which petitions a figure is about: the days they came, the scope of who asks, and the filters of the address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import F, Q, QuerySet

from qingtian.apps.people.models import Organ
from qingtian.apps.petition_figures.counting import KINDS
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.policy import AREA_ROLES, NO_MATTERS, SUPERVISING_ROLES
from qingtian.procedures.who import Actor

NOTHING = Q(pk__in=[])
#: the whole table: what an office over every area and every petition office counts, and reports drafted for the city
EVERYTHING = Q(restricted=False)


def scope(actor: Actor) -> Q:
    """What this actor's figures count: the areas of an area role, the organs of one's own, and those below them for a
    supervising role. Accusations of officials are counted in nobody's figures."""
    if actor.kind != "officer" or not actor.organ_chain or actor.roles & NO_MATTERS:
        return NOTHING
    own = [actor.organ]
    if actor.roles & SUPERVISING_ROLES:
        path = "/".join(actor.organ_chain) + "/"
        own = list(Organ.objects.filter(path__startswith=path).values_list("code", flat=True))
    seen = Q(receiver__in=own) | Q(handler__in=own)
    if actor.roles & AREA_ROLES and actor.area_chain:
        areas = Area.objects.filter(path__startswith="/".join(actor.area_chain) + "/").values_list("pk", flat=True)
        if len(areas) == Area.objects.count() and actor.roles & SUPERVISING_ROLES:
            return EVERYTHING
        seen |= Q(area__in=list(areas))
    return seen & EVERYTHING


@dataclass(frozen=True, slots=True)
class Asked:
    """``first`` to ``last``, both included, by the day a report came in; filters are empty where none is set."""

    first: date
    last: date
    as_of: date
    seen: Q = field(default_factory=lambda: EVERYTHING)
    area: str = ""
    kind: str = ""
    channel: str = ""

    def rows(self) -> QuerySet[CountedPetition]:
        """The petitions meant."""
        return self.filtered().filter(received_on__gte=self.first, received_on__lte=self.last)

    def filtered(self) -> QuerySet[CountedPetition]:
        """The same on every day there is."""
        found = CountedPetition.objects.filter(self.seen)
        if self.area:
            found = found.filter(area__in=list(_below(self.area)))
        if self.channel:
            found = found.filter(channel=self.channel)
        if self.kind in KINDS:
            found = found.annotate(of_kind=F("kinds").bitand(1 << KINDS.index(self.kind))).filter(of_kind__gt=0)
        return found

    def over(self, first: date, last: date) -> Asked:
        """The same question about other days."""
        return replace(self, first=first, last=last)


def _below(code: str) -> QuerySet[Area, int]:
    area = Area.objects.filter(code=code).first()
    return Area.objects.filter(path__startswith=area.path if area else "?").values_list("pk", flat=True)
