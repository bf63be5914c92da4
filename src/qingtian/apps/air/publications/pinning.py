"""Figures pinned to the act that publishes them: opened and amended with their versions, of any medium."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models, transaction

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import Actor

#: the publication of a text, which any chapter may open
PROCEDURE = "publication"
STATISTICS = "statistics"
Version = TypeVar("Version", bound=models.Model)


def open_with_figures(
    versions: type[models.Model],
    columns: Mapping[str, Any],
    *,
    title: str,
    text: str,
    by: Actor,
    on: date,
    now: datetime,
    reviewing: str,
    once: str | None = None,
    generated: bool = False,
) -> Proceeding:
    """Open the matter and keep version 1 of its figures in ``versions``, both or neither; ``title`` may have lines.

    Raises Refused as ``open_proceeding`` does.
    """
    subject = title.replace("\n", "")
    fields = {"kind": STATISTICS, "subject": subject, "text": text, "reviewing": reviewing}
    with transaction.atomic():
        matter = open_proceeding(
            PROCEDURE, by=by, on=on, now=now, title=subject[:200], fields=fields, once=once, generated=generated
        )
        defaults = {**columns, "seq": matter.seq}
        versions._default_manager.get_or_create(proceeding=matter, version=1, defaults=defaults)
    return matter


def amend_with_figures(
    versions: type[Version],
    columns: Mapping[str, Any],
    matter: Proceeding,
    *,
    text: str,
    why: str,
    by: Actor,
    on: date,
    now: datetime,
    expected_seq: int,
) -> Version:
    """Amend the published text and keep the next version of its figures, both or neither. Raises as ``perform``."""
    with transaction.atomic():
        fields = {"why": why, "text": text}
        act = perform(matter, "amend", by=by, on=on, now=now, fields=fields, expected_seq=expected_seq)
        held = versions._default_manager.filter(proceeding=matter)
        number = held.order_by("-version").values_list("version", flat=True)[0] + 1
        told = {**columns, "why": why}
        return versions._default_manager.create(proceeding=matter, version=number, seq=act.seq, **told)
