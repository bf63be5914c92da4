"""Assign an item (交办) and assign it anew: the record beside the trail, and an item for every co-handling unit."""

from __future__ import annotations

import unicodedata

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.records import complete_records_of
from qingtian.apps.suggestions.models import CoHandling, Suggestion
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

SYSTEM = Actor(kind="system")
ONCE = Text("{session}第 {number} 号已经立为 {there}。", "Number {number} of {session} is open as {there}.")
OWN_VIEW = Text("主办单位不能同时会办。", "The lead unit cannot co-handle its own item.")


def plain_key(written: str) -> str:
    """A session or number however wide its characters are and wherever blanks stand: 第 012 号 and ０12 are one."""
    return "".join(unicodedata.normalize("NFKC", written).split())


def number_key(written: str) -> str:
    """The number alone: 第012号 is 12."""
    bare = plain_key(written).removeprefix("第").removesuffix("号")
    return bare.lstrip("0") or bare


def assign(performed: Performed) -> None:
    """The effect of ``register``. Raises Refused ``suggestion.there_already``, ``suggestion.own_view``."""
    values, kind = performed.values, performed.proceeding.procedure
    session, number = plain_key(values["session"])[:80], number_key(values["reg_number"])[:40]
    same = Suggestion.objects.filter(kind=kind, session=session, number=number).select_related("proceeding").first()
    if same:
        words = ONCE.format(session=session, number=number, there=same.proceeding.number)
        raise Refused("suggestion.there_already", words, where="reg_number")
    lead = performed.after.organ("lead") or ""
    suggestion = Suggestion.objects.create(
        proceeding=performed.proceeding,
        kind=kind,
        session=session,
        number=number,
        lead=lead,
        proposers=str(values.get("proposers") or "")[:500],
    )
    _ask_views(suggestion, performed)


def assign_anew(performed: Performed) -> None:
    """The effect of ``reassign``: another lead, other co-handlers. Raises Refused ``suggestion.own_view``."""
    suggestion = Suggestion.objects.get(proceeding=performed.proceeding)
    suggestion.lead = performed.after.organ("lead") or ""
    suggestion.save(update_fields=["lead"])
    _ask_views(suggestion, performed)


def _ask_views(suggestion: Suggestion, performed: Performed) -> None:
    matter = performed.proceeding
    for reference in performed.values.get("co_handlers") or []:
        unit = reference["chain"][-1]
        if unit == suggestion.lead:
            raise Refused("suggestion.own_view", OWN_VIEW, where="co_handlers")
        opened = open_proceeding(
            "co_handling",
            by=SYSTEM,
            on=performed.act.on,
            now=performed.act.recorded_at,
            title=matter.title,
            fields={
                "subject": performed.after.facts.get("subject", ""),
                "item": matter.number,
                "text": _text_of(performed),
                "unit": unit,
                "lead": suggestion.lead,
            },
            generated=matter.generated,
        )
        CoHandling.objects.create(suggestion=suggestion, proceeding=opened, unit=unit)


def _text_of(performed: Performed) -> str:
    """The text as it was assigned first."""
    if "text" in performed.values:
        return str(performed.values["text"])
    opening = complete_records_of(performed.proceeding)[0]
    return str(opening["fields"]["text"])
