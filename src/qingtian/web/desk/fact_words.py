"""Words that the facts of several procedures share."""

from __future__ import annotations

from typing import Any

from qingtian.language import Text
from qingtian.procedures import Procedure
from qingtian.web.design.shapes import Words


def choice(procedure: Procedure, act: str, field: str, value: Any) -> Words:
    """The title of a chosen value as the act declares it; the bare value where nothing is declared."""
    named = procedure.named(act)
    declared = named.field(field) if named else None
    title = declared.choices.get(str(value)) if declared else None
    return title or str(value)


def joined(parts: list[Words]) -> Text:
    """Words in a row, as each language lists them."""
    both = [p if isinstance(p, Text) else Text(p, p) for p in parts]
    return Text("、".join(p.zh for p in both), ", ".join(p.en for p in both))
