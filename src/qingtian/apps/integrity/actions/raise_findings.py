"""Raise findings (提出发现): from what a run saw to matters, the same hours once. Safe to run twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from qingtian.apps.integrity.models import Finding
from qingtian.apps.integrity.seen import FORM, SHANGHAI, Seen
from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.integrity.kinds import NAMES
from qingtian.language import Text
from qingtian.procedures.guards.monitors import hour_of
from qingtian.procedures.who import Actor
from qingtian.trail import sm3

SYSTEM = Actor(kind="system")
#: the post whose organ looks at findings
ROLE = "integrity_officer"
FIELD_NAMES = {
    "parameter": Text("维护之外改参数", "a parameter changed outside maintenance"),
    "visit": Text("登录或者开门前后数值突变", "a log-in or open door near a step"),
    "electricity": Text("设施不用电而有排放", "a plant without electricity"),
}
PATTERNS: dict[str, Text] = {**NAMES, **FIELD_NAMES}


@dataclass(frozen=True, slots=True)
class Raised:
    """How many were seen, raised as new, and known before; ``nobody``: no post holds the role, nothing was raised."""

    seen: int
    raised: int
    known: int
    nobody: bool = False


def raise_findings(
    seen: Iterable[Seen], *, on: date, now: datetime, office: str = "", generated: bool = False
) -> Raised:
    """Open a matter for each that no finding of the same place covers yet, whatever became of that one."""
    given = list(seen)
    office = office or looking_office()
    if not office:
        return Raised(len(given), 0, 0, nobody=bool(given))
    raised = 0
    with transaction.atomic():
        for one in sorted(given, key=lambda each: (each.begins_at, each.place)):
            if not known(one):
                raise_one(one, by=SYSTEM, on=on, now=now, office=office, generated=generated)
                raised += 1
    return Raised(len(given), raised, len(given) - raised)


def looking_office() -> str:
    """The organ of the post that looks at findings; empty where none is declared."""
    for code, roles in Post.objects.order_by("pk").values_list("organ__code", "roles"):
        if ROLE in roles:
            return str(code)
    return ""


def known(one: Seen) -> bool:
    """Whether a finding of this place shares hours with it: decided once, the same hours are not asked about again."""
    return Finding.objects.filter(place=one.place, begins_at__lt=one.ends_at, ends_at__gt=one.begins_at).exists()


def raise_one(one: Seen, *, by: Actor, on: date, now: datetime, office: str, generated: bool = False) -> Proceeding:
    """A matter with what was seen beside it."""
    name = PATTERNS[one.pattern]
    item = "自动监控数据" if one.place_kind == "source_monitor" else "PM2.5"
    subject = f"{one.name} {item}：{name.zh}"
    begins, ends = (f"{moment.astimezone(SHANGHAI):{FORM}}" for moment in (one.begins_at, one.ends_at))
    fields = {
        "subject": subject,
        "area": one.area,
        "office": office,
        "place_kind": one.place_kind,
        "place": one.place,
        "pattern": one.pattern,
        "from_hour": begins,
        "to_hour": ends,
        "evidence": one.sentence.zh,
        "doubt": one.doubt.zh,
    }
    key = sm3(f"{one.place}/{one.pattern}/{begins}/{ends}".encode())[:40]
    return open_proceeding(
        "integrity_finding",
        by=by,
        on=on,
        now=now,
        title=subject[:200],
        fields=fields,
        generated=generated,
        once=f"integrity-{key}",
        extra={"seen": one},
    )


def keep(performed: Performed) -> None:
    """The effect of ``raise``: the hours and the comparison beside the matter."""
    values, seen = performed.values, performed.extra.get("seen")
    row = {
        "proceeding": performed.proceeding,
        "place_kind": values["place_kind"],
        "place": str(values["place"]).strip(),
        "pattern": values["pattern"],
        "begins_at": _moment(values["from_hour"]),
        "ends_at": _moment(values["to_hour"]),
    }
    if isinstance(seen, Seen):
        row |= {
            "strength": seen.strength,
            "numbers": dict(seen.numbers),
            "sentence": seen.sentence.as_dict(),
            "doubt": seen.doubt.as_dict(),
            "hours": [list(hour) for hour in seen.hours],
            "compared_with": seen.compared_with,
        }
    Finding.objects.create(**row)


def _moment(written: object) -> datetime:
    found = hour_of(written)
    assert found is not None, "the guard read it"
    return found.replace(tzinfo=SHANGHAI)
