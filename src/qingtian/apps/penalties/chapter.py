"""What penalties add to the kernel: the numbers of the law, who enforces, who keeps each item of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from qingtian.apps.penalties.actions.keep_evidence import erase, hand_over, take, unhand, untake
from qingtian.apps.penalties.actions.weigh import unweigh, weigh
from qingtian.apps.penalties.actions.write_fine import allow_instalments, owe, revoke, take_back
from qingtian.apps.penalties.fines import fine_left
from qingtian.apps.penalties.models import EvidenceItem
from qingtian.apps.penalties.numbers import earliest_hearing, law, numbers
from qingtian.apps.penalties.offering import offers
from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.chapters import Chapter, Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.enforcement.limitation import limitation
from qingtian.procedures import Projection
from qingtian.procedures.guards.fines import FINE_LEFT
from qingtian.procedures.guards.penalties import ENFORCERS, KEEPERS, LIMITATION, NUMBERS
from qingtian.procedures.guards.penalty_decisions import EARLIEST_HEARING, FINED
from qingtian.procedures.model import START

#: states whose acts name officers
WITH_OFFICERS = ("clue", "filed", "investigating", "suspended")
ENFORCING = "penalty_officer"
#: states from which a fine may be decided, and those in which one stands
DECIDING = ("clue", "notified", "heard", "legally_reviewed", "discussed")
FINED_STATES = ("decided", "served", "closed")
#: acts from which a fine is due
SERVING = ("serve_decision", "deem_served", "punish_on_the_spot")


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    if projection.state == START:
        return {}
    found: dict[str, Any] = {NUMBERS: numbers(on), LIMITATION: partial(limitation, law=law())}
    if projection.state in WITH_OFFICERS:
        office = projection.organ("office")
        posts = Post.objects.filter(organ__code=office).values_list("code", "roles")
        found[ENFORCERS] = frozenset(code for code, roles in posts if ENFORCING in roles)
    if projection.state == "served":
        found[FINE_LEFT] = partial(fine_left, proceeding, on)
    if projection.state == "notified":
        found[EARLIEST_HEARING] = earliest_hearing(on, calendar()).isoformat()
    if projection.state in DECIDING:
        found[FINED] = _fined_before(proceeding)
    if projection.has_done("add_evidence"):
        items = EvidenceItem.objects.filter(proceeding=proceeding, withdrawn=False)
        found[KEEPERS] = dict(items.values_list("number", "holder"))
    return found


def _fined_before(case: Proceeding) -> tuple[tuple[str, str, str], ...]:
    """Other cases of this party whose fine stands: number, violation, last day of the act."""
    others = Proceeding.objects.filter(procedure=case.procedure, party=case.party, state__in=FINED_STATES)
    facts = [(one.number, one.projection["facts"]) for one in others.exclude(pk=case.pk).exclude(party="")]
    return tuple(
        (number, str(told.get("violation", "")), str(told.get("act_on", "")))
        for number, told in facts
        if told.get("fine") and told.get("after_revocation") not in ("remake", "ends")
    )


def tie(performed: Performed) -> None:
    """The effect of ``register_clue``: the case hangs on the matter it came from."""
    if about := performed.values.get("about"):
        source = Proceeding.objects.get(uid=about["uid"])
        link(source, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)


PENALTY_CASE = Chapter(
    procedure="penalty_case",
    world=world,
    effects={
        "register_clue": tie,
        "add_evidence": take,
        "hand_over_evidence": hand_over,
        "weigh_discretion": weigh,
        **dict.fromkeys(SERVING, owe),
        "decide_instalments": allow_instalments,
        "revoke_decision": revoke,
    },
    undo={
        "add_evidence": untake,
        "hand_over_evidence": unhand,
        "weigh_discretion": unweigh,
        **dict.fromkeys((*SERVING, "decide_instalments", "revoke_decision"), take_back),
    },
    erase=erase,
    offers=offers,
)
CHAPTERS: tuple[Chapter, ...] = (PENALTY_CASE,)
