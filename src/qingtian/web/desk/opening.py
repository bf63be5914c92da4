"""Open a matter through a form: the declared first act of its procedure, as any other act.

A page says who may, what the form holds at first and where it leads afterwards; everything between is here.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Procedure, Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused, ReasonWanted
from qingtian.procedures.who import describe_all
from qingtian.web.desk.act_fields import Setting, answers, first_answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, reason_field, summary, wanted_reasons
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.seat import DeskRequest

#: as long as a matter's title may be
LONGEST = 200
#: refusals that a reason answers
ASKS_A_REASON = ("act.late_entry", "act.backdated")


@dataclass(frozen=True, slots=True)
class Opening:
    """The first act of the procedure in force on the day of the request, as one officer's form."""

    request: DeskRequest
    procedure: Procedure
    transition: Transition

    @classmethod
    def of(cls, request: DeskRequest, procedure_id: str) -> Opening:
        procedure = load_procedures().on(procedure_id, request.as_of)
        return cls(request, procedure, procedure.transitions_from("start")[0])

    @property
    def for_actor(self) -> bool:
        """Whether the declaration names a role of this officer."""
        return bool(self.request.actor.roles & {who.role for who in self.transition.by})

    @property
    def who(self) -> Text:
        """Who may open it, in words."""
        return describe_all(self.transition, self.procedure)

    @property
    def setting(self) -> Setting:
        return Setting(self.request.actor, self.request.as_of)

    def asked(self) -> dict[str, Any]:
        """What the address of the form says of its fields already."""
        return first_answers(self.transition, self.setting, self.request.GET)

    def fresh(self, values: Mapping[str, Any]) -> Draft:
        """The form before anything was typed."""
        return Draft(str(self.request.as_of), secrets.token_urlsafe(18), 0, values=dict(values))

    def sent(self) -> Draft:
        """The form as it was posted."""
        post = self.request.POST
        draft = Draft(post.get("on", ""), post.get("once", "")[:64] or secrets.token_urlsafe(18), 0)
        draft.values = answers(self.transition, post)
        draft.reason = post.get("reason", "")
        draft.asks_reason = bool(draft.reason)
        return draft

    def perform(
        self,
        draft: Draft,
        *,
        title: str | None = None,
        generated: bool = False,
        extra: Mapping[str, Any] | None = None,
    ) -> Proceeding | None:
        """The matter it opened; None where nothing was sent yet, or where the draft now says why it was not taken.

        Its title is its subject, unless one is given.
        """
        day = legal_day(draft) if self.request.method == "POST" else None
        if day is None or draft.faults:
            return None
        try:
            return open_proceeding(
                self.procedure.id,
                by=self.request.actor,
                on=day,
                now=self.request.now,
                title=str(draft.values.get("subject", ""))[:LONGEST] if title is None else title,
                fields=draft.values,
                once=draft.once,
                generated=generated,
                extra=extra,
                reason=draft.reason,
            )
        except FieldsRefused as refused:
            draft.faults = refused.faults
        except ReasonWanted as asked:
            draft.refused, draft.asks_reason = asked, True
        except QingtianError as refused:
            draft.refused = refused
            draft.asks_reason |= refused.code in ASKS_A_REASON
        return None

    def page(self, template: str, draft: Draft, **more: Any) -> HttpResponse:
        """The form with all it holds; 422 where it was sent and not taken, and where a reason is asked."""
        context = {
            "transition": self.transition,
            "procedure": self.procedure,
            "basis": short(self.transition.basis),
            "cited": cited(self.transition.basis),
            "fields": form_fields(self.transition, self.setting, draft.values, draft.faults, {}),
            "day": day_field(self.request, draft.on, draft.faults.get("on"), None),
            "errors": summary(self.transition, draft.faults),
            "refused": None if isinstance(draft.refused, ReasonWanted) else draft.refused,
            "wanted": wanted_reasons(draft),
            "reason": reason_field(draft),
            "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
            "once": draft.once,
            **more,
        }
        return render(self.request, template, context, status=422 if self.request.method == "POST" else 200)
