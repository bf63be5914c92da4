"""The steps of the ladder that are open, and those that ended; and the proposals that wait for a person."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.supervision.actions.dismiss import dismiss
from qingtian.apps.supervision.models import Proposal
from qingtian.apps.supervision.queries import decided, steps_seen, waiting
from qingtian.apps.supervision.steps import STEPS
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.guards.supervision import POWERS
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.ladder.seats import OFFICE, only
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.typed import whole

SHOWN = 200
GONE = Text("没有这条建议。", "There is no such proposal.")


def step_title(step: str) -> Text:
    """What a step is called."""
    return load_procedures().editions(step)[-1].title


def _state(matter: Proceeding) -> Text:
    return load_procedures().edition(matter.procedure, matter.edition).states[matter.state].title


@officer
@require_safe
def ladder(request: DeskRequest) -> HttpResponse:
    """Open steps by their earliest clock; ``?ended=1`` the ended ones."""
    ended = bool(request.GET.get("ended"))
    held = list(steps_seen(request.actor, ended=ended)[:SHOWN])
    names = organ_names([code for one in held if (code := _addressee(one))])
    rows = [
        {
            "matter": one,
            "step": step_title(one.procedure),
            "state": _state(one),
            "power": POWERS[one.projection["facts"]["power"]],
            "unit": names.get(_addressee(one), ""),
            "overdue": not ended and one.next_due is not None and one.next_due < request.as_of,
        }
        for one in held
    ]
    drafting = [(step, step_title(step)) for step in STEPS] if request.actor.roles & OFFICE else []
    context = {"rows": rows, "ended": ended, "drafting": drafting, "nav_current": "desk:supervision"}
    return render(request, "desk/ladder/list.html", context)


def _addressee(matter: Proceeding) -> str:
    chain = (matter.projection.get("relations", {}).get("addressee") or {}).get("chain") or [""]
    return str(chain[-1])


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(OFFICE)
def proposals(request: DeskRequest) -> HttpResponse:
    """GET what the rules propose with the reason of each; POST to dismiss one, which needs a reason."""
    refused: QingtianError | None = None
    if request.method == "POST":
        key = whole(request.POST.get("proposal", ""), otherwise=0)
        try:
            dismiss(key, request.POST.get("why", ""), by=request.actor, on=request.as_of)
        except Proposal.DoesNotExist:
            return render(request, "desk/ladder/proposals.html", _shown(request, None) | {"gone": GONE}, status=404)
        except QingtianError as wrong:
            refused = wrong
        else:
            return redirect("desk:supervision_proposals")
    return render(request, "desk/ladder/proposals.html", _shown(request, refused), status=422 if refused else 200)


def _shown(request: DeskRequest, refused: QingtianError | None) -> dict[str, object]:
    past = bool(request.GET.get("decided"))
    held = list((decided() if past else waiting())[:SHOWN])
    names = organ_names([one.unit for one in held])
    rows = [
        {
            "one": one,
            "step": step_title(one.step),
            "reason": Text(one.reason_zh, one.reason_en),
            "unit": names.get(one.unit, one.unit),
            "issue": f"{reverse('desk:new_step')}?{urlencode({'step': one.step, 'proposal': one.pk})}",
        }
        for one in held
    ]
    may_draft = bool(request.actor.roles & OFFICE)
    return {"rows": rows, "past": past, "refused": refused, "may_draft": may_draft, "nav_current": "desk:supervision"}
