"""The duty an act names (职责): a line of the duty list in force on the legal day, or that none was found, and why.

What is typed is ``3.2#5`` (version and number), or ``none:`` and the reason. "None found" is an answer of its own, it
is counted and looked into (责任清单 6.6: no duty found is itself reported); it is never an empty field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.language import Text

NONE = "none"
#: the fact that an answer sets, in every procedure that asks
FACT = "duty"
_NONE = re.compile(r"none(?:[:：]\s*(?P<why>.*))?", re.DOTALL)
#: as long as a reason may be; the rest belongs in the matter
LONGEST_REASON = 500

NONE_FOUND = Text("未找到职责：{why}", "No duty found: {why}")
WHY = Text("没有找到职责的，写明为什么。", "Where no duty was found, say why.")
REASON_TOO_LONG = Text("理由超过 {limit} 字。", "The reason is longer than {limit} characters.")
NOT_IN_FORCE = Text(
    "“{name}”在 {on} 不是施行中的责任清单里的职责（清单 {version}，{since} 至 {until}）。请选那一天有效的一条，"
    "或者写未找到职责。",
    "“{name}” was no duty of the list in force on {on} (list {version}, {since} to {until}). Choose one in force that "
    "day, or say that none was found.",
)
UNTIL_REPLACED = Text("被新版替换", "replaced by a later version")


class DutyRefused(ValueError):
    """Why this answer cannot be taken."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def duty_code(version: str, number: str) -> str:
    """How a duty is written in a form and in the trail."""
    return f"{version}#{number}"


def parts_of(code: str) -> tuple[str, str] | None:
    """Version and number of a code; None where it is none.

    >>> parts_of("3.2#5")
    ('3.2', '5')
    """
    version, mark, number = code.strip().rpartition("#")
    return (version, number) if mark and version and number else None


def none_found(typed: str) -> str | None:
    """The reason given for "none found", maybe empty; None where a duty was named.

    >>> none_found("none: 清单没有写光污染"), none_found("none"), none_found("3.2#5")
    ('清单没有写光污染', '', None)
    """
    found = _NONE.fullmatch(typed.strip())
    return (found["why"] or "").strip() if found else None


def outside(name: Text, version: str, since: date, until: date | None, on: date) -> dict[str, Any]:
    """What a resolver hands on of a duty that exists and was not in force that day; the act refuses it by its days."""
    last = Text(str(until), str(until)) if until else UNTIL_REPLACED
    return {"refused": NOT_IN_FORCE.format(name=name, version=version, since=since, until=last, on=on).as_dict()}


def checked(value: Mapping[str, Any]) -> dict[str, Any]:
    """A resolved answer as the trail keeps it. Raises DutyRefused with the sentence."""
    if refused := value.get("refused"):
        raise DutyRefused(Text.of(refused))
    if not value.get("none"):
        return dict(value)
    why = str(value.get("why") or "").replace("\x00", "").encode("utf-8", "replace").decode().strip()
    if not why:
        raise DutyRefused(WHY)
    if len(why) > LONGEST_REASON:
        raise DutyRefused(REASON_TOO_LONG.format(limit=LONGEST_REASON))
    return {"none": True, "why": why, "name": NONE_FOUND.format(why=why).as_dict()}
