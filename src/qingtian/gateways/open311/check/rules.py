"""What a rule is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qingtian.gateways.open311.check.tried import Tried
from qingtian.language import Text


class NotTried(Exception):
    """A rule could not be looked at; says why."""


#: an empty string where the rule holds, otherwise what is wrong; raises NotTried
Look = Callable[[Tried], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """``clause`` is the part of GeoReport v2 or Service Discovery it rests on."""

    id: str
    clause: str
    words: Text
    look: Look


@dataclass(frozen=True, slots=True)
class Finding:
    """``outcome``: pass, fail or untried."""

    rule: Rule
    outcome: str
    why: str = ""


def judge(rule: Rule, tried: Tried) -> Finding:
    """Look at one rule."""
    try:
        why = rule.look(tried)
    except NotTried as reason:
        return Finding(rule, "untried", str(reason))
    return Finding(rule, "fail" if why else "pass", why)
