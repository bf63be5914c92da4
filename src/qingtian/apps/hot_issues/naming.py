"""What an issue is called: place, kind and tie, never a word of a report."""

from __future__ import annotations

from collections.abc import Sequence

from qingtian.apps.places.models import Area, Source
from qingtian.insight.hot import Found
from qingtian.procedures import load_procedures

TIED = {"linked": "相连的 {n} 件", "cell": "同一地块 {n} 件", "topic": "同一话题 {n} 件", "source": "{n} 件"}


def kind_words(kinds: Sequence[str]) -> str:
    """The declared words of the kinds, in Chinese."""
    receive = load_procedures().editions("petition")[-1].find("receive", "start")
    declared = receive.field("kinds") if receive else None
    return "、".join(declared.choices[kind].zh for kind in kinds if declared and kind in declared.choices)


def subject_of(found: Found, kinds: Sequence[str], area: Area | None) -> str:
    """Such as "望溪区 · 大气 · 同一地块 6 件"; of a source its name stands first."""
    code = found.name.rsplit("/", 1)[0] if found.basis == "source" else ""
    source = Source.objects.filter(code=code).values_list("name_zh", flat=True).first() if code else None
    tied = TIED[found.basis].format(n=found.measures.reports)
    parts = (source or "", area.name_zh if area and not source else "", kind_words(kinds), tied)
    return " · ".join(part for part in parts if part)
