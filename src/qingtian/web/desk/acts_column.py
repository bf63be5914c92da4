"""The right-hand column: what can be done now, what is missing for the rest, what others can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.law import Calendar
from qingtian.procedures import Possibility, Projection
from qingtian.procedures.paper_life import PAPER_ACTS
from qingtian.web.design.shapes import ActView
from qingtian.web.desk.citing import short
from qingtian.web.desk.preview import preview

IN_PRINCIPLE = Text("原则上不行：{what}仍要做，写理由。", "In principle not: {what} To go on, give the reason.")


@dataclass(frozen=True, slots=True)
class ForOthers:
    """An act that waits for somebody else."""

    name: Text
    who: Text
    basis: Text


@dataclass(frozen=True, slots=True)
class ActsColumn:
    now: list[ActView]
    lacking: list[ActView]
    others: list[ForOthers]
    papers: list[ActView]
    housekeeping: list[ActView]


def column(
    proceeding: Proceeding, projection: Projection, found: list[Possibility], on: date, calendar: Calendar
) -> ActsColumn:
    """Acts of the procedure first; steps of papers and the kernel's other acts apart. Only the first is a button."""
    found = [_stopped_by_clock(p, projection, on, calendar) for p in found]
    mine = [p for p in found if p.allowed and not p.transition.kernel]
    kernel = [p for p in found if p.allowed and p.transition.kernel]
    now = [_now(proceeding, projection, p, on, calendar, primary=n == 0) for n, p in enumerate(mine)]
    return ActsColumn(
        now=now,
        lacking=[_lacking(p) for p in found if p.for_actor and not p.allowed and not p.transition.kernel],
        others=[
            ForOthers(p.transition.title, p.who, short(p.transition.basis))
            for p in found
            if not p.for_actor and not p.transition.kernel and any(w.actor != "gateway" for w in p.transition.by)
        ],
        papers=[_now(proceeding, projection, p, on, calendar, primary=False) for p in kernel if _of_papers(p)],
        housekeeping=[
            _now(proceeding, projection, p, on, calendar, primary=False) for p in kernel if not _of_papers(p)
        ],
    )


def _of_papers(p: Possibility) -> bool:
    return p.transition.act in PAPER_ACTS or p.transition.act == "archive_matter"


def _stopped_by_clock(p: Possibility, projection: Projection, on: date, calendar: Calendar) -> Possibility:
    """An act whose clock refuses it (run out, extended before) is not offered; the clock's sentence says why."""
    if not p.allowed:
        return p
    _, refused = preview(p.transition, projection, on, calendar)
    return replace(p, allowed=False, lacking=(refused,)) if refused else p


def act_address(proceeding: Proceeding, act: str) -> str:
    return reverse("desk:act", args=[proceeding.number, act])


def _now(
    proceeding: Proceeding, projection: Projection, p: Possibility, on: date, calendar: Calendar, *, primary: bool
) -> ActView:
    return ActView(
        name=p.transition.title,
        basis=short(p.transition.basis),
        consequence=consequence(p, projection, on, calendar),
        href=act_address(proceeding, p.transition.act),
        primary=primary,
        key="a" if primary else "",
    )


def consequence(p: Possibility, projection: Projection, on: date, calendar: Calendar) -> Text | str:
    """The declared consequence, the days it would set, and any rule that stands against it in principle."""
    parts = [p.transition.consequence, preview(p.transition, projection, on, calendar)[0]]
    if p.warnings:
        what = Text("".join(w.zh for w in p.warnings), " ".join(w.en for w in p.warnings))
        parts.append(IN_PRINCIPLE.format(what=what))
    said = [part for part in parts if part]
    if not said:
        return ""
    return Text("".join(_closed(t.zh, "。") for t in said), " ".join(_closed(t.en, ".") for t in said))


def _closed(sentence: str, stop: str) -> str:
    return sentence if sentence.endswith((stop, "。", ".", "！", "？")) else sentence + stop


def _lacking(p: Possibility) -> ActView:
    return ActView(name=p.transition.title, basis=short(p.transition.basis), lacking=p.lacking)
