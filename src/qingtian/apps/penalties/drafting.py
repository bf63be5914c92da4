"""A weighing from the facts of a case and the answers of its officer; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qingtian.apps.penalties.actions.weigh import Weighing, noticed_fine
from qingtian.apps.penalties.comparing import compare
from qingtian.apps.penalties.held import catalogue
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.discretion.reckon import reckon, statutory_range
from qingtian.enforcement.discretion.reckoned import Given
from qingtian.enforcement.discretion.sheet import Chosen
from qingtian.enforcement.discretion.table import Table
from qingtian.enforcement.violations.law_choice import choose_law
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import load_law

NO_FACTS = Text(
    "案件还没有违法行为终了日，先做初步审查。", "The case has no last day of the act yet: check the clue first."
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What the officer answered. ``minimum`` and ``maximum`` only where the catalogue has no range that applies;
    ``chosen`` None takes the computed fine. ``evidence`` by factor."""

    table: Table
    violation: str
    medium: str
    given: Given
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    chosen: Decimal | None = None
    direction: str = "as_computed"
    reasons: str = ""
    discussion: str = ""
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def drafted(case: Proceeding, answered: Answered, on: date) -> Weighing:
    """The law that applies, the computed fine, the comparable cases.

    Raises Refused ``penalty.sheet.no_act_day``, and what :func:`choose_law`, :func:`reckon` raise.
    """
    facts, law = case.projection["facts"], load_law()
    if not facts.get("act_on"):
        raise Refused("penalty.sheet.no_act_day", NO_FACTS)
    kind = (facts.get("party") or {}).get("kind", "unit")
    violation = catalogue()[answered.violation]
    choice = choose_law(violation, date.fromisoformat(facts["act_on"]), on, law, medium=answered.medium, party=kind)
    statutory = statutory_range(choice.range, on, law, party=kind, minimum=answered.minimum, maximum=answered.maximum)
    reckoned = reckon(answered.table, statutory, answered.given, answered.violation, on, law)
    chosen = Chosen(
        fine=reckoned.computed if answered.chosen is None else answered.chosen,
        direction=answered.direction,
        reasons=answered.reasons.strip(),
        discussion=answered.discussion.strip(),
        evidence=answered.evidence,
        noticed=noticed_fine(facts, case.state),
    )
    comparison = compare(case, str(facts.get("violation") or ""), kind, chosen.fine, on)
    return Weighing(choice, answered.medium, reckoned, answered.given.factors, chosen, comparison)
