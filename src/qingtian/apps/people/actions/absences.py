"""Enter an absence, end it early, withdraw it (登记、提前结束、撤回离岗)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from qingtian.apps.people.models import Absence, Organ, Person, Post, Tenure
from qingtian.apps.people.models.absence import lends
from qingtian.errors import Refused
from qingtian.language import Text

#: a longer absence is a change of office and needs a tenure
LONGEST = timedelta(days=184)
#: roles that name a substitute for others of their organ
HEAD_ROLES = frozenset({"organ_head"})


def _refused(code: str, zh: str, en: str, where: str) -> Refused:
    return Refused(f"people.{code}", Text(zh, en), where=where)


def may_stand_in(post: Post, on: date, *, by_head: bool) -> QuerySet[Person]:
    """Who may be named for the post: colleagues of the same organ; named by its head, also of organs below it or of
    the organ above (上级机关)."""
    organs = Q(post__organ=post.organ)
    if by_head:
        above = post.organ.parent_id
        organs |= Q(post__organ__path__startswith=post.organ.path) | (Q(post__organ=above) if above else Q())
    held = Tenure.objects.on(on).filter(organs)
    return (
        Person.objects.filter(tenures__in=held).exclude(tenures__in=Tenure.objects.on(on).filter(post=post)).distinct()
    )


def heads(person: Person, organ: Organ, on: date) -> bool:
    """Whether the person is head of this organ on that day (单位负责人), or of one above it."""
    held = Tenure.objects.on(on).filter(person=person).select_related("post__organ")
    return any(HEAD_ROLES & set(t.post.roles) and organ.path.startswith(t.post.organ.path) for t in held)


def may_enter(post: Post, holder: Person, by: Person, on: date) -> bool:
    """The holder, the head of the organ, or the administrator who enters a decision taken on paper."""
    roles = {r for t in Tenure.objects.on(on).filter(person=by).select_related("post") for r in t.post.roles}
    return by == holder or heads(by, post.organ, on) or "administrator" in roles


@transaction.atomic
def enter_absence(
    post: Post,
    person: Person,
    *,
    starts: date,
    ends: date,
    substitute: Person | None,
    decision: str,
    by: Person,
    today: date,
    now: datetime,
) -> Absence:
    """Record who is away and who stands in. Refused with a sentence at the field that is wrong."""
    _check_days(post, person, starts, ends, today)
    if not may_enter(post, person, by, today):
        raise _refused(
            "absence_not_yours",
            "只能由本人、单位负责人或管理员登记。",
            "Only the holder, the head of the organ or the administrator may enter it.",
            "post",
        )
    if substitute is not None:
        _check_substitute(post, person, substitute, starts, decision, by, today)
    return Absence.objects.create(
        person=person, post=post, substitute=substitute, starts=starts, ends=ends, decision=decision.strip()[:120],
        decided_on=today, entered_by=by, entered_at=now,
    )  # fmt: skip


def _check_days(post: Post, person: Person, starts: date, ends: date, today: date) -> None:
    if ends < starts:
        raise _refused("absence_days", "最后一天早于第一天。", "The last day is before the first.", "ends")
    if starts < today:
        raise _refused(
            "absence_past",
            "从今天起登记；已经过去的日子不能补记顶岗。",
            "Enter it from today on; a substitution is not entered for days that have passed.",
            "starts",
        )
    if ends - starts >= LONGEST:
        raise _refused(
            "absence_too_long",
            "离岗超过半年，请办交接，登记新的任职。",
            "An absence of more than half a year is a hand-over: enter a new term of office.",
            "ends",
        )
    if not Tenure.objects.on(starts).filter(person=person, post=post).exists():
        raise _refused(
            "absence_not_in_office",
            f"{person.name_zh}在 {starts} 不任这个岗位。",
            f"{person.name_en} does not hold this post on {starts}.",
            "post",
        )
    # one after another, not two at once: the row of the person is the lock
    Person.objects.select_for_update().get(pk=person.pk)
    if Absence.objects.filter(post=post, person=person, withdrawn_at=None, starts__lte=ends, ends__gte=starts).exists():
        raise _refused(
            "absence_overlaps",
            "这个岗位在这几天已登记过离岗。",
            "An absence from this post is entered for some of these days already.",
            "starts",
        )


def _check_substitute(
    post: Post, person: Person, substitute: Person, starts: date, decision: str, by: Person, today: date
) -> None:
    if not lends(post):
        raise _refused(
            "post_not_lent",
            "这个岗位不能顶岗（检举控告专办、审计、领导联络员），要换人请办任职。",
            "Nobody may stand in at this post (accusations, audit, liaison); appoint another holder.",
            "substitute",
        )
    by_head = by != person
    if not may_stand_in(post, starts, by_head=by_head).filter(pk=substitute.pk).exists():
        raise _refused(
            "substitute_elsewhere",
            "顶岗人要是本单位的在任人员；别的单位的人由单位负责人定。",
            "The substitute must hold a post of the same organ; others are named by the head.",
            "substitute",
        )
    if by_head and not heads(by, post.organ, today) and not decision.strip():
        raise _refused(
            "decision_missing",
            "代别人登记，写明谁定的、文号或日期。",
            "Entered for somebody else: say who decided it, with number or date.",
            "decision",
        )


def end_absence(absence: Absence, *, last: date, by: Person, today: date, now: datetime) -> None:
    """Back earlier: ``last`` becomes the last day; before its first day the whole absence is withdrawn."""
    if not may_enter(absence.post, absence.person, by, today):
        raise _refused(
            "absence_not_yours",
            "只能由本人、单位负责人或管理员登记。",
            "Only the holder, the head of the organ or the administrator may enter it.",
            "post",
        )
    if last >= absence.ends or absence.withdrawn_at is not None:
        raise _refused("absence_over", "这次离岗已经结束。", "This absence is over already.", "last")
    if last < today - timedelta(days=1):
        raise _refused("absence_past", "过去的日子不改。", "Days that have passed stay as they were.", "last")
    if last < absence.starts:
        Absence.objects.filter(pk=absence.pk).update(withdrawn_at=now)
    else:
        Absence.objects.filter(pk=absence.pk).update(ends=last)
