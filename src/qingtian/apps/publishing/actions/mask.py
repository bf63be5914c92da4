"""Confidentiality review (保密审查): what is to be masked is named once and never shown to the public."""

from __future__ import annotations

import re

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.publishing.models import Publication, PublicationText
from qingtian.apps.publishing.told_decisions import refuse_named_person

MASK = "□□"


def masked(text: str, masks: list[str]) -> tuple[str, int]:
    """The text with every named word replaced, the longest first, and how many places that were.

    >>> masked("王某和王某某", ["王某", "王某某"])
    ('□□和□□', 2)
    """
    if not masks:
        return text, 0
    wanted = "|".join(re.escape(word) for word in sorted(set(masks), key=lambda word: (-len(word), word)))
    return re.subn(wanted, MASK, text)


def review(performed: Performed) -> None:
    """The effect of ``review``: the masks, and the masked wording beside the others. Raises Refused where a natural
    person stays named in a decision."""
    lines = str(performed.values.get("masks") or "").splitlines()
    publication = Publication.objects.select_for_update().get(proceeding=performed.proceeding)
    publication.masks = [line.strip() for line in lines if line.strip()]
    publication.save(update_fields=["masks"])
    if performed.values["conclusion"] in ("open", "masked"):
        refuse_named_person(publication, masked(f"{publication.title}\n{publication.text}", publication.masks)[0])
    if publication.masks:
        text, _ = masked(publication.text, publication.masks)
        PublicationText.objects.create(publication=publication, seq=performed.act.seq, act="review", text=text)
