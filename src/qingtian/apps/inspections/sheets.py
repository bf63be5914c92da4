"""What was written down on the phone (现场记录): read from the sealed sheets that came in, the latest of each kind."""

from __future__ import annotations

import json
from typing import Any

from qingtian.apps.inspections.checklists import ANSWERS, checklists
from qingtian.apps.inspections.models import FieldEvidence, Visit

#: characters of one entry that are read; a sheet is written by hand on a phone
LONGEST = 4000


def sheets_of(visit: Visit, kind: str) -> list[tuple[FieldEvidence, dict[str, str]]]:
    """Sealed sheets of a kind with what stands in them, the latest captured first. Both phones may have one each."""
    rows = FieldEvidence.objects.filter(visit=visit, kind=kind, received_at__isnull=False).select_related("file")
    return [(row, entries(row.file.read())) for row in rows.order_by("-at", "-pk") if row.file]


def latest(visit: Visit, kind: str) -> dict[str, str]:
    """What stands in the latest sheet of a kind; empty where none came in."""
    found = sheets_of(visit, kind)
    return found[0][1] if found else {}


def entries(content: bytes) -> dict[str, str]:
    """The named entries of a sheet; what is no sheet holds none."""
    try:
        told: Any = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    written = told.get("entries") if isinstance(told, dict) else None
    if not isinstance(written, dict):
        return {}
    return {str(name): str(value)[:LONGEST] for name, value in written.items() if isinstance(value, str)}


def answers_in_words(visit: Visit) -> str:
    """The answers of the checklist, a line each, in the order of the list; what was not answered says so."""
    told = latest(visit, "checklist")
    listed = checklists().get(visit.checklist)
    if not told or listed is None:
        return ""
    lines = []
    for number, item in enumerate(listed.items, 1):
        answer = ANSWERS.get(told.get(item.code, ""), ANSWERS["not_seen"]).zh
        note = told.get(f"{item.code}_note", "")
        lines.append(f"{number}. {item.text.zh}：{answer}{'，' + note if note else ''}")
    return "\n".join(lines)
