"""A warning from the suggestion to the evaluation: who may, what is refused, what every unit did, what is computed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qingtian.apps.air_warnings.actions.look import look
from qingtian.apps.air_warnings.models import AirWarning, Response, WarningLook
from qingtian.apps.air_warnings.queries import issued, overdue, warnings_in
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from tests.apps.air_warnings.playing import DAY, TOLD, Walk, listed
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HEAVY = {TODAY: (190, 230), TODAY + DAY: (210, 250)}


@pytest.fixture
def walk(city, sky):
    sky.forecast = dict(HEAVY)
    return Walk(city)


def test_the_system_suggests_with_its_reasons_and_does_nothing_else(walk):
    row = walk.row
    assert (walk.matter.state, row.tier) == ("suggested", "orange")
    assert walk.matter.number.startswith("ZY-")
    why = walk.matter.projection["facts"]["why"]
    assert "11-23 预报 210（PM2.5），11-24 预报 230（PM2.5）" in why
    assert "国家 2024 年分级第 1 行“AQI 大于 200，持续 48 小时”" in why
    assert "据第三方资料" in why
    assert [day["aqi"] for day in row.predicted] == [210, 230]
    assert not Response.objects.exists()
    assert not issued().exists()


@pytest.mark.parametrize(("ranges", "tier"), [((200, 200), ""), ((200, 202), "yellow"), ((180, 221), "")])
def test_the_middle_of_the_range_counts_and_the_upper_end_is_told(city, sky, ranges, tier):
    sky.forecast = {TODAY: ranges}
    assert look(at(TODAY)).suggested == bool(tier)
    why = WarningLook.objects.get().why
    assert ("上限会达到" in why.zh) == (ranges[1] > 200 and not tier)


def test_looking_again_changes_nothing_and_a_declined_one_is_not_asked_again(walk, sky):
    assert (look(at(TODAY, 12)).suggested, look(at(TODAY, 13)).noted) == (0, 0)
    assert walk.do("decline") == "declined"
    assert look(at(TODAY, 15)).suggested == 0
    sky.forecast[TODAY + 2 * DAY] = (320, 340)
    assert look(at(TODAY, 16)).suggested == 1  # red now, which nobody declined


def test_without_a_forecast_nothing_is_suggested_and_the_look_says_so(city, sky):
    sky.measured = {TODAY - n * DAY: 240 for n in range(1, 4)}
    done = look(at(TODAY))
    assert (done.suggested, done.forecasts) == (0, 0)
    assert WarningLook.objects.get().tier == ""


def test_an_analyst_opens_one_by_hand_with_a_typed_forecast(city, sky):
    from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding

    fields = {"office": "centre", "area": "city", "tier": "yellow", "first_day": str(TODAY), "last_day": str(TODAY),
              "why": "会商", "forecast": f"{TODAY} 190-221 PM2.5、PM10"}  # fmt: skip
    given = {"by": city.actor("analyst-1", TODAY), "on": TODAY, "now": at(TODAY), "title": "预警"}
    matter = open_proceeding("air_warning", fields=fields, **given)
    assert AirWarning.objects.get(proceeding=matter).predicted[0]["aqi"] == 206  # 205.5 to the even number
    for wrong in ("明天 200", f"{TODAY} 230-190", f"{TODAY} 190-230 粉尘", "2026-13-01 1-2"):
        with pytest.raises(Refused):
            open_proceeding("air_warning", fields=fields | {"forecast": wrong}, **given)


def test_from_the_suggestion_to_the_evaluation(walk, sky):
    unit = listed()
    states = [walk.do(act) for act in ("propose", "approve", "issue")]
    assert states == ["proposed", "approved", "issued"]
    walk.do("tell", units=str(unit.pk))
    row = Response.objects.get()
    assert (row.measures, row.answer_by - row.told_at, row.respond_by - row.told_at) == (
        "停一条窑", timedelta(hours=2), timedelta(hours=12),
    )  # fmt: skip
    walk.do("acknowledge", units=str(unit.pk), at=f"{TODAY} 11:31")
    walk.do("report_done", units=str(unit.pk))
    walk.do("check_response", units=str(unit.pk))
    sky.measured = {TODAY: 222, TODAY + DAY: 180}
    sky.forecast = {}
    later = TODAY + 2 * DAY
    walk.do("lift", on=later, reason="预报已转好")
    assert walk.do("evaluate", on=later) == "evaluated"
    frozen = walk.row.evaluation
    assert [day["within"] for day in frozen["days"]] == [True, False]
    assert frozen["reached"] == "yellow"
    assert frozen["shares"] == {"told": 1, "acknowledged": 1, "in_time": 0, "done": 1, "checked": 1, "fulfilled": 1}
    assert [step for step, _ in frozen["steps"]] == ["suggest", "propose", "approve", "issue", "tell", "lift"]


def test_where_the_air_was_not_measured_the_evaluation_claims_nothing(walk, sky):
    walk.to("lift")
    later = TODAY + 2 * DAY
    sky.measured = {TODAY: 222}
    walk.do("evaluate", on=later)
    frozen = walk.row.evaluation
    assert frozen["reached"] is None
    assert [day["within"] for day in frozen["days"]] == [True, None]
    assert "不说达没达到级别" in walk.matter.projection["facts"]["figures"]


def test_the_computed_figures_cannot_be_typed_over(walk):
    walk.to("lift")
    with pytest.raises(Refused):
        walk.do("evaluate", figures="全部命中")


def test_nothing_is_issued_before_a_leader_of_the_headquarters_approved(walk):
    for act, by in (("issue", "duty"), ("approve", "commander")):
        with pytest.raises(Refused):
            walk.do(act, by)
    walk.do("propose")
    for by in ("duty", "bureau-chief", "analyst-1"):
        with pytest.raises(Refused):
            walk.do("approve", by)
    with pytest.raises(Refused):
        walk.do("issue")


def test_who_proposes_does_not_approve(walk, city):
    from qingtian.apps.people.models import Tenure
    from tests.small_city import STARTED

    walk.do("propose")
    Tenure.objects.create(person=city.people["bureau-chief"], post=city.posts["commander"], starts=STARTED)
    from qingtian.apps.people.queries import actor_at

    both = actor_at(city.people["bureau-chief"], city.posts["commander"], TODAY)
    with pytest.raises(Refused) as refused:
        perform(walk.matter, "approve", by=both, on=TODAY, now=at(TODAY, 12), fields={"opinion": "x"},
                expected_seq=walk.matter.seq)  # fmt: skip
    assert refused.value.code == "act.guard"


def test_factories_are_told_by_a_person_and_only_those_of_whom_the_tier_asks_something(walk):
    asked, free = listed(), listed(name_zh="某 A 级企业", grade="A", measures_yellow="")
    gone = listed(name_zh="已停用", valid_to=TODAY - DAY)
    walk.to("issue")
    assert not Response.objects.exists()  # issuing tells nobody
    for unit in (free, gone):
        with pytest.raises(Refused):
            walk.do("tell", units=f"{asked.pk},{unit.pk}")
    with pytest.raises(Refused):
        walk.do("tell", units="")
    walk.do("tell", units=str(asked.pk))
    assert Response.objects.count() == 1


def test_steps_come_in_order_and_an_undone_act_undoes_its_step(walk):
    unit = listed()
    walk.to("issue")
    with pytest.raises(Refused):
        walk.do("acknowledge", units=str(unit.pk))
    walk.do("tell", units=str(unit.pk))
    with pytest.raises(Refused):
        walk.do("report_done", units=str(unit.pk))
    walk.do("acknowledge", units=str(unit.pk))
    walk.usual["correct"] = ("commander", {})
    walk.do("correct", number=walk.matter.seq, why="记错了单位")
    assert Response.objects.get().acknowledged_at is None


@pytest.mark.parametrize(("minute", "late"), [(0, 0), (1, 1)])
def test_a_unit_that_has_not_answered_two_hours_after_it_was_told_is_overdue(walk, minute, late):
    walk.to("issue")
    walk.do("tell", units=str(listed().pk))
    assert overdue(walk.row, at(TODAY, 11, 30 + minute)).count() == late


def test_raised_is_above_and_lowered_is_below_and_a_raise_tells_again(walk):
    unit = listed()
    walk.to("issue")
    walk.do("tell", units=str(unit.pk))
    with pytest.raises(Refused):
        walk.do("lower_tier")
    with pytest.raises(Refused):
        walk.do("raise_tier", tier="yellow")
    walk.do("raise_tier")
    walk.do("tell", units=str(unit.pk))
    walk.do("tell", units=str(unit.pk))
    assert [row.measures for row in Response.objects.order_by("pk")] == ["停一条窑", "全停"]
    walk.do("lower_tier")
    assert [one["tier"] for one in walk.row.changes] == ["yellow", "orange", "yellow"]


def test_lifting_before_the_condition_is_shown_asks_for_a_reason(walk, sky):
    walk.to("issue")
    with pytest.raises(Refused):
        walk.do("lift")
    sky.forecast = {TODAY: (80, 100), TODAY + DAY: (80, 100)}
    assert walk.do("lift") == "lifted"


def test_a_changed_outlook_is_noted_once_and_changes_nothing(walk, sky):
    walk.to("issue")
    sky.forecast = {TODAY + n * DAY: (80, 100) for n in range(3)}
    assert [look(at(TODAY, hour)).noted for hour in (12, 13)] == [1, 0]
    walk.matter.refresh_from_db()
    assert (walk.matter.state, walk.matter.projection["facts"]["outlook_tier"]) == ("issued", "release")
    assert walk.row.tier == "yellow"


def test_warnings_in_a_time_are_those_in_force_on_any_moment_of_it(walk):
    assert not warnings_in(TODAY, TODAY)
    walk.to("issue")
    assert [warnings_in(TODAY + n * DAY, TODAY + n * DAY).count() for n in (-1, 0, 5)] == [0, 1, 1]
    walk.do("lift", reason="x", ends=f"{TODAY} 10:30")
    assert [warnings_in(TODAY + n * DAY, TODAY + n * DAY).count() for n in (0, 1)] == [1, 0]
    assert (warnings_in(TODAY, TODAY, "city").count(), warnings_in(TODAY, TODAY, "wangxi").count()) == (1, 0)


def test_a_moment_ahead_or_unreadable_is_refused(walk):
    walk.do("propose")
    walk.do("approve")
    for begins in (f"{TODAY + DAY} 00:00", "明早", ""):
        with pytest.raises(Refused):
            walk.do("issue", begins=begins)
    assert walk.do("issue", begins=TOLD) == "issued"


REACH = {
    "suggested": (), "proposed": ("propose",), "approved": ("propose", "approve"),
    "issued": ("propose", "approve", "issue"), "lifted": ("propose", "approve", "issue", "lift"),
    "evaluated": ("propose", "approve", "issue", "lift", "evaluate"), "declined": ("decline",),
    "withdrawn": ("propose", "withdraw"),
}  # fmt: skip


@pytest.mark.parametrize("state", REACH)
def test_every_undeclared_act_is_refused_in_every_state(walk, state, city):
    for act in REACH[state]:
        walk.do(act, **({"reason": "x"} if act == "lift" else {}))
    declared = load_procedures().on("air_warning", TODAY)
    here = {each.act for each in declared.transitions_from(state)}
    for act in {each.act for each in declared.transitions} - here:
        with pytest.raises(Refused) as refused:
            perform(walk.matter, act, by=city.actor("commander", TODAY), on=TODAY, now=at(TODAY, 12), fields={},
                    expected_seq=walk.matter.seq)  # fmt: skip
        assert refused.value.code == "act.not_now"
    assert Proceeding.objects.get(pk=walk.matter.pk).state == state
