"""The one gate (唯一出口): everything the public is shown passes here; what it does not understand it withholds.

A page hands in what it would show, by kind and field; it gets back what may be shown, and for the rest the reason with
its article. A kind nobody declared, a field nobody declared, a value of a shape nobody declared, a kind no decision
admits: withheld. There is no way to ask the gate for everything.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from qingtian.apps.publishing.decisions import Admission, admissions
from qingtian.apps.publishing.kinds import FieldKind, kinds, parts
from qingtian.language import Text

REGULATIONS = Text("《政府信息公开条例》第{article}条", "Information Regulations, art. {article}")
UNKNOWN_KIND = Text("公开目录里没有这一类", "this kind is not in the catalogue of what may be shown")
UNKNOWN_FIELD = Text("公开目录里没有这一项", "this field is not in the catalogue of what may be shown")
NOT_UNDERSTOOD = Text("内容的样子和公开目录不符", "its content does not have the shape the catalogue says")
NO_DECISION = Text("还没有审定公开的决定", "no decision admits it yet")
SUSPENDED = Text("暂停公开：{why}", "publication is suspended: {why}")
SAID = Text("不公开，理由：{why}（{basis}）", "Withheld: {why} ({basis})")
PLAIN = (bool, int, float, str, Decimal, date, datetime, time, Text)
#: what a review before publishing rests on; the reason where nothing more special applies
REVIEW = "17"
OURS = "qingtian."
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Publishable:
    """Something a page would show: its kind, its fields, and the record it comes from (a number, for the desk only)."""

    kind: str
    fields: Mapping[str, object]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """One field that is not shown (empty: the whole), with the reason and the article."""

    field: str
    why: Text
    article: str

    @property
    def sentence(self) -> Text:
        """不公开，理由：…（《政府信息公开条例》第17条）。"""
        return SAID.format(why=self.why, basis=REGULATIONS.format(article=self.article))


@dataclass(frozen=True, slots=True)
class Shown:
    """What came through the gate: only this may be rendered. ``under`` is the number of the decision that admits it."""

    kind: str
    fields: Mapping[str, Any]
    withheld: tuple[Withheld, ...] = ()
    under: str = ""

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]

    def __bool__(self) -> bool:
        return bool(self.fields)

    def get(self, name: str, default: Any = None) -> Any:
        return self.fields.get(name, default)

    @property
    def reason(self) -> Text | None:
        """Why nothing at all is shown; None where something is."""
        return None if self.fields or not self.withheld else self.withheld[0].sentence


class Gate:
    """The gate on one day, with the decisions in force that day."""

    def __init__(self, admitted: Mapping[str, Admission]) -> None:
        self._admitted = admitted

    def closed(self, kind: str) -> Shown | None:
        """Nothing shown and why, where this kind does not pass today; None where it does. Saves reading the records."""
        if kind not in kinds():
            return Shown(kind, MappingProxyType({}), (Withheld("", UNKNOWN_KIND, REVIEW),))
        admission = self._admitted.get(kind)
        if admission is None:
            return Shown(kind, MappingProxyType({}), (Withheld("", NO_DECISION, REVIEW),))
        if admission.suspended_for:
            why = SUSPENDED.format(why=Text(admission.suspended_for, admission.suspended_for))
            return Shown(kind, MappingProxyType({}), (Withheld("", why, REVIEW),), admission.number)
        return None

    def admit(self, publishable: Publishable) -> Shown:
        """What of it may be shown under the standing decisions of this day."""
        shut = self.closed(publishable.kind)
        return shut if shut is not None else sift(publishable, self._admitted[publishable.kind])

    def admit_all(self, publishables: Iterable[Publishable]) -> list[Shown]:
        """Each that passes with anything at all."""
        return [shown for one in publishables if (shown := self.admit(one))]


def gate_on(on: date) -> Gate:
    """The gate as the decisions of that day have set it; one query."""
    return Gate(admissions(on))


def sift(publishable: Publishable, admission: Admission) -> Shown:
    """The fields that a decision admits, and the reason for each that it does not."""
    declared = kinds()[publishable.kind].fields
    shown: dict[str, object] = {}
    held: list[Withheld] = []
    for name, value in publishable.fields.items():
        refused = _refusal(name, value, declared.get(name), admission)
        if refused is None:
            shown[name] = value
        else:
            held.append(refused)
    return Shown(publishable.kind, MappingProxyType(shown), tuple(held), admission.number)


def _refusal(name: str, value: object, field: FieldKind | None, admission: Admission) -> Withheld | None:
    if field is None:
        return Withheld(name, UNKNOWN_FIELD, REVIEW)
    if field.publicity == "withheld" or (field.publicity == "by_decision" and not admission.names_leaders):
        return Withheld(name, field.why or UNKNOWN_FIELD, field.article)
    if not _understood(value, field.holds):
        return Withheld(name, NOT_UNDERSTOOD, REVIEW)
    return None


def _understood(value: object, holds: str, depth: int = 0) -> bool:
    """Whether a value is plain, or a value object of the declared name with no field nobody declared."""
    if value is None or isinstance(value, PLAIN):
        return True
    if depth > DEEPEST:
        return False
    if isinstance(value, Mapping):
        keys = all(isinstance(key, str) for key in value)
        return keys and all(_understood(inner, holds, depth + 1) for inner in value.values())
    if isinstance(value, (list, tuple)):
        return all(_understood(inner, holds, depth + 1) for inner in value)
    name, module = type(value).__name__, type(value).__module__
    known = parts().get(name)
    if known is None or not module.startswith(OURS) or not holds or (depth == 0 and name != holds):
        return False
    own = dict(_own_fields(value))
    return bool(own) and own.keys() <= known and all(_understood(inner, holds, depth + 1) for inner in own.values())


def _own_fields(value: object) -> Iterator[tuple[str, object]]:
    """The fields of a dataclass or a declared model; nothing for any other object, which then does not pass."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    elif isinstance(value, BaseModel):
        yield from ((name, getattr(value, name)) for name in type(value).model_fields)
