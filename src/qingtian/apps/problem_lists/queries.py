"""Named questions about problem lists: how they stand, which area lacks one, what became of the items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from qingtian.apps.places.models import Area
from qingtian.apps.problem_lists.models import ListItem, ListVersion, ProblemList
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.records import records_of
from qingtian.law import Derivation, load_law
from qingtian.procedures.fields import plain

CONFIRMATION = "problem_lists.confirmation"
#: acts whose record holds the list as it was confirmed
CONFIRMING = ("confirm_second", "confirm_by_meeting")
STANDING = Q(items__merged_by=None, items__dropped_by=None)


def confirm_by(year: int) -> Derivation:
    """The last day on which the list of that year is confirmed in time, with its derivation."""
    return load_law().derive(CONFIRMATION, start=date(year, 1, 1), calendar=calendar())


def areas_without_confirmed_list(year: int, on: date) -> list[Area]:
    """Areas that, as of ``on``, have no confirmed list of that year though its day is over; none until that day."""
    if on <= confirm_by(year).due:
        return []
    held = ProblemList.objects.filter(year=year, confirmed_on__lte=on)
    held = held.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))
    return list(Area.objects.exclude(pk__in=held.values("area")).order_by("path"))


@dataclass(frozen=True, slots=True)
class AreaYear:
    """One area in one year: its list, if any, with counts, and whether it is late."""

    area: Area
    held: ProblemList | None
    items: int
    carried: int
    open: int
    closed: int
    late: bool


def year_of(year: int, on: date, areas: Sequence[Area]) -> list[AreaYear]:
    """Every given area in the order of the tree. An item counts as closed when its case is."""
    late = {area.pk for area in areas_without_confirmed_list(year, on)}
    done = STANDING & Q(items__case__ended_on__isnull=False)
    held = ProblemList.objects.filter(year=year, withdrawn_on=None).select_related("proceeding")
    held = held.annotate(
        many=Count("items", filter=STANDING),
        brought=Count("items", filter=STANDING & Q(items__carried=True)),
        done=Count("items", filter=done),
    )
    by_area = {one.area_id: one for one in held}
    found = []
    for area in areas:
        one = by_area.get(area.pk)
        many, brought, ended = (one.many, one.brought, one.done) if one else (0, 0, 0)
        found.append(AreaYear(area, one, many, brought, many - ended, ended, area.pk in late))
    return found


def years() -> list[int]:
    """Years that have a list, the latest first."""
    return list(ProblemList.objects.order_by("-year").values_list("year", flat=True).distinct())


def item_of_case(case_number: str) -> ListItem | None:
    """The standing item that became a case, of the latest list."""
    found = ListItem.objects.filter(case__number=case_number, merged_by=None, dropped_by=None)
    return found.select_related("problem_list__proceeding").order_by("-problem_list__year").first()


def as_confirmed(version: ListVersion) -> bool:
    """Whether a version is word for word what the act that confirmed it holds: the trail proves the list."""
    records = records_of(version.problem_list.proceeding)
    record = next((r for r in records if r["seq"] == version.made_by), None)
    return (
        record is not None
        and record["act"] in CONFIRMING
        and record["fields"].get("list_text") == plain(version.text)
    )  # fmt: skip
