"""One matter (一案一档): facts, what happened, what can be done now and by which article."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.oversight.queries import PROCEDURES
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import possible, procedure_of, projection_of, timeline
from qingtian.apps.transfers.queries import PROCEDURES as TRANSFERS
from qingtian.language import Text
from qingtian.procedures import Procedure
from qingtian.procedures.filing import FileOrder, order_of
from qingtian.procedures.projection import Projection
from qingtian.web.desk.acts_column import column
from qingtian.web.desk.clock_views import clocks_of, head_clock, long_day, unfolded
from qingtian.web.desk.facts import HANDLING, facts_of
from qingtian.web.desk.penalties.panel import panel as penalty_panel
from qingtian.web.desk.reading_panel import panel
from qingtian.web.desk.repeats_view import repeats_of
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.desk.timeline_events import events

#: clocks shown in the head; the others stand with their derivations
IN_HEAD = 3
SHOWN_AT_ONCE = 12
#: the part of the desk a matter belongs to
NAV_OF = {
    "petition": "desk:petitions",
    "five_ones_case": "desk:cases",
    "publication": "desk:publishing",
    "consultation": "desk:publishing",
    "hot_issue": "desk:petitions",
    "file_review": "desk:petitions",
    "file_mending": "desk:petitions",
    "problem_list": "desk:supervision",
    "monthly_schedule": "desk:supervision",
    "leader_instruction": "desk:supervision",
    "tracked_task": "desk:supervision",
    **dict.fromkeys(PROCEDURES, "desk:supervision"),
    **dict.fromkeys(MEASURES, "desk:enforcement"),
    **dict.fromkeys(TRANSFERS, "desk:enforcement"),
    "suggestion": "desk:supervision",
    "proposal": "desk:supervision",
    "co_handling": "desk:supervision",
    "inspection_feedback": "desk:supervision",
    "penalty_case": "desk:enforcement",
    "inspection_visit": "desk:enforcement",
    "random_draw": "desk:enforcement",
    "monitor_alert": "desk:monitoring",
    "air_consultation": "desk:foresight",
    "grid_event": "desk:enforcement",
    "hidden_hazard": "desk:enforcement",
    "air_warning": "desk:foresight",
    "visit_plan": "desk:enforcement",
    "air_forecast": "desk:foresight",
}


@officer
def proceeding(request: DeskRequest, number: str) -> HttpResponse:
    """The page of one matter; 404 where the actor may not see it."""
    found = matter(request, number)
    procedure, projection = procedure_of(found), projection_of(found)
    working = calendar()
    clocks = clocks_of(projection.clocks)
    happened = events(found, procedure, timeline(found), request.actor)
    context = head(found, procedure, projection, request) | {
        "clocks": [head_clock(c, request.as_of, working) for c in clocks[:IN_HEAD]],
        "derivations": [unfolded(c, request.as_of, working) for c in clocks],
        "facts": facts_of(request, found, procedure, projection),
        "events": happened[:SHOWN_AT_ONCE],
        "earlier": happened[SHOWN_AT_ONCE:],
        "place": located(found),
        "reading": panel(request, found),
        "repeats": repeats_of(found, request.actor) if found.procedure == "petition" and not found.restricted else None,
        "penalty": penalty_panel(request, found, projection),
        "filing": _filing(order_of(found.procedure, request.as_of)),
        "acts": column(found, projection, possible(found, request.actor, request.as_of), request.as_of, working),
    }
    return render(request, "desk/proceeding.html", context)


def _filing(order: FileOrder | None) -> dict[str, bool] | None:
    """Whether the file lies in an order of its own, and whether a volume of it is open to the party."""
    return {"party": any(volume.open_to_party for volume in order.volumes)} if order else None


def located(found: Proceeding) -> tuple[str, str] | None:
    """Latitude and longitude of what was reported, where the reporter marked it on the map."""
    marked = Petition.objects.filter(proceeding=found, latitude__isnull=False, longitude__isnull=False)
    place = marked.values_list("latitude", "longitude").first()
    return (str(place[0]), str(place[1])) if place else None


def head(found: Proceeding, procedure: Procedure, projection: Projection, request: DeskRequest) -> dict[str, Any]:
    """What stands over every page of a matter."""
    opened = found.opened_on
    days = (request.as_of - opened).days + 1 if opened else 0
    return {
        "matter": found,
        "procedure": procedure,
        "state": procedure.states[found.state].title,
        "since": Text(f"{long_day(opened).zh}立件，第 {days} 天", f"Opened {long_day(opened).en}, day {days}")
        if opened
        else "",
        "mark": HANDLING[found.handling_mark],
        "nav_current": NAV_OF.get(found.procedure, ""),
    }
