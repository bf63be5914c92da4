"""Amend a finding and set its back schedule (补正、倒排工期): the acts keep every wording, the row the one in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.records import records_of
from qingtian.apps.rectification.models import Finding, Milestone
from qingtian.errors import Refused
from qingtian.language import Text


def finding_of(performed: Performed) -> Finding:
    """The finding an act names by its printed number."""
    return Finding.objects.get(feedback__proceeding=performed.proceeding, number=performed.values["finding"])


def amend(performed: Performed) -> None:
    """The effect of ``amend_finding``: what is said replaces, what is left empty stays."""
    values, finding = performed.values, finding_of(performed)
    changes: dict[str, Any] = {}
    if organ := values.get("responsible"):
        code = organ["chain"][-1]
        changes |= {"responsible": Organ.objects.get(code=code).name_zh, "organs": [code]}
    changes |= {name: values[name] for name in ("accepting", "goal") if values.get(name)}
    if deadline := values.get("deadline"):
        changes |= {"deadline": deadline, "due": date.fromisoformat(deadline), "time_class": "by_date"}
    if not changes:
        said = Text("至少补一样。", "Amend at least one thing.")
        raise Refused("rectification.nothing_amended", said)
    Finding.objects.filter(pk=finding.pk).update(**changes)


def set_schedule(performed: Performed) -> None:
    """The effect of ``set_schedule``: these milestones stand in place of those before."""
    finding = finding_of(performed)
    finding.milestones.all().delete()
    _write(finding, performed.values["milestones"], performed.act.seq)


def restore_schedule(performed: Performed) -> None:
    """A voided schedule: the last one before it that still counts stands again."""
    voided = performed.extra["voided"]
    number = voided["fields"]["finding"]
    finding = Finding.objects.get(feedback__proceeding=performed.proceeding, number=number)
    records = records_of(performed.proceeding)
    gone = {r["voids"] for r in records if r.get("voids")} | {voided["seq"]}
    standing = [
        r
        for r in records
        if r["act"] == "set_schedule" and r["seq"] not in gone and (r.get("fields") or {}).get("finding") == number
    ]
    finding.milestones.all().delete()
    if standing:
        _write(finding, standing[-1]["fields"]["milestones"], standing[-1]["seq"])


def _write(finding: Finding, milestones: list[dict[str, str]], seq: int) -> None:
    Milestone.objects.bulk_create(
        Milestone(finding=finding, due=date.fromisoformat(one["due"]), title=one["title"][:200], set_by=seq)
        for one in milestones
    )
