"""Transferred complaints (交办信访件): the table of a batch, read and kept; a later one says how far each is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from qingtian.apps.proceedings.models import Proceeding, UpstreamNumber
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.rectification.models import ComplaintBatch, Feedback, TransferredComplaint
from qingtian.insight.reading.personal import cover
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.tables import Choice, Column, Mapping, Record, Reject, Table, checked, named, read_official, rows_of
from qingtian.trail import sm3

TRUTH = (
    Choice("true", Text("属实", "True"), ("基本属实",)),
    Choice("partly", Text("部分属实", "Partly true")),
    Choice("false", Text("不属实", "Not true"), ("不实",)),
)
COLUMNS: tuple[Column, ...] = (
    Column(
        "number", Text("受理编号", "Number"), type="code", required=True, longest=60,
        aliases=("编号", "信访件编号", "交办编号", "举报编号"),
    ),
    Column(
        "text", Text("交办问题基本情况", "What was reported"), required=True, longest=8000, private=True,
        aliases=("举报内容", "信访内容", "问题基本情况", "反映问题", "交办问题"),
    ),
    Column("area", Text("行政区域", "Area"), longest=60, aliases=("区域", "属地", "县区", "县（市、区）")),
    Column("pollution", Text("污染类型", "Kind of pollution"), longest=60, aliases=("污染类别", "类型")),
    Column("findings", Text("调查核实情况", "Inquiry"), longest=8000, private=True, aliases=("调查情况", "核实情况")),
    Column("true", Text("是否属实", "True or not"), type="choice", choices=TRUTH),
    Column(
        "handling", Text("处理和整改情况", "Handling and rectification"), longest=8000, private=True,
        aliases=("处理整改情况", "整改情况", "处理情况"),
    ),
    Column(
        "accountability", Text("责任人被处理情况", "Accountability"), longest=2000, private=True,
        aliases=("问责情况", "责任人处理情况"),
    ),
)  # fmt: skip
TWICE = Text("受理编号“{number}”在表里有两个。", "“{number}” stands twice in the table.")
#: what a later table of the same batch may say anew
SAID = ("findings", "true", "handling", "accountability")


@dataclass(frozen=True, slots=True)
class Batch:
    """What a table would do or did: rows by ``new``, ``renewed``, ``same``; how many meet a petition; rejects."""

    rows: tuple[dict[str, str], ...]
    counts: Counter[str]
    linked: int
    rejects: tuple[Reject, ...]


def read_table_of_complaints(path: Path) -> Table:
    """Raises UnusableInput."""
    return read_official(path, COLUMNS, number="number", text="text")


def read_complaints(table: Table, mapping: Mapping, *, inspection: str, number: int, by: Actor) -> Batch:
    """Words are covered as they are read. Raises UnusableInput for the mapping."""
    rows: list[dict[str, str]] = []
    rejects: list[Reject] = []
    seen: set[str] = set()
    for row in rows_of(table, COLUMNS, checked(mapping, COLUMNS, table.headings)):
        if isinstance(row, Record) and str(row.values["number"]) in seen:
            row = Reject.of(row, TWICE.format(number=row.values["number"]), named(COLUMNS, "number"))
        if isinstance(row, Reject):
            rejects.append(row)
            continue
        seen.add(str(row.values["number"]))
        private = {column.name for column in COLUMNS if column.private}
        values = {name: str(value or "") for name, value in row.values.items()}
        rows.append({name: cover(value).text if name in private else value for name, value in values.items()})
    there = {
        one.number: one
        for one in TransferredComplaint.objects.filter(batch__inspection=inspection, batch__number=number)
    }
    counts = Counter(_outcome(row, there.get(row["number"])) for row in rows)
    return Batch(tuple(rows), counts, len(petitions_of(rows, by)), tuple(rejects))


def _outcome(row: dict[str, str], standing: TransferredComplaint | None) -> str:
    if standing is None:
        return "new"
    return "renewed" if any(row[name] and row[name] != getattr(standing, name) for name in SAID) else "same"


def petitions_of(rows: tuple[dict[str, str], ...] | list[dict[str, str]], by: Actor) -> dict[str, int]:
    """Petitions in the actor's sight that bear a number of these: our own, or one noted of another system."""
    numbers = [row["number"] for row in rows]
    seen = visible(by).filter(procedure="petition")
    own = dict(seen.filter(number__in=numbers).values_list("number", "pk"))
    noted = UpstreamNumber.objects.filter(number__in=numbers, proceeding__in=seen).order_by("pk")
    return dict(noted.values_list("number", "proceeding")) | own


@transaction.atomic
def take_batch(
    found: Batch,
    path: Path,
    *,
    inspection: str,
    number: int,
    transferred_on: date,
    feedback: Feedback | None,
    name: str,
    by: Actor,
    now: datetime,
) -> ComplaintBatch:
    """Keep the rows of a batch, or what a later table says of them; the same file changes nothing."""
    digest = sm3(path.read_bytes())
    batch, _ = ComplaintBatch.objects.update_or_create(
        inspection=inspection,
        number=number,
        defaults={
            "feedback": feedback,
            "transferred_on": transferred_on,
            "digest": sm3(f"{inspection}\0{number}\0{digest}".encode()),
            "file_name": name[-120:],
            "taken_at": now,
            "taken_by": by.post or "",
            "rejected": len(found.rejects),
        },
    )
    matters = petitions_of(found.rows, by)
    there = {one.number: one for one in batch.complaints.all()}
    for place, row in enumerate(found.rows, len(there) + 1):
        standing = there.get(row["number"])
        if standing is None:
            TransferredComplaint.objects.create(batch=batch, place=place, petition_id=matters.get(row["number"]), **row)
            continue
        changed = [name for name in SAID if row[name]]
        for name_ in changed:
            setattr(standing, name_, row[name_])
        standing.petition_id = standing.petition_id or matters.get(row["number"])
        standing.save(update_fields=[*changed, "petition"])
    return batch


def matter_of(number: str, by: Actor) -> Feedback | None:
    """The feedback of that number in the actor's sight."""
    matter = visible(by).filter(number=number, procedure="inspection_feedback").first()
    return Feedback.objects.filter(proceeding=matter).first() if matter else None


def seen_batches(by: Actor) -> list[ComplaintBatch]:
    """Batches of feedbacks in the actor's sight, and those of no feedback."""
    matters = Proceeding.objects.filter(pk__in=visible(by).filter(procedure="inspection_feedback").values("pk"))
    own = ComplaintBatch.objects.filter(feedback__proceeding__in=matters)
    loose = ComplaintBatch.objects.filter(feedback=None)
    return list((own | loose).prefetch_related("complaints").order_by("-transferred_on", "-number"))
