"""What must be told (该发的): read from the trail, numbered once. What was told is told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.policy import copies_read_by
from qingtian.apps.petitions.working_copies import working_place, working_text
from qingtian.apps.proceedings.models import Act, ActContent, Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.gateways.exchange.models import Counterpart, Line, Message
from qingtian.insight.reading.personal import cover
from qingtian.procedures.who import Actor

GIVING = ("forward", "assign")
#: acts of the receiving side that the other one must know, and what they are told as
TELLING = {
    "accept": "accept", "object": "object", "decline": "object", "sort": "object",
    "reply": "result", "answer": "result", "reply_with_main": "result",
}  # fmt: skip
#: whoever stands outside every organ: reads a copy only once it was confirmed, or had left before there were copies
OUTSIDE = Actor(kind="gateway")


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to be told about one matter."""

    ident: str
    kind: str
    matter: Proceeding
    content: dict[str, Any]


def collect(line: Line, now: datetime) -> int:
    """Number everything this line has not told yet; returns how many. Two at once number nothing twice."""
    with transaction.atomic():
        locked = Line.objects.select_for_update().get(pk=line.pk)
        known = set(Message.objects.filter(line=line, way=Message.Way.OUT).values_list("ident", flat=True))
        new = [telling for telling in (*_given(line), *_told_back(line)) if telling.ident not in known]
        for telling in new:
            put(locked, telling, now)
    line.refresh_from_db()
    return len(new)


def put(line: Line, telling: Telling, now: datetime) -> Message:
    """The next message of a line whose row is locked."""
    line.sent += 1
    line.save(update_fields=["sent"])
    return Message.objects.create(
        line=line, way=Message.Way.OUT, number=line.sent, ident=telling.ident, kind=telling.kind,
        proceeding=telling.matter, content=telling.content, made_at=now,
    )  # fmt: skip


def unconfirmed(line: Line) -> QuerySet[Proceeding]:
    """Given to the other side, and kept here until the receiving office has confirmed the working copy."""
    readable = copies_read_by(OUTSIDE).values("petition__proceeding")
    received = line.counterparts.filter(received=True).values("proceeding")
    return _handed(line).exclude(pk__in=readable).exclude(pk__in=received)


def _handed(line: Line) -> QuerySet[Proceeding]:
    here = Proceeding.objects.filter(procedure="petition", state="assigned", restricted=False)
    return here.filter(parties__relation="handler", parties__organ=line.organ).order_by("pk")


def _given(line: Line) -> Iterator[Telling]:
    """Petitions handed to the organ that stands for the other side, each giving told once, with a confirmed copy."""
    readable = copies_read_by(OUTSIDE).values("petition__proceeding")
    for matter in _handed(line).filter(pk__in=readable):
        projection = projection_of(matter)
        given = Act.objects.filter(proceeding=matter, act__in=GIVING).order_by("-seq").first()
        if given is None or projection.organ("handler") != line.organ or _came_from(line, matter):
            continue
        Counterpart.objects.get_or_create(line=line, proceeding=matter, given_by=given.seq)
        yield Telling(
            f"assign:{matter.number}:{given.seq}", "assign", matter, _assignment(matter, given.on, projection)
        )


def _came_from(line: Line, matter: Proceeding) -> bool:
    return Counterpart.objects.filter(line=line, proceeding=matter, received=True).exists()


def _assignment(matter: Proceeding, on: date, projection: Any) -> dict[str, Any]:
    """What the other level needs to begin: the working copy, never the raw words, nobody's name."""
    petition = Petition.objects.get(proceeding=matter)
    area = matter.area
    return {
        "number": matter.number,
        "on": on.isoformat(),
        "subject": str(projection.facts.get("subject") or ""),
        "words": working_text(petition),
        "place": working_place(petition),
        "kinds": list(projection.facts.get("kinds") or []),
        "class": str(projection.facts.get("class") or ""),
        "area": area.division_code or area.name_zh if area else "",
        "longitude": str(petition.longitude) if petition.longitude is not None else None,
        "latitude": str(petition.latitude) if petition.latitude is not None else None,
        "language": petition.language,
        "report_back_by": projection.facts.get("report_back_by"),
    }


def _told_back(line: Line) -> Iterator[Telling]:
    """What was done here with what the other side gave, in the order it was done."""
    for pair in Counterpart.objects.filter(line=line, received=True).select_related("proceeding").order_by("pk"):
        matter = pair.proceeding
        acts = Act.objects.filter(proceeding=matter, act__in=TELLING).order_by("seq")
        for act in acts.select_related("content"):
            telling = _answer(pair, act, matter)
            if telling:
                yield telling


def _answer(pair: Counterpart, act: Act, matter: Proceeding) -> Telling | None:
    kept = ActContent.objects.filter(act=act).values_list("content", flat=True).first()
    if kept is None:
        return None
    fields = kept.get("fields", {})
    if not _concerns_them(act.act, kept, matter):
        return None
    kind = TELLING[act.act]
    told: dict[str, Any] = {
        "about": pair.their_number, "given_by": pair.given_by, "number": matter.number, "on": act.on.isoformat(),
    }  # fmt: skip
    if kind == "object":
        told["why"] = cover(str(fields.get("why") or fields.get("where_to_go") or "")).text
    if kind == "result":
        told["reply"] = cover(str(fields.get("reply") or "")).text
        told["outcome"] = projection_of(matter).facts.get("outcome") or ""
    return Telling(f"{kind}:{matter.number}:{act.seq}", kind, matter, told)


def _concerns_them(act: str, kept: dict[str, Any], matter: Proceeding) -> bool:
    """A unit that objects to its own petition office gives nothing back; of sorting only leading elsewhere does."""
    if act == "object":
        return bool(kept.get("by", {}).get("organ") == projection_of(matter).organ("receiver"))
    return act != "sort" or kept.get("fields", {}).get("class") == "divert"
