"""A few fields of an opening act, the rest of which a chapter computes: a draw, a list that is fixed, a month.

The page says what the form holds at first and which verb opens the matter; asking, refusing and leading on are here.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import QingtianError
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.seat import DeskRequest

KINDS = {"date": "date", "integer": "number"}


@dataclass(frozen=True, slots=True)
class ShortForm:
    """``first`` is asked and holds what the form begins with; ``opened`` names the page of what was opened."""

    request: DeskRequest
    procedure: str
    first: Mapping[str, str]
    template: str
    opened: str
    nav: str

    @property
    def act(self) -> Transition:
        """The opening act in force on the day of the request."""
        return load_procedures().on(self.procedure, self.request.as_of).transitions_from("start")[0]

    def answer(self, verb: Callable[..., Proceeding]) -> HttpResponse:
        """GET the form; POST calls ``verb`` with what was sent, 422 where that was not taken."""
        request, faults = self.request, dict[str, Any]()
        refused: QingtianError | None = None
        if request.method != "POST":
            return self._page(self.first, faults, None)
        sent = {name: request.POST.get(name, "") for name in self.first}
        once = request.POST.get("once", "")[:64] or None
        given = {"by": request.actor, "on": request.as_of, "now": request.now, "once": once}
        try:
            made = verb(**given, generated=kind() == DEMONSTRATION, **sent)
        except FieldsRefused as wrong:
            faults = dict(wrong.faults)
        except QingtianError as wrong:
            refused = wrong
        else:
            return redirect(self.opened, made.number)
        return self._page(sent, faults, refused)

    def _page(self, sent: Mapping[str, str], faults: dict[str, Any], refused: QingtianError | None) -> HttpResponse:
        context = {
            "fields": [self._field(name, sent[name], faults.get(name, "")) for name in self.first],
            "consequence": self.act.consequence,
            "refused": refused,
            "once": secrets.token_urlsafe(18),
            "nav_current": self.nav,
        }
        return render(self.request, self.template, context, status=422 if faults or refused else 200)

    def _field(self, name: str, value: str, fault: Any) -> FieldView:
        declared = self.act.field(name)
        assert declared is not None
        shown = KINDS.get(declared.type, "text")
        return FieldView(name, declared.title, shown, declared.hint or "", value, fault)  # type: ignore[arg-type]
