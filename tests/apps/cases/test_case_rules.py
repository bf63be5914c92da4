"""The rules of the five-ones case: one leader, one plan, honest checks, the right authority, no way around them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from qingtian.apps.cases.models import CaseContract
from qingtian.apps.cases.queries import answerable_for_case, personal_acts
from qingtian.apps.people.models import Person, Post, Rank, Tenure
from qingtian.apps.people.queries import actor_at
from qingtian.errors import Refused
from qingtian.procedures.decide import ReasonWanted
from tests.apps.proceedings.driving import MONDAY, case, petition

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)


def refused(code):
    return pytest.raises(Refused, match=rf"\[{code}\]")


def running(drive):
    return {clock.key for clock in drive.projection.running()}


# --- one leader


def test_the_database_itself_refuses_a_second_open_contract(city):
    drive = case(city).to("contracted")
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseContract.objects.create(
            case=drive.matter.case, post=city.posts["mayor"], person=city.people["mayor"], starts=MONDAY, opened_by=9
        )


@pytest.mark.parametrize("empty", ["leader", "leader_post"])
def test_the_database_itself_refuses_a_contracted_case_without_a_leader(city, empty):
    contracted = case(city).to("contracted").matter.case
    setattr(contracted, empty, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        contracted.save()


def test_a_leader_below_county_rank_is_refused_and_county_rank_itself_is_enough(city):
    drive = case(city).to("listed")
    with refused("act.guard"):
        drive.do("contract", fields={"leader": "clerk"})
    assert city.posts["vice-mayor"].rank == Rank.COUNTY
    drive.do("contract", fields={"leader": "vice-mayor"})
    assert drive.matter.case.leader == city.people["vice-mayor"]


@pytest.mark.parametrize(("ends", "allowed"), [(-1, False), (0, True), (1, True)])
def test_the_leader_must_hold_the_post_on_that_day_the_last_day_included(city, ends, allowed):
    Tenure.objects.filter(post=city.posts["vice-mayor"]).update(ends=MONDAY + ends * DAY)
    drive = case(city).to("listed")
    if allowed:
        drive.do("contract", fields={"leader": "vice-mayor"})
        assert drive.state == "contracted"
    else:
        with refused("act.guard"):
            drive.do("contract", fields={"leader": "vice-mayor"})


def test_a_reference_made_by_hand_cannot_claim_a_rank(city):
    drive = case(city).to("listed")
    forged = {"chain": ["x"], "name": {"zh": "假", "en": "False"}, "post": "clerk", "person": "p-clerk"}
    with refused("act.fields"):
        drive.do("contract", fields={"leader": {**forged, "county_rank_or_above": True}})


def test_a_handover_leaves_no_day_without_a_leader_and_hands_the_clocks(city):
    drive = case(city).to("rectifying")
    drive.day += 10 * DAY
    drive.do("hand_over", fields={"leader": "mayor"})
    contracts = list(drive.matter.case.contracts.all())
    assert [(c.starts, c.ends) for c in contracts] == [(MONDAY, drive.day), (drive.day, None)]
    on = [answerable_for_case(drive.matter.case, MONDAY + n * DAY).post.code for n in range(12)]
    assert on == ["vice-mayor"] * 10 + ["mayor"] * 2
    assert answerable_for_case(drive.matter.case, MONDAY - DAY) is None
    assert drive.clock("cases.plan_deadline").owner["post"] == "mayor"
    with refused("act.not_you"):
        drive.do("inquire", "vice-mayor")
    drive.do("inquire", "mayor")


def test_the_present_leader_is_no_successor(city):
    with refused("act.guard"):
        case(city).to("contracted").do("hand_over", fields={"leader": "vice-mayor"})


def test_a_new_holder_of_the_same_post_is_another_leader(city):
    drive = case(city).to("contracted")
    Tenure.objects.filter(post=city.posts["vice-mayor"]).update(ends=MONDAY)
    successor = Person.objects.create(code="p-new", name_zh="新任甲", name_en="New A")
    drive.day += DAY
    Tenure.objects.create(person=successor, post=city.posts["vice-mayor"], starts=drive.day)
    drive.do("hand_over", fields={"leader": "vice-mayor"})
    assert drive.matter.case.contracts.get(closed_by=None).person == successor


def test_voiding_a_handover_opens_the_former_contract_again(city):
    drive = case(city).to("contracted").step("hand_over")
    assert drive.matter.case.contracts.get(closed_by=None).post.code == "mayor"
    drive.do("correct")
    contract = drive.matter.case.contracts.get()
    assert (contract.post.code, contract.ends, contract.closed_by) == ("vice-mayor", None, None)
    assert drive.clock("cases.plan").owner["post"] == "vice-mayor"
    drive.matter.case.refresh_from_db()
    assert drive.matter.case.leader_post.code == "vice-mayor"
    drive.holds()


# --- the four personal acts


def test_a_liaison_enters_for_the_leader_only_with_the_paper_and_it_says_so(city):
    drive = case(city).to("contracted")
    with refused("act.guard"):
        drive.do("inquire", "liaison")
    act = drive.do("inquire", "liaison", fields={"evidence": drive._file()})
    by = act.content.content["by"]
    assert (by["post"], by["for"]["post"]) == ("liaison", "vice-mayor")
    assert drive.do("coordinate", "vice-mayor").content.content["by"].get("for") is None
    assert personal_acts(drive.matter.case) == {"inquire": 1, "coordinate": 1, "inspect": 0, "handle": 0}


def test_a_liaison_of_a_former_leader_enters_nothing(city):
    drive = case(city).to("contracted").step("hand_over", leader="mayor")
    with refused("act.not_you"):
        drive.do("inquire", "liaison", fields={"evidence": drive._file()})


@pytest.mark.parametrize("lacking", ["inquire", "coordinate", "inspect", "handle"])
def test_a_self_check_needs_all_four_personal_acts(city, lacking):
    drive = case(city).to("rectifying")
    for act in {"inquire", "coordinate", "inspect", "handle"} - {lacking}:
        drive.do(act)
    with refused("act.guard"):
        drive.do("self_check")
    drive.do(lacking)
    drive.do("self_check")
    assert drive.state == "self_checked"


def test_a_personal_act_cannot_be_voided_from_under_the_self_check_that_rests_on_it(city):
    drive = case(city).to("rectifying").prepare("self_check")
    inquired = next(a.seq for a in drive.matter.acts.all() if a.act == "inquire")
    drive.do("self_check")
    with refused("act.guard"):
        drive.do("correct", fields={"number": inquired})
    drive.do("correct", fields={"number": drive.matter.seq})
    drive.do("correct", fields={"number": inquired})
    assert personal_acts(drive.matter.case)["inquire"] == 0
    with refused("act.guard"):
        drive.do("self_check")


# --- the plan


@pytest.mark.parametrize("accepting", ["wangxi-town", "housing"])
def test_the_accepting_unit_is_not_the_implementing_one(city, accepting):
    drive = case(city).to("contracted")
    if accepting == "housing":
        drive.do("plan", fields={"accepting": accepting})
        assert drive.state == "planned"
    else:
        with refused("act.guard"):
            drive.do("plan", fields={"accepting": accepting})


def test_a_unit_below_the_implementing_one_does_not_accept_either(city):
    with refused("act.guard"):
        case(city).to("contracted").do("plan", fields={"implementing": "wangxi-government", "accepting": "wangxi-town"})


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, False), (1, True)])
def test_the_deadline_of_a_plan_lies_ahead(city, days, allowed):
    drive = case(city).to("contracted")
    deadline = (MONDAY + days * DAY).isoformat()
    fields = {"deadline": deadline, "milestones": f"{deadline} 完成"}
    if allowed:
        drive.do("plan", fields=fields)
        assert drive.due("cases.plan_deadline").isoformat() == deadline
    else:
        with refused("act.guard"):
            drive.do("plan", fields=fields)


@pytest.mark.parametrize(("days", "allowed"), [(0, True), (1, False)])
def test_no_milestone_lies_after_the_deadline(city, days, allowed):
    drive = case(city).to("contracted")
    deadline = MONDAY + 90 * DAY
    fields = {"deadline": deadline.isoformat(), "milestones": f"{deadline + days * DAY} 完成"}
    if allowed:
        drive.do("plan", fields=fields)
    else:
        with refused("act.guard"):
            drive.do("plan", fields=fields)
    assert drive.state == ("planned" if allowed else "contracted")


@pytest.mark.parametrize(("late", "allowed"), [(-1, True), (0, True), (1, False)])
def test_a_plan_is_extended_until_its_deadline_and_not_after(city, late, allowed):
    drive = case(city).to("rectifying")
    drive.day = drive.due("cases.plan_deadline") + late * DAY
    wanted = (drive.day + 30 * DAY).isoformat()
    if allowed:
        drive.do("extend", fields={"deadline": wanted})
        assert drive.due("cases.plan_deadline").isoformat() == wanted
        with refused("act.guard"):
            drive.do("extend")
    else:
        with refused("act.guard"):
            drive.do("extend", fields={"deadline": wanted})


def test_every_change_of_the_plan_is_a_version_and_a_later_one_is_voided_first(city):
    drive = case(city).to("rectifying")
    drive.do("replan", fields={"goal": "新的目标"})
    replanned = drive.matter.seq
    drive.do("extend")
    plans = drive.matter.case.plans
    assert [(p.version, p.goal) for p in plans.all()][1:] == [(2, "新的目标"), (3, "新的目标")]
    with refused("case.later_plan"):
        drive.do("correct", fields={"number": replanned})
    drive.do("correct", fields={"number": drive.matter.seq})
    drive.do("correct", fields={"number": replanned})
    assert list(plans.filter(voided_by=None).values_list("version", flat=True)) == [1]
    drive.holds()


# --- notice, objections, acceptance


@pytest.mark.parametrize(("late", "allowed"), [(-1, False), (0, False), (1, True)])
def test_acceptance_waits_for_the_last_day_of_the_notice(city, late, allowed):
    drive = case(city).to("announced")
    drive.day = drive.due("cases.public_notice") + late * DAY
    if allowed:
        drive.do("accept")
        assert drive.state == "accepted"
    else:
        with refused("act.guard"):
            drive.do("accept")


def test_a_notice_over_the_national_day_holiday_counts_working_days_only(city):
    assert case(city, date(2026, 9, 28)).to("announced").due("cases.public_notice") == date(2026, 10, 10)


def test_an_objection_stops_the_notice_and_is_answered_before_the_next(city):
    drive = case(city).to("announced")
    drive.do("object")
    assert (drive.state, running(drive) & {"cases.public_notice"}) == ("county_checked", set())
    assert drive.clock("cases.objection_reply").owner["chain"][-1] == "office"
    with refused("act.guard"):
        drive.do("announce")
    drive.do("answer_objection", fields={"upheld": "no"})
    with refused("act.guard"):
        drive.do("answer_objection", fields={"upheld": "no"})
    drive.do("announce")
    assert drive.state == "announced"


def test_an_upheld_objection_sends_the_case_back_to_work(city):
    drive = case(city).to("announced")
    drive.do("object")
    drive.do("answer_objection", fields={"upheld": "yes"})
    assert (drive.state, "cases.progress_report" in running(drive)) == ("rectifying", True)


def test_an_objection_to_a_higher_item_goes_back_to_the_state_before_its_notice(city):
    drive = case(city, source_level="central").to("announced")
    drive.do("object")
    assert drive.state == "preliminarily_accepted"


@pytest.mark.parametrize(("level", "needed"), [("central", True), ("provincial", True), ("city", False)])
def test_only_higher_items_need_and_get_a_preliminary_acceptance(city, level, needed):
    drive = case(city, source_level=level).to("county_checked")
    if needed:
        with refused("act.guard"):
            drive.do("announce")
        drive.do("preliminary_accept")
    else:
        with refused("act.guard"):
            drive.do("preliminary_accept")
    drive.do("announce")
    assert drive.state == "announced"


@pytest.mark.parametrize("result", ["incomplete", "false_rectification", "surface_rectification", "blanket_measure"])
def test_a_returned_check_starts_the_monthly_report_again(city, result):
    drive = case(city).to("self_checked")
    drive.do("county_check", fields={"result": result})
    assert (drive.state, "cases.progress_report" in running(drive)) == ("rectifying", True)


# --- closing, looking back


@pytest.mark.parametrize(
    ("level", "may", "may_not"),
    [
        ("city", "inspector", "province-inspector"),
        ("provincial", "province-inspector", "inspector"),
        ("central", "province-inspector", "inspector"),
    ],
)
def test_who_closes_depends_on_the_level_of_the_source(city, level, may, may_not):
    drive = case(city, source_level=level).to("accepted")
    with refused("act.guard"):
        drive.do("close", may_not)
    drive.do("close", may)
    assert (drive.state, running(drive)) == ("closed", {"cases.look_back"})
    assert drive.due("cases.look_back") == date(drive.day.year + 1, drive.day.month, drive.day.day)


def test_closing_while_a_linked_petition_waits_asks_for_a_reason_and_keeps_it(city):
    drive = case(city).to("accepted")
    waiting = petition(city, drive.day).to("accepted")
    waiting.do("give_rise", fields={"raised": drive.matter.number})
    with pytest.raises(ReasonWanted) as wanted:
        drive.do("close")
    assert waiting.matter.number in wanted.value.message.zh
    drive.do("close", reason="反映人已搬走，信访另行答复。")
    record = drive.matter.acts.last().content.content
    assert record["reason"] == "反映人已搬走，信访另行答复。"
    assert waiting.matter.number in record["warnings"][0]["zh"]


def test_the_same_problem_is_not_listed_twice(city):
    source = petition(city).to("accepted")
    first, second = case(city), case(city)
    for drive in (first, second):
        source.do("give_rise", fields={"raised": drive.matter.number})
    with refused("act.guard"):
        second.do("list")
    first.do("withdraw")
    second.do("list")
    assert second.state == "listed"


def test_a_relapse_at_the_look_back_opens_the_case_again(city):
    drive = case(city).to("closed")
    with pytest.raises(Refused, match="set a new deadline"):
        drive.do("look_back", fields={"relapse": "yes", "deadline": ""})
    deadline = drive.day + timedelta(days=60)
    drive.do("look_back", fields={"relapse": "yes", "deadline": deadline.isoformat()})
    assert drive.due("cases.plan_deadline") == deadline
    assert (drive.state, drive.matter.ended_on) == ("rectifying", None)
    assert "cases.progress_report" in running(drive)


@pytest.mark.parametrize("state", ["closed", "looked_back"])
def test_a_case_may_be_reopened_with_the_question_of_responsibility(city, state):
    drive = case(city).to(state)
    with refused("act.fields"):
        drive.do("reopen", fields={"dereliction": ""})
    with refused("act.guard"):
        drive.do("reopen", "province-inspector")
    drive.do("reopen", "inspector")
    assert (drive.state, drive.matter.ended_on) == ("rectifying", None)


def test_the_looking_back_unit_is_not_the_implementing_one(city):
    Post.objects.filter(code="town").update(roles=["area_government", "implementing_officer"])
    city.posts["town"].refresh_from_db()
    with refused("act.not_you"):
        case(city).to("closed").do("look_back", "town")


@pytest.mark.parametrize("state", ["contracted", "rectifying", "accepted", "closed"])
def test_a_contracted_case_cannot_be_withdrawn(city, state):
    drive = case(city).to(state)
    from qingtian.apps.proceedings.queries import procedure_of

    assert procedure_of(drive.matter).find("withdraw", state) is None


def test_principals_of_another_area_confirm_nothing(city):
    drive = case(city, area="shiwan")
    with refused("act.not_you"):
        drive.do("list", "mayor")


def test_an_organ_without_an_area_has_duty_for_none(city):
    city.posts["mayor"].organ.area = None
    city.posts["mayor"].organ.save()
    with refused("act.not_you"):
        case(city).do("list", "mayor")


def test_a_successor_in_the_post_acts_for_the_case_only_after_the_hand_over(city):
    drive = case(city).to("planned")
    last = drive.day
    Tenure.objects.filter(post=city.posts["vice-mayor"]).update(ends=last)
    successor = Person.objects.create(code="p-successor", name_zh="副区长乙", name_en="Deputy Mayor B")
    Tenure.objects.create(person=successor, post=city.posts["vice-mayor"], starts=last + timedelta(days=1))
    drive.day = last + timedelta(days=1)
    with pytest.raises(Refused, match=r"act\.not_you"):
        drive.do("inquire", actor_at(successor, city.posts["vice-mayor"], drive.day))
    drive.do("hand_over", fields={"leader": "vice-mayor"})
    assert drive.do("inquire", actor_at(successor, city.posts["vice-mayor"], drive.day))


def test_a_city_unit_cannot_accept_a_provincial_item(city):
    drive = case(city, source_level="provincial").to("contracted")
    drive.do("plan", fields={"accepting": "housing"})
    drive.to("announced").prepare("accept")
    with pytest.raises(Refused, match="provincial department"):
        drive.do("accept", "acceptor", fields={"result": "passed"})


def test_a_liaison_sets_the_plan_with_the_signed_paper_only(city):
    drive = case(city).to("contracted")
    with pytest.raises(Refused, match="liaison"):
        drive.do("plan", "liaison")
    assert drive.do("plan", "liaison", fields={"signed": drive._file()})
