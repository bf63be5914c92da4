"""The wall (督办大屏): what is burning now, by area and by unit; every number leads to the list it counts.

One function gives the matters of a measure; the table counts them and the list shows them, so the two never differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.places.models import Area
from qingtian.apps.problem_lists.queries import areas_without_confirmed_list
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.schedules.queries import owed
from qingtian.apps.supervision.gathering import relapses, returned
from qingtian.apps.supervision.settings import rules_on
from qingtian.apps.supervision.steps import STEPS
from qingtian.language import Text
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.ladder.seats import WATCHING, only
from qingtian.web.desk.seat import DeskRequest, officer

SOON = timedelta(days=3)
UNITS_SHOWN = 5
SHOWN = 300

Rows = Callable[[DeskRequest], QuerySet[Proceeding]]


def _open(request: DeskRequest) -> QuerySet[Proceeding]:
    return visible(request.actor).filter(ended_on__isnull=True)


def _overdue(request: DeskRequest) -> QuerySet[Proceeding]:
    return _open(request).filter(next_due__lt=request.as_of)


def _today(request: DeskRequest) -> QuerySet[Proceeding]:
    return _open(request).filter(next_due=request.as_of)


def _soon(request: DeskRequest) -> QuerySet[Proceeding]:
    return _open(request).filter(next_due__gt=request.as_of, next_due__lte=request.as_of + SOON)


def _returned(request: DeskRequest) -> QuerySet[Proceeding]:
    return _open(request).filter(pk__in=[one.matter for one in returned(rules_on(request.as_of))])


def _relapsed(request: DeskRequest) -> QuerySet[Proceeding]:
    return _open(request).filter(pk__in=[one.matter for one in relapses()])


def _steps(request: DeskRequest) -> QuerySet[Proceeding]:
    return _open(request).filter(procedure__in=STEPS)


def _owed(request: DeskRequest) -> QuerySet[Proceeding]:
    cases = [row.case_id for row in owed(request.as_of, request.as_of)]
    return _open(request).filter(pk__in=cases)


@dataclass(frozen=True, slots=True)
class Measure:
    """A column: its head, what it counts in words, and the matters it counts."""

    title: Text
    means: Text
    rows: Rows


MEASURES: Mapping[str, Measure] = {
    "overdue": Measure(
        Text("逾期", "Overdue"), Text("过了最早一个期限还没办", "the earliest clock has run out"), _overdue
    ),
    "today": Measure(Text("今天", "Today"), Text("今天到期", "due today"), _today),
    "soon": Measure(Text("三天内", "3 days"), Text("明天起三天内到期", "due within three days from tomorrow"), _soon),
    "returned": Measure(
        Text("退回", "Returned"), Text("在办、核查或验收退回过", "open, sent back at a check"), _returned
    ),
    "relapsed": Measure(Text("反弹", "Relapsed"), Text("销号后又重新整改", "reopened after close-out"), _relapsed),
    "steps": Measure(Text("督办", "Steps"), Text("没办结的督办措施", "open steps of the ladder"), _steps),
    "owed": Measure(Text("欠调度", "Schedule owed"), Text("本月进度没报", "this month’s progress not given"), _owed),
}


@dataclass(frozen=True, slots=True)
class Burning:
    """What the wall and the digest show: by area, of the whole city, the units with most overdue."""

    rows: list[tuple[Area, list[tuple[int, str]]]]
    whole: list[tuple[int, str]]
    units: list[tuple[str, int, str, int]]


def burning(request: DeskRequest) -> Burning:
    """Every number with the address of its list, as far as this officer sees."""
    areas = _areas()
    counts = {name: _by_area(measure.rows(request), areas) for name, measure in MEASURES.items()}
    rows = [
        (area, [(counts[name][area.pk], _list(name, area.code)) for name in MEASURES])
        for area in sorted(areas.values(), key=lambda each: (-counts["overdue"][each.pk], each.path))
    ]
    whole = [(sum(counts[name].values()), _list(name)) for name in MEASURES]
    return Burning(rows, whole, _units(request))


@officer
@require_safe
@only(WATCHING)
def wall(request: DeskRequest) -> HttpResponse:
    """The table of areas, the three great numbers, the units with most overdue; renewed every five minutes."""
    found = burning(request)
    great = [(*found.whole[list(MEASURES).index(name)], MEASURES[name]) for name in ("overdue", "today", "soon")]
    context = {
        "measures": list(MEASURES.values()),
        "rows": found.rows,
        "whole": found.whole,
        "great": great,
        "units": found.units,
        "unlisted": areas_without_confirmed_list(request.as_of.year, request.as_of),
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/ladder/wall.html", context)


@officer
@require_safe
@only(WATCHING)
def wall_list(request: DeskRequest) -> HttpResponse:
    """The matters behind one number: ``?measure=``, ``&area=`` a code; without an area, of the whole city."""
    measure = MEASURES.get(request.GET.get("measure", "overdue"))
    if measure is None:
        raise Http404
    found, area = measure.rows(request).select_related("area"), None
    if code := request.GET.get("area"):
        areas = _areas()
        area = next((one for one in areas.values() if one.code == code), None)
        if area is None:
            raise Http404
        found = found.filter(area__path__startswith=area.path) if area.parent_id else found.filter(_beside(areas))
    if unit := request.GET.get("unit"):
        found = found.filter(owner_organ=unit)
    rows = list(found.order_by("next_due", "pk")[:SHOWN])
    names = organ_names([one.owner_organ for one in rows])
    shown = [(one, names.get(one.owner_organ, "")) for one in rows]
    context = {"measure": measure, "area": area, "rows": shown, "nav_current": "desk:supervision"}
    return render(request, "desk/ladder/wall_list.html", context)


def _areas() -> dict[int, Area]:
    """The areas right below the city, and the city itself for what belongs to none of them."""
    return {area.pk: area for area in Area.objects.filter(parent__parent__isnull=True)}


def _beside(areas: Mapping[int, Area]) -> Q:
    """Matters of the city itself or of no area: they stand in the city's own row."""
    below = Q()
    for area in areas.values():
        if area.parent_id:
            below |= Q(area__path__startswith=area.path)
    return ~below | Q(area__isnull=True)


def _by_area(matters: QuerySet[Proceeding], areas: Mapping[int, Area]) -> Counter[int]:
    """Counted once, in the area right below the city that holds them."""
    by_code = {area.code: pk for pk, area in areas.items() if area.parent_id}
    city = next((pk for pk, area in areas.items() if not area.parent_id), 0)
    found: Counter[int] = Counter()
    for path in matters.values_list("area__path", flat=True):
        parts = (path or "").rstrip("/").split("/")
        found[by_code.get(parts[1], city) if len(parts) > 1 else city] += 1
    return found


def _list(measure: str, area: str = "", unit: str = "") -> str:
    asked = {"measure": measure, **({"area": area} if area else {}), **({"unit": unit} if unit else {})}
    return f"{reverse('desk:wall_list')}?{urlencode(asked)}"


def _units(request: DeskRequest) -> list[tuple[str, int, str, int]]:
    """Units with most overdue: name, overdue, its list, open in all."""
    late = Counter(_overdue(request).exclude(owner_organ="").values_list("owner_organ", flat=True))
    most = sorted(late.items(), key=lambda each: (-each[1], each[0]))[:UNITS_SHOWN]
    whole: dict[str, int] = defaultdict(int)
    for code in _open(request).filter(owner_organ__in=[unit for unit, _ in most]).values_list("owner_organ", flat=True):
        whole[code] += 1
    names = organ_names([unit for unit, _ in most])
    return [(names.get(unit, unit), n, _list("overdue", unit=unit), whole[unit]) for unit, n in most]
