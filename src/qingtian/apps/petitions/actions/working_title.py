"""The title of a report until the officer has written its subject (暂用标题).

Never the reporter's own words: a report often begins with who is speaking, and titles stand in lists, papers and logs.
"""

from __future__ import annotations

from collections.abc import Sequence

from qingtian.apps.petitions.working_copies import working_place
from qingtian.apps.proceedings.chapters import Performed
from qingtian.language import Text
from qingtian.procedures import load_procedures

LONGEST_PLACE = 40
REPORT = Text("污染举报", "Pollution report")


def _kinds(kinds: Sequence[str], language: str) -> str:
    """The declared words of the kinds; what is not declared is left out and refused with its field."""
    edition = load_procedures().editions("petition")[-1]
    receive = edition.find("receive", "start")
    declared = receive.field("kinds") if receive else None
    words = [declared.choices[kind].in_(language) for kind in kinds if declared and kind in declared.choices]
    return ("、" if language.startswith("zh") else ", ").join(words)


def working_title(kinds: Sequence[str], place: str, language: str) -> str:
    """Kind and place: "大气 · 河西路 18 号"; without either, that it is a report."""
    where = " ".join(place.split())
    where = where[:LONGEST_PLACE] + ("…" if len(where) > LONGEST_PLACE else "")
    return " · ".join(part for part in (_kinds(kinds, language) or REPORT.in_(language), where) if part)


def restore_title(performed: Performed) -> None:
    """Undo of ``register``: a subject that was voided, perhaps because it named somebody, is no title any more."""
    proceeding, petition = performed.proceeding, performed.proceeding.petition
    kinds = performed.after.facts.get("kinds") or []
    proceeding.title = working_title(kinds, working_place(petition), petition.language)
    proceeding.title_language = petition.language
    proceeding.save(update_fields=["title", "title_language"])
