"""A grid event: found, dissuaded, reported, verified, assigned, disposed of, checked by another, closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from qingtian.apps.grid.actions.escalate import escalate
from qingtian.apps.grid.models import GridEvent
from qingtian.apps.proceedings.models import Act, Link
from qingtian.apps.proceedings.queries import possible, procedure_of, projection_of
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def refused(code):
    return pytest.raises(Refused, match=code.replace(".", r"\."))


def test_from_the_find_to_the_end(town):
    matter = town.assigned()
    assert matter.state == "assigned"
    assert matter.number.startswith("WG-")
    town.do(matter, "dispose", "handler", done="已清理")
    town.do(matter, "check", "member-2", outcome="not_solved", checked_on_site="还有烟")
    assert matter.state == "assigned"
    town.do(matter, "dispose", "handler", done="再清理")
    town.do(matter, "check", "member-2", outcome="solved", checked_on_site="没有了")
    town.do(matter, "close", "town", opinion="同意")
    assert matter.state == "closed"
    assert matter.ended_on == TODAY
    assert projection_of(matter).running() == []
    event = GridEvent.objects.get(proceeding=matter)
    assert (event.cell.code, event.kind, event.severity) == ("t-1", "burning", "ordinary")


def test_nothing_is_reported_before_it_was_dissuaded(town):
    matter = town.find()
    with refused("act.guard"):
        town.do(matter, "report", "member", severity="ordinary")
    town.do(matter, "dissuade", "member", dissuasion="nobody")
    assert town.do(matter, "report", "member", severity="ordinary").state == "reported"


def test_what_was_not_so_ends_with_what_was_seen(town):
    matter = town.do(town.reported(), "verify", "town", result="not_so", seen="是水汽")
    assert matter.state == "not_so"
    assert matter.ended_on == TODAY
    assert projection_of(matter).running() == []


@pytest.mark.parametrize("cell", ["t", "nowhere"])
def test_an_event_lies_in_a_leaf(town, cell):
    with refused("act.guard"):
        town.find(cell=cell)


@pytest.mark.parametrize("written", ["昨天", "2026-13-01 00:00", f"{TODAY + timedelta(days=1)} 09:00"])
def test_the_time_of_finding_is_read_and_not_to_come(town, written):
    with refused("act.guard"):
        town.find(found_at=written)


def test_the_finder_does_not_verify_and_the_handler_does_not_check(town):
    matter = town.find(by="town")
    town.do(matter, "dissuade", "town", dissuasion="stopped")
    town.do(matter, "report", "town", severity="ordinary")
    with refused("act.guard"):
        town.do(matter, "verify", "town", result="real", seen="属实")
    other = town.assigned()
    town.do(other, "dispose", "handler", done="已清理")
    with refused("act.not_you"):
        town.do(other, "check", "handler", outcome="solved", checked_on_site="好")


def test_it_becomes_another_matter_only_once_that_is_linked(town):
    matter = town.assigned()
    with refused("act.guard"):
        town.do(matter, "pass_on", "handler", why="立案")
    with refused("act.guard"):
        town.do(matter, "link_result", "handler", came_of=town.find().number)
    hazard = town.register()
    town.do(matter, "link_result", "handler", came_of=hazard.number)
    assert town.do(matter, "pass_on", "handler", why="隐患").state == "passed_on"
    assert Link.objects.filter(source=matter, target=hazard, kind=Link.Kind.GAVE_RISE_TO, undone_by=None).count() == 1


@pytest.mark.parametrize(("hours", "passed_up"), [(23.9, 0), (24, 1)])
def test_an_urgent_one_is_passed_up_after_24_hours(town, hours, passed_up):
    matter = town.reported(severity="urgent")
    assert escalate(town.later(hours)).passed_up == passed_up
    matter.refresh_from_db()
    assert projection_of(matter).organ("superior") == ("wangxi-government" if passed_up else None)


def test_an_ordinary_one_is_passed_up_after_three_working_days_and_once_only(town):
    matter = town.reported()
    due = projection_of(matter).clocks["grid.escalation"].due
    assert due == "2026-11-26"  # Monday the 23rd and three working days
    assert escalate(at(TODAY + timedelta(days=3), 23)).passed_up == 0
    town.now = at(TODAY + timedelta(days=4), 0)
    assert escalate(town.now).passed_up == 1
    assert escalate(town.now).passed_up == 0
    matter.refresh_from_db()
    assert matter.state == "reported"
    # whoever is above may verify and assign now
    town.do(matter, "verify", "clerk", result="real", seen="属实")
    assert town.do(matter, "assign", "clerk", handler="branch", demands="去").state == "assigned"
    assert escalate(town.later(24 * 30)).passed_up == 0


def test_no_act_of_a_member_is_a_penalty_and_no_penalty_is_a_members():
    """网格员没有处罚权: the role stands in no procedure that punishes, measures or collects."""
    allowed = {"grid_event", "hidden_hazard"}
    named = {p.id for p in load_procedures() for t in p.transitions for who in t.by if who.role == "grid_member"}
    assert named == allowed


#: how to come to each state
STATES = ["found", "reported", "verified", "not_so", "assigned", "disposed", "checked", "closed", "passed_on"]


def arrived(town, state):
    if state == "found":
        return town.find()
    if state == "reported":
        return town.reported()
    if state == "not_so":
        return town.do(town.reported(), "verify", "town", result="not_so", seen="不是")
    if state == "verified":
        return town.do(town.reported(), "verify", "town", result="real", seen="是")
    matter = town.assigned()
    if state == "passed_on":
        town.do(matter, "link_result", "handler", came_of=town.register().number)
        return town.do(matter, "pass_on", "handler", why="转")
    for act, by, fields in (
        ("dispose", "handler", {"done": "好"}),
        ("check", "town", {"outcome": "solved", "checked_on_site": "好"}),
        ("close", "town", {}),
    ):
        if matter.state != state:
            town.do(matter, act, by, **fields)
    return matter


@pytest.mark.parametrize("state", STATES)
def test_an_act_that_is_not_declared_for_the_state_is_refused_and_nothing_written(town, state):
    matter = arrived(town, state)
    procedure = procedure_of(matter)
    here = {t.act for t in procedure.transitions_from(state)}
    before = Act.objects.count()
    for act in sorted({t.act for t in procedure.transitions} - here):
        with transaction.atomic(), pytest.raises(Refused):
            town.do(matter, act, "town")
    assert Act.objects.count() == before


def test_who_may_take_a_step(town):
    """Written out by hand: members report, leaders verify and assign, the handler disposes, somebody else checks."""
    wanted = {
        "dissuade": ("found", {"member", "member-2", "town"}),
        "verify": ("reported", {"town"}),
        "assign": ("verified", {"town"}),
        "dispose": ("assigned", {"handler", "branch-head", "second-officer"}),
        "check": ("disposed", {"member", "member-2", "town"}),
        "close": ("checked", {"town"}),
    }
    for act, (state, people) in wanted.items():
        matter = arrived(town, state)
        may = {
            post
            for post in town.city.posts
            for offered in possible(matter, town.actor(post), town.now.date())
            if offered.transition.act == act and offered.for_actor
        }
        assert may == people, act
