"""Named questions about the grid. Cells are compared, members never: no question here counts by post or person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, QuerySet

from qingtian.apps.grid.cells import leaves_on
from qingtian.apps.grid.limits import patrols_a_month
from qingtian.apps.grid.models import CellTerms, GridAssignment, GridObject, HiddenHazard, Patrol
from qingtian.apps.people.models import Absence, Tenure
from qingtian.apps.places.models import GridCell
from qingtian.grid.covering import Span, uncovered, without
from qingtian.grid.leaf import Leaves
from qingtian.grid.owing import Rate, owed_from

MEMBER = GridAssignment.Duty.MEMBER


def leaf_of(longitude: float, latitude: float, on: date, leaves: Leaves | None = None) -> str | None:
    """The code of the leaf of a point in WGS-84 degrees; None outside. For many points hand over ``leaves_on(on)``."""
    return (leaves or leaves_on(on)).of(float(longitude), float(latitude))


def days_without_person(first: date, last: date) -> dict[str, list[Span]]:
    """By leaf of the last day the days of the period on which no member was there; leaves without such days are left
    out. A vacant post is nobody, and so is an absent holder nobody stands in for. Four queries."""
    leaves = list(GridCell.objects.leaves(last).values_list("pk", "code", "valid_from"))
    held, there = defaultdict(list), _days_of_posts(last)
    assigned = GridAssignment.objects.filter(duty=MEMBER, starts__lte=last).exclude(ends__lt=first)
    for cell, post, starts, ends in assigned.values_list("cell", "post", "starts", "ends"):
        spans = (span.within(Span(starts, ends)) for span in there.get(post, ()))
        held[cell] += [span for span in spans if span]
    found = {}
    for pk, code, valid_from in leaves:
        if gaps := uncovered(held[pk], max(first, valid_from or first), last):
            found[code] = gaps
    return found


def _days_of_posts(last: date) -> dict[int, list[Span]]:
    """By post with an assignment the days somebody was at it."""
    posts = GridAssignment.objects.filter(duty=MEMBER).values("post")
    away = defaultdict(list)
    absences = Absence.objects.filter(post__in=posts, substitute=None, withdrawn_at=None, starts__lte=last)
    for post, person, starts, ends in absences.values_list("post", "person", "starts", "ends"):
        away[post, person].append(Span(starts, ends))
    there = defaultdict(list)
    held = Tenure.objects.filter(post__in=posts, starts__lte=last)
    for post, person, starts, ends in held.values_list("post", "person", "starts", "ends"):
        there[post] += without(Span(starts, ends), away[post, person])
    return there


def leaves_without_person(on: date) -> list[str]:
    """Codes of the leaves nobody looks after on that day."""
    return sorted(days_without_person(on, on))


def patrols_in(first: date, last: date) -> QuerySet[Patrol]:
    """Patrols of the period, both days included, the latest first."""
    return Patrol.objects.filter(on__gte=first, on__lte=last).select_related("cell")


def done(first: date, last: date) -> dict[str, int]:
    """By cell how many patrols were made; one query, cells without any are left out."""
    rows = Patrol.objects.filter(on__gte=first, on__lte=last).order_by().values_list("cell__code")
    return dict(rows.annotate(n=Count("pk")))


def owed(first: date, last: date) -> dict[str, int]:
    """By leaf how many patrols the period asks for. Three queries."""
    cells = {row.pk: row for row in GridCell.objects.on(last).only("code", "parent", "valid_from")}
    terms: Mapping[int, list[Rate]] = _rates_by_cell()
    usual = patrols_a_month(last)
    parents = {row.parent_id for row in cells.values()}
    found = {}
    for pk, row in cells.items():
        if pk in parents:
            continue
        begins = max(first, row.valid_from or first)
        above = [terms.get(one.pk, []) for one in _up(row, cells)]
        found[row.code] = owed_from(above, usual, begins, last)
    return found


def _rates_by_cell() -> dict[int, list[Rate]]:
    found = defaultdict(list)
    for cell, rate, starts, ends in CellTerms.objects.values_list(
        "cell", "patrols_a_month", "valid_from", "valid_until"
    ):
        found[cell].append(Rate(Span(starts, ends), rate))
    return found


def _up(cell: GridCell, cells: Mapping[int, GridCell]) -> list[GridCell]:
    """The cell and those above it, the nearest first."""
    found, at = [], cell
    while at is not None and at not in found:
        found.append(at)
        at = cells.get(at.parent_id) if at.parent_id else None  # type: ignore[assignment]
    return found


def hazards_open(on: date) -> QuerySet[HiddenHazard]:
    """Hazards found by that day and not ended by it, the nearest deadline first."""
    rows = HiddenHazard.objects.filter(found_on__lte=on).exclude(proceeding__ended_on__lte=on)
    return rows.select_related("proceeding__area", "cell").order_by("deadline", "found_on", "pk")


def objects_without_leaf() -> QuerySet[GridObject]:
    """Objects that lie in no leaf: outside every outline, or without a position and a registered cell."""
    return GridObject.objects.filter(cell=None)


def objects_registered_elsewhere() -> QuerySet[GridObject]:
    """Objects whose register names another cell than the one their position lies in."""
    return GridObject.objects.exclude(registered_cell="").select_related("cell")


def staff_on(on: date) -> dict[str, tuple[int, int]]:
    """By area how many leaves it has, and how many of them have a member's post assigned that day."""
    assigned = GridAssignment.objects.on(on).filter(duty=MEMBER).values("cell")
    leaves = GridCell.objects.leaves(on).order_by()
    total = dict(leaves.values_list("area__code").annotate(n=Count("pk")))
    with_one = dict(leaves.filter(pk__in=assigned).values_list("area__code").annotate(n=Count("pk")))
    return {code: (n, with_one.get(code, 0)) for code, n in total.items()}
