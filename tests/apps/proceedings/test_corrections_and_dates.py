"""Wrong acts are voided, never edited; late entries give a reason; no act lies in the future or before the last."""

from datetime import timedelta

import pytest

from qingtian.apps.cases.models import TeamMember
from qingtian.apps.proceedings import calendars
from qingtian.apps.proceedings.models import Act, CalendarDay
from qingtian.apps.proceedings.queries import timeline
from qingtian.errors import Refused
from qingtian.language import Text
from tests.apps.proceedings.driving import MONDAY, case, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)


def refused(code):
    return pytest.raises(Refused, match=rf"\[{code}\]")


@pytest.fixture(autouse=True)
def _fresh_calendar():
    calendars._built.cache_clear()
    yield
    calendars._built.cache_clear()


# --- voiding


def test_voiding_an_act_restores_state_and_clocks_and_leaves_it_readable(city):
    drive = petition(city).to("assigned")
    before = drive.projection
    drive.day += 2 * DAY
    accepted = drive.do("accept").seq
    drive.do("correct", fields={"number": accepted, "why": "点错了件"})
    after = drive.projection
    assert (after.state, after.clocks, after.facts) == (before.state, before.clocks, before.facts)
    entries = timeline(drive.matter)
    assert [e.voided_by for e in entries] == [None] * (accepted - 1) + [accepted + 1, None]
    assert entries[accepted - 1].record["act"] == "accept"
    drive.holds()
    drive.do("accept")
    assert drive.due("petitions.handling") == drive.day + 60 * DAY


def test_what_was_done_in_the_new_state_is_voided_before_the_act_that_led_to_it(city):
    drive = petition(city).to("assigned")
    accepted = drive.do("accept").seq
    investigated = drive.do("investigate").seq
    with refused("act.guard"):
        drive.do("correct", fields={"number": accepted})
    drive.do("correct", fields={"number": investigated})
    drive.do("correct", fields={"number": accepted})
    assert drive.state == "assigned"
    assert not drive.projection.has_done("investigate")
    drive.holds()


def test_an_old_note_may_be_voided_without_moving_the_matter(city):
    drive = petition(city).to("accepted")
    note = drive.do("urge").seq
    drive.to("replied")
    before = drive.projection
    drive.do("correct", fields={"number": note})
    assert (drive.state, drive.projection.clocks) == ("replied", before.clocks)
    assert not drive.projection.has_done("urge")
    drive.holds()


def test_the_only_inquiry_stays_under_the_opinion_that_rests_on_it_but_one_of_two_may_go(city):
    drive = petition(city).to("accepted")
    first, second = drive.do("investigate").seq, drive.do("investigate").seq
    drive.do("conclude")
    drive.do("correct", fields={"number": second})
    with refused("act.guard"):
        drive.do("correct", fields={"number": first})


@pytest.mark.parametrize("number", [1, 99, 0, -1])
def test_the_opening_act_and_acts_that_are_not_there_cannot_be_voided(city, number):
    with refused("act.guard"):
        petition(city).to("registered").do("correct", fields={"number": number})


def test_an_act_is_voided_once_and_a_correction_not_at_all(city):
    drive = petition(city).to("duty")
    last = drive.matter.seq
    drive.do("correct", fields={"number": last})
    for number in (last, drive.matter.seq):
        with refused("act.guard"):
            drive.do("correct", fields={"number": number})


def test_voiding_an_extension_gives_the_last_day_back_and_the_extension_too(city):
    drive = petition(city).to("accepted")
    due = drive.due("petitions.handling")
    drive.do("extend")
    drive.do("correct", fields={"number": drive.matter.seq})
    assert drive.due("petitions.handling") == due
    drive.do("extend")
    assert drive.due("petitions.handling") == due + 30 * DAY


def test_voiding_the_end_of_a_matter_opens_it_again(city):
    drive = petition(city).to("closed")
    drive.do("correct")
    assert (drive.state, drive.matter.ended_on) == ("replied", None)
    assert drive.clock("petitions.rating").status == "running"


def test_voiding_the_sorting_of_an_accusation_takes_the_seal_off(city):
    drive = petition(city).to("accusation")
    assert drive.matter.restricted
    drive.do("correct")
    assert not drive.matter.restricted


def test_a_voided_subject_is_no_title_any_more(city):
    drive = petition(city, place="河西路 18 号", kinds=["air"])
    drive.do("register", fields={"subject": "王小明反映河西路异味", "area": "shiwan"})
    assert (drive.matter.title, drive.matter.area.code) == ("王小明反映河西路异味", "shiwan")
    drive.do("correct", fields={"number": 2})
    assert (drive.matter.title, drive.matter.area.code) == ("大气 · 河西路 18 号", "wangxi")
    drive.holds()


def test_voiding_a_plan_takes_its_team_away(city):
    drive = case(city).to("planned")
    assert TeamMember.objects.filter(case=drive.matter.case).exists()
    drive.do("correct")
    assert not TeamMember.objects.filter(case=drive.matter.case).exists()
    drive.do("plan")
    assert drive.matter.case.plans.get(voided_by=None).version == 2


def test_voiding_a_merge_undoes_its_link(city):
    drive = petition(city).to("merged")
    drive.do("correct")
    assert drive.state == "registered"
    assert not drive.matter.links_out.filter(undone_by=None).exists()
    drive.holds()


def test_unmerging_is_not_voided_but_done_again(city):
    drive = petition(city).to("merged").step("unmerge")
    with refused("act.not_voidable"):
        drive.do("correct", fields={"number": drive.matter.seq})


# --- an edited calendar


def test_running_clocks_are_recomputed_after_an_edit_of_the_calendar_and_stay_provable(city):
    drive = petition(city).to("assigned")
    due = drive.due("petitions.objection_to_assignment")
    CalendarDay.objects.create(
        day=MONDAY + DAY,
        working=False,
        name_zh="停工",
        name_en="closed",
        source="通知",
        edited_by="管理员",
        edited_at=at(MONDAY),
    )
    drive.do("recompute_clocks", "administrator")
    assert drive.due("petitions.objection_to_assignment") == due + DAY
    assert drive.due("petitions.notification") == MONDAY + 15 * DAY, "calendar days do not change"
    drive.holds()
    drive.do("correct", fields={"number": drive.matter.seq})
    assert drive.due("petitions.objection_to_assignment") == due
    drive.do("correct", fields={"number": drive.matter.seq - 2})
    assert drive.state == "duty"
    drive.holds()


# --- dates


@pytest.mark.parametrize(("ahead", "allowed"), [(-1, False), (0, True), (1, False)])
def test_an_act_is_not_before_the_last_one_and_not_after_today(city, ahead, allowed):
    drive = petition(city).to("duty")
    day = MONDAY + ahead * DAY
    if allowed:
        drive.do("forward", on=day)
        assert drive.state == "assigned"
    else:
        with refused("act.before_last" if ahead < 0 else "act.in_future"):
            drive.do("forward", on=day, now=at(MONDAY))


def test_today_is_the_day_in_shanghai(city):
    from datetime import UTC, datetime

    drive = petition(city).to("duty")
    evening_in_greenwich = datetime(2026, 6, 1, 16, 30, tzinfo=UTC)
    drive.do("forward", on=MONDAY + DAY, now=evening_in_greenwich)
    assert drive.matter.acts.last().on == MONDAY + DAY
    assert drive.matter.acts.last().content.content["recorded_at"].startswith("2026-06-02T00:30")


@pytest.mark.parametrize(
    ("back", "reason", "allowed"), [(2, "", False), (2, "会后补记", True), (11, "会后补记", False)]
)
def test_a_late_entry_moves_nothing_gives_a_reason_and_lies_after_the_opening(city, back, reason, allowed):
    drive = petition(city)
    drive.day += 10 * DAY
    drive.to("accepted")
    day = drive.day - back * DAY
    if not allowed:
        with refused("act.late_entry"):
            drive.do("investigate", on=day, reason=reason)
        return
    drive.do("investigate", on=day, reason=reason)
    record = drive.matter.acts.last().content.content
    assert (record["on"], record["reason"]) == (day.isoformat(), reason)
    assert drive.matter.last_on == drive.day, "the last day stays the latest"
    drive.holds()


def test_an_act_with_a_clock_is_never_entered_late(city):
    drive = petition(city).to("accepted")
    drive.day += 3 * DAY
    drive.do("investigate")
    with refused("act.before_last"):
        drive.do("extend", on=MONDAY + DAY, reason="补记")


def test_what_nobody_declared_is_refused_field_by_field_and_nothing_is_dropped(city):
    drive = petition(city).to("assigned")
    before = Act.objects.count()
    with pytest.raises(Refused) as raised:
        drive.do("accept", fields={"contact": " ", "secret": "x"})
    assert set(raised.value.faults) == {"contact", "secret"}
    assert all(isinstance(text, Text) for text in raised.value.faults.values())
    assert Act.objects.count() == before


@pytest.mark.parametrize("junk", ["\x00原因\ud800", "原因\r\n"])
def test_what_no_database_can_keep_is_cleaned_from_reasons_and_texts(city, junk):
    drive = petition(city).to("accepted")
    drive.day += DAY
    drive.do("urge")
    drive.do("investigate", on=MONDAY, reason=junk, fields={"findings": junk})
    record = drive.matter.acts.last().content.content
    assert record["reason"] == record["fields"]["findings"]
    assert "\x00" not in record["reason"]
    assert record["reason"].startswith("原因")
    drive.holds()


def test_a_subject_longer_than_a_title_is_kept_whole_in_the_act(city):
    drive = petition(city)
    drive.do("register", fields={"subject": "味" * 500})
    assert drive.matter.title == "味" * 200
    assert drive.projection.facts["subject"] == "味" * 500
    drive.holds()


def test_an_act_is_corrected_by_the_chief_of_its_organ_or_of_one_above_and_by_no_other(city):
    drive = petition(city).to("accepted")
    number = drive.matter.seq
    with pytest.raises(Refused, match="another organ's act"):
        drive.do("correct", "branch-2-head", fields={"number": number})
    drive.do("correct", "reviewer", fields={"number": number})  # the city bureau stands above the branch
    assert drive.state == "assigned"
    drive.holds()


def test_an_act_that_moves_the_matter_is_recorded_the_same_day_or_with_the_reason_for_the_delay(city):
    drive = petition(city).to("assigned")
    late = at(MONDAY + timedelta(days=1))
    with pytest.raises(Refused, match=r"act\.backdated"):
        drive.do("accept", on=MONDAY, now=late)
    made = drive.do("accept", on=MONDAY, now=late, reason="昨天下班后在纸上签收")
    assert made.content.content["reason"]
    assert made.on == MONDAY
    drive.holds()
