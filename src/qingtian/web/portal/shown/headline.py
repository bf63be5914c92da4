"""The first thing a resident reads: what is happening and by when. The words are the declaration's ``public``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from qingtian.language import Text
from qingtian.procedures import Procedure, Projection
from qingtian.procedures.projection import ClockState
from qingtian.web.design.figures import day
from qingtian.web.templatetags.words import page_language

#: which clock is the promise made in the public sentence of a state
PROMISES = {
    "received": "petitions.notification",
    "registered": "petitions.notification",
    "duty": "petitions.notification",
    "proper": "petitions.notification",
    "assigned": "petitions.notification",
    "accepted": "petitions.handling",
    "reviewing": "petitions.review",
    "reviewed": "petitions.re_review_request",
    "re_reviewing": "petitions.re_review",
}
#: a day that is the resident's own to keep, not an organ's
OWN_DAYS = {"reviewed"}

LATE = Text("应在 {due} 前，已经晚了 {n} 天。", "It was due by {due} and is {n} late.")
OVER = Text("申请复核的期限 {due} 已过。", "The time to ask for a re-review ended on {due}.")
HELD = Text("听证期间不计时。", "Time does not count during the hearing.")
BEING_HANDLED = Text("正在办理。", "It is being handled.")


@dataclass(frozen=True, slots=True)
class Headline:
    """Sentences, one a line; ``clock`` is the promise behind the date, ``days_late`` above 0 when it was broken."""

    sentences: tuple[Text, ...]
    clock: ClockState | None = None
    days_late: int = 0
    due: Text | None = None

    def lines(self) -> list[SafeString]:
        """The sentences in the page's language; a date is never broken over two lines."""
        return [self._whole(sentence.in_(page_language())) for sentence in self.sentences]

    def _whole(self, sentence: str) -> SafeString:
        due = self.due.in_(page_language()) if self.due else ""
        before, found, after = sentence.partition(due) if due else (sentence, "", "")
        return format_html('{}<span class="nowrap">{}</span>{}', before, found, after) if found else escape(sentence)


def day_words(due: date, as_of: date) -> Text:
    """A date as both languages write it."""
    return Text(day(due, "zh", as_of), day(due, "en", as_of))


def days(count: int) -> Text:
    """3 / 3 days."""
    return Text(str(count), f"{count} day" if count == 1 else f"{count} days")


def names(procedure: Procedure, relations: object) -> dict[str, Text]:
    """The organ in each relation; where none stands yet, the name of the relation itself. Never a person."""
    held = dict(relations) if hasattr(relations, "keys") else {}  # type: ignore[call-overload]
    found = dict(procedure.relations)
    for relation, reference in held.items():
        if relation in found and isinstance(reference.get("name"), dict):
            found[relation] = Text.of(reference["name"])
    return found


def _cut(words: Text) -> list[Text]:
    """A public sentence in its parts, the two languages side by side."""
    zh = [part for part in re.split(r"(?<=[。？])", words.zh) if part]
    en = [part for part in re.split(r"(?<=[.?])\s+", words.en) if part]
    return [Text(a, b) for a, b in zip(zh, en, strict=True)] if len(zh) == len(en) else [words]


def _promised(part: Text, clock: ClockState | None, state: str, as_of: date) -> Text | None:
    """The part that names a day, as it stands today; None when there is no day to name."""
    if clock is None or clock.status == "stopped":
        return None
    if clock.status == "suspended":
        return HELD
    due = date.fromisoformat(clock.due)
    late = (as_of - due).days
    if late <= 0:
        return part
    words = OVER if state in OWN_DAYS else LATE
    return words.format(due=day_words(due, as_of), n=days(late))


def headline(procedure: Procedure, projection: Projection, as_of: date) -> Headline:
    """The public sentence of the present state with its date; an overdue promise says so."""
    public = procedure.states[projection.state].public or BEING_HANDLED
    clock = projection.clocks.get(PROMISES.get(projection.state, ""))
    fill = dict(names(procedure, projection.relations))
    late, due = 0, None
    if clock and clock.status == "running":
        last = date.fromisoformat(clock.due)
        due = fill["due"] = day_words(last, as_of)
        late = 0 if projection.state in OWN_DAYS else max(0, (as_of - last).days)
    sentences = []
    for part in _cut(public):
        kept = _promised(part, clock, projection.state, as_of) if "{due}" in part.zh else part
        if kept is not None:
            sentences.append(kept.format(**fill) if kept is part else kept)
    return Headline(tuple(sentences or [BEING_HANDLED]), clock, late, due)
