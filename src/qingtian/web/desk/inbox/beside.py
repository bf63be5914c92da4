"""The petition beside the list: enough of it to decide the next step, and the way to its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.petitions.policy import may_read_copy
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import possible, procedure_of, projection_of
from qingtian.language import Text
from qingtian.web.design.shapes import ActView, ClockView, Fact
from qingtian.web.desk.acts_column import column
from qingtian.web.desk.clock_views import clocks_of, head_clock
from qingtian.web.desk.facts import facts_of
from qingtian.web.desk.matter_page import IN_HEAD, located
from qingtian.web.desk.reading_panel import Panel, panel
from qingtian.web.desk.repeats_view import repeats_of
from qingtian.web.desk.seat import DeskRequest

#: acts offered beside the list; the page of the matter has them all
ACTS_SHOWN = 4
#: facts the pane says in its own way or leaves to the page
LEFT_OUT = ("问题",)


@dataclass(frozen=True, slots=True)
class Beside:
    """``words``: the working copy, empty while only the receiving office may read it. ``place``: latitude and
    longitude, where the reporter marked the map.
    """

    matter: Proceeding
    state: Text
    words: str
    language: str
    clocks: list[ClockView]
    facts: list[Fact]
    acts: list[ActView]
    place: tuple[str, str] | None
    reading: Panel | None
    repeats: Mapping[str, object] | None


def beside(request: DeskRequest, number: str) -> Beside | None:
    """The petition of that number; None where it is none or lies out of the actor's scope."""
    found = visible(request.actor).select_related("area").filter(number=number, procedure="petition").first()
    petition = Petition.objects.filter(proceeding=found).first() if found else None
    if found is None or petition is None:
        return None
    procedure, projection, working = procedure_of(found), projection_of(found), calendar()
    acts = column(found, projection, possible(found, request.actor, request.as_of), request.as_of, working)
    facts = facts_of(request, found, procedure, projection)
    copy = WorkingCopy.objects.filter(petition=petition).first()
    return Beside(
        matter=found,
        state=procedure.states[found.state].title,
        words=copy.text if copy and may_read_copy(request.actor, found, copy) else "",
        language=petition.language,
        clocks=[head_clock(c, request.as_of, working) for c in clocks_of(projection.clocks)[:IN_HEAD]],
        facts=[fact for fact in facts if not (isinstance(fact.label, Text) and fact.label.zh in LEFT_OUT)],
        acts=acts.now[:ACTS_SHOWN],
        place=located(found),
        reading=panel(request, found),
        repeats=repeats_of(found, request.actor) if not found.restricted else None,
    )
