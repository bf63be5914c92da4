"""What the acts of a plan of visits do to its rows (检查计划的动作): drawn up, sent back, a visit, a result."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.actions.rank import last_ranking
from qingtian.apps.targeting.models import PlannedVisit, RankedObject
from qingtian.procedures.guards.visit_plans import numbers_of


def draw_up(performed: Performed) -> None:
    """The effect of ``draw_up``: a row a unit, with what the ranking said of it that day."""
    matter, values = performed.proceeding, performed.values
    targeted, random = numbers_of(values["targeted"]), numbers_of(values["random"])
    ranking = last_ranking(performed.act.on)
    ranked = {}
    if ranking is not None:
        rows = RankedObject.objects.filter(ranking=ranking, party__in=targeted + random)
        ranked = {row.party: row for row in rows}
    units = {row.number: row for row in Party.objects.filter(number__in=targeted + random)}
    chosen = [(number, False) for number in targeted] + [(number, True) for number in random]
    PlannedVisit.objects.bulk_create(
        _row(matter, place, units[number], drawn, ranked.get(number)) for place, (number, drawn) in enumerate(chosen, 1)
    )


def _row(matter: Proceeding, place: int, unit: Party, random: bool, ranked: RankedObject | None) -> PlannedVisit:
    row = PlannedVisit(proceeding=matter, place=place, party=unit.number, area_id=unit.area_id, random=random)
    if ranked is not None:
        row.ranked_place, row.reasons = ranked.place, ranked.reasons
        row.probability, row.low, row.high = ranked.probability, ranked.low, ranked.high
    return row


def take_apart(performed: Performed) -> None:
    """Sent back, or the drawing up was voided: the list is drawn up anew."""
    PlannedVisit.objects.filter(proceeding=performed.proceeding).delete()


def note_visit(performed: Performed) -> None:
    """The visit stands at its unit."""
    visit = Proceeding.objects.get(uid=performed.values["visit"]["uid"])
    _unit(performed).update(visit=visit)


def forget_visit(performed: Performed) -> None:
    """It was noted in error."""
    _unit_of_voided(performed).update(visit=None)


def note_result(performed: Performed) -> None:
    """A visit that was not made leaves its unit waiting for another."""
    result = performed.values["result"]
    if result == "not_made":
        _unit(performed).update(visit=None)
    else:
        _unit(performed).update(result=result, result_on=performed.act.on)


def forget_result(performed: Performed) -> None:
    """It was noted in error: the visit is under way again."""
    voided = performed.extra["voided"]["fields"]
    visit = Proceeding.objects.get(uid=voided["visit"]["uid"])
    _unit_of_voided(performed).update(result="", result_on=None, visit=visit)


def leave_out(performed: Performed) -> None:
    """The unit has its end without a result."""
    on: date = performed.act.on
    _unit(performed).update(result=PlannedVisit.Result.LEFT_OUT, result_on=on)


def take_in_again(performed: Performed) -> None:
    """It was left out in error."""
    _unit_of_voided(performed).update(result="", result_on=None)


def _unit(performed: Performed) -> QuerySet[PlannedVisit]:
    return _rows(performed, str(performed.values["unit"]))


def _unit_of_voided(performed: Performed) -> QuerySet[PlannedVisit]:
    return _rows(performed, str(performed.extra["voided"]["fields"]["unit"]))


def _rows(performed: Performed, unit: str) -> QuerySet[PlannedVisit]:
    return PlannedVisit.objects.filter(proceeding=performed.proceeding, party=numbers_of(unit)[0])
