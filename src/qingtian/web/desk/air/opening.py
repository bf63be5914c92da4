"""Open a matter of the air by its declared first act: a form already filled with what the page found."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Procedure, Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused, ReasonWanted
from qingtian.procedures.who import describe_all
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.act_fields import Setting, answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, sent_files, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.templatetags.words import say

OPENED = Text("已记入 {number}。", "Recorded as {number}.")


class Opening:
    """The first act of one procedure on the day of the request. ``hidden`` fields are answered by the page itself."""

    def __init__(self, request: DeskRequest, procedure: str, hidden: frozenset[str] = frozenset()) -> None:
        self.request, self.hidden = request, hidden
        self.procedure: Procedure = load_procedures().on(procedure, request.as_of)
        self.transition: Transition = self.procedure.transitions_from("start")[0]

    @property
    def allowed(self) -> bool:
        """Whether the officer's roles admit the act."""
        return bool(self.request.actor.roles & {who.role for who in self.transition.by})

    def refused(self) -> HttpResponse | None:
        """403 for a form sent from a post that may not open such a matter."""
        if self.request.method != "POST" or self.allowed:
            return None
        context = {"who": describe_all(self.transition, self.procedure)}
        return render(self.request, "desk/air/not_yours.html", context, status=403)

    def fresh(self, values: Mapping[str, Any]) -> Draft:
        """A new form that holds ``values``."""
        draft = Draft(str(self.request.as_of), secrets.token_urlsafe(18), 0)
        draft.values = dict(values)
        return draft

    def sent(self) -> Draft:
        """What was posted; files are stored at once, so that a refusal does not lose them."""
        post = self.request.POST
        draft = Draft(post.get("on", ""), post.get("once", "")[:64] or secrets.token_urlsafe(18), 0)
        draft.values, draft.reason = answers(self.transition, post), post.get("reason", "")
        draft.taken, draft.faults = sent_files(self.request, self.transition, None)
        return draft

    def attempt(self, draft: Draft, title: str, more: Mapping[str, Any]) -> HttpResponse | None:
        """Open the matter and go there; None where it was refused, and ``draft`` says why."""
        day = legal_day(draft)
        if day is None or draft.faults:
            return None
        files = {name: [one.pk for one in taken] for name, taken in draft.taken.items() if taken}
        try:
            opened = open_proceeding(
                self.procedure.id,
                by=self.request.actor,
                on=day,
                now=self.request.now,
                title=title[:200],
                fields={**draft.values, **files, **more},
                once=draft.once,
                reason=draft.reason,
            )
        except FieldsRefused as refused:
            draft.faults = refused.faults
        except ReasonWanted as refused:
            draft.refused, draft.asks_reason = refused, True
        except QingtianError as refused:
            draft.refused, draft.asks_reason = refused, refused.code == "act.backdated"
        else:
            messages.success(self.request, say(OPENED.format(number=opened.number)))
            seen = may_see(self.request.actor, opened)
            return redirect("desk:proceeding", opened.number) if seen else redirect("desk:air")
        return None

    def context(self, draft: Draft) -> dict[str, Any]:
        """What ``desk/air/opening.html`` shows."""
        setting = Setting(self.request.actor, self.request.as_of)
        return {
            "procedure": self.procedure,
            "transition": self.transition,
            "basis": short(self.transition.basis),
            "cited": cited(self.transition.basis),
            "fields": form_fields(
                self.transition, setting, draft.values, draft.faults, draft.taken, without=self.hidden
            ),
            "day": day_field(self.request, draft.on, draft.faults.get("on"), None),
            "errors": summary(self.transition, draft.faults),
            "refused": draft.refused,
            "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
            "reason": _reason(draft) if draft.asks_reason else None,
            "once": draft.once,
        }


def _reason(draft: Draft) -> FieldView:
    """The field for the reason, once a rule asks for one."""
    return FieldView("reason", Text("理由", "Reason"), "textarea", value=draft.reason, rows=2)
