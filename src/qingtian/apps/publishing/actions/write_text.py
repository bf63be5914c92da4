"""Draft, revise, correct a text in a reading (拟稿、改稿、审校): every wording is kept."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.publishing.models import Publication, PublicationText


def draft(performed: Performed) -> None:
    """The effect of ``draft``: the publication and its first wording."""
    values = performed.values
    source = values.get("source")
    publication = Publication.objects.create(
        proceeding=performed.proceeding,
        kind=values["kind"],
        title=values["subject"][:200],
        source=Proceeding.objects.get(number=source["number"]) if source else None,
        kinds=values.get("kinds", []),
        until=date.fromisoformat(values["until"]) if values.get("until") else None,
        leader_decision=values.get("leader_decision", "")[:200],
    )
    _keep(publication, performed)


def write_text(performed: Performed) -> None:
    """The effect of revising, amending and reading: a new wording, if there is one; fresh ones drop the masks."""
    publication = Publication.objects.select_for_update().get(proceeding=performed.proceeding)
    if performed.values.get("leader_decision"):
        publication.leader_decision = performed.values["leader_decision"][:200]
    if performed.record["act"] in ("revise", "amend"):
        publication.masks = []
    _keep(publication, performed)


def _keep(publication: Publication, performed: Performed) -> None:
    if text := performed.values.get("text"):
        publication.text = text
        PublicationText.objects.create(
            publication=publication, seq=performed.act.seq, act=performed.record["act"], text=text
        )
    publication.save()
