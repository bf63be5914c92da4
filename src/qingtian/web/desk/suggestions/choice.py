"""Which items the list shows: everything stands in the address, and no address holds a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingtian.apps.proceedings.models import Clock
from qingtian.apps.suggestions.models import Suggestion
from qingtian.apps.suggestions.queries import REPLIES
from qingtian.language import Text

LISTS: dict[str, Text] = {
    "open": Text("在办", "Under way"),
    "overdue": Text("超期没答复", "Answer overdue"),
    "answered": Text("等反馈", "Feedback awaited"),
    "redo": Text("不满意，重办", "Being handled again"),
    "returned": Text("退回待重新交办", "Returned"),
    "ended": Text("办结和撤回", "Ended"),
    "all": Text("全部", "All"),
}
REDO = ("redoing", "redrafted", "resigned")


@dataclass(frozen=True, slots=True)
class Choice:
    """The list and its filters: kind, session, lead unit."""

    which: str = "open"
    kind: str = ""
    session: str = ""
    unit: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """From the address; what is not known is left out."""
        which, kind = query.get("list", ""), query.get("kind", "")
        return cls(
            which if which in LISTS else "open",
            kind if kind in Suggestion.Kind.values else "",
            query.get("session", "")[:80],
            query.get("unit", "")[:60],
        )

    def query(self, **changes: str) -> str:
        """The address of this list with some of it changed."""
        one = replace(self, **changes)
        values = {"list": one.which, "kind": one.kind, "session": one.session, "unit": one.unit}
        return f"?{urlencode({name: value for name, value in values.items() if value})}"

    def within(self, items: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
        """What the filters leave, of whatever list."""
        wanted = {"kind": self.kind, "session": self.session, "lead": self.unit}
        return items.filter(**{name: value for name, value in wanted.items() if value})

    def of_list(self, items: QuerySet[Suggestion], on: date) -> QuerySet[Suggestion]:
        """The items of the chosen list on that day."""
        return items.filter(list_filter(self.which, on))


def list_filter(which: str, on: date) -> Q:
    """What makes an item one of that list."""
    late = Clock.objects.filter(proceeding=OuterRef("proceeding"), key__in=REPLIES, status="running", due__lt=on)
    return {
        "open": Q(proceeding__ended_on__isnull=True),
        "overdue": Q(Exists(late)),
        "answered": Q(proceeding__state__in=("answered", "answered_again")),
        "redo": Q(proceeding__state__in=REDO),
        "returned": Q(proceeding__state="returned"),
        "ended": Q(proceeding__ended_on__isnull=False),
        "all": Q(),
    }[which]
