"""Places nobody looks at (地方盲区): leaves without a patrol or a person, places with reports but no visit."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Round

from qingtian.apps.blind_spots.limits import PATROL, REPORTS, days
from qingtian.apps.blind_spots.spots import Spot
from qingtian.apps.grid.cells import leaves_on
from qingtian.apps.grid.models import Patrol
from qingtian.apps.grid.queries import days_without_person, leaf_of
from qingtian.apps.inspections.models import Visit
from qingtian.apps.parties.models import Party
from qingtian.apps.petitions.models import Petition
from qingtian.apps.places.models import GridCell
from qingtian.apps.places.within import within
from qingtian.language import Text

#: days looked back for when a leaf lost its person; points of reports looked at, the most reported first
PERSON, POINTS = timedelta(days=365), 3000
#: reports are gathered by a square of about a hundred metres before the leaf is asked for
DIGITS = 3
LAST = Text("最近一次 {day}", "last on {day}")
NEVER = Text("从没有巡查过", "never patrolled")
REPORTED = Text("{n} 件反映", "{n} report(s)")


def _unpatrolled(on: date, area: str) -> QuerySet[GridCell]:
    since = on - days(PATROL, on)
    lately = Patrol.objects.filter(cell=OuterRef("pk"), on__gt=since, on__lte=on)
    found = GridCell.objects.leaves(on).filter(~Exists(lately)).exclude(valid_from__gt=since)
    return found.filter(within(area))


def without_patrol(on: date, area: str, limit: int) -> list[Spot]:
    rows = _unpatrolled(on, area).select_related("area").defer("boundary")
    rows = rows.annotate(last=Max("patrols__on", filter=Q(patrols__on__lte=on)))
    found = []
    for one in rows.order_by(F("last").asc(nulls_first=True), "pk")[:limit]:
        note = LAST.format(day=one.last.isoformat()) if one.last else NEVER
        since = one.last or one.valid_from
        name = Text(one.name_zh, one.name_en)
        found.append(Spot("without_patrol", one.code, name, one.area.code, since, "desk:grid_cell", one.code, note))
    return found


def count_without_patrol(on: date, area: str) -> int:
    return _unpatrolled(on, area).count()


def _without_person(on: date, area: str) -> list[tuple[date, str]]:
    """(first day without anybody, leaf), the oldest first."""
    gaps = days_without_person(on - PERSON, on)
    open_ = [(spans[-1].first, code) for code, spans in gaps.items() if spans[-1].last is None or spans[-1].last >= on]
    if area:
        own = set(GridCell.objects.filter(within(area)).values_list("code", flat=True))
        open_ = [one for one in open_ if one[1] in own]
    return sorted(open_)


def without_person(on: date, area: str, limit: int) -> list[Spot]:
    return _cells("without_person", [(code, since, None) for since, code in _without_person(on, area)[:limit]])


def count_without_person(on: date, area: str) -> int:
    return len(_without_person(on, area))


def _cells(question: str, found: list[tuple[str, date, Text | None]]) -> list[Spot]:
    rows = GridCell.objects.filter(code__in=[code for code, _, _ in found]).select_related("area").defer("boundary")
    cells = {one.code: one for one in rows}
    return [
        Spot(
            question,
            code,
            Text(cells[code].name_zh, cells[code].name_en),
            cells[code].area.code,
            since,
            "desk:grid_cell",
            code,
            note,
        )
        for code, since, note in found
        if code in cells
    ]


def _reported(on: date) -> dict[str, tuple[int, date]]:
    """By leaf, how many reports of the last days lie in it and the day of the first; who reported is never read."""
    points = Petition.objects.filter(
        latitude__isnull=False, proceeding__opened_on__gt=on - days(REPORTS, on), proceeding__opened_on__lte=on
    )
    points = points.annotate(x=Round("longitude", DIGITS), y=Round("latitude", DIGITS)).values("x", "y").order_by()
    gathered = points.annotate(n=Count("pk"), first=Min("proceeding__opened_on")).order_by("-n", "first")[:POINTS]
    leaves, found = leaves_on(on), dict[str, tuple[int, date]]()
    for row in gathered:
        code = leaf_of(row["x"], row["y"], on, leaves)
        if code:
            n, first = found.get(code, (0, row["first"]))
            found[code] = (n + row["n"], min(first, row["first"]))
    return found


def _looked_at(on: date) -> dict[str, date]:
    """By leaf the last day somebody patrolled it or visited a unit in it, of the days that count."""
    since = on - days(REPORTS, on)
    patrols = Patrol.objects.filter(on__gt=since, on__lte=on).values_list("cell__code").order_by()
    found: dict[str, date] = dict(patrols.annotate(Max("on")))
    visits = Visit.objects.filter(planned_on__gt=since, planned_on__lte=on, made=True).order_by()
    last: dict[str, date] = dict(visits.values_list("party").annotate(Max("planned_on")))
    leaves = leaves_on(on)
    for party in Party.objects.filter(number__in=list(last), latitude__isnull=False, longitude__isnull=False):
        code = leaf_of(float(party.longitude or 0), float(party.latitude or 0), on, leaves)
        if code:
            found[code] = max(found.get(code, last[party.number]), last[party.number])
    return found


def _unvisited(on: date, area: str) -> list[tuple[date, str, int]]:
    reported, looked = _reported(on), _looked_at(on)
    found = [(first, code, n) for code, (n, first) in reported.items() if code not in looked or looked[code] < first]
    if area:
        own = set(GridCell.objects.filter(within(area)).values_list("code", flat=True))
        found = [one for one in found if one[1] in own]
    return sorted(found)


def reported_unvisited(on: date, area: str, limit: int) -> list[Spot]:
    told = [(code, first, REPORTED.format(n=n)) for first, code, n in _unvisited(on, area)[:limit]]
    return _cells("reported_unvisited", told)


def count_reported_unvisited(on: date, area: str) -> int:
    return len(_unvisited(on, area))
