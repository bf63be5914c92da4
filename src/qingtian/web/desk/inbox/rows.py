"""Rows of the inbox: a row of every list, and the first words of the working copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Left

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.models import Proceeding
from qingtian.web.desk.list_rows import MatterRow, rows_of

#: characters of the report under its title
FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class InboxRow:
    """``words``: the beginning of the covered report, on one line."""

    row: MatterRow
    words: str


def inbox_rows(matters: Sequence[Proceeding], as_of: date) -> list[InboxRow]:
    """In the order given; one query more than any other list."""
    copies = WorkingCopy.objects.filter(petition__proceeding__in=[m.pk for m in matters])
    words = dict(copies.annotate(first=Left("text", FIRST_WORDS)).values_list("petition__proceeding", "first"))
    return [InboxRow(row, " ".join(words.get(row.matter.pk, "").split())) for row in rows_of(matters, as_of)]
