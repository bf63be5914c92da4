"""The checklist before real use (启用检查): what is missing, why it matters, where to mend it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from qingtian.apps.installation.checklist import Answer, Check, answers
from qingtian.language import Text
from qingtian.law import Basis, load_law
from qingtian.web.desk.seat import DeskRequest, officer

#: what is named of one check before the rest is folded away
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One check as the page shows it."""

    answer: Answer
    basis: Text | None
    address: str
    shown: tuple[Text, ...]
    more: tuple[Text, ...]


@officer
@require_safe
def checklist(request: DeskRequest) -> HttpResponse:
    """For every officer to read: what must be there, what should be, what is fine. Mending is the administrator's."""
    roles = request.actor.roles
    lines = [_line(answer, roles) for answer in answers(request.as_of, roles)]
    context = {
        "must": [line for line in lines if not line.answer.fine and line.answer.check.must],
        "should": [line for line in lines if not line.answer.fine and not line.answer.check.must],
        "fine": [line for line in lines if line.answer.fine],
    }
    return render(request, "desk/checklist.html", context)


def _line(answer: Answer, roles: Collection[str]) -> Line:
    check = answer.check
    basis = load_law().cite(Basis(instrument=check.basis[0], article=check.basis[1])) if check.basis else None
    address = _address(check) if check.menders & set(roles) else ""
    return Line(answer, basis, address, answer.missing[:SHOWN], answer.missing[SHOWN:])


def _address(check: Check) -> str:
    try:
        return f"{reverse(check.mend, args=check.args)}{f'?{check.ask}' if check.ask else ''}" if check.mend else ""
    except NoReverseMatch:
        return ""
