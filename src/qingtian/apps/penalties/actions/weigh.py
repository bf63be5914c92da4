"""Weigh the fine of a case (填裁量表): reckoned here, told in words to the trail, kept as a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qingtian.apps.penalties.comparing import Comparison
from qingtian.apps.penalties.models import DiscretionSheet
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.enforcement.discretion.reckoned import Reckoned
from qingtian.enforcement.discretion.sheet import Chosen, refuse_unsound
from qingtian.enforcement.money import written
from qingtian.enforcement.violations.law_choice import LawChoice
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import Actor
from qingtian.procedures.guards.discretion import AFTER_NOTICE
from qingtian.procedures.guards.penalties import sum_of

ACT = "weigh_discretion"
ON_ITS_PAGE = Text(
    "裁量表在裁量页上填，由系统计算。", "A sheet is filled in on the page of discretion, which reckons it."
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """What was reckoned and chosen. ``answers``: the factors as they were answered."""

    choice: LawChoice
    medium: str
    reckoned: Reckoned
    answers: Mapping[str, tuple[str, ...]]
    chosen: Chosen
    comparison: Comparison


def weigh_discretion(
    case: Proceeding, weighing: Weighing, *, by: Actor, on: date, now: datetime, expected_seq: int, once: str
) -> Act:
    """Perform the act and keep its sheet. Raises what :func:`refuse_unsound` and ``perform`` raise."""
    refuse_unsound(weighing.reckoned, tuple(weighing.answers), weighing.chosen, load_law())
    return perform(
        case,
        ACT,
        by=by,
        on=on,
        now=now,
        fields=_told(weighing),
        expected_seq=expected_seq,
        once=once,
        extra={"sheet": _row(weighing)},
    )


def _told(weighing: Weighing) -> dict[str, Any]:
    """What the trail holds, in the words of the office."""
    statutory, chosen = weighing.reckoned.statutory, weighing.chosen
    return {
        "table": f"{weighing.reckoned.table.title.zh}（{weighing.reckoned.table.key}）",
        "law_choice": weighing.choice.reason.zh,
        "fine_minimum": written(statutory.minimum) or "",
        "fine_maximum": written(statutory.maximum) or "",
        "computed_fine": written(weighing.reckoned.computed),
        "proposed_fine": written(chosen.fine),
        "direction": chosen.direction,
        "factors": _factors(weighing),
        "departure": chosen.reasons,
        "deliberated": chosen.discussion,
        "compared": weighing.comparison.words.zh,
    }


def _factors(weighing: Weighing) -> str:
    """Every step on a line; then the evidence behind each factor."""
    law = load_law()
    steps = [
        f"{each.title.zh}：{each.how.zh} → {each.value}（{law.cite(each.basis).zh}）"
        for each in weighing.reckoned.steps
    ]
    evidence = weighing.chosen.evidence or {}
    factors = weighing.reckoned.table.factors
    shown = [
        f"{factors[name].title.zh if name in factors else name}：{'、'.join(evidence.get(name, ()))}"
        for name in weighing.answers
    ]
    return "\n".join([*steps, "证据 " + "；".join(shown)] if shown else steps)


def _row(weighing: Weighing) -> dict[str, Any]:
    statutory, chosen = weighing.reckoned.statutory, weighing.chosen
    return {
        "table": weighing.reckoned.table.key,
        "violation": weighing.choice.violation.id,
        "medium": weighing.medium,
        "act_on": weighing.choice.act_on,
        "minimum": statutory.minimum,
        "maximum": statutory.maximum,
        "computed": weighing.reckoned.computed,
        "chosen": chosen.fine,
        "direction": chosen.direction,
        "content": {
            "answers": {name: list(each) for name, each in weighing.answers.items()},
            "evidence": {name: list(each) for name, each in (chosen.evidence or {}).items()},
            "reckoned": weighing.reckoned.as_dict(),
            "law_choice": weighing.choice.as_dict(),
            "reasons": chosen.reasons,
            "discussion": chosen.discussion,
            "comparison": weighing.comparison.as_dict(),
        },
    }


def weigh(performed: Performed) -> None:
    """The effect: one row a weighing. Refuses sums typed past the page, which nobody reckoned."""
    sheet = performed.extra.get("sheet")
    if sheet is None:
        raise Refused("penalty.sheet.own_page", ON_ITS_PAGE)
    DiscretionSheet.objects.create(
        proceeding=performed.proceeding, act_seq=performed.act.seq, weighed_on=performed.act.on, **sheet
    )


def unweigh(performed: Performed) -> None:
    """A voided weighing no longer counts."""
    voided = performed.extra["voided"]["seq"]
    DiscretionSheet.objects.filter(proceeding=performed.proceeding, act_seq=voided).update(withdrawn=True)


def noticed_fine(facts: Mapping[str, Any], state: str) -> Decimal | None:
    """The fine of the prior notice, where one was given and still binds."""
    return sum_of(facts.get("fine")) if state in AFTER_NOTICE else None
