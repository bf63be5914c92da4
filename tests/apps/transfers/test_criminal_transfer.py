"""Transfer of a suspected crime: a person confirms, 3 days, 24 hours, same level, whole pack, receipts, remedies."""

from datetime import date, timedelta

import pytest

from qingtian.apps.proceedings.models import Link
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.transfers.actions.enter_facts import enter_facts
from qingtian.apps.transfers.actions.erase import erase_facts
from qingtian.apps.transfers.actions.no_fine_instead import refuse_fine_instead
from qingtian.apps.transfers.offers import offers
from qingtian.enforcement.crime_facts import CrimeFacts
from qingtian.enforcement.crime_limbs import load_limbs
from qingtian.errors import Refused
from qingtian.law import load_law
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import ReasonWanted
from tests.apps.transfers.walk import MONDAY, PACK, Walk, judicial, penalty_case, sheet
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)


def refused(code: str = "act.guard"):
    return pytest.raises(Refused, match=rf"\[{code}\]")


# --- before the hand-over


def test_a_transfer_is_of_a_penalty_case_and_one_at_a_time(city):
    walk = Walk(city)
    assert Link.objects.filter(source=walk.case, target=walk.matter, kind="gave_rise_to").exists()
    with refused("transfers.open_already"):
        Walk(city, case=walk.case)
    with refused():
        Walk(city, case=penalty_case("CF-2026-000002", "not_filed"))
    walk.do("withdraw_transfer")
    assert Walk(city, case=walk.case).state == "opened"


def test_the_team_is_two_different_officers(city):
    assert load_law().figure("crime.officers", on=MONDAY).value == 2, "the form asks for two"
    walk = Walk(city)
    with refused():
        walk.do("form_team", second_officer="handler")
    walk.do("form_team")
    assert walk.state == "checking"


def test_nothing_is_reported_before_a_person_confirmed_a_limb_with_evidence(city):
    walk = Walk(city).do("form_team")
    with refused():
        walk.do("report")
    walk.do("confirm_limb", answer="rejected")
    with refused():
        walk.do("report")
    walk.do("confirm_limb").do("report")
    assert walk.state == "reported"
    other = Walk(city, case=penalty_case("CF-2026-000002")).through("form_team", "confirm_limb")
    other.do("confirm_limb", answer="rejected")
    with refused():
        other.do("report")


def test_a_limb_the_facts_do_not_reach_is_confirmed_only_with_a_reason(city):
    case = penalty_case()
    sheet(city, case, tonnes="2.999")
    walk = Walk(city, case=case).do("form_team")
    with pytest.raises(ReasonWanted):
        walk.do("confirm_limb")
    walk.do("confirm_limb", reason="另有一处贮存点，合计超过三吨")
    other = penalty_case("CF-2026-000002")
    sheet(city, other, tonnes="3")
    assert Walk(city, case=other).through("form_team", "confirm_limb", "report").state == "reported"


def test_the_form_offers_the_next_candidate_and_the_limbs_with_article_and_threshold(city):
    walk = Walk(city).do("form_team")
    assert offers(walk.matter, "confirm_limb") == {"limb": "hazardous_waste"}
    walk.do("confirm_limb")
    assert offers(walk.matter, "confirm_limb") == {}
    told = offers(walk.matter, "report")["limbs_told"]
    assert "3.6" in told
    assert "标准3吨以上" in told
    assert "（二）" in told
    assert "凭记忆" in told, "the item was recalled, and the paper says so"


def test_the_choices_of_the_form_are_the_declared_limbs():
    field = load_procedures().on("criminal_transfer", MONDAY).named("confirm_limb").field("limb")
    limbs = load_limbs()
    assert {name: choice.zh for name, choice in field.choices.items()} == {
        name: f"{limbs.grades[limb.grade].zh}：{limb.title.zh}" for name, limb in limbs.limbs.items()
    }


@pytest.mark.parametrize(
    ("reported", "due"),
    [
        (MONDAY, date(2026, 3, 5)),
        (date(2026, 3, 4), date(2026, 3, 9)),  # the third day is a Saturday: on to Monday
        (date(2026, 9, 29), date(2026, 10, 8)),  # the third day is in the National Day holiday
    ],
)
def test_the_head_decides_in_three_days_from_the_report_and_a_holiday_end_moves_on(city, reported, due):
    walk = Walk(city, day=reported).to_reported()
    assert walk.running == {"crime.transfer_decision": due}


def test_approved_it_is_handed_over_within_24_hours_also_on_a_rest_day(city):
    friday = date(2026, 3, 6)
    walk = Walk(city, day=friday).to_reported().do("decide_transfer")
    assert walk.running["crime.hand_over"] == friday + DAY, "hours do not move on"
    assert walk.running["crime.platform_entry"] == date(2026, 3, 13)
    walk.do("hand_over")
    assert walk.clocks["crime.hand_over"] == (friday + DAY, "stopped")


def test_not_transferring_needs_a_reason_and_is_no_choice_against_an_opinion(city):
    walk = Walk(city).to_reported()
    with refused():
        walk.do("decide_transfer", decision="refuse")
    walk.do("receive_opinion")
    assert walk.running["crime.prosecutor_opinion"] == MONDAY + 3 * DAY
    with refused():
        walk.do("decide_transfer", decision="refuse", reason_given="证据不足")
    walk.do("decide_transfer").do("hand_over")
    assert walk.clocks["crime.prosecutor_opinion"][1] == "stopped"
    other = Walk(city, case=penalty_case("CF-2026-000002")).to_reported()
    other.do("decide_transfer", decision="refuse", reason_given="没有达到标准")
    assert (other.state, other.running) == ("not_approved", {})


def test_opened_on_an_opinion_its_three_days_run_from_its_receipt_and_it_is_not_withdrawn(city):
    walk = Walk(city, origin="opinion", opinion_on="2026-02-27", opinion_number="望检〔2026〕2号")
    assert walk.running == {"crime.prosecutor_opinion": date(2026, 3, 2)}
    with refused():
        walk.do("withdraw_transfer")
    with refused():
        Walk(city, case=penalty_case("CF-2026-000002"), origin="opinion")


def test_who_reported_does_not_decide_and_a_deputy_of_another_organ_neither(city):
    walk = Walk(city).to_reported()
    for post in ("branch-2-head", "handler"):
        with refused("act.not_you"):
            walk.do("decide_transfer", by=post)


def test_it_goes_to_the_police_of_the_same_level_with_the_whole_pack(city):
    walk = Walk(city).to_reported().do("decide_transfer")
    with refused():
        walk.do("hand_over", police="city-police")
    for lacking in PACK:
        with refused():
            walk.do("hand_over", pack=[one for one in PACK if one != lacking])
    walk.do("hand_over", pack=[one for one in PACK if one != "goods_list"], goods="无")
    assert walk.state == "handed_over"


def test_a_penalty_already_decided_goes_with_the_pack(city):
    case = penalty_case(state="decided")
    walk = Walk(city, case=case).to_reported().do("decide_transfer")
    with refused():
        walk.do("hand_over")
    walk.do("hand_over", pack=[*PACK, "penalty"])


# --- the police


def test_the_police_decide_in_three_days_of_their_acceptance_seven_to_check_thirty_if_complex(city):
    walk = Walk(city).to_received()
    assert walk.running["crime.police_decision"] == date(2026, 3, 5)
    walk.later().do("need_longer")
    assert walk.running["crime.police_decision_checking"] == date(2026, 3, 9)
    with refused():
        walk.do("need_longer")
    walk.later().do("need_longer", why="complex")
    assert walk.running["crime.police_decision_complex"] == date(2026, 4, 1)
    assert "crime.police_decision_checking" not in walk.running
    walk.do("file_case")
    assert set(walk.running) == {"crime.goods", "crime.platform_entry"}


def test_what_is_incomplete_is_told_within_24_hours_and_mended_in_three_days(city):
    walk = Walk(city).to_reported().through("decide_transfer", "hand_over")
    assert walk.running["crime.supplement_notice"] == MONDAY + DAY
    walk.later().do("ask_supplement")
    assert walk.running["crime.supplement"] == date(2026, 3, 6)
    walk.do("supplement")
    assert walk.state == "handed_over"
    late = Walk(city, case=penalty_case("CF-2026-000002")).to_reported().through("decide_transfer", "hand_over")
    late.later(2)
    with pytest.raises(ReasonWanted):
        late.do("ask_supplement")


def test_without_jurisdiction_the_police_forward_within_24_hours_and_the_other_police_receive(city):
    walk = Walk(city).to_received().do("no_jurisdiction")
    assert walk.running["crime.forward"] == MONDAY + DAY
    walk.later().do("forwarded")
    assert walk.state == "handed_over"
    walk.do("police_receipt")
    assert walk.running["crime.police_decision"] == date(2026, 3, 6)


def test_filed_goods_go_in_three_days_and_each_decision_is_entered_in_seven(city):
    walk = Walk(city).to_received().do("enter_platform").later().do("file_case")
    assert walk.running == {"crime.goods": date(2026, 3, 6), "crime.platform_entry": date(2026, 3, 10)}
    walk.do("hand_goods").do("enter_platform", entered="立案")
    assert walk.running == {}
    with refused():
        walk.do("enter_platform")


# --- not filed


def test_reconsideration_is_asked_until_the_third_working_day_and_not_a_day_later(city):
    friday = date(2026, 3, 6)
    walk = Walk(city).to_received().on(friday).do("not_file")
    last = date(2026, 3, 11)
    assert walk.running["crime.reconsideration_request"] == last
    walk.on(last).do("ask_reconsideration")
    assert walk.running["crime.reconsideration_answer"] == date(2026, 3, 16)
    late = Walk(city, case=penalty_case("CF-2026-000002")).to_received().on(friday).do("not_file").on(last + DAY)
    with refused() as said:
        late.do("ask_reconsideration")
    assert "2026-03-11" in said.value.message.zh
    late.do("ask_supervision")
    assert late.state == "supervised"


def test_refused_upheld_and_ordered_by_the_procuratorate_it_is_filed(city):
    walk = Walk(city).to_received().do("not_file").later()
    walk.through("ask_reconsideration", "answer_reconsideration", "ask_supervision", "answer_supervision")
    assert walk.state == "ordered"
    walk.do("file_case")
    assert walk.state == "filed"
    assert list(verify_proceeding(walk.matter)) == []


@pytest.mark.parametrize("way", ["not_filed", "upheld", "refused", "dropped"])
def test_what_is_no_crime_goes_back_to_the_penalty(city, way):
    walk = Walk(city).to_received()
    if way == "dropped":
        walk.do("file_case").do("drop")
    else:
        walk.do("not_file")
    if way == "upheld":
        walk.through("ask_reconsideration", "answer_reconsideration")
    if way == "refused":
        walk.do("ask_supervision").do("answer_supervision", outcome="refused")
    assert walk.state == way
    walk.do("return_to_penalty")
    assert (walk.state, walk.running) == ("returned", {})


# --- the court


def test_the_fine_paid_is_set_off_up_to_the_smaller_sum(city):
    walk = Walk(city).to_received().through("file_case", "hand_goods", "enter_platform", "prosecute", "judge")
    for wrong in ("80000", "49999.99", "50000.01", "-1", "nan"):
        with refused():
            walk.do("set_off", set_off=wrong)
    walk.do("set_off", set_off="50000.00")
    with pytest.raises(ReasonWanted):
        walk.do("conclude_transfer")
    walk.do("enter_platform", entered="判决").do("conclude_transfer")
    assert walk.state == "concluded"
    assert list(verify_proceeding(walk.matter)) == []


def test_a_day_before_the_hand_over_or_ahead_is_refused(city):
    walk = Walk(city).to_received()
    for day in (MONDAY - DAY, MONDAY + DAY):
        with refused():
            walk.do("file_case", filed_on=day.isoformat())


# --- no fine instead


class Decided:
    """A decision of a penalty case as the kernel hands it to a keeper."""

    def __init__(self, case, fine, before="discussed", after="decided"):
        self.proceeding = case
        self.before = type("P", (), {"state": before})()
        self.after = type("P", (), {"state": after, "facts": {"fine": fine}})()


def test_a_fine_is_not_decided_while_the_case_is_with_the_criminal_side(city):
    walk = Walk(city)
    with refused("transfers.fine_instead"):
        refuse_fine_instead(Decided(walk.case, "200000.00"))
    for harmless in (
        Decided(walk.case, "0"),
        Decided(walk.case, None),
        Decided(walk.case, "200000", before="decided"),
        Decided(walk.case, "200000", after="discussed"),
        Decided(penalty_case("CF-2026-000002"), "200000"),
    ):
        refuse_fine_instead(harmless)
    walk.to_received().do("file_case")
    with refused("transfers.fine_instead"):
        refuse_fine_instead(Decided(walk.case, "unreadable"))
    walk.do("drop").do("return_to_penalty")
    refuse_fine_instead(Decided(walk.case, "200000.00"))


def test_facts_are_entered_in_editions_and_not_of_an_act_ahead_or_an_ended_case(city):
    judicial(city)
    case = penalty_case()
    assert [sheet(city, case, tonnes).edition for tonnes in ("2", "3")] == [1, 2]
    with refused("transfers.act_ahead"):
        enter_facts(case, CrimeFacts(MONDAY + DAY), by=city.actor("handler", MONDAY), now=at(MONDAY))
    case.ended_on = MONDAY
    case.save()
    with refused("transfers.case_ended"):
        sheet(city, case)


def test_the_facts_of_a_case_go_with_its_erasure_and_the_edition_stays(city):
    case = penalty_case()
    sheet(city, case)
    erase_facts(case)
    held = case.crime_fact_sheets.get()
    assert (held.facts, held.post, held.edition) == ({}, "", 1)
