"""Erase the content of a file after its retention (销毁): what was said goes, that it was said stays proved."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from qingtian.apps.proceedings.actions.finish_erasures import finish_erasure
from qingtian.apps.proceedings.chapters import CHAPTERS, ERASERS, Performed
from qingtian.apps.proceedings.models import ActContent, Erasure, Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.projection import as_json

#: acts whose content stays: that the file was archived, and until when, is what made the erasure lawful
KEPT_ACTS = ("archive_matter",)
ERASED_TITLE = "（内容已销毁）"


def erase_content(performed: Performed) -> None:
    """The effect of ``erase_content``, in its transaction: contents, papers, clocks and the chapter's own nouns.

    Files and sealed identities follow after the commit, for neither can be rolled back; ``finish_erasures`` repeats
    what a crash left.
    """
    matter, record = performed.proceeding, performed.record
    Erasure.objects.create(
        proceeding=matter,
        act=performed.act,
        disposal=Proceeding.objects.get(number=record["fields"]["disposal"]["number"]),
        retained_until=date.fromisoformat(record["fields"]["retained_until"]),
        erased_on=performed.act.on,
    )
    gone = ActContent.objects.filter(act__proceeding=matter, act__seq__in=record["erases"])
    gone.delete()
    for eraser in ERASERS:
        eraser(matter)
    matter.papers.all().delete()
    matter.clocks.all().delete()
    matter.upstream_numbers.all().delete()
    matter.parties.update(post="")
    # the paper itself still lies in the safe: its number and place stay, its title goes
    matter.safe_papers.update(title=ERASED_TITLE)
    chapter = CHAPTERS.get(matter.procedure)
    if chapter and chapter.erase:
        chapter.erase(matter)
    _blank(matter, performed.after, performed.act.on)
    transaction.on_commit(lambda: finish_erasure(matter), robust=True)


def _blank(matter: Proceeding, after: Projection, on: date) -> None:
    """The row keeps number, procedure, state and days; nothing that was said."""
    bare = Projection(
        state=after.state,
        seq=after.seq,
        edition=after.edition,
        opened_on=after.opened_on,
        last_on=after.last_on,
        ended_on=after.ended_on,
    )
    matter.title, matter.title_language, matter.erased_on = ERASED_TITLE, "zh-Hans", on
    matter.projection, matter.next_due = as_json(bare), None
    matter.owner_organ = matter.owner_post = matter.party = ""
    matter.save()
