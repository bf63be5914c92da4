"""Arguments of a call: dates with a zone, lists with commas, at most ninety days and a thousand requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from qingtian.gateways.open311.problems import Problem, wrong

#: the standard's own bounds
LONGEST_SPAN = timedelta(days=90)
MOST_REQUESTS = 1000
STATUSES = ("open", "closed")
SIX = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests are asked for; with ``ids`` nothing else counts."""

    ids: tuple[str, ...]
    codes: tuple[str, ...]
    statuses: tuple[str, ...]
    start: datetime
    end: datetime


def moment(name: str, written: str) -> datetime | None:
    """A time of the W3C profile; None where absent or empty. Raises Problem without a zone."""
    if not written.strip():
        return None
    try:
        found = datetime.fromisoformat(written.strip().replace(" ", "+"))
    except ValueError:
        found = None
    if found is None or found.utcoffset() is None or not 1 < found.year < 9999:
        raise Problem(400, wrong(name, "要写成带时区的时间。", "must be a time with a zone, 2026-01-01T00:00:00Z."))
    return found


def wanted(query: Mapping[str, str], now: datetime) -> Wanted:
    """Read the arguments of the list. Raises Problem."""
    start, end = moment("start_date", query.get("start_date", "")), moment("end_date", query.get("end_date", ""))
    if start and end and (end < start or end - start > LONGEST_SPAN):
        raise Problem(400, wrong("end_date", "范围最多 90 天。", "the range may span 90 days at most."))
    if end is None:
        end = start + LONGEST_SPAN if start else now
    statuses = _several(query.get("status", ""))
    if set(statuses) - set(STATUSES):
        raise Problem(400, wrong("status", "只有 open 和 closed。", "only open and closed exist."))
    ids, codes = _several(query.get("service_request_id", "")), _several(query.get("service_code", ""))
    return Wanted(ids[:MOST_REQUESTS], codes, statuses, start or end - LONGEST_SPAN, end)


def _several(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(",") if part.strip())


def degrees(name: str, written: str, bound: int) -> Decimal | None:
    """WGS-84 degrees with six decimals; None where absent or empty. Raises Problem."""
    if not written.strip():
        return None
    try:
        found = Decimal(written.strip()[:40])
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) > bound:
        words = f"要是 -{bound} 到 {bound} 的数。", f"must be a number from -{bound} to {bound}."
        raise Problem(400, wrong(name, *words))
    return found.quantize(SIX)


def clean(words: str) -> str:
    """Without control characters; line ends as one kind."""
    unified = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in unified if (c >= " " and not "\ud800" <= c <= "\udfff") or c in "\n\t").strip()
