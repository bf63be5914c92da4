"""Follow a finding (立案跟踪): a five-ones case or a tracked task puts it right, and it stands where that stands."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.actions.link import link, unlink
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.rectification.actions.amend_finding import finding_of
from qingtian.apps.rectification.models import Finding
from qingtian.apps.tasks.actions import open_task
from qingtian.errors import Refused
from qingtian.language import Text

LONGEST_SUBJECT = 60
STARTED = Text("{number} 已经在办，不能撤回；在那一件里改。", "{number} is under way; correct it there.")


def follow(performed: Performed) -> None:
    """The effect of ``follow_finding``. Raises Refused as the opening of the case or task does."""
    finding = finding_of(performed)
    opened = _task(performed, finding) if performed.values["way"] == "task" else _case(performed, finding)
    Finding.objects.filter(pk=finding.pk).update(followed_by=opened)


def _subject(finding: Finding) -> str:
    words = " ".join(finding.text.split())
    short = words[:LONGEST_SUBJECT] + ("…" if len(words) > LONGEST_SUBJECT else "")
    return f"{finding.number}. {short}"


def _case(performed: Performed, finding: Finding) -> Proceeding:
    values, level = performed.values, finding.feedback.level
    opened = open_proceeding(
        "five_ones_case",
        by=performed.actor,
        on=performed.act.on,
        now=performed.act.recorded_at,
        title=_subject(finding),
        fields={
            "subject": _subject(finding),
            "problem": finding.text,
            "source": "inspection",
            "source_level": values["case_level"] if level == "special" else level,
            "year": str(performed.act.on.year),
            "area": values["area"]["chain"][-1],
            "county": values["county"]["chain"][-1],
            "office": performed.after.organ("office"),
        },
        generated=performed.proceeding.generated,
    )
    link(performed.proceeding, opened, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)
    return opened


def _task(performed: Performed, finding: Finding) -> Proceeding:
    values = performed.values
    said = values.get("deadline")
    due = date.fromisoformat(said) if said else finding.due
    assert due is not None  # the guard task_has_a_day
    return open_task(
        "finding",
        _subject(finding),
        values["county"]["chain"][-1],
        due,
        by=performed.actor,
        on=performed.act.on,
        now=performed.act.recorded_at,
        link_to=performed.proceeding,
        setter=performed.after.organ("office") or "",
        what=finding.goal,
        item=finding.number,
        area=values["area"]["chain"][-1],
        milestones=[(one.due, one.title) for one in finding.milestones.all() if one.due <= due],
        generated=performed.proceeding.generated,
    )


def unfollow(performed: Performed) -> None:
    """A voided following: only while nobody has done anything in what it opened."""
    voided = performed.extra["voided"]
    finding = Finding.objects.select_related("followed_by").get(
        feedback__proceeding=performed.proceeding, number=voided["fields"]["finding"]
    )
    opened = finding.followed_by
    if opened is not None and opened.ended_on is None:
        raise Refused("rectification.under_way", STARTED.format(number=opened.number))
    unlink(performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq, made_by=voided["seq"])
    Finding.objects.filter(pk=finding.pk).update(followed_by=None)
