"""Which closed cases are likelier to come back (回头看的风险), by dated rules with their reasons in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.records import records_of
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.files import SafeLoader

SHIPPED = Path(__file__).parent / "declared" / "look_back_risk.yaml"
OWN = "look-back-risk.yaml"
CODES = ("relapsed", "complained", "returned", "incomplete", "upheld", "extended")
#: returns for how the work was done, not for what was still to do
BAD_RETURNS = ("false_rectification", "surface_rectification", "blanket_measure")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: from how many on it counts, how far it moves a case forward in the list, and its reason."""

    code: str
    at_least: int
    points: int
    reason: Text


@dataclass(frozen=True, slots=True)
class Risk:
    """Of one case the points that order it and the reasons in words."""

    points: int
    reasons: tuple[Text, ...]


def rules_on(day: date) -> list[Rule]:
    """The rules in force that day, the office's own file before the shipped one; the first edition for days before it.

    Raises UnusableInput ``look_back.rules`` naming the file where it does not hold together.
    """
    own = Path(settings.DATA) / OWN
    file = own if own.exists() else SHIPPED
    try:
        editions = yaml.load(file.read_text(encoding="utf-8"), Loader=SafeLoader)["editions"]  # noqa: S506
        dated = sorted((date.fromisoformat(str(since)), raw) for since, raw in editions.items())
        raw = next((one for since, one in reversed(dated) if since <= day), dated[0][1])
        return [
            Rule(code, int(raw[code]["at_least"]), int(raw[code]["points"]), Text.of(raw[code]["reason"]))
            for code in CODES
            if code in raw
        ]
    except (yaml.YAMLError, KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        said = Text(f"回头看风险规则读不懂：{error}", f"the rules of risk cannot be read: {error}")
        raise UnusableInput("look_back.rules", said, where=file.name) from error


def standing(records: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The records that were not voided, without the corrections themselves."""
    kept = [record for record in records if record]  # an erased content leaves a gap
    void = {record["voids"] for record in kept if record.get("voids")}
    return [record for record in kept if record["seq"] not in void and not record.get("voids")]


def counted(case: Proceeding) -> Counter[str]:
    """How often each thing the rules ask for happened in this case."""
    found: Counter[str] = Counter()
    for record in standing(records_of(case)):
        fields = record.get("fields") or {}
        result = fields.get("result")
        found["returned"] += result in BAD_RETURNS
        found["incomplete"] += result == "incomplete"
        found["upheld"] += record["act"] == "answer_objection" and fields.get("upheld") == "yes"
        found["extended"] += record["act"] == "extend"
        found["relapsed"] += record["act"] == "reopen" or fields.get("relapse") == "yes"
    found["complained"] = _petitions_after(case)
    return found


def _petitions_after(case: Proceeding) -> int:
    """Petitions after the close-out: linked to the case, or the same thing again as one that gave rise to it."""
    if case.ended_on is None:
        return 0
    raising = Link.objects.filter(target=case, undone_by__isnull=True)
    again = Link.objects.filter(
        target__in=raising.values("source"), kind=Link.Kind.RECURRENCE_OF, undone_by__isnull=True
    )
    sources = {*raising.values_list("source", flat=True), *again.values_list("source", flat=True)}
    return Proceeding.objects.filter(pk__in=sources, procedure="petition", opened_on__gt=case.ended_on).count()


def risk_of(case: Proceeding, rules: Iterable[Rule]) -> Risk:
    """What the rules say of one case; no points where none of them holds."""
    happened = counted(case)
    holding = [rule for rule in rules if happened[rule.code] >= rule.at_least]
    return Risk(
        sum(rule.points for rule in holding), tuple(rule.reason.format(n=happened[rule.code]) for rule in holding)
    )
