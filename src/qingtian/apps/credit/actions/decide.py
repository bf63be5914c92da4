"""What the review, the decision to list, repair and take-down write: the words, and the days they are shown on."""

from __future__ import annotations

from datetime import date

from qingtian.apps.credit.levels import level_named, period
from qingtian.apps.credit.models import ListEntry
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.publishing.actions.mask import masked


def _entry(performed: Performed) -> ListEntry:
    return ListEntry.objects.select_for_update().get(proceeding=performed.proceeding)


def review_words(performed: Performed) -> None:
    """The effect of ``review_words``: the words to be masked are masked before anything is shown."""
    lines = str(performed.values.get("masks") or "").splitlines()
    entry = _entry(performed)
    subject = str(performed.after.facts["subject"])
    entry.what, _ = masked(subject, [line.strip() for line in lines if line.strip()])
    entry.save(update_fields=["what"])


def list_entry(performed: Performed) -> None:
    """The effect of ``list``: shown from the day of the decision to the day it names, that day included."""
    entry = _entry(performed)
    entry.first_day = performed.act.on
    entry.shortest = period(level_named(entry.level), performed.act.on, calendar()).shortest
    entry.last_day = date.fromisoformat(performed.values["shown_until"])
    entry.save(update_fields=["first_day", "shortest", "last_day"])


def decide_repair(performed: Performed) -> None:
    """The effect of ``decide_repair``: where it is granted, the entry is shown no more from that day on."""
    if performed.values["result"] == "granted":
        _hide(_entry(performed), performed.act.on)


def note_undoing(performed: Performed) -> None:
    """The effect of ``note_undoing``: what rests on a decision that is gone is shown no more from that day on."""
    _hide(_entry(performed), performed.act.on)


def take_down(performed: Performed) -> None:
    """The effect of ``take_down``: the reason stands in public."""
    entry = _entry(performed)
    entry.withdrawn_for = performed.values["why"]
    entry.save(update_fields=["withdrawn_for"])
    _hide(entry, performed.act.on)


def _hide(entry: ListEntry, on: date) -> None:
    if entry.hidden_from is None or on < entry.hidden_from:
        entry.hidden_from = on
        entry.save(update_fields=["hidden_from"])
