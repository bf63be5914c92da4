"""Conditions of a public consultation: published before it opens, long enough, over before it closes, all answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: the world's names
LEAST, CLOSES, UNANSWERED = "least_closing_days", "consultation_closes_on", "comments_unanswered"
NOT_PUBLISHED = Text(
    "要写一份已经发布的公开稿的编号。", "Give the number of a publication that is on the public pages."
)


def _is_published(reference: Any) -> bool:
    """Whether that matter is a text on the public pages."""
    known = isinstance(reference, Mapping)
    return known and reference.get("procedure") == "publication" and reference.get("state") == "published"


@guard("notice_is_published", Text("公告已经发布", "the notice is published"), needs_fields=True)
def notice_is_published(context: GuardContext) -> Text | None:
    return None if _is_published(context.fields.get("notice")) else NOT_PUBLISHED


@guard("summary_is_published", Text("采纳情况已经发布", "the result is published"), needs_fields=True)
def summary_is_published(context: GuardContext) -> Text | None:
    summary = context.fields.get("summary")
    if not _is_published(summary):
        return NOT_PUBLISHED
    notice = context.projection.facts.get("notice")
    if isinstance(notice, Mapping) and isinstance(summary, Mapping) and notice["number"] == summary["number"]:
        return Text("这是公告，不是采纳情况。", "This is the notice, not the result.")
    return None


@guard("closes_in_the_future", Text("截止日在以后", "the last day lies ahead"), needs_fields=True)
def closes_in_the_future(context: GuardContext) -> Text | None:
    if str(context.fields.get("closes_on") or "") > context.on.isoformat():
        return None
    return Text("截止日要在今天以后。", "The last day must lie after today.")


@guard(
    "period_long_enough",
    Text("期限不短于这一类的一般期限", "no shorter than this kind has as a rule"),
    needs_fields=True,
    needs_world=(LEAST,),
)
def period_long_enough(context: GuardContext) -> Text | None:
    least = context.world.get(LEAST, {}).get(context.fields.get("kind"))
    if least is None or str(context.fields.get("closes_on") or "") >= least:
        return None
    return Text(f"这一类一般到 {least} 才能截止。", f"A consultation of this kind runs until {least} as a rule.")


@guard(
    "later_than_before", Text("新的截止日更晚", "the new last day is later"), needs_fields=True, needs_world=(CLOSES,)
)
def later_than_before(context: GuardContext) -> Text | None:
    if str(context.fields.get("closes_on") or "") > str(context.world.get(CLOSES) or ""):
        return None
    return Text("只能往后延。", "It can only be made later.")


@guard("comment_period_over", Text("截止日已过", "the last day has passed"), needs_world=(CLOSES,))
def comment_period_over(context: GuardContext) -> Text | None:
    closes = str(context.world.get(CLOSES) or "")
    if closes and context.on.isoformat() > closes:
        return None
    return Text(
        f"{closes} 还在收意见，过了那天才能截止。", f"Comments are taken until {closes}; close it after that day."
    )


@guard(
    "every_comment_answered",
    Text("每条意见都有答复和理由", "every comment has its reasoned answer"),
    needs_world=(UNANSWERED,),
)
def every_comment_answered(context: GuardContext) -> Text | None:
    left = int(context.world.get(UNANSWERED, 0))
    if not left:
        return None
    return Text("还有 {n} 条意见没有答复。", "{n} comment(s) without an answer.").format(n=left)
