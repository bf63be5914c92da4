"""Enter findings from a table (导入问题): one act a file, all of its good rows or none; the same file adds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.records import records_of
from qingtian.apps.rectification.models import Feedback, Finding, Measure
from qingtian.apps.rectification.plan_columns import COLUMNS
from qingtian.apps.rectification.reading_plan import Plan, Planned, read_plan, read_plan_table
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.tables import Fault, Mapping, Reject, named
from qingtian.trail import sm3

FOLLOWED = Text("已经立案跟踪的项不能撤回。", "Findings that are followed cannot be taken back.")
OTHERWISE = Text("编号“{number}”已经有了，内容不一样。", "“{number}” is there already and says something else.")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file would do or did: new findings, those that are there already, rejects; ``seen`` the file itself."""

    plan: Plan
    new: tuple[Planned, ...]
    same: int
    rejects: tuple[Reject, ...]
    digest: str
    seen: bool


def look_at(feedback: Feedback, path: Path, mapping: Mapping | None = None) -> Entry:
    """A dry run: reads the file against what is there, writes nothing. Raises UnusableInput."""
    digest = sm3(path.read_bytes())
    plan = read_plan(read_plan_table(path), mapping)
    there = {one.number: one for one in feedback.findings.all()}
    rejects = list(plan.rejects)
    new, same = [], 0
    rows = {row.number: row.cells for row in plan.table.rows}
    for one in plan.findings:
        standing = there.get(one.values["number"])
        if standing is None:
            new.append(one)
        elif standing.text == one.values["text"]:
            same += 1
        else:
            fault = Fault(one.row, named(COLUMNS, "number"), OTHERWISE.format(number=standing.number))
            rejects.append(Reject(one.row, (fault,), rows[one.row]))
    rejects.sort(key=lambda reject: reject.number)
    return Entry(plan, tuple(new), same, tuple(rejects), digest, digest in _digests(feedback.proceeding))


def _digests(matter: Proceeding) -> set[str]:
    """Of the files entered so far, without those whose entering was voided."""
    records = records_of(matter)
    voided = {record["voids"] for record in records if record.get("voids")}
    entered = [r for r in records if r["act"] == "enter_findings" and r["seq"] not in voided]
    return {r["fields"]["digest"] for r in entered if r.get("fields")}


@transaction.atomic
def enter_findings(
    feedback: Feedback,
    path: Path,
    *,
    name: str,
    by: Actor,
    on: date,
    now: datetime,
    expected_seq: int,
    mapping: Mapping | None = None,
    once: str | None = None,
) -> Entry:
    """Take the good rows of a file, in one act and one transaction. A file that adds nothing performs no act.

    Raises UnusableInput for the file, Refused as ``perform`` does.
    """
    entry = look_at(feedback, path, mapping)
    if entry.seen or not entry.new:
        return entry
    fields = {
        "file_name": name[-120:],
        "digest": entry.digest,
        "taken": len(entry.new),
        "rejected": len(entry.rejects),
    }
    perform_within(
        feedback.proceeding,
        "enter_findings",
        by=by,
        on=on,
        now=now,
        fields=fields,
        expected_seq=expected_seq,
        once=once,
        extra={"findings": entry.new},
    )
    return entry


def write_findings(performed: Performed) -> None:
    """The effect of ``enter_findings``; the form of the act alone, without a file, brings nothing and is refused."""
    found: Sequence[Planned] | None = performed.extra.get("findings")
    if not found:
        said = Text("问题从 Word 或 Excel 表导入。", "Findings come from a Word or Excel table.")
        raise Refused("rectification.no_table", said)
    feedback = Feedback.objects.get(proceeding=performed.proceeding)
    start = feedback.findings.count()
    for place, one in enumerate(found, start + 1):
        v = one.values
        finding = Finding.objects.create(
            feedback=feedback,
            number=v["number"],
            place=place,
            category=v["category"],
            text=v["text"],
            responsible=v["responsible"],
            organs=list(one.organs),
            supervising=v["supervising"],
            goal=v["goal"],
            deadline=v["deadline"],
            time_class=one.deadline.kind,
            due=one.deadline.due,
            accepting=v["accepting"],
            entered_by=performed.act.seq,
        )
        Measure.objects.bulk_create(
            Measure(finding=finding, number=n, text=text) for n, text in enumerate(one.measures, 1)
        )


def take_back(performed: Performed) -> None:
    """A voided import: its findings go, unless one is followed already."""
    findings = Finding.objects.filter(
        feedback__proceeding=performed.proceeding, entered_by=performed.extra["voided"]["seq"]
    )
    if findings.filter(followed_by__isnull=False).exists():
        raise Refused("rectification.followed", FOLLOWED)
    findings.delete()
