"""Sort comments into points and answer them (归纳、答复): each answer says what became of it, and why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Max

from qingtian.apps.consultations.models import Adoption, Comment, Consultation, Point
from qingtian.errors import Refused
from qingtian.language import Text

ANSWERED = Text("采纳情况已经公布，不能再改。", "The result is published; nothing can be changed.")
NO_TITLE = Text("请写归纳成的意见。", "Say what these comments have in common.")
NO_COMMENT = Text("请先勾选意见。", "Choose the comments first.")
NO_ADOPTION = Text("请选采纳、部分采纳或不采纳。", "Choose adopted, partly or not.")
NO_REASON = Text("答复要写理由，采纳的也写怎样采纳。", "An answer says why; for what is adopted, how.")
NO_POINT = Text("没有这一条。", "There is no such point.")
LONGEST_TITLE = 300


def _open(consultation: Consultation) -> None:
    """Refuse once the result is out."""
    if consultation.proceeding.ended_on is not None:
        raise Refused("consultation.answered", ANSWERED)


def _refuse(code: str, words: Text, wrong: bool) -> None:
    if wrong:
        raise Refused(f"consultation.{code}", words)


@transaction.atomic
def new_point(consultation: Consultation, title: str, comments: Collection[int] = ()) -> Point:
    """A point, with the comments that say it. Raises Refused."""
    _open(consultation)
    _refuse("no_title", NO_TITLE, not title.strip())
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    last = consultation.points.aggregate(last=Max("number"))["last"] or 0
    point = Point.objects.create(consultation=consultation, number=last + 1, title=title.strip()[:LONGEST_TITLE])
    consultation.comments.filter(pk__in=comments).update(point=point)
    return point


@transaction.atomic
def move_to_point(consultation: Consultation, number: int | None, comments: Collection[int]) -> int:
    """Put comments under a point, or (None) take them out of any; how many. Raises Refused."""
    _open(consultation)
    _refuse("no_comment", NO_COMMENT, not comments)
    point = consultation.points.filter(number=number).first() if number is not None else None
    _refuse("no_point", NO_POINT, number is not None and point is None)
    return consultation.comments.filter(pk__in=comments).update(point=point)


def _checked(adoption: str, reply: str) -> None:
    _refuse("no_adoption", NO_ADOPTION, adoption not in Adoption.values)
    _refuse("no_reason", NO_REASON, not reply.strip())


def answer_point(consultation: Consultation, number: int, adoption: str, reply: str, *, by: str, on: date) -> Point:
    """Answer all comments of a point. Raises Refused."""
    _open(consultation)
    _checked(adoption, reply)
    point = consultation.points.filter(number=number).first()
    if point is None:
        raise Refused("consultation.no_point", NO_POINT)
    point.adoption, point.reply, point.replied_on, point.replied_by = adoption, reply.strip(), on, by[:80]
    point.save()
    return point


def answer_comment(consultation: Consultation, pk: int, adoption: str, reply: str, *, by: str, on: date) -> Comment:
    """Answer one comment by itself; it stands beside the answer of its point. Raises Refused."""
    _open(consultation)
    _checked(adoption, reply)
    comment = consultation.comments.filter(pk=pk).first()
    if comment is None:
        raise Refused("consultation.no_comment", NO_COMMENT)
    comment.adoption, comment.reply, comment.replied_on, comment.replied_by = adoption, reply.strip(), on, by[:80]
    comment.save()
    return comment
