"""Named questions about findings: the ones in sight, and how well the run has done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import QuerySet

from qingtian.apps.integrity.models import Finding
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures.who import Actor

#: states in which somebody decided that there was something
STOOD = ("stands", "referred", "sent_upward")


def findings_seen(actor: Actor, *, states: tuple[str, ...] = ()) -> QuerySet[Finding]:
    """Findings whose matter the actor may see, the latest hours first."""
    matters = visible(actor).filter(procedure="integrity_finding")
    if states:
        matters = matters.filter(state__in=states)
    return Finding.objects.filter(proceeding__in=matters).select_related("proceeding")


@dataclass
class Record:
    """Of one pattern: how many were decided and how many of them were false alarms, by reason."""

    pattern: str
    open: int = 0
    stood: int = 0
    false: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def decided(self) -> int:
        return self.stood + self.false

    @property
    def false_rate(self) -> float | None:
        """Per cent of the decided that were false alarms; None while none is decided."""
        return 100 * self.false / self.decided if self.decided else None


def track_record(actor: Actor) -> tuple[Record, list[Record]]:
    """All patterns together, then each; one query."""
    total, each = Record(""), {}
    rows = findings_seen(actor).values_list("pattern", "proceeding__state", "proceeding__projection__facts__reason")
    for pattern, state, reason in rows.order_by():
        one = each.setdefault(pattern, Record(pattern))
        for record in (total, one):
            if state == "false_alarm":
                record.false += 1
                record.reasons[reason or ""] += 1
            elif state in STOOD:
                record.stood += 1
            else:
                record.open += 1
    return total, sorted(each.values(), key=lambda record: (-record.decided, record.pattern))
