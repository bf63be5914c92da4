"""Whether a decision is in force (在效决定): made, served, and not undone by that day.

Only such a decision may be published or be the ground of a listing (行政处罚法 48; Code 54). It reads facts, no
records: of the case, and of the reconsiderations and lawsuits about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingtian.language import Text

REVOKED, CHANGED = "revoked", "changed"
#: how a decision no longer stands as it was made: the four cases of 行政处罚法 48
HOW = {
    REVOKED: Text("撤销", "revoked"),
    CHANGED: Text("变更", "changed"),
    "unlawful": Text("确认违法", "found unlawful"),
    "void": Text("确认无效", "found void"),
}
#: which outcome of a reconsideration or of a lawsuit is which of them
UNDOES = {**{how: how for how in HOW}, "revoked_redo": REVOKED}

NOT_MADE = Text("还没有作出决定。", "No decision has been made.")
NOT_SERVED = Text("决定还没有送达，没有生效。", "The decision has not been served and is not in force.")
NO_PENALTY = Text(
    "决定不予处罚，不公开、不列入。", "The decision imposes no penalty: it is not published, nobody is listed."
)
GONE = Text("决定已于 {on} 被{how}，不再有效。", "The decision was {how} on {on} and is no longer in force.")


@dataclass(frozen=True, slots=True)
class DecisionState:
    """What the facts say of one decision. ``undone_on`` and ``how`` where it no longer stands."""

    number: str
    decided_on: date | None
    served_on: date | None
    penalised: bool = True
    undone_on: date | None = None
    how: str = ""

    def undone(self, on: date) -> bool:
        """Whether it no longer stands on that day; the day itself counts."""
        return self.undone_on is not None and self.undone_on <= on

    def lack(self, on: date) -> Text | None:
        """Why it is not in force on that day; None where it is."""
        if self.decided_on is None or self.decided_on > on:
            return NOT_MADE
        if not self.penalised:
            return NO_PENALTY
        if self.served_on is None or self.served_on > on:
            return NOT_SERVED
        if self.undone(on):
            how = HOW[self.how]
            return Text(GONE.zh.format(on=self.undone_on, how=how.zh), GONE.en.format(on=self.undone_on, how=how.en))
        return None


def decision_state(
    facts: Mapping[str, Any], remedies: Iterable[Mapping[str, Any]] = (), made_on: date | None = None
) -> DecisionState:
    """Of a case by its facts, and of each remedy about it by its own: ``outcome`` and ``decided_on`` once in force.

    ``made_on``: the decision of that day, where a later one may have taken its place; else the latest. What undid an
    earlier decision says nothing about a later one, and neither does the service of the earlier. The earliest undoing
    counts; the organ's own correction stands in the case itself, as ``decision_revoked_on``.
    """
    made = made_on or _day(facts.get("decided_on"))
    own = _day(facts.get("decision_revoked_on"))
    undone = [(own, CHANGED if facts.get("after_revocation") == "stands" else REVOKED)] if own else []
    undone += [(day, how) for told in remedies if (how := undoing(told)) and (day := _day(told.get("decided_on")))]
    first = min((one for one in undone if made and one[0] >= made), default=None)
    served = _day(facts.get("served_on"))
    return DecisionState(
        number=str(facts.get("decision_number") or ""),
        decided_on=made,
        served_on=served if made and served and served >= made else None,
        penalised=not str(facts.get("outcome") or "").startswith("no_penalty"),
        undone_on=first[0] if first else None,
        how=first[1] if first else "",
    )


def undoing(facts: Mapping[str, Any]) -> str:
    """How a remedy with these facts leaves the decision: one of ``HOW``, or nothing where it stands."""
    return UNDOES.get(str(facts.get("outcome") or ""), "")


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
