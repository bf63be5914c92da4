"""Enter what a unit declared (录入企业申报的标记), or take it back with a reason: the row stays, hours count again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from qingtian.apps.monitors.actions.typed import BACKWARDS, lacks, moment, words
from qingtian.apps.monitors.models import OperationMark, Outlet
from qingtian.apps.people.models import Post
from qingtian.errors import Refused
from qingtian.language import Text

NO_CHOICE = Text("选一项。", "Choose one.")
LATER = Text("申报时间不能在现在之后。", "It cannot have been declared later than now.")
GONE = Text("这个标记已经撤回。", "This mark was taken back already.")


def declare_mark(outlet: Outlet, typed: Mapping[str, str], *, post: str, now: datetime) -> OperationMark:
    """One more mark, in the unit's words. Raises Refused naming the field."""
    if typed.get("kind") not in OperationMark.Kind.values:
        raise lacks("kind", NO_CHOICE)
    begins, ends = moment(typed.get("begins_at", ""), "begins_at"), moment(typed.get("ends_at", ""), "ends_at")
    declared = moment(typed.get("declared_at", ""), "declared_at")
    if ends <= begins:
        raise lacks("ends_at", BACKWARDS)
    if declared > now:
        raise lacks("declared_at", LATER)
    return OperationMark.objects.create(
        outlet=outlet,
        factor=typed.get("factor", "").strip()[:12],
        kind=typed["kind"],
        begins_at=begins,
        ends_at=ends,
        words=words(typed.get("words", ""), "words", 400),
        declared_at=declared,
        entered_by=Post.objects.get(code=post),
        entered_at=now,
    )


def withdraw_mark(mark: OperationMark, why: str, *, now: datetime) -> None:
    """Take it back. Raises Refused without a reason, or where it was taken back before."""
    if mark.withdrawn_at is not None:
        raise Refused("monitors.mark_gone", GONE, where="why")
    mark.withdrawn_why, mark.withdrawn_at = words(why, "why", 200), now
    mark.save(update_fields=["withdrawn_why", "withdrawn_at"])
