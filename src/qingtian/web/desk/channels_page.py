"""The ways to report (反映渠道) as the administrator keeps them: what residents read on the page of all channels."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.config.channels import (
    DAYS,
    KINDS,
    LONGEST,
    MOST,
    Channel,
    another,
    channels,
    spans_of,
    write_channels,
    written_spans,
)
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

ROLE = "administrator"
SAVED = Text("存好了，公众网页马上照这个显示。", "Saved; the public page shows it at once.")
CHANGED = Text("改了反映渠道", "Changed the ways to report")
NO_NAME = Text("名称要写。", "Enter a name.")
TOO_LONG = Text(f"最多 {LONGEST} 字。", f"At most {LONGEST} characters.")
FULL = Text(f"最多 {MOST} 条渠道。", f"At most {MOST} channels.")
FIELDS = ("name_zh", "name_en", "reach", "address", "open", "about_zh", "about_en", "follow_zh", "follow_en")


def _shown(channel: Channel) -> dict[str, Any]:
    """What the form shows of a channel."""
    return {
        "code": channel.code,
        "kind": channel.kind,
        "days": channel.days,
        "shown": channel.shown,
        "name_zh": channel.name.zh,
        "name_en": channel.name.en,
        "reach": channel.reach,
        "address": channel.address,
        "open": written_spans(channel.open),
        "about_zh": channel.about.zh if channel.about else "",
        "about_en": channel.about.en if channel.about else "",
        "follow_zh": channel.follow.zh if channel.follow else "",
        "follow_en": channel.follow.en if channel.follow else "",
        "error": None,
    }


def _entered(posted: QueryDict, code: str) -> dict[str, Any]:
    """What was typed for one channel."""
    found: dict[str, Any] = {name: posted.get(f"{code}_{name}", "").strip() for name in FIELDS}
    kind, days = posted.get(f"{code}_kind", ""), posted.get(f"{code}_days", "")
    return found | {
        "code": code,
        "kind": kind if kind in KINDS else "other",
        "days": days if days in DAYS else "every",
        "shown": f"{code}_shown" in posted,
        "error": None,
    }


def _both(entered: dict[str, Any], name: str) -> Text | None:
    """Words in both languages; where one is missing the other stands for it."""
    zh, en = entered[f"{name}_zh"], entered[f"{name}_en"]
    return Text(zh or en, en or zh) if zh or en else None


def _read(entered: dict[str, Any]) -> Channel | Text:
    """The channel, or the sentence that says what is wrong."""
    name = _both(entered, "name")
    if name is None:
        return NO_NAME
    if any(len(entered[field]) > LONGEST for field in FIELDS):
        return TOO_LONG
    try:
        spans = spans_of(entered["open"])
    except QingtianError as refused:
        return refused.message
    return Channel(
        code=entered["code"],
        kind=entered["kind"],
        name=name,
        reach=entered["reach"],
        address=entered["address"],
        days=entered["days"],
        open=spans,
        about=_both(entered, "about"),
        follow=_both(entered, "follow"),
        shown=entered["shown"],
    )


@officer
def channels_page(request: DeskRequest) -> HttpResponse:
    """GET the list, POST to save it whole; 403 for a post that is no administrator's."""
    if ROLE not in request.actor.roles:
        return render(request, "desk/operations_not_yours.html", status=403)
    if request.method != "POST":
        return _page(request, [_shown(one) for one in channels()])
    rows = [_entered(request.POST, one.code) for one in channels()]
    read = [_read(row) for row in rows]
    for row, found in zip(rows, read, strict=True):
        row["error"] = found if isinstance(found, Text) else None
    kept = tuple(one for one in read if isinstance(one, Channel))
    new = request.POST.get("new_name", "").strip()[:LONGEST]
    if new and len(kept) >= MOST:
        return _page(request, rows, FULL)
    if len(kept) < len(read):
        return _page(request, rows, new=new)
    kind = request.POST.get("new_kind", "other")
    added = (another(kept, kind if kind in KINDS else "other", Text(new, new)),) if new else ()
    write_channels((*kept, *added))
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=CHANGED)
    messages.success(request, say(SAVED))
    return redirect("desk:channels")


def _page(request: DeskRequest, rows: list[dict[str, Any]], refused: Text | None = None, new: str = "") -> HttpResponse:
    errors = [(f"id_{row['code']}_name_zh", row["error"]) for row in rows if row["error"]]
    context = {
        "rows": rows,
        "kinds": KINDS,
        "days": DAYS,
        "errors": [*errors, *([("", refused)] if refused else [])],
        "new": new,
        "longest": LONGEST,
        "nav_current": "desk:office",
    }
    return render(request, "desk/channels.html", context, status=422 if context["errors"] else 200)
