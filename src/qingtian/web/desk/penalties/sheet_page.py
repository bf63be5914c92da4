"""The discretion sheet of a case: what was weighed before, the comparable cases, and a new weighing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.parties.policy import READERS
from qingtian.apps.penalties.actions.weigh import ACT, Weighing, noticed_fine, weigh_discretion
from qingtian.apps.penalties.drafting import drafted
from qingtian.apps.penalties.held import table_of, tables
from qingtian.apps.penalties.models import DiscretionSheet
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import possible
from qingtian.enforcement import lines
from qingtian.enforcement.discretion.reckoned import DIRECTIONS
from qingtian.enforcement.discretion.sheet import refuse_unsound
from qingtian.enforcement.discretion.table import MODELS
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.web.access import PAGES
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.calculators.asked import Asked, WrongField
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.penalties.sheet_form import answered, sheet_parts
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

KEPT = Text("裁量表已记入案卷：计算值 {c}，建议 {p} 元。", "The sheet is recorded: computed {c}, proposed {p} yuan.")
KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a try: the weighing that can be kept, or why not."""

    weighing: Weighing | None = None
    refused: QingtianError | None = None
    field: str = ""


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(READERS)
def discretion(request: DeskRequest, number: str) -> HttpResponse:
    """GET the sheets and the form; POST reckons, and with ``step=keep`` records. 422 where it cannot stand."""
    if request.method == "POST" and not request.actor.roles & PAGES["desk:penalty_discretion"].acting:
        return render(request, "desk/enforcement/not_yours.html", status=403)
    case = matter(request, number)
    if case.procedure != "penalty_case":
        raise Http404
    mine = any(one.transition.act == ACT and one.allowed for one in possible(case, request.actor, request.as_of))
    if request.method == "POST" and not mine:
        return render(request, "desk/enforcement/not_yours.html", status=403)
    asked = Asked(request.POST if request.method == "POST" else request.GET)
    tried = _tried(request, case, asked) if request.method == "POST" else Tried()
    if tried.weighing and not tried.refused and asked.words("step") == KEEP:
        return redirect("desk:penalty_discretion", number)
    context = _context(case, asked, tried) | {"mine": mine, "once": secrets.token_urlsafe(18)}
    return render(request, "desk/penalties/discretion.html", context, status=422 if tried.refused else 200)


def _tried(request: DeskRequest, case: Proceeding, asked: Asked) -> Tried:
    table = table_of(asked.words("table"))
    weighing: Weighing | None = None
    try:
        weighing = drafted(case, answered(case, table, asked), request.as_of)
        refuse_unsound(weighing.reckoned, tuple(weighing.answers), weighing.chosen, load_law())
        if asked.words("step") == KEEP:
            _keep(request, case, weighing)
    except WrongField as wrong:
        return Tried(None, wrong.error, wrong.name)
    except QingtianError as error:
        return Tried(weighing, error, error.where)
    return Tried(weighing)


def _keep(request: DeskRequest, case: Proceeding, weighing: Weighing) -> None:
    weigh_discretion(
        case,
        weighing,
        by=request.actor,
        on=request.as_of,
        now=request.now,
        expected_seq=whole(request.POST.get("expected_seq", ""), otherwise=case.seq),
        once=request.POST.get("once", "")[:40] or secrets.token_urlsafe(18),
    )
    words = KEPT.format(c=lines.money(weighing.reckoned.computed), p=lines.money(weighing.chosen.fine))
    messages.success(request, say(words))


def _context(case: Proceeding, asked: Asked, tried: Tried) -> dict[str, object]:
    table, law = table_of(asked.words("table")), load_law()
    parts = sheet_parts(case, table, asked)
    if tried.refused and tried.field:
        parts = [(columns, _marked(fields, tried.field, tried.refused)) for columns, fields in parts]
    weighing, noticed = tried.weighing, noticed_fine(case.projection["facts"], case.state)
    return {
        "case": case,
        "table": table,
        "tables": [
            (one.key, Text("{m}：{t}", "{m}: {t}").format(m=MODELS[one.model], t=one.title), one.key == table.key)
            for one in tables().values()
        ],
        "parts": parts,
        "refused": tried.refused,
        "weighing": weighing,
        "lines": [*lines.of_law_choice(weighing.choice, law), *lines.of_discretion(weighing.reckoned, law)]
        if weighing
        else (),
        "chosen": lines.money(weighing.chosen.fine) if weighing else None,
        "computed": lines.money(weighing.reckoned.computed) if weighing else None,
        "noticed": lines.money(noticed) if noticed is not None else None,
        "sheets": [_sheet(one) for one in case.discretion_sheets.order_by("-act_seq")],
        "expected": case.seq,
        "nav_current": "desk:enforcement",
    }


def _marked(fields: list[FieldView], name: str, error: QingtianError) -> list[FieldView]:
    """What is wrong stands beside its field."""
    return [replace(one, error=error.message) if one.name == name else one for one in fields]


def _sheet(sheet: DiscretionSheet) -> dict[str, object]:
    factors = table_of(sheet.table).factors
    return {
        "sheet": sheet,
        "evidence": [
            (factors[name].title if name in factors else name, shown)
            for name, shown in sheet.content["evidence"].items()
        ],
        "direction": DIRECTIONS[sheet.direction],
        "computed": _words(sheet.computed),
        "chosen": _words(sheet.chosen),
    }


def _words(sum_: Decimal) -> str:
    return f"{sum_:,.2f}"
