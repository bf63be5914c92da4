"""Rows of the inbox: a row of every list, and the first words of the working copy where it may be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Left

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.models import Party, Proceeding
from qingtian.procedures.who import Actor
from qingtian.web.desk.list_rows import MatterRow, rows_of

#: characters of the report under its title
FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class InboxRow:
    """``words``: the beginning of the covered report, on one line."""

    row: MatterRow
    words: str


def inbox_rows(matters: Sequence[Proceeding], actor: Actor, as_of: date) -> list[InboxRow]:
    """In the order given; two queries more than any other list.

    Words that nobody has confirmed yet show to the receiving office alone (``petitions.policy.may_read_copy``).
    """
    shown = [m.pk for m in matters]
    received = Party.objects.filter(proceeding__in=shown, relation="receiver", organ=actor.organ)
    own = set(received.values_list("proceeding", flat=True))
    copies = WorkingCopy.objects.filter(petition__proceeding__in=shown)
    copies = copies.filter(Q(confirmed_at__isnull=False) | Q(petition__proceeding__in=own))
    words = dict(copies.annotate(first=Left("text", FIRST_WORDS)).values_list("petition__proceeding", "first"))
    return [InboxRow(row, " ".join(words.get(row.matter.pk, "").split())) for row in rows_of(matters, as_of)]
