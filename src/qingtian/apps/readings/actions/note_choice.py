"""Note what the officer chose beside what was suggested (记更正): after the act stands, never in its way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.apps.proceedings.models import Act
from qingtian.apps.readings.models import Correction
from qingtian.apps.readings.queries import reading_of, suggested_answers

#: the act by which an officer settles what the readers suggest, and its fields
SETTLES = "register"
FIELDS = ("kinds", "area", "urgent")


def _codes(value: Any) -> list[str]:
    """Codes of an answer, in order: choices, a reference, yes or no."""
    if isinstance(value, Mapping):
        return [str(value["code"])] if "code" in value else []
    if isinstance(value, bool):
        return [str(value).lower()]
    return sorted(str(one) for one in value) if isinstance(value, list) else [str(value)] if value else []


def note_choice(act: Act) -> list[Correction]:
    """One row for each field something was suggested for; what was not asked is not judged."""
    content = getattr(act, "content", None)
    petition = getattr(act.proceeding, "petition", None)
    if content is None or petition is None:
        return []
    fields, suggested = content.content["fields"], suggested_answers(reading_of(petition))
    noted = []
    for name in FIELDS:
        wanted = _codes(suggested.get(name))
        chosen = _codes(fields.get(name, False if name == "urgent" else None))
        if wanted and (chosen or name == "urgent"):
            row, _ = Correction.objects.update_or_create(
                petition=petition,
                field=name,
                act=act.seq,
                defaults={
                    "suggested": wanted,
                    "chosen": chosen,
                    "agreed": wanted == chosen,
                    "chosen_at": act.recorded_at,
                },
            )
            noted.append(row)
    return noted
