"""Take over the answer to "was there a dereliction?" (有没有发现失职失责) in the transaction of the act that gave it.

The trail of the case keeps only that it was answered; the words go here and nowhere else, and with them the salt of
the digests in the trail: without it nobody who holds the database can try the two possible answers. If they cannot be
kept, the act is refused.
"""

from __future__ import annotations

from typing import Any

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.clues.actions.doer import doer_of
from qingtian.apps.clues.actions.enter import next_number
from qingtian.apps.clues.chain import append, entries, one_at_a_time
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import ActContent

ANSWER, REASON, SUSPECTED = "dereliction", "dereliction_reason", "suspected"


@sensitive_variables()
def hear_answer(performed: Performed) -> None:
    """Enter the answer; ``suspected`` begins a clue that waits for its registration."""
    now = performed.act.recorded_at
    if (voids := performed.record.get("voids")) and _answered(performed, int(voids)):
        _voided(performed, int(voids))
    if not performed.values.get(ANSWER):
        return
    suspected = performed.values[ANSWER] == SUSPECTED
    day = now.date()
    with one_at_a_time():
        number = next_number(day) if suspected else None
        append(
            {
                "step": "asked",
                "clue": number,
                "day": day.isoformat(),
                "fields": _said(performed),
                "by": doer_of(performed.actor),
            },
            now=now,
        )


def _said(performed: Performed) -> dict[str, Any]:
    return {
        "case": performed.proceeding.number,
        "act": performed.record["seq"],
        "answer": performed.values[ANSWER],
        "reason": performed.values.get(REASON, ""),
        "salt": performed.keepers_salt,
    }


def _answered(performed: Performed, seq: int) -> bool:
    """Whether that act asked the question: the whole register is not opened for every correction of anything."""
    content = ActContent.objects.filter(act__proceeding=performed.proceeding, act__seq=seq)
    return any(ANSWER in one["fields"] for one in content.values_list("content", flat=True) if one)


def _voided(performed: Performed, seq: int) -> None:
    """The answering act was corrected: said beside its clue, which only a person ends."""
    number = performed.proceeding.number
    for entry in entries():
        said = entry.content.get("fields", {})
        if entry.content["step"] == "asked" and (said["case"], said["act"]) == (number, seq):
            words = f"{number}：{seq}"
            append(
                {
                    "step": "remark",
                    "clue": entry.content["clue"],
                    "day": performed.act.recorded_at.date().isoformat(),
                    "fields": {"words": words, "voided": seq},
                    "by": doer_of(performed.actor),
                },
                now=performed.act.recorded_at,
            )
