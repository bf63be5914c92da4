"""Daily table of an inspection (督察转办件一览表): the reports of one day as a batch, reporter-free, for officers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from qingtian.apps.petition_figures.counting import kinds_of
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.petition_figures.questions.asked import EVERYTHING, scope
from qingtian.apps.petition_figures.reports.words import kind_titles
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.petitions.policy import copies_read_by
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import ActContent, Proceeding, UpstreamNumber
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.errors import UnusableInput
from qingtian.insight.reading.personal import cover
from qingtian.language import Text
from qingtian.procedures.who import Actor

#: whether what was reported proved true: an opinion that supports the request found the facts clear (信访工作条例 32);
#: no other outcome says it, so the outcome stands there as all that is known
TRUE = Text("属实", "true")
UNSAID = Text("—（未核实；意见：{outcome}）", "— (unverified; opinion: {outcome})")
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
    """The table of one day: ``number`` counts its days from 1; ``matters`` are our numbers, row by row."""

    number: int
    day: date
    rows: Sequence[Sequence[str]]
    matters: Sequence[str] = ()

    @property
    def linked(self) -> list[tuple[str, Sequence[str]]]:
        """Each row with our number of its matter."""
        return list(zip(self.matters, self.rows, strict=True))


def batch(
    first: date, day: date, language: str, *, actor: Actor | None = None, area: str = "", source: str = ""
) -> Batch:
    """Reports received on ``day`` of an inspection that began on ``first``. Raises UnusableInput.

    Rows are those of the actor's figures that the actor may open, words those the actor may read. Without an actor (the
    command line) neither work secrets nor accusations are there, and of copies only confirmed ones.
    Words are the officer's subject, else the covered copy; findings of officers are covered once more on the way out.
    ``source`` keeps what has a number in that system.
    """
    if day < first:
        raise UnusableInput("figures.batch_day", BACKWARDS.format(first=first, day=day))
    rows = _rows_for(actor).filter(received_on=day).order_by("pk")
    if source:
        rows = rows.filter(pk__in=UpstreamNumber.objects.filter(system=source).exclude(number="").values("proceeding"))
    if area:
        path = Area.objects.filter(code=area).values_list("path", flat=True).first() or "?"
        rows = rows.filter(area__path__startswith=path)
    counted = list(rows.select_related("area")[: MOST + 1])
    if len(counted) > MOST:
        raise UnusableInput("figures.batch_size", TOO_MANY.format(n=MOST))
    keys = [row.pk for row in counted]
    matters = Proceeding.objects.in_bulk(keys)
    copies = dict(_copies_for(actor).filter(petition__proceeding__in=keys).values_list("petition__proceeding", "text"))
    said, numbers = _findings(keys), _source_numbers(keys, source)
    lines = [
        _line(row, matters[row.pk], numbers.get(row.pk, ""), copies.get(row.pk, ""), said.get(row.pk, {}), language)
        for row in counted
    ]
    return Batch((day - first).days + 1, day, lines, [matters[row.pk].number for row in counted])


def _rows_for(actor: Actor | None) -> QuerySet[CountedPetition]:
    if actor is not None:
        return CountedPetition.objects.filter(scope(actor), pk__in=visible(actor).values("pk"))
    secret = Proceeding.objects.filter(handling_mark=Proceeding.Handling.WORK_SECRET).values("pk")
    return CountedPetition.objects.filter(EVERYTHING).exclude(pk__in=secret)


def _copies_for(actor: Actor | None) -> QuerySet[WorkingCopy]:
    return copies_read_by(actor) if actor is not None else WorkingCopy.objects.filter(confirmed_at__isnull=False)


def _source_numbers(keys: Sequence[int], source: str) -> dict[int, str]:
    """The number each has where it came from: in ``source`` if one is named, else the one noted first."""
    noted = UpstreamNumber.objects.filter(proceeding__in=keys).exclude(number="").order_by("-noted_on", "-pk")
    if source:
        noted = noted.filter(system=source)
    return dict(noted.values_list("proceeding", "number"))


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
    row: CountedPetition,
    matter: Proceeding,
    number: str,
    copy: str,
    said: Mapping[str, Mapping[str, Any]],
    language: str,
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
        number or matter.number,
        _covered(facts.get("subject") or copy) or ABSENT.zh,
        area,
        ("、" if language == "zh" else ", ").join(kinds) or ABSENT.zh,
        _covered(said.get("investigate", {}).get("findings", "")) or PENDING.in_(language),
        _proved(matter, facts.get("outcome", "")).in_(language),
        _covered(" ".join(part for part in handled if part)) or ABSENT.zh,
        ABSENT.zh,
    ]


def _proved(matter: Proceeding, outcome: str) -> Text:
    if outcome == "supported":
        return TRUE
    if not outcome:
        return PENDING if matter.ended_on is None else ABSENT
    return UNSAID.format(outcome=_outcomes(matter)[outcome])


def _outcomes(matter: Proceeding) -> Mapping[str, Text]:
    acts = (one for one in procedure_of(matter).transitions if one.act == "conclude")
    return next(field.choices for act in acts for field in act.fields if field.name == "outcome")


def _covered(text: str) -> str:
    plain = " ".join(cover(text).text.split())
    return plain[:LONGEST] + ("…" if len(plain) > LONGEST else "")
