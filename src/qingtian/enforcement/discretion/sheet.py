"""The discretion sheet (裁量表): whether the chosen fine may stand beside the computed one, and what it needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qingtian.enforcement.discretion.reckoned import DIRECTIONS, Reckoned, plain
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law.model import Basis
from qingtian.law.registry import Law

#: a defence never makes a penalty heavier; departures are deliberated collectively; facts rest on evidence
NOT_HEAVIER_BY = Basis("penalty_law_2021", "45")
DELIBERATED_BY = Basis("penalty_law_2021", "57")
EVIDENCE_BY = Basis("penalty_law_2021", "46")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the officer proposes. ``direction``: one of DIRECTIONS. ``discussion``: the meeting that deliberated it.

    ``evidence``: by factor, the acts or items of the case that show it. ``noticed``: the fine of the prior notice that
    was served, None before it.
    """

    fine: Decimal
    direction: str
    reasons: str = ""
    discussion: str = ""
    evidence: Mapping[str, Collection[str]] | None = None
    noticed: Decimal | None = None


def refuse_unsound(reckoned: Reckoned, answered: Collection[str], chosen: Chosen, law: Law) -> None:
    """Raises Refused ``enforcement.sheet.direction``, ``.out_of_bounds``, ``.no_reasons``, ``.not_discussed``,
    ``.no_evidence``, ``.heavier_than_noticed``; each with its article."""
    bounds = reckoned.bounds.get(chosen.direction)
    if bounds is None:
        raise _refused("direction", _NO_DIRECTION, "direction", reckoned.table.basis, law)
    if not bounds.hold(chosen.fine):
        words = _OUT.format(d=DIRECTIONS[chosen.direction], a=plain(bounds.lowest), b=plain(bounds.highest))
        raise _refused("out_of_bounds", words, "chosen", bounds.basis, law)
    if chosen.fine != reckoned.computed and not chosen.reasons.strip():
        raise _refused("no_reasons", _REASONS, "reasons", reckoned.table.basis, law)
    if chosen.direction != "as_computed" and not chosen.discussion.strip():
        raise _refused("not_discussed", _DISCUSSED, "discussion", DELIBERATED_BY, law)
    for name in answered:
        if not (chosen.evidence or {}).get(name):
            title = reckoned.table.factors[name].title if name in reckoned.table.factors else Text(name, name)
            raise _refused("no_evidence", _EVIDENCE.format(f=title), f"e_{name}", EVIDENCE_BY, law)
    if chosen.noticed is not None and chosen.fine > chosen.noticed:
        raise _refused("heavier_than_noticed", _HEAVIER.format(n=plain(chosen.noticed)), "chosen", NOT_HEAVIER_BY, law)


_NO_DIRECTION = Text("这张裁量表没有这个方向。", "the table knows no such direction.")
_OUT = Text("{d}应当在{a}至{b}元之间。", "{d}: the fine must lie between {a} and {b} yuan.")
_REASONS = Text("偏离计算值要写理由。", "a fine that departs from the computed one needs its reasons.")
_DISCUSSED = Text(
    "偏离计算值要经集体讨论，写明哪次会议。", "a departure is deliberated collectively: name the meeting."
)
_EVIDENCE = Text("因子“{f}”没有写证据。", "no evidence stands behind the factor “{f}”.")
_HEAVIER = Text("陈述申辩不得加重：不得高于告知的{n}元。", "a defence never adds: no more than the {n} yuan notified.")


def _refused(kind: str, words: Text, where: str, basis: Basis, law: Law) -> Refused:
    return Refused(f"enforcement.sheet.{kind}", words, where=where, basis=law.cite(basis).en)
