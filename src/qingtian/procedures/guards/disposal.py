"""Guards of the disposal of files: only past their retention, and never by one post alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

NOT_FOUND = Text("没有归档案卷 {numbers}。", "No archived file {numbers}.")
FOREIGN = Text("不是本单位保管的案卷：{numbers}。", "Not kept by this organ: {numbers}.")
PERMANENT = Text("永久保管，不能销毁：{numbers}。", "Kept permanently, never erased: {numbers}.")
TOO_EARLY = Text("保管期限还没有满：{numbers}。", "The retention period has not ended: {numbers}.")
ERASED = Text("已经销毁过：{numbers}。", "Erased before: {numbers}.")
LISTED = Text("已经列在另一份清册里：{numbers}。", "Already on another list: {numbers}.")
REOPENED = Text("又在办理中：{numbers}。", "Open again: {numbers}.")


def numbers_of(written: str) -> list[str]:
    """The numbers on a list, each once."""
    return list(dict.fromkeys(written.split()))


def _said(words: Text, numbers: Iterable[str]) -> Text | None:
    found = list(numbers)
    return words.format(numbers="、".join(found)) if found else None


def lack_of(
    known: Mapping[str, Mapping[str, Any]], numbers: Sequence[str], *, keeper: str, on: date, own: str
) -> Text | None:
    """Why these files may not be erased, or nothing. The day after the last day of the period is the first lawful one.

    ``known``: archived files by number; ``own``: the list itself, on which a file may of course stand.
    """
    if not numbers:
        return NOT_FOUND.format(numbers="—")
    files = {number: known[number] for number in numbers if number in known}
    day = on.isoformat()
    return (
        _said(NOT_FOUND, (n for n in numbers if n not in known))
        or _said(FOREIGN, (n for n, f in files.items() if f["keeper"] != keeper))
        or _said(ERASED, (n for n, f in files.items() if f["erased"]))
        or _said(REOPENED, (n for n, f in files.items() if f["open"]))
        or _said(PERMANENT, (n for n, f in files.items() if f["until"] is None))
        or _said(TOO_EARLY, (f"{n}（{f['until']}）" for n, f in files.items() if f["until"] and f["until"] >= day))
        or _said(LISTED, (n for n, f in files.items() if f["listed"] not in (None, own)))
    )


@guard(
    "all_past_retention", Text("每一卷都已满保管期限", "every file is past its retention"), needs_world=("archived",)
)
def all_past_retention(context: GuardContext) -> Text | None:
    numbers = numbers_of(context.projection.facts.get("matters", ""))
    known, keeper = context.world.get("archived", {}), context.projection.organ("keeper") or ""
    return lack_of(known, numbers, keeper=keeper, on=context.on, own=context.world.get("own", ""))


def _by(context: GuardContext, act: str) -> dict[str, object]:
    marks = context.projection.done.get(act, ())
    return dict(marks[-1]["by"]) if marks else {}


@guard("not_the_lister", Text("鉴定的不是开列的人", "appraised by another person than the lister"))
def not_the_lister(context: GuardContext) -> Text | None:
    if _by(context, "list_for_disposal").get("person_id") != context.actor.person_id:
        return None
    return Text("开列清册的人不能自己鉴定。", "Whoever made the list does not appraise it.")


@guard(
    "another_post_than_the_appraiser",
    Text("批准和鉴定是两个岗位、两个人", "approved at another post and by another person than the appraiser"),
)
def another_post_than_the_appraiser(context: GuardContext) -> Text | None:
    appraiser, lister = _by(context, "appraise"), _by(context, "list_for_disposal")
    same = context.actor.post == appraiser.get("post") or context.actor.person_id in (
        appraiser.get("person_id"),
        lister.get("person_id"),
    )
    if not same:
        return None
    return Text(
        "开列、鉴定过的人不能再批准；要另一个岗位。",
        "Whoever listed or appraised does not approve; it needs another post.",
    )


@guard("surely", Text("确认过", "confirmed"), needs_fields=True)
def surely(context: GuardContext) -> Text | None:
    return None if context.fields.get("sure") else Text("勾上“确认销毁”。", "Tick the confirmation.")
