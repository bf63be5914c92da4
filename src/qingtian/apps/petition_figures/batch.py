"""Daily table of an inspection (督察转办件一览表): the reports of one day as a batch, reporter-free, for officers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from qingtian.apps.petition_figures.counting import kinds_of
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.petition_figures.questions.asked import EVERYTHING
from qingtian.apps.petition_figures.reports.words import kind_titles
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import ActContent, Proceeding
from qingtian.errors import UnusableInput
from qingtian.insight.reading.personal import cover
from qingtian.language import Text

#: whether what was reported proved true, from the outcome of the opinion; the words are ours
TRUE: Mapping[str, Text] = {
    "supported": Text("属实", "true"),
    "explained": Text("部分属实", "partly true"),
    "not_supported": Text("不属实", "not true"),
    "mediated": Text("已调解", "mediated"),
}
PENDING = Text("正在核实", "being looked into")
ABSENT = Text("—", "—")
HEADS = (
    *(Text("受理编号", "Number"), Text("问题", "Problem"), Text("区域", "Area"), Text("污染类型", "Kind")),
    *(Text("调查核实", "Inquiry"), Text("是否属实", "True or not"), Text("处理整改", "Handling and rectification")),
    Text("问责", "Accountability"),
)
LONGEST = 300
MOST = 2_000
FINDINGS = ("investigate", "conclude", "carry_out")
CARRIED: Mapping[str, Text] = {
    "wholly": Text("已全部落实", "wholly carried out"),
    "partly": Text("部分落实", "partly carried out"),
    "not_yet": Text("还没有落实", "not carried out yet"),
}
BACKWARDS = Text("督察从 {first} 开始，{day} 在那以前。", "The inspection began on {first}; {day} is before that.")
TOO_MANY = Text("这一天超过 {n} 件，请按地方分开。", "More than {n} that day: take them by area.")


@dataclass(frozen=True, slots=True)
class Batch:
    """The table of one day: ``number`` counts the days of the inspection from 1."""

    number: int
    day: date
    rows: Sequence[Sequence[str]]


def batch(first: date, day: date, language: str, *, seen: Q = EVERYTHING, area: str = "") -> Batch:
    """Reports received on ``day`` of an inspection that began on ``first``. Raises UnusableInput.

    Words are the officer's subject, else the covered copy; findings of officers are covered once more on the way out.
    """
    if day < first:
        raise UnusableInput("figures.batch_day", BACKWARDS.format(first=first, day=day))
    rows = CountedPetition.objects.filter(seen, received_on=day).order_by("pk")
    if area:
        path = Area.objects.filter(code=area).values_list("path", flat=True).first() or "?"
        rows = rows.filter(area__path__startswith=path)
    counted = list(rows.select_related("area")[: MOST + 1])
    if len(counted) > MOST:
        raise UnusableInput("figures.batch_size", TOO_MANY.format(n=MOST))
    keys = [row.pk for row in counted]
    matters = Proceeding.objects.in_bulk(keys)
    copies = dict(WorkingCopy.objects.filter(petition__proceeding__in=keys).values_list("petition__proceeding", "text"))
    said = _findings(keys)
    lines = [_line(row, matters[row.pk], copies.get(row.pk, ""), said.get(row.pk, {}), language) for row in counted]
    return Batch((day - first).days + 1, day, lines)


def _findings(keys: Sequence[int]) -> dict[int, dict[str, dict[str, Any]]]:
    """Of each matter the fields of the last inquiry, opinion and carrying out; a voided act is left out."""
    contents = ActContent.objects.filter(act__proceeding__in=keys, act__act__in=(*FINDINGS, "correct"))
    found: dict[int, list[dict[str, Any]]] = {}
    for content in contents.select_related("act").order_by("act__proceeding", "act__seq"):
        if content.content:
            found.setdefault(content.act.proceeding_id, []).append(content.content)
    return {key: _standing(records) for key, records in found.items()}


def _standing(records: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    voided = {record["voids"] for record in records if record.get("voids")}
    return {r["act"]: r["fields"] for r in records if r["act"] in FINDINGS and r["seq"] not in voided}


def _line(
    row: CountedPetition, matter: Proceeding, copy: str, said: Mapping[str, Mapping[str, Any]], language: str
) -> list[str]:
    facts = matter.projection["facts"]
    kinds = [kind_titles()[kind].in_(language) for kind in kinds_of(row.kinds)]
    area = (row.area.name_en if language == "en" else row.area.name_zh) if row.area else ABSENT.zh
    handled = [
        said.get("conclude", {}).get("opinion", ""),
        CARRIED[facts["carried_out"]].in_(language) if facts.get("carried_out") in CARRIED else "",
        said.get("carry_out", {}).get("findings", ""),
    ]
    return [
        matter.number,
        _covered(facts.get("subject") or copy) or ABSENT.zh,
        area,
        ("、" if language == "zh" else ", ").join(kinds) or ABSENT.zh,
        _covered(said.get("investigate", {}).get("findings", "")) or PENDING.in_(language),
        TRUE.get(facts.get("outcome", ""), PENDING).in_(language),
        _covered(" ".join(part for part in handled if part)) or ABSENT.zh,
        ABSENT.zh,
    ]


def _covered(text: str) -> str:
    plain = " ".join(cover(text).text.split())
    return plain[:LONGEST] + ("…" if len(plain) > LONGEST else "")
