"""Keep what the reporter wrote when rating or contesting: with the petition, never in the trail."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Performed


def _added(before: str, words: str) -> str:
    """Words of a second rating or a re-review stand below the first; nothing a reporter wrote is lost."""
    return "\n\n".join(part for part in (before, words) if part)


def keep_remark(performed: Performed) -> None:
    petition = performed.proceeding.petition
    petition.remark = _added(petition.remark, performed.values.get("remark", ""))
    petition.save(update_fields=["remark"])


def keep_grounds(performed: Performed) -> None:
    petition = performed.proceeding.petition
    petition.grounds = _added(petition.grounds, performed.values["grounds"])
    petition.save(update_fields=["grounds"])


def nothing_to_undo(performed: Performed) -> None:
    """The words stay with the petition although the act was voided: the reporter did write them."""
