"""The list is fixed before the seed; what is drawn anybody can draw again; another unit looks; a relapse reopens."""

from datetime import timedelta

import pytest

from qingtian.apps.cases.actions.draw_look_backs import closed_cases, commit_draw
from qingtian.apps.cases.look_back_drawing import drawn_cases, of_lines, reasons_of_lines, share_of
from qingtian.apps.cases.look_back_risk import risk_of, rules_on
from qingtian.apps.cases.models import DrawnCase
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.procedures.decide import FieldsRefused, ReasonWanted
from tests.apps.proceedings.driving import Drive, case
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)
UNITS = {f"BA-2026-{n:06d}": "town" for n in range(1, 21)}


@pytest.fixture
def closed(city):
    return case(city).to("closed")


def committed(city, on, **more):
    fields = {"subject": "二季度回头看", "first_day": "2026-06-01", "last_day": str(on - DAY), "seed_source": "双色球"}
    by = city.actor(more.pop("by", "inspector"), on)
    return commit_draw(by=by, on=on, now=at(on), **{**fields, **more})


def refused(code):
    return pytest.raises(Refused, match=rf"\[{code}\]")


# --- the draw itself


def test_a_share_is_rounded_up_and_nothing_draws_nothing():
    assert [share_of(n, 20) for n in (0, 1, 5, 6)] == [0, 1, 1, 2]
    assert share_of(9, 0) == 0


def test_the_same_list_and_seed_draw_the_same_cases_and_risk_fills_from_the_gravest():
    grave = {"BA-2026-000007": ("反弹过",), "BA-2026-000003": ("延过期",), "BA-2026-000001": ("延过期",)}
    once = drawn_cases(UNITS, grave, "7", random_share=10, risk_share=10)
    turned = dict(reversed(UNITS.items()))
    assert once == drawn_cases(turned, grave, "7", random_share=10, risk_share=10)
    random, risk = ([one.number for one in once if one.by == by] for by in ("random", "risk"))
    assert len(random) == 2
    assert risk == [number for number in grave if number not in random][:2]
    assert {one.number for one in drawn_cases(UNITS, grave, "8", random_share=10, risk_share=0)} != set(random)


def test_written_lists_are_read_back():
    assert of_lines("town BA-1\n\nbranch BA-2") == {"BA-1": "town", "BA-2": "branch"}
    assert reasons_of_lines("BA-1 反弹过；延过期\nBA-2 延过期")["BA-1"] == ("反弹过", "延过期")


# --- risk by rule


def test_returns_as_false_or_superficial_weigh_and_a_voided_one_does_not(city):
    drive = case(city).to("self_checked")
    rules = rules_on(drive.day)
    assert risk_of(drive.matter, rules).points == 0
    drive.do("county_check", fields={"result": "surface_rectification"})
    found = risk_of(drive.matter, rules)
    assert found.points == 3
    assert "1" in found.reasons[0].zh
    drive.do("correct")
    assert risk_of(drive.matter, rules).points == 0


# --- commit, then draw


def test_the_draw_comes_on_a_later_day_than_the_list_and_follows_from_the_record(city, closed):
    on = closed.day + 5 * DAY
    draw = Drive(city, committed(city, on), on)
    assert draw.projection.facts["population"] == 1
    assert draw.clock("cases.look_back_draw").owner["chain"][-1] == "office"
    with refused("act.guard"):
        draw.do("draw_cases", fields={"seed": "0142357"})
    draw.day += DAY
    draw.do("draw_cases", fields={"seed": "0142357"})
    facts = draw.projection.facts
    again = drawn_cases(
        of_lines(facts["candidates"]),
        {},
        "0142357",
        random_share=facts["random_share"],
        risk_share=facts["risk_share"],
    )
    assert [one.number for one in again] == [row.case.number for row in DrawnCase.objects.filter(draw=draw.matter)]
    draw.holds()


def test_what_was_drawn_cannot_be_dropped_and_drawn_again(city, closed):
    on = closed.day + 5 * DAY
    draw = Drive(city, committed(city, on), on + DAY)
    draw.do("draw_cases")
    by = city.actor("inspector", draw.day)
    given = {"on": draw.day, "now": at(draw.day), "fields": {"why": "不满意"}, "expected_seq": draw.matter.seq}
    with refused("act.not_now"):
        perform(draw.matter, "drop_draw", by=by, **given)


@pytest.mark.parametrize(("last", "code"), [(0, "act.guard"), (1, "act.guard")])
def test_the_list_is_of_days_that_are_over(city, closed, last, code):
    on = closed.day + 5 * DAY
    with refused(code):
        committed(city, on, last_day=str(on + last * DAY))


def test_without_closed_cases_or_with_nonsense_nothing_stands(city, closed):
    on = closed.day + 5 * DAY
    with refused("look_back.nothing"):
        committed(city, on, first_day="2025-01-01", last_day="2025-03-31")
    with pytest.raises(FieldsRefused):
        committed(city, on, first_day="昨天")
    with pytest.raises(FieldsRefused):
        committed(city, on, seed_source="")
    assert not Proceeding.objects.filter(procedure="look_back_draw").exists()


def test_a_case_looked_back_at_is_no_candidate(city, closed):
    first, last = closed.day - 60 * DAY, closed.day
    assert closed_cases(first, last)
    assert not closed_cases(first, last - DAY)
    closed.do("look_back")
    assert not closed_cases(first, last)


# --- another unit looks


def test_the_unit_that_did_the_work_does_not_look_and_only_the_assigned_unit_does(city, closed):
    with refused("act.guard"):
        closed.do("assign_look_back", fields={"looker": "wangxi-town"})
    closed.do("assign_look_back", fields={"looker": "wangxi-government"})
    with refused("act.guard"):
        closed.do("look_back", "inspector")
    closed.do("look_back", "clerk")


def test_a_relapse_reopens_the_case_and_the_draw_is_finished_when_all_were_looked_at(city, closed):
    on = closed.day + 5 * DAY
    draw = Drive(city, committed(city, on), on + DAY)
    draw.do("draw_cases")
    with refused("act.guard"):
        draw.do("finish_look_backs")
    closed.day = draw.day
    closed.do("assign_look_back")
    assert DrawnCase.objects.get().looker == "office"
    closed.do("look_back", fields={"relapse": "yes"})
    row = DrawnCase.objects.get()
    assert (row.result, closed.state) == ("yes", "rectifying")
    closed.do("correct")
    assert DrawnCase.objects.get().looked_by is None
    closed.do("look_back", fields={"relapse": "no"})
    draw.do("finish_look_backs")
    draw.holds()
    assert draw.state == "closed"


# --- dereliction, photos


@pytest.mark.parametrize("left", ["dereliction", "dereliction_reason"])
def test_a_relapse_answers_for_dereliction(city, closed, left):
    with refused("act.guard"):
        closed.do("look_back", fields={"relapse": "yes", left: ""})


@pytest.mark.parametrize("left", ["dereliction", "dereliction_reason"])
def test_a_close_out_answers_for_dereliction(city, left):
    with pytest.raises(FieldsRefused):
        case(city).to("accepted").do("close", fields={left: ""})


@pytest.mark.parametrize("line", ["- 2026-06-01 09:30", "102.7,25.0 -", "- -", ""])
def test_photos_after_without_place_or_time_need_a_reason(city, line):
    drive = case(city).to("rectifying").prepare("self_check")
    fields = {"after": drive._file(), "after_placed": line}
    with pytest.raises(ReasonWanted):
        drive.do("self_check", fields=fields)
    drive.do("self_check", fields=fields, reason="手机没有定位，核查时补拍。")
    assert drive.state == "self_checked"
