"""The part of the search that reads the covered words of reports: filters, lines with what was found marked, pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.repeats.searching import Hits, Wanted, search
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.who import Actor
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.going_on import opened, sealed
from qingtian.web.desk.list_rows import MatterRow, rows_of, with_last_act
from qingtian.web.desk.marked_words import excerpt
from qingtian.web.desk.reporting import channel_title, channels

PAGE = 20
ANY = Text("不限", "any")


@dataclass(frozen=True, slots=True)
class Line:
    """A report that holds the words: its row and the place where they stand."""

    row: MatterRow
    words: SafeString
    channel: Text


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what is not known is left out."""

    words: Sequence[str]
    area: str = ""
    medium: str = ""
    channel: str = ""
    since: date | None = None
    until: date | None = None
    before: str = ""

    @classmethod
    def of(cls, words: Sequence[str], query: QueryDict) -> Asked:
        area = query.get("area", "")
        known = area if Area.objects.filter(code=area).exists() else ""
        medium, channel = query.get("medium", ""), query.get("channel", "")
        return cls(
            words,
            known,
            medium if medium in media() else "",
            channel if channel in channels() else "",
            _day(query.get("since", "")),
            _day(query.get("until", "")),
            query.get("before", "")[:200],
        )

    @property
    def narrowed(self) -> bool:
        """Whether only reports can be meant: a filter of theirs is set, or an older page of them is read."""
        return bool(self.area or self.medium or self.channel or self.since or self.until or self.before)

    def query(self, before: str = "") -> str:
        """The address of this search, going on below a sealed place."""
        days = {name: f"{day}" for name, day in (("since", self.since), ("until", self.until)) if day}
        codes = {"area": self.area, "medium": self.medium, "channel": self.channel, "before": before}
        return "?" + urlencode({"q": " ".join(self.words)} | {k: v for k, v in codes.items() if v} | days)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def media() -> dict[str, Text]:
    """The kinds of problem a report may be given."""
    opening = load_procedures().editions("petition")[-1].named("receive")
    field = opening.field("kinds") if opening else None
    return dict(field.choices) if field else {}


def words_found(actor: Actor, asked: Asked, as_of: date) -> dict[str, Any]:
    """What the template needs of one page of reports that hold every word."""
    hits = _hits(actor, asked)
    numbers = [entry.key for entry in hits.found]
    matters = {m.pk: m for m in with_last_act(Proceeding.objects.filter(pk__in=numbers))}
    rows = {row.matter.pk: row for row in rows_of([matters[key] for key in numbers if key in matters], as_of)}
    lines = [
        Line(rows[entry.key], excerpt(entry.words, asked.words), channel_title(rows[entry.key].matter.channel))
        for entry in hits.found
        if entry.key in rows
    ]
    return {
        "lines": lines,
        "building": hits.building,
        "older": asked.query(before=sealed(hits.further)) if hits.further else "",
        "newest": asked.query() if asked.before else "",
        "filters": fields(asked),
        "narrowed": asked.narrowed,
    }


def _hits(actor: Actor, asked: Asked) -> Hits:
    below = opened(asked.before) if asked.before else None
    if asked.before and below is None:
        return Hits([])
    wanted = Wanted(
        asked.words,
        areas=[asked.area] if asked.area else [],
        media=[asked.medium] if asked.medium else [],
        channels=[asked.channel] if asked.channel else [],
        since=asked.since.toordinal() if asked.since else None,
        until=asked.until.toordinal() if asked.until else None,
    )
    return search(actor, wanted, PAGE, below=below)


def fields(asked: Asked) -> list[FieldView]:
    """The filters as a form of one line."""
    areas = [Choice(area.code, Text(area.name_zh, area.name_en)) for area in Area.objects.exclude(parent=None)]
    selects = (
        ("area", Text("地方", "Place"), asked.area, areas),
        ("medium", Text("类别", "Kind"), asked.medium, [Choice(code, words) for code, words in media().items()]),
        ("channel", Text("渠道", "Channel"), asked.channel, [Choice(c, words) for c, words in channels().items()]),
    )
    return [
        *(
            FieldView(name, label, "select", value=value, choices=[Choice("", ANY), *choices], width="medium")
            for name, label, value, choices in selects
        ),
        FieldView("since", Text("从", "From"), "date", value=asked.since or "", required=False),
        FieldView("until", Text("到", "To"), "date", value=asked.until or "", required=False),
    ]
