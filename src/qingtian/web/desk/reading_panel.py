"""What the readers suggest, beside a petition and beside the form that settles it: suggestions, no decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from qingtian.apps.classifier.queries import label_words
from qingtian.apps.classifier.suggesting import suggest
from qingtian.apps.petitions.actions.confirm_copy import seen_of
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.petitions.policy import may_confirm_copy, may_read_copy
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.readings.models import Reading
from qingtian.apps.readings.queries import BEFORE_AN_OPINION, alarms, reading_of, suggested_answers
from qingtian.apps.readings.shape import LISTS, Shown, shown
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.web.desk.seat import DeskRequest

#: the act whose form takes suggestions
TAKES = "register"
ALARMS_SHOWN = 5
ALARM_WORDS = {
    "incident": Text("突发环境事件", "Sudden incident"),
    "mass": Text("可能群体性", "Risk of a mass incident"),
}
BY_MODEL = Text("本单位的分类模型", "The office's own classifier")
NOT_ENVIRONMENTAL = Text("不像环境问题", "It does not look like a matter of the environment")


@dataclass(frozen=True, slots=True)
class Panel:
    """Lists of suggestions by title; places and times in their own words; the link that takes them into the form."""

    environmental: Text | None
    lists: list[tuple[Text, list[Shown]]]
    places: list[str]
    times: list[str]
    take: str
    #: the covered words, and what says which they were, where this officer may confirm them and nobody has
    copy: WorkingCopy | None
    seen: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """One report that must be seen at once: which, why, whether it was marked urgent already."""

    number: str
    title: str
    language: str
    why: list[Text]
    words: list[str]


def panel(request: DeskRequest, found: Proceeding, act: str = "") -> Panel | None:
    """None for what is no petition, for one past its opinion, and for whoever may not read its words yet."""
    if found.procedure != "petition" or found.state not in BEFORE_AN_OPINION:
        return None
    petition = Petition.objects.select_related("proceeding").filter(proceeding=found).first()
    copy = WorkingCopy.objects.filter(petition=petition).first() if petition else None
    if petition is None or copy is None or not may_read_copy(request.actor, found, copy):
        return None
    read = reading_of(petition)
    if not read:
        return None
    against = read["environmental"]["code"] == "0" and read["environmental"]["words"]
    offered = bool(act) and copy.confirmed_at is None and may_confirm_copy(request.actor, found)
    return Panel(
        environmental=NOT_ENVIRONMENTAL if against else None,
        lists=[*((title, shown(read[name])) for name, title in LISTS.items() if read[name]), *_learned(copy.text)],
        places=[one["words"] for one in read["places"] if not one["denied"]],
        times=[one["words"] for one in read["times"]],
        take=_take(found, read) if found.state == "received" and act in ("", TAKES) else "",
        copy=copy if offered else None,
        seen=seen_of(copy) if offered else "",
    )


def _learned(covered: str) -> list[tuple[Text, list[Shown]]]:
    """What the office's own classifier says of the covered words; nothing where no model is in force."""
    found = suggest(covered)
    if found is None:
        return []
    title = label_words().get(found.label, Text(found.label, found.label))
    return [(BY_MODEL, [Shown(found.label, title, found.reasons, round(100 * found.score))])]


def _take(found: Proceeding, read: Mapping[str, Any]) -> str:
    """The registering form with every suggestion in it."""
    answers = suggested_answers(read)
    query: list[tuple[str, str]] = [("f_kinds", code) for code in answers.get("kinds", ())]
    if area := answers.get("area"):
        query.append(("f_area", area))
    if answers.get("urgent"):
        query.append(("f_urgent", "1"))
    if subject := _subject(read):
        query.append(("f_subject", subject))
    return f"{reverse('desk:act', args=[found.number, TAKES])}?{urlencode(query)}" if query else ""


def _subject(read: Mapping[str, Any]) -> str:
    """The place and what is wrong there, in words of the lists; empty where either is unknown."""
    named = [one for one in read["places"] if not one["denied"]]
    best = next((one for kind in ("source", "firm", "estate", "road") for one in named if one["kind"] == kind), None)
    return f"{best['words']} {read['sorts'][0]['zh']}" if best and read["sorts"] else ""


def alarm_lines(actor: Actor) -> list[Alarm]:
    """The newest alarms within this actor's scope; the words only for whoever may read them."""
    return [_alarm(actor, reading) for reading in alarms(actor)[:ALARMS_SHOWN]]


def _alarm(actor: Actor, reading: Reading) -> Alarm:
    matter = reading.petition.proceeding
    copy = WorkingCopy.objects.filter(petition=reading.petition).first()
    readable = copy is not None and may_read_copy(actor, matter, copy)
    words = [word for one in reading.read["urgency"] for word in one["words"]] if readable else []
    why = [ALARM_WORDS[code] for code in reading.alarm.split()]
    return Alarm(matter.number, matter.title, matter.title_language, why, words)
