"""Enter a visit (登记检查): its row, its two officers, and the cap counted once more with the party held."""

from __future__ import annotations

from datetime import date

from qingtian.apps.inspections.caps import line_of
from qingtian.apps.inspections.models import Visit, VisitOfficer
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.enforcement.visit_caps import exemption, year_of
from qingtian.errors import Refused
from qingtian.procedures.guards.visits import OFFICERS, over_the_cap


def enter_visit(performed: Performed) -> None:
    """The effect of ``open``. Two who enter visits to one party at once are counted one after the other.

    Raises Refused ``inspections.cap_used_up``.
    """
    values, office = performed.values, performed.after.organ("office") or ""
    party, planned = values["party"]["number"], date.fromisoformat(values["planned_on"])
    exempt = exemption(values["ground"])
    Party.objects.select_for_update().get(number=party)
    line = line_of(party, office, year_of(planned))
    if line is not None and line.used_up and not exempt:
        raise Refused("inspections.cap_used_up", over_the_cap(line), where="party", basis="国办发〔2024〕54号")
    visit = Visit.objects.create(
        proceeding=performed.proceeding,
        party=party,
        office=office,
        level=Organ.objects.get(code=office).level,
        kind=values["kind"],
        ground=values["ground"],
        exempt=exempt,
        planned_on=planned,
        year=year_of(planned),
        checklist=values["checklist"],
    )
    set_officers(visit, performed)
    _link_origin(performed)


def set_officers(visit: Visit, performed: Performed) -> None:
    """The two officers as the relations now say; who stays keeps the declaration, who comes in has none."""
    told = {one.person: one.interest for one in visit.officers.all()}
    visit.officers.all().delete()
    for place, relation in enumerate(OFFICERS, 1):
        held = performed.after.relations[relation]
        person = held.get("person") or ""
        VisitOfficer.objects.create(
            visit=visit, place=place, post=held["post"], person=person, interest=told.get(person, "")
        )


def _link_origin(performed: Performed) -> None:
    """The matter it comes from gave rise to the visit."""
    about = performed.values.get("about")
    source = Proceeding.objects.filter(number=about["number"]).first() if about else None
    if source is not None and source.pk != performed.proceeding.pk:
        link(source, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)
