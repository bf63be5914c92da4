"""Duty lists as everybody may see them: which unit and post owes what, on what basis; never who holds the post.

Lists not in force yet are not shown. Words that spell the name of a leader are left out, whoever wrote them there.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby

from qingtian.apps.people.duty_lists import duties_of, list_in_force, versions
from qingtian.apps.people.models import Duty, DutyList
from qingtian.apps.people.queries import names_of_leaders
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.language import Text

KIND = "duty_list"
NAMED = Text("（写有姓名，不公开）", "(names a person: withheld)")


def duty_lists_shown(gate: Gate, on: date, version: str = "") -> list[Shown]:
    """The list asked for, or that in force, with its duties; then every version that has begun, without them."""
    if gate.closed(KIND) is not None:
        return []
    known = list(versions().filter(in_force_from__lte=on))
    in_force = list_in_force(on)
    chosen = next((one for one in known if one.version == version), in_force)
    whole = [Publishable(KIND, _head(chosen, in_force) | {"units": _units(chosen)})] if chosen else []
    return gate.admit_all([*whole, *(Publishable(KIND, _head(one, in_force)) for one in known)])


def _head(one: DutyList, in_force: DutyList | None) -> dict[str, object]:
    return {
        "version": one.version,
        "title": Text(one.title_zh, one.title_en),
        "since": one.in_force_from,
        "until": one.in_force_to,
        "in_force": one == in_force,
    }


def _units(one: DutyList) -> list[dict[str, object]]:
    names = names_of_leaders()
    return [
        {"unit": Text(organ.name_zh, organ.name_en), "duties": [_line(duty, names) for duty in held]}
        for organ, held in groupby(duties_of(one), key=lambda duty: duty.organ)
    ]


def _line(duty: Duty, names: tuple[str, ...]) -> dict[str, object]:
    words = f"{duty.text_zh}\n{duty.text_en}\n{duty.basis}"
    spelt = any(name in words for name in names)
    return {
        "number": duty.number,
        "post": Text(duty.post.title_zh, duty.post.title_en) if duty.post else None,
        "words": NAMED if spelt else Text(duty.text_zh, duty.text_en),
        "basis": "" if spelt else duty.basis,
    }
