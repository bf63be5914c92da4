"""Named questions about capability: by area what there is, what is lacking, how much work it carries.

Units are compared; persons are neither counted against each other nor ranked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q

from qingtian.apps.catalogue.models import Equipment, OfficeFunds, PetitionOffice, Qualification, Staffing
from qingtian.apps.catalogue.workload import counting
from qingtian.apps.people.models import Organ, Tenure
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Act, Proceeding

TENTH = Decimal("0.1")


@dataclass
class Load:
    """The work of one area on one day. ``visits`` are those of the last whole month."""

    open: int = 0
    overdue: int = 0
    officers: int = 0
    visits: int = 0

    @property
    def per_officer(self) -> Decimal | None:
        """Open matters an officer, one decimal, half up; None where nobody holds such a post."""
        if not self.officers:
            return None
        return (Decimal(self.open) / self.officers).quantize(TENTH, ROUND_HALF_UP)


@dataclass
class Means:
    """What one area has on one day. Amounts are cents; None where nothing was entered."""

    departments: list[Organ] = field(default_factory=list)
    offices: list[PetitionOffice] = field(default_factory=list)
    petition_staff: int = 0
    petition_full_time: int = 0
    planned_cents: int | None = None
    received_cents: int | None = None
    petition_equipment: int = 0
    vehicles: int = 0
    mobile: int = 0
    monitoring: int = 0
    out_of_calibration: int = 0
    licences: int = 0
    expired: int = 0


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of the table."""

    area: Area
    means: Means
    load: Load


class _Places:
    """Which compared area something lies in: the nearest one above it."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.by_path = {area.path: area.pk for area in areas}

    def of(self, path: str | None) -> int | None:
        while path:
            if path in self.by_path:
                return self.by_path[path]
            path = "/".join(path.rstrip("/").split("/")[:-1])
            path = f"{path}/" if path else ""
        return None


def last_month(on: date) -> tuple[date, date]:
    """The first and the last day of the month before."""
    last = on.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def by_area(areas: Iterable[Area], on: date) -> list[AreaRow]:
    """One row an area in the order given; ten queries, however many rows lie behind them."""
    rows = list(areas)
    places = _Places(rows)
    organs = {o.pk: o for o in Organ.objects.select_related("area")}
    place = {pk: places.of(o.area.path if o.area else None) for pk, o in organs.items()}
    means: dict[int | None, Means] = defaultdict(Means)
    load: dict[int | None, Load] = defaultdict(Load)
    _offices(means, organs, place, on)
    _staff(means, place, on)
    _equipment(means, place, on)
    _load(load, places, on)
    _officers(load, place, on)
    return [AreaRow(area, means[area.pk], load[area.pk]) for area in rows]


def _offices(
    means: dict[int | None, Means], organs: Mapping[int, Organ], place: Mapping[int, int | None], on: date
) -> None:
    """Departments that must have a petition office: the county-level bureaus of ecology and environment."""
    for pk, organ in organs.items():
        if organ.kind == Organ.Kind.BUREAU and organ.level == Organ.Level.COUNTY:
            means[place[pk]].departments.append(organ)
    for office in PetitionOffice.objects.all():
        means[place[office.department_id]].offices.append(office)
    for funds in OfficeFunds.objects.filter(year=on.year):
        own = means[place[funds.department_id]]
        own.planned_cents = (own.planned_cents or 0) + funds.planned_cents
        own.received_cents = (own.received_cents or 0) + funds.received_cents


def _staff(means: dict[int | None, Means], place: Mapping[int, int | None], on: date) -> None:
    for staff in Staffing.objects.on(on).filter(work=Staffing.Work.PETITIONS):
        own = means[place[staff.organ_id]]
        own.petition_staff += 1
        own.petition_full_time += staff.full_time
    valid = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    counted = Qualification.objects.filter(valid_from__lte=on).order_by().values("organ")
    for row in counted.annotate(all=Count("pk"), valid=Count("pk", filter=valid)):
        own = means[place[row["organ"]]]
        own.licences += row["valid"]
        own.expired += row["all"] - row["valid"]


def in_use(on: date) -> Q:
    """Equipment in use on that day; its last day counts."""
    return Q(in_use_from__lte=on) & (Q(retired_on__isnull=True) | Q(retired_on__gte=on))


def _equipment(means: dict[int | None, Means], place: Mapping[int, int | None], on: date) -> None:
    late = Count("pk", filter=Q(calibration_due__lt=on))
    petition = Count("pk", filter=Q(for_petitions=True))
    counted = Equipment.objects.filter(in_use(on)).order_by().values("organ", "kind")
    for row in counted.annotate(all=Count("pk"), late=late, petition=petition):
        own = means[place[row["organ"]]]
        own.petition_equipment += row["petition"]
        own.out_of_calibration += row["late"]
        own.vehicles += row["all"] if row["kind"] == Equipment.Kind.VEHICLE else 0
        own.mobile += row["all"] if row["kind"] == Equipment.Kind.MOBILE else 0
        own.monitoring += row["all"] if row["kind"] == Equipment.Kind.MONITORING else 0


def _load(load: dict[int | None, Load], places: _Places, on: date) -> None:
    matters = Proceeding.objects.filter(ended_on__isnull=True, restricted=False, area__isnull=False)
    late = Count("pk", filter=Q(next_due__lt=on))
    for row in matters.order_by().values("area__path").annotate(all=Count("pk"), late=late):
        own = load[places.of(row["area__path"])]
        own.open += row["all"]
        own.overdue += row["late"]
    first, last = last_month(on)
    visits = Act.objects.filter(act__in=counting().visits, on__gte=first, on__lte=last, proceeding__restricted=False)
    paths = visits.filter(proceeding__area__isnull=False).order_by().values("proceeding__area__path")
    for row in paths.annotate(all=Count("pk")):
        load[places.of(row["proceeding__area__path"])].visits += row["all"]


def _officers(load: dict[int | None, Load], place: Mapping[int, int | None], on: date) -> None:
    """Persons holding a post of an officer that day; one who holds two counts once an area."""
    roles = counting().officer_roles
    held = Tenure.objects.on(on).values_list("person", "post__organ", "post__roles")
    counted = Counter(pk for _, pk in {(p, place[organ]) for p, organ, own in held if roles & set(own)})
    for area, number in counted.items():
        load[area].officers = number
