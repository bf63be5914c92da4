"""Put a post on a cell, and hand a cell over (定人、交接): from the day on, never into the past, always in the log."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from qingtian.apps.grid.models import GridAssignment, HandOver
from qingtian.apps.people.models import Post
from qingtian.apps.places.models import GridCell
from qingtian.errors import Refused
from qingtian.language import Text

Duty = GridAssignment.Duty
NOT_A_LEAF = Text("“{cell}”下面还有网格，网格员只到末级。", "Cells lie below “{cell}”: members are on leaves alone.")
ROLE = Text("这个岗位不是网格员岗位。", "This post is no post of a member of the grid.")
GIVE_THE_ROLE = Text("先在“人员和岗位”里给它网格员角色。", "Give it the role of a member of the grid first.")
THERE = Text("这个岗位已经在这个网格上。", "This post is on this cell already.")
PAST = Text("交接不能记到过去。", "A hand-over is not entered into the past.")


def assign(
    cell: GridCell, duty: str, post: Post, *, starts: date, by: str, now: datetime, decision: str = ""
) -> GridAssignment:
    """One more post on the cell from that day. Raises Refused ``grid.not_a_leaf``, ``grid.not_a_member``,
    ``grid.there_already``."""
    _check(cell, duty, post, starts)
    with transaction.atomic():
        row = GridAssignment.objects.create(cell=cell, duty=duty, post=post, starts=starts, decision=decision)
        HandOver.objects.create(cell=cell, duty=duty, to_post=post, on=starts, entered_by=by, entered_at=now)
    return row


def hand_over(assignment: GridAssignment, to: Post, *, on: date, note: str, by: str, now: datetime) -> GridAssignment:
    """Another post takes the cell over from ``on``; the one before stays to the day before, so that no day is without.

    Raises as ``assign``, and Refused ``grid.into_the_past`` for a day that is not after the beginning.
    """
    if on <= assignment.starts or on < now.date():
        raise Refused("grid.into_the_past", PAST)
    _check(assignment.cell, assignment.duty, to, on)
    with transaction.atomic():
        assignment.ends = on - timedelta(days=1)
        assignment.save(update_fields=["ends"])
        row = GridAssignment.objects.create(cell=assignment.cell, duty=assignment.duty, post=to, starts=on)
        HandOver.objects.create(
            cell=assignment.cell,
            duty=assignment.duty,
            from_post=assignment.post,
            to_post=to,
            on=on,
            note=note[:300],
            entered_by=by,
            entered_at=now,
        )
    return row


def _check(cell: GridCell, duty: str, post: Post, starts: date) -> None:
    if duty == Duty.MEMBER:
        if not GridCell.objects.leaves(starts).filter(pk=cell.pk).exists():
            raise Refused("grid.not_a_leaf", NOT_A_LEAF.format(cell=cell.name_zh))
        if "grid_member" not in post.roles:
            raise Refused("grid.not_a_member", ROLE, remedy=GIVE_THE_ROLE)
    if GridAssignment.objects.on(starts).filter(cell=cell, duty=duty, post=post).exists():
        raise Refused("grid.there_already", THERE)
