"""Draft, revise, correct a text in a reading (拟稿、改稿、审校): every wording is kept."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Handling, Proceeding
from qingtian.apps.publishing.models import Publication, PublicationText
from qingtian.apps.publishing.told_decisions import refuse_untold
from qingtian.errors import Refused
from qingtian.language import Text

REVIEW_OPINION = "review_opinion"
#: acts a petition must have seen before its re-review opinion may be published
HEARD = ("end_hearing", "re_review")
NOT_HEARD = Text(
    "写经过听证、已有复核意见的信访件编号。", "Name a petition with a re-review opinion given after a hearing."
)

WORK_SECRET = Text("这一件是工作秘密，不能公开。", "That matter is a work secret and is not published.")


def draft(performed: Performed) -> None:
    """The effect of ``draft``: the publication and its first wording. Raises Refused as what it asks."""
    values = performed.values
    source = values.get("source")
    if values["kind"] == REVIEW_OPINION:
        _refuse_unheard(source["number"] if source else "")
    about = _source(source["number"]) if source else None
    refuse_untold(values["kind"], about, performed.act.on, values.get("formed_on") or "")
    publication = Publication.objects.create(
        proceeding=performed.proceeding,
        kind=values["kind"],
        title=values["subject"][:200],
        source=about,
        kinds=values.get("kinds", []),
        until=date.fromisoformat(values["until"]) if values.get("until") else None,
        leader_decision=values.get("leader_decision", "")[:200],
    )
    _keep(publication, performed)


def _source(number: str) -> Proceeding:
    """The matter it is about. Raises Refused ``publication.work_secret``: of a work secret nothing is published."""
    found = Proceeding.objects.get(number=number)
    if found.handling_mark == Handling.WORK_SECRET:
        raise Refused("publication.work_secret", WORK_SECRET, where="source", basis="internal_rule 7")
    return found


def _refuse_unheard(number: str) -> None:
    """A re-review opinion of a petition is public only after a hearing (信访工作条例 36)."""
    found = Proceeding.objects.filter(number=number, procedure="petition").first()
    done = found.projection["done"] if found else {}
    if not all(done.get(act) for act in HEARD):
        raise Refused("publication.not_heard", NOT_HEARD, where="source", basis="petition_regulations_2022 36")


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
