"""What a fresh form of an act holds already: the next candidate to answer, the limbs a report tells of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.transfers.queries import answered_limbs, case_of, confirmed_limbs, latest_sheet
from qingtian.apps.transfers.sheet import candidates_of
from qingtian.enforcement.candidate_crime import CandidateCrime, Finding
from qingtian.enforcement.crime_limbs import load_limbs
from qingtian.enforcement.crime_printing import cited_limb, threshold_words
from qingtian.law import load_law


def offers(transfer: Proceeding, act: str) -> Mapping[str, Any]:
    """Words the records write and a person checks."""
    if act == "confirm_limb":
        return _next_limb(transfer)
    return {"limbs_told": limbs_told(transfer)} if act == "report" else {}


def _reckoned(transfer: Proceeding) -> CandidateCrime | None:
    case = case_of(projection_of(transfer).facts)
    sheet = latest_sheet(case) if case else None
    return candidates_of(sheet) if sheet else None


def _next_limb(transfer: Proceeding) -> dict[str, str]:
    reckoned, answered = _reckoned(transfer), answered_limbs(transfer)
    waiting = [one.id for one in reckoned.candidates if one.id not in answered] if reckoned else []
    return {"limb": waiting[0]} if waiting else {}


def limbs_told(transfer: Proceeding) -> str:
    """The confirmed limbs, a line each, with grade, threshold, what was found and the article."""
    reckoned, confirmed = _reckoned(transfer), confirmed_limbs(transfer)
    found = {one.id: one for one in reckoned.findings} if reckoned else {}
    return "\n".join(_line(id_, found.get(id_)) for id_ in confirmed)


def _line(id_: str, finding: Finding | None) -> str:
    limbs = load_limbs()
    limb = limbs.limbs[id_]
    parts = [f"{limbs.grades[limb.grade].zh}：{limb.title.zh}"]
    if finding and finding.found:
        parts.append(finding.found.zh)
    if finding and (threshold := threshold_words(finding)):
        parts.append(f"标准{threshold.zh}")
    return "，".join(parts) + f"（{cited_limb(limb, load_law()).zh}）。"
