"""Compute what the rules propose as of a day (计算督办建议): rows only, nothing starts. Safe to run twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qingtian.apps.supervision.gathering import gather
from qingtian.apps.supervision.models import Proposal
from qingtian.apps.supervision.rules import Happening, propose
from qingtian.apps.supervision.settings import rules_on
from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Computed:
    """How many proposals stand, came new, and lapsed because their facts no longer hold."""

    standing: int
    new: int
    lapsed: int


def compute(on: date, more: Iterable[Happening] = ()) -> Computed:
    """From the facts of that day and ``more`` that other rooms bring, such as the air."""
    edition = rules_on(on)
    found = {(p.rule.id, p.happening.occurrence): p for p in propose(edition, [*gather(edition, on), *more])}
    with transaction.atomic():
        known = {(row.rule, row.occurrence): row for row in Proposal.objects.select_for_update()}
        fresh = [key for key in found if key not in known]
        for key in fresh:
            proposed = found[key]
            told = proposed.happening
            Proposal.objects.create(
                rule=proposed.rule.id,
                edition=edition.since,
                step=proposed.rule.step,
                occurrence=told.occurrence,
                matter_id=told.matter,
                area_id=told.area,
                unit=told.unit,
                reason_zh=proposed.reason.zh,
                reason_en=proposed.reason.en,
                facts={"of": told.of, "value": told.value, **_plain(told.words)},
                computed_on=on,
            )
        lapsed = _renew(known, found, on)
    return Computed(len(found), len(fresh), lapsed)


def _renew(known: Mapping[tuple[str, str], Proposal], found: Collection[tuple[str, str]], on: date) -> int:
    """Undecided rows whose facts are gone lapse; one whose facts are back stands again."""
    lapsed = 0
    for key, row in known.items():
        if row.issued_id or row.dismissed_on:
            continue
        gone = key not in found
        if gone != bool(row.lapsed_on):
            row.lapsed_on = on if gone else None
            row.save(update_fields=["lapsed_on"])
        lapsed += gone
    return lapsed


def _plain(words: Mapping[str, str | Text]) -> dict[str, object]:
    """The words as JSON holds them."""
    return {name: one.as_dict() if isinstance(one, Text) else one for name, one in words.items()}
