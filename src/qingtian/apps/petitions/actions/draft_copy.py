"""Draft the working copy of a report (起草工作副本): in the transaction of the intake, knowing who said the words."""

from __future__ import annotations

from datetime import datetime

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.insight.reading.personal import cover, cover_spans, covers_of, find_personal


@sensitive_variables()
def known_words(identity: Identity) -> tuple[str, ...]:
    """What the reporter left of themselves; each occurrence of it in the report is covered."""
    return tuple(word for word in (identity.name, identity.phone, identity.other) if word.strip())


@sensitive_variables()
def covered(words: str, identity: Identity) -> str:
    """Words as lists, titles and the trail may carry them."""
    return cover(words, known_words(identity)).text if words else ""


@sensitive_variables()
def draft_copy(petition: Petition, identity: Identity, *, now: datetime) -> WorkingCopy:
    """Cover the words, the place and the time of a report that was just received."""
    spans = covers_of(find_personal(petition.report, known_words(identity)))
    text = cover_spans(petition.report, spans)
    return WorkingCopy.objects.create(
        petition=petition,
        text=text.text,
        marks=[list(mark) for mark in text.marks],
        spans=[list(span) for span in spans],
        place=covered(petition.place, identity)[:300],
        occurred=covered(petition.occurred, identity)[:200],
        drafted_at=now,
    )
