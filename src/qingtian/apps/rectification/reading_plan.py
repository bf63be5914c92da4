"""Read a rectification plan (读整改方案): its findings, and every row that cannot be taken, with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from pathlib import Path

from qingtian.apps.people.models import Organ
from qingtian.apps.rectification.deadlines import Deadline, read_deadline
from qingtian.apps.rectification.plan_columns import COLUMNS
from qingtian.config.city import city
from qingtian.language import Text
from qingtian.tables import Mapping, Record, Reject, Table, checked, guess, named, read_official, rows_of

TWICE = Text("编号“{number}”在表里有两个。", "“{number}” stands twice in the table.")
UNREADABLE = Text(
    "读不懂这个时限；写成“2026年12月底前”“立行立改”或“长期坚持”。",
    "This deadline cannot be read; write 2026年12月底前, 立行立改 or 长期坚持.",
)
_BETWEEN = re.compile(r"[、，,；;\n/]|\s{2,}|和(?=市|区|县)|(?<=局)\s|(?<=府)\s")
_LEAD = re.compile(r"^(?:牵头单位|责任单位|配合单位|牵头|配合)[:：]?|[（(](?:牵头|配合)[）)]|等$")
_ITEM = re.compile(
    r"(?:^|(?<=[\n。；;]))\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、)）](?!\d)|[①-⑳])\s*"
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One finding as read. ``organs`` are codes, ``unknown`` names of responsible bodies this city does not know."""

    row: int
    values: AnyMapping[str, str]
    deadline: Deadline
    organs: tuple[str, ...]
    unknown: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file holds: the table, how its columns were taken, findings and rejects in order."""

    table: Table
    mapping: Mapping
    findings: tuple[Planned, ...]
    rejects: tuple[Reject, ...]


def read_plan_table(path: Path) -> Table:
    """The file as a table with a row a finding. Raises UnusableInput."""
    return read_official(path, COLUMNS, number="number", text="text")


def read_plan(table: Table, mapping: Mapping | None = None) -> Plan:
    """Findings and rejects of ``table``. Raises UnusableInput where a required column is missing."""
    mapping = checked(guess(COLUMNS, table.headings) if mapping is None else mapping, COLUMNS, table.headings)
    findings: list[Planned] = []
    rejects: list[Reject] = []
    known = organs_by_name()
    seen: set[str] = set()
    for row in rows_of(table, COLUMNS, mapping):
        if isinstance(row, Reject):
            rejects.append(row)
            continue
        read = _finding(row, known, seen)
        (rejects if isinstance(read, Reject) else findings).append(read)  # type: ignore[arg-type]
    return Plan(table, mapping, tuple(findings), tuple(rejects))


def _finding(row: Record, known: AnyMapping[str, str], seen: set[str]) -> Planned | Reject:
    values = {name: str(value or "") for name, value in row.values.items()}
    number = values["number"]
    if number in seen:
        return Reject.of(row, TWICE.format(number=number), named(COLUMNS, "number"))
    deadline = read_deadline(values["deadline"])
    if deadline is None:
        return Reject.of(row, UNREADABLE, named(COLUMNS, "deadline"))
    seen.add(number)
    codes, unknown = organs_named(values["responsible"], known)
    return Planned(row.number, values, deadline, codes, unknown, measures_of(values["measures"]))


def organs_by_name() -> dict[str, str]:
    """Every organ's code by its name, without the city's in front, and as plans shorten it (人民政府, 管理委员会)."""
    names = dict(Organ.objects.order_by("-path").values_list("name_zh", "code"))
    own = city().name.zh
    bare = {name.removeprefix(own): code for name, code in names.items() if name.startswith(own)}
    found = {f"市{rest.removeprefix('市')}": code for rest, code in bare.items()} | bare | names
    return {short: code for name, code in found.items() for short in _shortened(name)} | found


def _shortened(name: str) -> set[str]:
    """The names a plan may print for one organ: 望溪区政府, 区管委会, 望溪区委."""
    short = name.replace("人民政府", "政府").replace("管理委员会", "管委会")
    if name.startswith("中共"):
        short = name.removeprefix("中共").replace("委员会", "委")
    return {short} - {name}


def organs_named(printed: str, known: AnyMapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the bodies printed one after the other, and the names nobody here bears."""
    names = [_LEAD.sub("", one.strip()).strip() for one in _BETWEEN.split(printed)]
    named_ = list(dict.fromkeys(name for name in names if name))
    codes = tuple(dict.fromkeys(known[name] for name in named_ if name in known))
    return codes, tuple(name for name in named_ if name not in known)


def measures_of(printed: str) -> tuple[str, ...]:
    """The numbered measures, without their numbers; a text without numbers is measure by line."""
    parts = [part.strip() for part in _ITEM.split(printed)]
    if len(parts) < 2:
        parts = printed.split("\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def lacks(values: AnyMapping[str, str], *, due_known: bool, measures: int) -> tuple[str, ...]:
    """What the code asks of a plan and the finding does not say: names of columns (生态环境法典 29)."""
    told = {
        "responsible": bool(values.get("responsible")),
        "goal": bool(values.get("goal")),
        "deadline": due_known,
        "measures": measures > 0,
        "accepting": bool(values.get("accepting")),
    }
    return tuple(name for name, said in told.items() if not said)
