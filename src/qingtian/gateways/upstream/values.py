"""What a column of an upstream system can be filled with: the fields of a matter, by name, and their titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qingtian.apps.cases.models import Case
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Proceeding, UpstreamNumber
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import Procedure, Projection, load_procedures

#: what a field gives: words, a day, a code with its declared title, or several of them
Value = Any


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of a declared choice and what it is called; a column's ``codes`` may call it otherwise."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Material:
    """One matter with everything a column may ask for, fetched beforehand for a whole page of matters."""

    matter: Proceeding
    projection: Projection
    procedure: Procedure
    petition: Petition | None = None
    case: Case | None = None
    noted: UpstreamNumber | None = None
    source_number: str = ""
    owner: str = ""
    unnumbered: tuple[str, ...] = ()
    opened: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column can hold. ``sealed``: the reporter's own words, kept out of a file unless asked for."""

    title: Text
    get: Callable[[Material], Value]
    sealed: bool = False


def _subject(material: Material) -> str:
    """The line an officer wrote; before that the procedure's title, never the first words of a report."""
    return str(material.projection.facts.get("subject") or material.procedure.title.zh)


def _state(material: Material) -> Coded:
    state = material.matter.state
    return Coded(state, material.procedure.states[state].title.zh)


def _area(material: Material) -> str:
    return material.matter.area.name_zh if material.matter.area else ""


def _of(record: str, column: str) -> Callable[[Material], Value]:
    def got(material: Material) -> Value:
        row = getattr(material, record)
        value = getattr(row, column) if row is not None else None
        return "" if value is None else value

    return got


FIELDS: dict[str, Field] = {
    "number": Field(Text("本单位编号", "Our number"), _of("matter", "number")),
    "there_number": Field(Text("那边的编号", "Number there"), _of("noted", "number")),
    "source_number": Field(Text("来源编号", "Number at the source"), lambda m: m.source_number),
    "procedure": Field(Text("程序", "Procedure"), lambda m: Coded(m.procedure.id, m.procedure.title.zh)),
    "subject": Field(Text("一句话事由", "Subject in one line"), _subject),
    "state": Field(Text("状态", "State"), _state),
    "area": Field(Text("属地", "Area"), _area),
    "division_code": Field(
        Text("行政区划代码", "Division code"), lambda m: m.matter.area.division_code if m.matter.area else ""
    ),
    "opened_on": Field(Text("立件日期", "Opened"), _of("matter", "opened_on")),
    "last_on": Field(Text("最近动作日期", "Last act"), _of("matter", "last_on")),
    "ended_on": Field(Text("办结日期", "Ended"), _of("matter", "ended_on")),
    "due": Field(Text("到期日", "Due"), _of("matter", "next_due")),
    "owner": Field(Text("责任单位", "Answers for it"), lambda m: m.owner),
    "place": Field(Text("地点", "Place"), _of("petition", "place"), sealed=True),
    "occurred": Field(Text("什么时候", "When"), _of("petition", "occurred"), sealed=True),
    "longitude": Field(Text("经度", "Longitude"), _of("petition", "longitude")),
    "latitude": Field(Text("纬度", "Latitude"), _of("petition", "latitude")),
    "receipt": Field(Text("回执号", "Receipt"), _of("petition", "receipt"), sealed=True),
    "report": Field(Text("反映的内容", "What is reported"), _of("petition", "report"), sealed=True),
    "problem": Field(Text("问题描述", "The problem"), _of("case", "problem")),
    "unnumbered_papers": Field(Text("待编号文书", "Papers awaiting a number"), lambda m: "；".join(m.unnumbered)),
}


def known_field(name: str) -> Field | None:
    """The field of that name; None where there is none. ``fact.…``, ``relation.…``, ``day_of.…`` (an act)
    and ``clock.…`` (a time limit of the law) are declared elsewhere.
    """
    if name in FIELDS:
        return FIELDS[name]
    kind, _, key = name.partition(".")
    title = _declared_title(kind, key) if key else None
    return Field(title, _DYNAMIC[kind](key)) if title else None


def _declared_title(kind: str, key: str) -> Text | None:
    """What some declared procedure calls that fact, relation or act, or the law that time limit."""
    if kind == "clock":
        return load_law().parameters[key].title if key in load_law().parameters else None
    for procedure in load_procedures():
        if kind == "relation" and key in procedure.relations:
            return procedure.relations[key]
        for transition in procedure.transitions:
            if kind == "day_of" and transition.act == key:
                return transition.title
            if kind == "fact" and (named := next((f for f in transition.fields if f.fact == key), None)):
                return named.title
            if kind == "fact" and key in transition.facts:
                return Text(key, key)
    return None


def _fact(key: str) -> Callable[[Material], Value]:
    def got(material: Material) -> Value:
        return _coded(material.procedure, key, material.projection.facts.get(key))

    return got


def _coded(procedure: Procedure, key: str, value: Value) -> Value:
    if value is None:
        return ""
    if isinstance(value, list):
        return [_coded(procedure, key, one) for one in value]
    if isinstance(value, Mapping):
        return str((value.get("name") or {}).get("zh") or value.get("number") or "")
    for transition in procedure.transitions:
        for declared in transition.fields:
            if declared.fact == key and str(value) in declared.choices:
                return Coded(str(value), declared.choices[str(value)].zh)
            if declared.fact == key and declared.type == "date":
                return date.fromisoformat(str(value))
    return value


def _relation(key: str) -> Callable[[Material], Value]:
    return lambda m: ((m.projection.relations.get(key) or {}).get("name") or {}).get("zh", "")


def _day_of(key: str) -> Callable[[Material], Value]:
    def got(material: Material) -> Value:
        done = material.projection.done.get(key)
        return date.fromisoformat(done[-1]["on"]) if done else ""

    return got


def _clock(key: str) -> Callable[[Material], Value]:
    def got(material: Material) -> Value:
        clock = material.projection.clocks.get(key)
        return date.fromisoformat(clock.due) if clock else ""

    return got


_DYNAMIC: dict[str, Callable[[str], Callable[[Material], Value]]] = {
    "fact": _fact,
    "relation": _relation,
    "day_of": _day_of,
    "clock": _clock,
}
