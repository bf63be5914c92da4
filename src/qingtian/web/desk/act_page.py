"""One act on one matter: its form from the declaration, and every way it can be refused without losing a word."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.proceedings.actions.perform import StaleProceeding, perform
from qingtian.apps.proceedings.actions.serve_paper import sealing_token
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.chapters import cleared
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.papers import catalogue
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.queries import possible, procedure_of, projection_of, timeline
from qingtian.apps.publishing.models import Publication
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Possibility, Projection, Transition
from qingtian.procedures.decide import FieldsRefused, ReasonWanted
from qingtian.procedures.who import describe_all
from qingtian.web.access import PAGES
from qingtian.web.design.fields import FieldView
from qingtian.web.desk import file_mark
from qingtian.web.desk.act_fields import Setting, answers, first_answers, form_fields, name_of
from qingtian.web.desk.acts_column import consequence
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.photo_lines import lines_of
from qingtian.web.desk.reading_panel import panel
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.desk.timeline_events import events
from qingtian.web.desk.uploads import Taken, redeemed, take_all, ticket
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

DONE = Text("“{act}”已记入，第 {seq} 号动作。", "“{act}” is recorded as act {seq}.")
GONE = Text(
    "“{act}”已记入 {number}；这件事现在只有指定人员看得到。",
    "“{act}” is recorded in {number}; the matter is now visible to named officers only.",
)
#: the act that a paper with a secrecy mark is noted by
SAFE = "keep_in_safe"
NOT_A_DAY = Text("日期写成 2026-11-23 这样。", "Write the date like 2026-11-23.")

#: acts with a page of their own, where what they enter is gathered and shown first
OWN_PAGES = {
    ("monthly_schedule", "merge_table"): "desk:schedule_merge",
    ("monthly_schedule", "chase"): "desk:schedule",
    ("compensation_claim", "enter_losses"): "desk:compensation_losses",
    ("penalty_case", "weigh_discretion"): "desk:penalty_discretion",
}


@dataclass
class Draft:
    """What one try of the form holds, and why it was not taken."""

    on: str
    once: str
    expected: int
    values: dict[str, Any] = field(default_factory=dict)
    taken: dict[str, list[Taken]] = field(default_factory=dict)
    reason: str = ""
    faults: dict[str, Text] = field(default_factory=dict)
    refused: QingtianError | None = None
    stale: StaleProceeding | None = None
    asks_reason: bool = False
    status: int = 200


@officer
def act(request: DeskRequest, number: str, act: str) -> HttpResponse:
    """GET the form, POST to perform. 404 out of scope; 403 for somebody else's act; 409 when not possible now."""
    found = matter(request, number)
    procedure = procedure_of(found)
    transition = procedure.find(act, found.state) or procedure.named(act)
    if transition is None or transition.source == ["start"]:
        raise Http404
    if request.method == "POST":
        return _post(request, found, transition)
    possibility = _possibilities(request, found).get(act)
    if possibility is None or not possibility.allowed:
        return _not_now(request, found, transition, possibility)
    if own := OWN_PAGES.get((found.procedure, act)):
        return redirect(own, number)
    setting = Setting(request.actor, request.as_of, found, projection_of(found))
    draft = Draft(str(request.as_of), secrets.token_urlsafe(18), found.seq)
    draft.values = first_answers(transition, setting, request.GET)
    return _form(request, found, transition, draft)


def _possibilities(request: DeskRequest, found: Proceeding) -> dict[str, Possibility]:
    """Every act from the matter's state, by its name."""
    return {one.transition.act: one for one in possible(found, request.actor, request.as_of)}


def _not_now(
    request: DeskRequest, found: Proceeding, transition: Transition, possibility: Possibility | None
) -> HttpResponse:
    """Why the act is not open: not in this state, not this officer, or what is missing."""
    procedure = procedure_of(found)
    context = head(found, procedure, projection_of(found), request) | {
        "title": transition.title,
        "basis": short(transition.basis),
        "possibility": possibility,
        "who": describe_all(transition, procedure),
        "may_draft": bool(PAGES["desk:new_publication"].roles & request.actor.roles),
        "at_the_gate": bool(transition.paper) and catalogue()[transition.paper].public and cleared(found) is None,
    }
    forbidden = possibility is not None and not possibility.for_actor
    return render(request, "desk/act_not_now.html", context, status=403 if forbidden else 409)


def _post(request: DeskRequest, found: Proceeding, transition: Transition) -> HttpResponse:
    draft = _sent(request, found, transition)
    day = legal_day(draft)
    if not draft.faults and day:
        done = _attempt(request, found, transition, draft, day)
        if done:
            return done
    draft.status = draft.status if draft.status != 200 else 422
    return _form(request, found, transition, draft)


def legal_day(draft: Draft) -> date | None:
    """The day that was typed; None, with a sentence at its field, when it is none."""
    try:
        return date.fromisoformat(draft.on)
    except ValueError:
        draft.faults["on"] = NOT_A_DAY
        return None


def _sent(request: DeskRequest, found: Proceeding, transition: Transition) -> Draft:
    """The draft as it was posted; files are stored at once, so that a refusal does not lose them."""
    post = request.POST
    draft = Draft(
        on=post.get("on", ""),
        once=post.get("once", "")[:64] or secrets.token_urlsafe(18),
        expected=whole(post.get("expected_seq", ""), otherwise=-1),
        values=answers(transition, post),
        reason=post.get("reason", ""),
    )
    lines = lines_of(transition, request.FILES, lambda name: post.get(f"f_{name}", ""))
    draft.taken, draft.faults = sent_files(request, transition, found)
    draft.values |= {field: said for field, said in lines.items() if said and not draft.faults}
    return draft


def sent_files(
    request: DeskRequest, transition: Transition, found: Proceeding | None
) -> tuple[dict[str, list[Taken]], dict[str, Text]]:
    """By field: the files now held (this try's and earlier tries'), and why some were not taken."""
    held: dict[str, list[Taken]] = {}
    faults: dict[str, Text] = {}
    for declared in transition.fields:
        if declared.type != "files":
            continue
        key = name_of(declared)
        kept = redeemed(request.POST.getlist(f"{key}_kept"), request.person.pk)
        # what is to be sealed never becomes an open file of the matter
        own, mark = None if declared.sealed else found, file_mark.declared(request.POST)
        token = (sealing_token(found) if found else "") if declared.sealed else None
        fresh, wrong = take_all(request.FILES.getlist(key), own, request.now, mark, token)
        held[declared.name] = [ticket(stored, request.person.pk) for stored in [*kept, *fresh]]
        if wrong:
            faults[declared.name] = Text("".join(t.zh for t in wrong), " ".join(t.en for t in wrong))
    return held, faults


def _attempt(
    request: DeskRequest, found: Proceeding, transition: Transition, draft: Draft, day: date
) -> HttpResponse | None:
    """Perform; None when it was refused and the draft says why."""
    files = {name: [one.pk for one in taken] for name, taken in draft.taken.items() if taken}
    try:
        written = perform(
            found,
            transition.act,
            by=request.actor,
            on=day,
            now=request.now,
            fields={**draft.values, **files},
            reason=draft.reason,
            expected_seq=draft.expected,
            once=draft.once,
        )
    except StaleProceeding as stale:
        draft.stale, draft.status = stale, 409
    except FieldsRefused as refused:
        draft.faults = refused.faults
    except ReasonWanted as wanted:
        draft.refused, draft.asks_reason = wanted, True
    except QingtianError as refused:
        draft.refused = refused
        draft.asks_reason = refused.code in ("act.late_entry", "act.backdated") or bool(draft.reason)
    else:
        return _done(request, found, transition, written.seq)
    return None


def _done(request: DeskRequest, found: Proceeding, transition: Transition, seq: int) -> HttpResponse:
    if may_see(request.actor, found):
        messages.success(request, say(DONE.format(act=transition.title, seq=seq)))
        return redirect("desk:proceeding", found.number)
    messages.success(request, say(GONE.format(act=transition.title, number=found.number)))
    return redirect("desk:worklist")


def _form(request: DeskRequest, found: Proceeding, transition: Transition, draft: Draft) -> HttpResponse:
    """The form with all it holds. After somebody else acted it shows what changed and expects the new number."""
    found.refresh_from_db()
    procedure, projection = procedure_of(found), projection_of(found)
    offered = _possibilities(request, found)
    possibility = offered.get(transition.act)
    setting = Setting(request.actor, request.as_of, found, projection)
    changed = [e for e in timeline(found) if e.record["seq"] > draft.expected] if draft.stale else []
    context = head(found, procedure, projection, request) | {
        "transition": transition,
        "basis": short(transition.basis),
        "consequence": consequence(possibility, projection, request.as_of, calendar()) if possibility else "",
        "fields": form_fields(transition, setting, draft.values, draft.faults, draft.taken),
        "places": any(declared.type == "positions" for declared in transition.fields),
        "file_mark": file_mark.question(request.POST) if _asks_for_files(transition) else None,
        # a page links to nothing it would refuse
        "safe": SAFE in offered and offered[SAFE].for_actor,
        "day": day_field(request, draft.on, draft.faults.get("on"), projection.last_on),
        "errors": summary(transition, draft.faults),
        "refused": None if draft.asks_reason and isinstance(draft.refused, ReasonWanted) else draft.refused,
        "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
        "wanted": wanted_reasons(draft),
        "reason": reason_field(draft),
        "stale": draft.stale,
        "changed": events(found, procedure, changed, request.actor),
        "expected": found.seq,
        "once": draft.once,
        "possible": bool(possibility and possibility.allowed),
        "cited": cited(transition.basis),
        "public_words": public_words(transition, projection),
        "reading": panel(request, found, transition.act),
        "wording": Publication.objects.filter(proceeding=found).values_list("text", flat=True).first(),
    }
    return render(request, "desk/act.html", context, status=draft.status)


def _asks_for_files(transition: Transition) -> bool:
    return any(declared.type == "files" for declared in transition.fields)


def public_words(transition: Transition, projection: Projection) -> Text | None:
    """The sentence the reporter will read; names that the act still has to give stand as their relation."""
    if transition.public is None:
        return None
    names = {key: Text.of(value["name"]) for key, value in projection.relations.items() if value.get("name")}
    handler = transition.field("handler")
    waiting = {"handler": Text("（所选单位）", "(the organ chosen)")} if handler else {}
    return transition.public.format(**{"handler": Text("承办单位", "the handling organ"), **names, **waiting})


def day_field(request: DeskRequest, value: str, fault: Text | None, last: str | None) -> FieldView:
    """The day the act counts for the law: today unless it happened before and is entered now."""
    return FieldView(
        "on",
        Text("日期", "Date"),
        "date",
        value=value,
        error=fault or "",
        hint=Text(
            "这一动作在法律上的日期，不早于上一个动作" + (f"（{last}）。" if last else "。"),
            "The day the act counts for the law; not before the act before it" + (f" ({last})." if last else "."),
        ),
        maximum=str(request.as_of),
    )


def summary(transition: Transition, faults: Mapping[str, Text]) -> Sequence[tuple[str, Text]]:
    """Links to the fields that were refused, in the order of the form."""
    order = ["on", *(f.name for f in transition.fields)]
    return [
        (f"id_{name if name == 'on' else 'f_' + name}", faults[name])
        for name in sorted(faults, key=lambda n: order.index(n) if n in order else len(order))
    ]


def reason_field(draft: Draft) -> FieldView | None:
    """Where the reason is written, once one is asked for."""
    if not draft.asks_reason:
        return None
    return FieldView("reason", Text("理由", "Reason"), "textarea", value=draft.reason, rows=2)


def wanted_reasons(draft: Draft) -> Text | None:
    if not isinstance(draft.refused, ReasonWanted):
        return None
    said = draft.refused.warnings
    return Text("".join(w.zh for w in said), " ".join(w.en for w in said))
