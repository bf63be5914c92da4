"""Outlets: each hour as a share of its permit limit, and whether anything was received at all.

``limit_share`` is in thousandths of a per cent, rounded up, so that what is above its limit always reads as above it; a
subject is one factor of one outlet. Hours whose mark makes them invalid or substituted, and hours the unit declared as
stop, start or maintenance, are missing. ``received`` is 1 for an hour of which anything came, or which was declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from qingtian.alerts.values import Item, Subject, Value
from qingtian.apps.alerts.registry import Series, Source
from qingtian.apps.alerts.sources.hours import HOUR, day_of, whole_hour
from qingtian.apps.monitors.models import HourValue, OperationMark, Outlet, PermitLimit
from qingtian.language import Text

SHARE, RECEIVED = "limit_share", "received"
PARTS = 100 * 1000
#: why an hour has no value to judge: the unit declared a stop, a start or maintenance
DECLARED = "declared"
#: an hour of an outlet is owed so long after its end
DELAY = HOUR
ITEMS = (
    Item(SHARE, Text("小时值占许可限值", "Hour value as a share of the permit limit"), "%", 1000),
    Item(RECEIVED, Text("小时数据收到", "Hours received"), "", 1),
)


def _subjects(medium: str) -> Callable[[str], Sequence[Subject]]:
    def found(item: str) -> Sequence[Subject]:
        rows = Outlet.objects.filter(medium=medium, closed_on=None).select_related("area", "party", "organ")
        outlets = {row.pk: row for row in rows.order_by("number")}
        if item == RECEIVED:
            return [_subject(row, row.number, "") for row in outlets.values()]
        limits = PermitLimit.objects.filter(outlet__in=outlets, mean=PermitLimit.Mean.HOUR)
        pairs = sorted(set(limits.values_list("outlet_id", "factor")))
        return [_subject(outlets[pk], f"{outlets[pk].number}:{factor}", f" {factor}") for pk, factor in pairs]

    return found


def _subject(row: Outlet, code: str, after: str) -> Subject:
    name = Text(row.name_zh + after, row.name_en + after)
    return Subject(code, name, area=row.area.code, party=row.party.number, organ=row.organ.code)


def _series(item: str, codes: Sequence[str], since: datetime, until: datetime) -> Series:
    return _received(codes, since, until) if item == RECEIVED else _shares(codes, since, until)


COLUMNS = ("outlet__number", "factor", "period_start", "scaled", "converted_scaled", "validity", "reason", "revision")


def _shares(codes: Sequence[str], since: datetime, until: datetime) -> Series:
    numbers = {code.rpartition(":")[0] for code in codes}
    limits, marked = _limits(numbers), _marked(numbers, since, until)
    hours = HourValue.objects.filter(outlet__number__in=numbers, latest=True)
    hours = hours.filter(period_start__gte=since, period_start__lt=until).order_by()
    found: dict[str, list[Value]] = {code: [] for code in codes}
    for number, factor, start, plain, converted, validity, reason, revision in hours.values_list(*COLUMNS):
        code = f"{number}:{factor}"
        if code not in found:
            continue
        if (number, factor, start) in marked or (number, "", start) in marked:
            found[code].append(Value(start, None, DECLARED, revision))
            continue
        limit = _on(limits.get(code, ()), day_of(start))
        share = _share(limit, converted if limit and limit.converted else plain)
        valid = validity == HourValue.Validity.VALID and share is not None
        found[code].append(Value(start, share if valid else None, "" if valid else reason or validity, revision))
    return found


def _share(limit: PermitLimit | None, number: int | None) -> int | None:
    """None where there is no limit on that day or no value."""
    if limit is None or number is None or limit.limit_scaled <= 0:
        return None
    return -(-number * PARTS // limit.limit_scaled)


def _limits(numbers: set[str]) -> Mapping[str, list[PermitLimit]]:
    rows = PermitLimit.objects.filter(outlet__number__in=numbers, mean=PermitLimit.Mean.HOUR).select_related("outlet")
    found: dict[str, list[PermitLimit]] = {}
    for row in rows.order_by("valid_from"):
        found.setdefault(f"{row.outlet.number}:{row.factor}", []).append(row)
    return found


def _on(limits: Sequence[PermitLimit], day: date) -> PermitLimit | None:
    held = [one for one in limits if one.valid_from <= day and (one.valid_until is None or day <= one.valid_until)]
    return held[-1] if held else None


def _received(codes: Sequence[str], since: datetime, until: datetime) -> Series:
    hours = HourValue.objects.filter(outlet__number__in=codes, period_start__gte=since, period_start__lt=until)
    seen = set(hours.values_list("outlet__number", "period_start")) | {
        (number, start) for number, _, start in _marked(codes, since, until)
    }
    found: dict[str, list[Value]] = {code: [] for code in codes}
    for number, start in sorted(seen):
        found[number].append(Value(start, 1))
    return found


def _marked(numbers: Iterable[str], since: datetime, until: datetime) -> set[tuple[str, str, datetime]]:
    """Outlet, factor (empty: all) and hour of everything the units declared and did not take back."""
    marks = OperationMark.objects.filter(outlet__number__in=numbers, withdrawn_at=None)
    marks = marks.filter(begins_at__lt=until, ends_at__gt=since)
    found = set()
    for number, factor, begins, ends in marks.values_list("outlet__number", "factor", "begins_at", "ends_at"):
        start = max(whole_hour(begins), since)
        while start < min(ends, until):
            found.add((number, factor, start))
            start += HOUR
    return found


def _settled(now: datetime) -> datetime:
    return whole_hour(now - DELAY)


def _source(medium: str) -> Source:
    return Source(f"outlet_{medium}", lambda: ITEMS, _subjects(medium), _series, _settled)


SOURCES = tuple(_source(medium) for medium in Outlet.Medium.values)
