"""Open matters of old ledgers (旧台账在办件): opened by the kernel's acts on their true days, so that clocks are true.

What was done before this system is not told again act by act: a matter goes on from where it stood ("carried over"),
its papers stay in the old file. The old number makes the row repeatable; a matter that is open already is never
changed by a sheet.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity
from qingtian.apps.people.models import Organ
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.config.city import city
from qingtian.ledgers.kinds.base import Outcome, RejectedRow, Setting, Values, find
from qingtian.ledgers.kinds.posts import post_named
from qingtian.procedures import Actor, load_procedures
from qingtian.trail import sm3

GATEWAY = Actor(kind="gateway")
_SEPARATORS = re.compile(r"[、,，;；/]+")
EMPTY = ("", "")


def token(kind: str, *parts: str) -> str:
    """The form token of a row: the same old number acts once, on whatever machine and however often."""
    return f"ledger-{sm3('|'.join((kind, *parts)).encode())[:48]}"


def opened_before(once: str, on: date, setting: Setting) -> bool:
    """Whether the old number was opened already. Raises RejectedRow where the sheet now tells another day."""
    setting.once(once)
    act = Act.objects.filter(once=once).select_related("proceeding").first()
    if act is None:
        return False
    if act.on != on:
        number = act.proceeding.number
        zh = f"已经立为 {number}，收件日期是 {act.on}；要改，到那件里更正。"
        raise RejectedRow(zh, f"It is open as {number}, of {act.on}; correct it there.", "on")
    return True


def _kinds(written: str | None, on: date) -> list[str]:
    transition = load_procedures().on("petition", on).transitions_from("start")[0]
    declared = transition.field("kinds")
    known = {words: code for code, t in (declared.choices if declared else {}).items() for words in (code, t.zh, t.en)}
    found = [word.strip() for word in _SEPARATORS.split(written or "") if word.strip()]
    if unknown := [word for word in found if word not in known]:
        all_ = "、".join(t.zh for t in (declared.choices if declared else {}).values())
        raise RejectedRow(f"没有类别“{unknown[0]}”（可填：{all_}）", f"No kind “{unknown[0]}”.", "kinds")
    return [known[word] for word in found]


@sensitive_variables()
def petition(values: Values, setting: Setting) -> Outcome:
    """One open petition. The identity goes to the sealed store before the record is made, and nowhere else."""
    receiver = find(Organ, values["receiver"] or city().receiver, "receiver")
    on = values["on"]
    once = token("petition", receiver.code, values["number"])
    if opened_before(once, on, setting):
        return "unchanged"
    area = find(Area, values["area"], "area")
    report = Report(
        report=values["report"],
        channel=values["channel"],
        receiver=receiver.code,
        kinds=_kinds(values["kinds"], on),
        place=values["place"] or "",
        occurred=values["occurred"] or "",
        area=area.code if area else "",
        source_number=values["number"],
        present=values["present"],
        representatives=values["representatives"],
    )
    identity = Identity(*(values[f"reporter_{part}"] or "" for part in ("name", "phone", "other")))
    received = receive(
        report,
        identity,
        by=GATEWAY,
        on=on,
        now=setting.now,
        prefix=city().prefix,
        once=once,
        unclaimed=setting.unclaimed,
        rehearsal=setting.rehearsal,
    )
    _carry(received.petition.proceeding, values, area, setting)
    return "created"


def _carry(matter: Proceeding, values: Values, area: Area | None, setting: Setting) -> None:
    """As far as the old office had come: forwarded, accepted."""
    handler = find(Organ, values["handler"], "handler")
    if values["forwarded_on"] is None:
        if handler or values["accepted_on"]:
            raise RejectedRow(
                "写了承办单位或受理日期，还要写转送日期。", "The day of forwarding is missing.", "forwarded_on"
            )
        return
    needed = {"handler": handler, "area": area, "subject": values["subject"]}
    if lacking := [name for name, value in needed.items() if not value]:
        raise RejectedRow("已转送的件必填。", "It is needed for a forwarded matter.", lacking[0])
    fields = {
        "handler": handler.code,
        "area": area.code if area else "",
        "subject": values["subject"],
        "class": values["class"] or "statutory_duty",
    }
    _act(matter, "carry_forward", values["forwarded_on"], fields, setting)
    if values["accepted_on"] is not None:
        _act(matter, "carry_accept", values["accepted_on"], {}, setting)


def _act(matter: Proceeding, act: str, on: date, fields: dict[str, Any], setting: Setting) -> None:
    matter.refresh_from_db()
    perform(
        matter,
        act,
        by=GATEWAY,
        on=on,
        now=setting.now,
        fields=fields,
        reason=setting.origin,
        expected_seq=matter.seq,
    )


def case(values: Values, setting: Setting) -> Outcome:
    """One open five-ones case."""
    area, on = find(Area, values["area"], "area"), values["on"]
    office = find(Organ, values["office"], "office") or _inspection_office()
    once = token("five_ones_case", office.code, values["number"])
    if opened_before(once, on, setting):
        return "unchanged"
    county = find(Organ, values["county"], "county")
    matter = open_proceeding(
        "five_ones_case",
        by=GATEWAY,
        on=on,
        now=setting.now,
        title=values["subject"],
        once=once,
        fields={
            "subject": values["subject"],
            "problem": values["problem"],
            "source": values["source"],
            "source_level": values["source_level"],
            "year": str(values["year"] or on.year),
            "area": area.code,
            "county": county.code,
            "office": office.code,
        },
    )
    leader = post_named(values["leader"], "leader")
    if leader is None:
        return "created"
    if values["contracted_on"] is None:
        raise RejectedRow("写了包案领导，还要写包案日期。", "The day of contracting is missing.", "contracted_on")
    decision = values["decision"] or f"旧台账 {values['number']}"
    _act(matter, "carry_contract", values["contracted_on"], {"leader": leader.code, "decision": decision}, setting)
    return "created"


def _inspection_office() -> Organ:
    """The city's, where there is exactly one."""
    offices = list(Organ.objects.filter(kind=Organ.Kind.INSPECTION_OFFICE, level=Organ.Level.CITY)[:2])
    if len(offices) != 1:
        raise RejectedRow("请写督察办的代码或全称。", "Write the inspection office's code or name.", "office")
    return offices[0]
