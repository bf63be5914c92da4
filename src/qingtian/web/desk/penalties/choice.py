"""Which cases the list shows: everything stands in the address, and no address holds a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures import load_procedures

PROCEDURE = "penalty_case"
LISTS: dict[str, Text] = {
    "open": Text("在办", "Under way"),
    "overdue": Text("超期", "Overdue"),
    "near": Text("七日内到期", "Due within seven days"),
    "suspended": Text("中止、不计期间", "Clock standing still"),
    "ended": Text("办结", "Ended"),
    "all": Text("全部", "All"),
}
NEAR = timedelta(days=7)
LONGEST = 60


def _choices(act: str, name: str) -> Mapping[str, Text]:
    transition = load_procedures().editions(PROCEDURE)[-1].named(act)
    declared = transition.field(name) if transition else None
    return declared.choices if declared else {}


def states() -> dict[str, Text]:
    """Every state of the latest edition."""
    return {name: one.title for name, one in load_procedures().editions(PROCEDURE)[-1].states.items()}


def sources() -> Mapping[str, Text]:
    """Where clues come from."""
    return _choices("register_clue", "source")


def kinds() -> Mapping[str, Text]:
    """The six malicious kinds, and the cases that are none."""
    return _choices("report_investigation", "malicious")


@dataclass(frozen=True, slots=True)
class Choice:
    """The list and its filters: state, malicious kind, source of the clue, handling organ."""

    list: str = "open"
    state: str = ""
    kind: str = ""
    source: str = ""
    organ: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """From the address; what is not known is left out."""
        which, state, kind = query.get("list", ""), query.get("state", ""), query.get("kind", "")
        source = query.get("source", "")
        return cls(
            which if which in LISTS else "open",
            state if state in states() else "",
            kind if kind in kinds() else "",
            source if source in sources() else "",
            query.get("organ", "")[:LONGEST],
        )

    def query(self, **changes: str) -> str:
        """The address of this list with some of it changed."""
        values = asdict(replace(self, **changes))
        return f"?{urlencode({name: value for name, value in values.items() if value})}"

    def within(self, cases: QuerySet[Proceeding]) -> QuerySet[Proceeding]:
        """What the filters leave, of whatever list."""
        wanted = {
            "state": self.state,
            "projection__facts__malicious": self.kind,
            "projection__facts__source": self.source,
        }
        cases = cases.filter(**{name: value for name, value in wanted.items() if value})
        return cases.filter(parties__relation="office", parties__organ=self.organ) if self.organ else cases

    def of_list(self, cases: QuerySet[Proceeding], on: date) -> QuerySet[Proceeding]:
        """The cases of the chosen list on that day, the earliest clock first; ended ones the latest first."""
        found = cases.filter(list_filter(self.list, on))
        return found.order_by("-ended_on", "-pk") if self.list == "ended" else found.order_by("next_due", "pk")


def list_filter(which: str, on: date) -> Q:
    """What makes a case one of that list."""
    still = Q(clocks__key="penalty.decision", clocks__status="suspended")
    return {
        "open": Q(ended_on__isnull=True),
        "overdue": Q(ended_on__isnull=True, next_due__lt=on),
        "near": Q(ended_on__isnull=True, next_due__range=(on, on + NEAR)),
        "suspended": Q(ended_on__isnull=True) & still,
        "ended": Q(ended_on__isnull=False),
        "all": Q(),
    }[which]
