"""Publish (发布): the masked text becomes the next version that the public sees."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.publishing.actions.mask import masked
from qingtian.apps.publishing.models import Publication, PublishedVersion


def publish(performed: Performed) -> None:
    """The effect of ``publish``. A second version carries the public reason for the correction."""
    publication = Publication.objects.select_for_update().get(proceeding=performed.proceeding)
    text, places = masked(publication.text, publication.masks)
    title, in_title = masked(publication.title, publication.masks)
    facts, number = performed.before.facts, publication.versions.count() + 1
    PublishedVersion.objects.create(
        publication=publication,
        version=number,
        on=performed.act.on,
        title=title,
        text=text,
        place=performed.values["place"][:200],
        correction=facts.get("correcting", "") if number > 1 else "",
        masked=places + in_title,
        ground=facts.get("ground", "") if places + in_title else "",
        by_act=performed.act.seq,
    )
