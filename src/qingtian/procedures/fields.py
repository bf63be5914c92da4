"""Cleaning what was entered, by its declaration: every fault is a sentence beside its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from qingtian.language import Text
from qingtian.procedures.duties import DutyRefused, checked
from qingtian.procedures.model import FieldDeclaration, Transition
from qingtian.procedures.positions import position_of_line, written_position

LONGEST = 20_000
_MILESTONE = re.compile(r"^\s*(\d{4}-\d{1,2}-\d{1,2})\s+(\S.*)$")

REQUIRED = Text("请填写“{title}”。", "Enter “{title}”.")
NOT_A_DATE = Text("“{value}”不是日期，写成 2026-11-23 这样。", "“{value}” is not a date; write it as 2026-11-23.")
NOT_A_NUMBER = Text("“{value}”不是整数。", "“{value}” is not a whole number.")
NOT_OFFERED = Text("“{value}”不在可选项里。", "“{value}” is not one of the choices.")
ONE_ONLY = Text("只能选一项。", "Choose one only.")
TOO_LONG = Text("超过 {limit} 字，请缩短或作为附件。", "Longer than {limit} characters; shorten it or attach it.")
UNKNOWN_REFERENCE = Text("没有找到“{value}”。", "“{value}” was not found.")
NOT_A_MILESTONE = Text(
    "第 {line} 行要写成“2026-12-01 事项”：{value}", "Line {line} must read “2026-12-01 what is due”: {value}"
)
NOT_A_POSITION = Text(
    "第 {line} 行要写成“102.712345,25.012345 2026-12-01 09:30”，不知道的写 -：{value}",
    "Line {line} must read “102.712345,25.012345 2026-12-01 09:30”, - where unknown: {value}",
)


class Fault(ValueError):
    """One value that cannot be taken."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def _date(value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise Fault(NOT_A_DATE.format(value=value)) from None


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d{1,12}", str(value).strip()):
        raise Fault(NOT_A_NUMBER.format(value=value))
    return int(str(value))


def plain(text: str) -> str:
    """Text every database and the trail can keep: one kind of line end, no NUL, no half of a surrogate pair."""
    kept = text.replace("\r\n", "\n").replace("\x00", "")
    return kept.encode("utf-8", "replace").decode().strip()


def _text(value: Any) -> str:
    text = plain(str(value))
    if len(text) > LONGEST:
        raise Fault(TOO_LONG.format(limit=LONGEST))
    return text


def _reference(value: Any) -> Any:
    """Organs, posts, files and proceedings arrive resolved, as mappings; a bare code was not found."""
    if isinstance(value, list):
        return [_reference(one) for one in value]
    if not isinstance(value, Mapping):
        raise Fault(UNKNOWN_REFERENCE.format(value=value))
    return dict(value)


def _milestone(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or set(value) != {"due", "title"} or not _text(value["title"]):
        raise Fault(NOT_A_MILESTONE.format(line=1, value=value))
    return {"due": _date(value["due"]), "title": _text(value["title"])}


def _milestones(value: Any) -> list[dict[str, str]]:
    if isinstance(value, list):
        return sorted((_milestone(m) for m in value), key=lambda m: m["due"])
    found = []
    for number, line in enumerate(str(value).splitlines(), 1):
        if not line.strip():
            continue
        match = _MILESTONE.match(line)
        if not match:
            raise Fault(NOT_A_MILESTONE.format(line=number, value=line.strip()))
        found.append({"due": _date(match[1]), "title": _text(match[2])})
    return sorted(found, key=lambda m: m["due"])


def _positions(value: Any) -> list[dict[str, str]]:
    """Of each photo, in order, where and when it was taken; a photo that does not say holds its place."""
    if isinstance(value, list):
        return [written_position(one) for one in value if isinstance(one, Mapping)]
    found = []
    for number, line in enumerate((one for one in str(value).splitlines() if one.strip()), 1):
        position = position_of_line(line)
        if position is None:
            raise Fault(NOT_A_POSITION.format(line=number, value=line.strip()[:80]))
        found.append(position)
    return found


def _duty(value: Any) -> dict[str, Any]:
    """A duty of the list in force that day, or that none was found; it arrives resolved, as every reference."""
    try:
        return checked(_reference(value))
    except DutyRefused as refused:
        raise Fault(refused.text) from None


def _yes_no(value: Any) -> bool:
    return value is True or str(value).lower() in ("1", "true", "yes", "on")


CLEANERS: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "long_text": _text,
    "date": _date,
    "integer": _integer,
    "act_number": _integer,
    "yes_no": _yes_no,
    "milestones": _milestones,
    "positions": _positions,
    "duty": _duty,
    "area": _reference,
    "organ": _reference,
    "organs": _reference,
    "post": _reference,
    "files": _reference,
    "file": _reference,
    "proceeding": _reference,
    "party": _reference,
    "system": _reference,
}


def _chosen(declared: FieldDeclaration, value: Any) -> Any:
    values = value if isinstance(value, list) else [value]
    if declared.type == "choice" and len(values) > 1:
        raise Fault(ONE_ONLY)
    for one in values:
        if not isinstance(one, str) or one not in declared.choices:
            raise Fault(NOT_OFFERED.format(value=one))
    return values if declared.type == "choices" else values[0]


def _empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def clean(transition: Transition, raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Text]]:
    """The cleaned values and the faults by field name. Fields nobody declared are faults, never dropped."""
    values: dict[str, Any] = {}
    faults: dict[str, Text] = {}
    for declared in transition.fields:
        value = raw.get(declared.name)
        if _empty(value):
            if declared.required:
                faults[declared.name] = REQUIRED.format(title=declared.title)
            continue
        try:
            values[declared.name] = _chosen(declared, value) if declared.choices else CLEANERS[declared.type](value)
        except Fault as fault:
            faults[declared.name] = fault.text
    for name in raw.keys() - {f.name for f in transition.fields}:
        faults[name] = Text("这一动作没有这一项。", "This act has no such field.")
    return values, faults
