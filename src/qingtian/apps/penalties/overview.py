"""What stands and what became of penalty cases: ageing, clearance, revocations. Fines are never ranked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text

CASE = "penalty_case"
#: open cases by days since the clue, the last band open-ended; bands are ours, the law counts from the filing
BANDS: tuple[tuple[int, Text], ...] = (
    (30, Text("30 日以内", "up to 30 days")),
    (90, Text("31–90 日", "31–90 days")),
    (180, Text("91–180 日", "91–180 days")),
    (0, Text("180 日以上", "over 180 days")),
)
REVOKED_BY = {
    "reconsideration": Text("复议机关", "reconsideration organ"),
    "court": Text("法院", "court"),
    "own": Text("本机关自行纠正", "this organ itself"),
    "superior": Text("上级机关", "higher organ"),
}
THEN = {
    "remake": Text("重新作出", "to be made anew"),
    "ends": Text("不再处罚", "no new penalty"),
    "stands": Text("决定仍在", "it stands"),
}


@dataclass(frozen=True, slots=True)
class Ageing:
    """Open cases by age, and how many of them are past a day of theirs."""

    bands: list[tuple[Text, int]]
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Clearance:
    """Cases of a year: registered, filed in it, ended in it, whenever they began."""

    year: int
    registered: int
    ended: int

    @property
    def rate(self) -> int | None:
        """Ended to registered in percent, rounded down; may exceed 100; none where nothing was registered."""
        return self.ended * 100 // self.registered if self.registered else None


@dataclass(frozen=True, slots=True)
class Revoked:
    """A decision that did not stand: by whom, why, and what came of it."""

    case: Proceeding
    on: str
    by: Text
    why: str
    then: Text


def ageing(cases: QuerySet[Proceeding], on: date) -> Ageing:
    """Of what lies within ``cases`` and is open on that day."""
    rows = list(cases.filter(procedure=CASE, ended_on=None).order_by().values_list("opened_on", "next_due"))
    counts = [0] * len(BANDS)
    for opened, _ in rows:
        counts[_band((on - opened).days if opened else 0)] += 1
    late = sum(due is not None and due < on for _, due in rows)
    return Ageing([(title, counts[place]) for place, (_, title) in enumerate(BANDS)], len(rows), late)


def _band(days: int) -> int:
    return next((place for place, (most, _) in enumerate(BANDS) if most and days <= most), len(BANDS) - 1)


def clearance(cases: QuerySet[Proceeding], year: int) -> Clearance:
    """Registered and ended in the year; what was transferred or not filed has ended too."""
    of = cases.filter(procedure=CASE)
    return Clearance(
        year, of.filter(opened_on__year=year).count(), of.filter(ended_on__isnull=False, ended_on__year=year).count()
    )


def decided(cases: QuerySet[Proceeding], year: int) -> QuerySet[Proceeding]:
    """Cases with a decision of that year, the latest first."""
    found = cases.filter(procedure=CASE, projection__facts__decided_on__startswith=f"{year}-")
    return found.order_by("-projection__facts__decided_on", "-pk")


def revoked(cases: QuerySet[Proceeding], year: int) -> Iterator[Revoked]:
    """Decisions revoked, changed or held unlawful in the year, in the order of their days."""
    found = cases.filter(procedure=CASE, projection__facts__decision_revoked_on__startswith=f"{year}-")
    for case in found.order_by("projection__facts__decision_revoked_on", "pk"):
        facts = case.projection["facts"]
        yield Revoked(
            case,
            str(facts["decision_revoked_on"]),
            REVOKED_BY.get(facts.get("revoked_by", ""), Text("—", "—")),
            str(facts.get("revoked_for") or ""),
            THEN.get(facts.get("after_revocation", ""), Text("—", "—")),
        )
