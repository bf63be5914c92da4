"""Damage claims from clue to close: every border of the law, the day before and the day after."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from qingtian.apps.compensation.models import Payment, Site
from qingtian.apps.compensation.queries import ledger
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.errors import Refused
from qingtian.procedures.decide import ReasonWanted
from tests.apps.compensation.walk import FOUND, PREPARED_OBLIGOR, TO_AGREED, TO_ASSESSED, TO_OPENED, Walk, claim
from tests.publishing import published

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)
TO_INVESTIGATED = (*TO_OPENED, "investigate", "report_investigation")


def refused(code: str = "act.guard", match: str = ""):
    return pytest.raises(Refused, match=match or rf"\[{code}\]")


# --- clue, check, opening


def test_the_preliminary_check_is_due_30_days_after_the_clue_and_on_the_31st_needs_a_reason(city):
    walk = Walk(city)
    assert walk.due("compensation.preliminary_check") == date(2026, 4, 1)
    walk.on(date(2026, 4, 1)).do("check_clue")
    late = Walk(city).on(date(2026, 4, 2))
    with pytest.raises(ReasonWanted):
        late.do("check_clue")
    late.do("check_clue", reason="采样等枯水期")
    assert late.state == "screened"


def test_only_a_provincial_or_city_government_claims_and_a_county_or_a_bureau_does_not(city):
    assert Walk(city, claimant="province").state == "clue"
    for other in ("wangxi-government", "eeb"):
        with refused():
            Walk(city, claimant=other)


def test_who_checked_the_clue_does_not_approve_the_filing(city):
    walk = Walk(city).do("check_clue", by="handler")
    with refused("act.not_you"):
        walk.do("open_claim", by="handler")
    walk.do("open_claim")
    assert walk.state == "opened"


def test_the_place_of_the_damage_is_kept_exactly_and_nonsense_is_refused(city):
    walk = Walk(city)
    site = Site.objects.get(proceeding=walk.matter)
    assert (site.longitude, site.latitude) == (Decimal("102.712345"), Decimal("25.012345"))
    with refused():
        Walk(city, site_at="225.1,102.7")


def test_one_matter_is_claimed_once(city):
    source = Walk(city, subject="引出的事")
    first, second = (Walk(city, about=source.matter.number).do("check_clue") for _ in range(2))
    first.do("open_claim")
    with refused() as said:
        second.do("open_claim")
    assert first.matter.number in str(said.value)


@pytest.mark.parametrize(("day", "runs"), [(date(2029, 3, 2), True), (date(2029, 3, 3), False)])
def test_after_the_limitation_of_three_years_opening_asks_a_reason(city, day, runs):
    walk = Walk(city).on(day).do("check_clue", reason="线索移送迟延")
    if runs:
        assert walk.do("open_claim").state == "opened"
        return
    with pytest.raises(ReasonWanted):
        walk.do("open_claim")


# --- not opened


def test_a_refusal_has_a_coded_ground_and_evidence(city):
    walk = Walk(city).do("check_clue")
    with refused("act.fields"):
        walk.do("refuse_claim", evidence="")
    with refused("act.fields"):
        walk.do("refuse_claim", ground="because")
    walk.do("refuse_claim")
    assert (walk.state, walk.projection.facts["ground"]) == ("not_opened", "clearly_slight")


def test_in_a_red_line_area_nothing_is_clearly_slight_but_another_ground_may_be_given(city):
    walk = Walk(city).do("check_clue", red_line="yes")
    with refused():
        walk.do("refuse_claim")
    assert walk.do("refuse_claim", ground="repaired").state == "not_opened"


@pytest.mark.parametrize(
    ("earlier", "slight"), [(date(2024, 3, 2), False), (date(2024, 3, 1), True), (date(2026, 3, 1), False)]
)
def test_a_second_damage_within_two_years_is_not_slight_and_a_day_after_them_it_is(city, earlier, slight):
    walk = Walk(city).do("check_clue", earlier_on=earlier.isoformat())
    if slight:
        assert walk.do("refuse_claim").state == "not_opened"
        return
    with refused():
        walk.do("refuse_claim")


def test_an_earlier_clue_on_the_same_obligor_recorded_here_counts_by_itself(city):
    Walk(city, day=date(2025, 6, 2))
    with refused():
        Walk(city).do("check_clue").do("refuse_claim")


def test_a_procurators_clue_that_is_not_opened_is_reported_back(city):
    walk = Walk(city, source="procurator").do("check_clue")
    with refused():
        walk.do("refuse_claim")
    walk.do("refuse_claim", told_procurator="云环函〔2026〕5号")


# --- assessment


@pytest.mark.parametrize(("total", "passes"), [("300000.00", True), ("300000.01", False)])
def test_a_simple_assessment_takes_300000_exactly_and_not_a_fen_more(city, total, passes):
    walk = claim(city, TO_INVESTIGATED).do("enter_losses", losses=f"restoration｜{total}｜法｜据｜组", total=total)
    if passes:
        assert walk.do("assess").state == "assessed"
        return
    with refused():
        walk.do("assess")
    walk.do("assess", way="appraisal", qualification="甲-1")


@pytest.mark.parametrize(
    ("limit", "by", "passes"),
    [
        ("500000", "云环发1号", True),
        ("500000.01", "云环发1号", False),
        ("500000", "", False),
        ("499999.99", "x", False),
    ],
)
def test_the_province_may_raise_the_limit_to_500000_by_a_paper(city, limit, by, passes):
    walk = claim(city, TO_INVESTIGATED).do("enter_losses", losses="restoration｜500000｜法｜据｜组", total="500000")
    fields = {"adjusted_limit": limit, "adjusted_by": by}
    if passes:
        assert walk.do("assess", **fields).state == "assessed"
        return
    with refused():
        walk.do("assess", **fields)


@pytest.mark.parametrize(("experts", "passes"), [(1, False), (2, False), (3, True), (4, False), (5, True)])
def test_experts_are_three_or_more_and_an_odd_number(city, experts, passes):
    walk = claim(city, (*TO_INVESTIGATED, "enter_losses"))
    if passes:
        assert walk.do("assess", experts=experts).state == "assessed"
        return
    with refused():
        walk.do("assess", experts=experts)


def test_simple_needs_undisputed_liability_and_every_appraiser_is_unrelated_to_the_obligor(city):
    walk = claim(city, (*TO_INVESTIGATED, "enter_losses"))
    for wrong in ({"unrelated": "no"}, {"appraiser": PREPARED_OBLIGOR}, {"way": "appraisal"}):
        with refused():
            walk.do("assess", **wrong)
    with refused():
        walk.do("report_investigation", undisputed="no").do("assess")


def test_no_assessment_without_report_and_sheet_and_the_sheet_adds_up_to_the_fen(city):
    walk = claim(city, (*TO_OPENED, "investigate"))
    with refused():
        walk.do("assess")
    for losses, total in (
        ("inquiry｜1.00｜a｜b｜c", "1.01"),
        ("inquiry｜1.00｜a｜b", "1.00"),
        ("injury｜1.00｜a｜b｜c", "1.00"),
        ("inquiry｜-1｜a｜b｜c", "-1"),
        ("inquiry｜1.001｜a｜b｜c", "1.00"),
    ):
        with refused():
            walk.do("enter_losses", losses=losses, total=total)


# --- negotiation


def test_the_90th_day_is_in_time_and_the_91st_needs_a_reason(city):
    walk = claim(city, (*TO_ASSESSED, "begin_negotiation"))
    last = walk.due("compensation.negotiation")
    assert last == FOUND + 90 * DAY
    walk.on(last).do("meet")
    walk.on(last + DAY)
    for act in ("meet", "agree"):
        with pytest.raises(ReasonWanted):
            walk.do(act)
    walk.do("agree", reason="义务人换了负责人，双方同意延后")
    assert walk.state == "agreed"


def test_a_fourth_meeting_needs_a_reason_and_after_a_new_notice_meetings_count_anew(city):
    walk = claim(city, (*TO_ASSESSED, "begin_negotiation", "meet", "meet", "meet"))
    with pytest.raises(ReasonWanted):
        walk.do("meet")
    walk.do("meet", reason="双方只差一项")
    walk.do("fail_negotiation", failed_as="meetings_used").later().do("negotiate_again").do("meet")
    assert walk.state == "negotiating"


@pytest.mark.parametrize("ground", ["meetings_used", "time_over"])
def test_a_ground_of_failure_that_has_not_happened_is_refused(city, ground):
    walk = claim(city, (*TO_ASSESSED, "begin_negotiation", "meet", "meet"))
    with refused():
        walk.do("fail_negotiation", failed_as=ground)


def test_time_is_over_on_the_91st_day_and_an_unread_ground_asks_for_a_reason(city):
    walk = claim(city, (*TO_ASSESSED, "begin_negotiation")).later(90)
    with refused():
        walk.do("fail_negotiation", failed_as="time_over")
    walk.later()
    with pytest.raises(ReasonWanted):
        walk.do("fail_negotiation", failed_as="added_first")
    assert walk.do("fail_negotiation", failed_as="time_over").state == "failed"


def test_no_notice_goes_out_before_the_obligor_is_named(city):
    walk = claim(city, TO_ASSESSED, party="")
    with refused():
        walk.do("begin_negotiation")
    walk.do("name_obligor", party=PREPARED_OBLIGOR).do("begin_negotiation")


def test_an_agreement_explains_a_difference_and_its_instalments_add_up_under_security(city):
    walk = claim(city, TO_AGREED[:-1])
    for wrong in (
        {"amount": "200000"},
        {"payable": "236500.01"},
        {"instalments": "2026-12-31 36499.99"},
        {"instalments": "2026-12-31 36000\n2027-01-31 500"},
        {"amount": "abc"},
    ):
        with refused():
            walk.do("agree", **wrong)
    walk.do("agree", instalments="2026-12-31 36000\n2027-01-31 500", security="银行保函")
    assert [one["title"] for one in walk.projection.facts["instalments"]] == ["36000", "500"]


# --- confirmation and suit


def test_the_court_confirms_after_30_days_of_announcement_and_not_on_the_30th(city):
    walk = claim(city, TO_AGREED)
    with refused():
        walk.do("record_announcement")
    walk.do("apply_confirmation").do("record_announcement")
    last = walk.due("compensation.confirmation_announcement")
    assert last == FOUND + 30 * DAY
    with refused():
        walk.on(last).do("record_confirmation")
    assert walk.on(last + DAY).do("record_confirmation").state == "confirmed"


def test_a_refused_confirmation_goes_back_to_negotiation_and_what_came_in_stays(city):
    walk = claim(city, (*TO_AGREED, "apply_confirmation", "record_announcement"))
    walk.do("pay", paid="30000").later(31).do("record_confirmation", ruling="refused")
    assert walk.state == "negotiating"
    with refused():
        walk.do("agree", amount="20000", payable="20000", instalments="2026-12-31 20000", differs_because="重新商定")


def test_no_suit_without_negotiation_unless_it_is_impossible_and_before_an_intermediate_court(city):
    walk = claim(city, TO_ASSESSED)
    with refused("act.not_now"):
        walk.do("sue")
    for wrong in ({"court_level": "basic"}, {"claimed": "0"}):
        with refused():
            walk.do("sue_without_negotiation", **wrong)
    assert walk.do("sue_without_negotiation").state == "sued"


def test_an_unconfirmed_agreement_is_not_enforced(city):
    walk = claim(city, (*TO_AGREED, "plan_restoration"))
    with refused():
        walk.do("enforce")


def test_the_cost_of_restoration_is_demanded_once_and_only_where_the_judgment_names_it(city):
    walk = claim(city, (*TO_ASSESSED, "begin_negotiation", "fail_negotiation", "sue", "record_judgment", "enforce"))
    walk.do("pay")
    with refused():
        walk.do("pay", paid="0.01")
    walk.do("claim_fallback")
    assert ledger(walk.matter, walk.projection).balance == Decimal("200000.00")
    with refused():
        walk.do("claim_fallback")


def test_a_dismissed_suit_ends_the_claim(city):
    walk = claim(city, (*TO_ASSESSED, "begin_negotiation", "fail_negotiation", "sue"))
    walk.do("record_judgment", judgment="dismissed", amount="0", payable="0", fallback="")
    assert walk.state == "terminated"


# --- money and restoration


def test_money_goes_to_the_treasury_only_never_more_than_is_owed_and_a_correction_takes_it_back(city):
    walk = claim(city, TO_AGREED)
    for wrong in ({"account": "other"}, {"paid": "36500.01"}, {"paid": "0"}, {"paid": "-5"}, {"paid": "1.005"}):
        with refused():
            walk.do("pay", **wrong)
    walk.do("pay", paid="36000.50").do("pay", paid="499.50")
    assert ledger(walk.matter, walk.projection).balance == 0
    walk.do("correct", by="branch-head", number=walk.matter.seq, why="票据写错")
    assert ledger(walk.matter, walk.projection).balance == Decimal("499.50")
    assert Payment.objects.count() == 1
    assert list(verify_proceeding(walk.matter)) == []


def test_a_failed_evaluation_sends_the_claim_back_and_it_closes_when_reached_paid_and_published(city):
    walk = claim(city, (*TO_AGREED, "plan_restoration", "monitor", "finish_restoration"))
    with refused():
        walk.do("evaluate", evaluator="绿源公司")
    walk.do("evaluate", effect="not_reached")
    with refused():
        walk.do("close_claim")
    walk.do("restore_further").do("finish_restoration").do("evaluate")
    with refused():
        walk.do("restore_further")
    with refused():
        walk.do("close_claim")
    walk.do("pay")
    with pytest.raises(ReasonWanted):
        walk.do("close_claim")
    walk.do("close_claim", reason="涉及未成年人，不公开")
    assert walk.state == "closed"
    assert list(verify_proceeding(walk.matter)) == []


def test_a_claim_does_not_close_without_an_evaluation(city):
    walk = claim(city, (*TO_AGREED, "plan_restoration", "monitor", "finish_restoration", "pay"))
    with refused("act.not_now"):
        walk.do("close_claim")
    with pytest.raises(ReasonWanted):
        walk.do("exempt_evaluation")
    walk.do("exempt_evaluation", reason="法制人员核对了第14条原文")
    walk.do("close_claim", reason="公开稿另行办理")


def test_a_substitute_says_why_not_on_the_spot_and_where_and_stands_on_the_map(city):
    walk = claim(city, TO_AGREED)
    with refused():
        walk.do("plan_restoration", form="substitute", substitute_reason="场地已硬化")
    more = {"substitute_reason": "场地已硬化", "substitute_site": "湿地公园", "substitute_at": "102.7,25.0"}
    walk.do("plan_restoration", form="substitute", **more)
    assert Site.objects.get(kind="substitute").name == "湿地公园"
    walk.do("correct", by="branch-head", number=walk.matter.seq, why="地点没定")
    assert not Site.objects.filter(kind="substitute").exists()


def test_a_major_case_is_reported_before_it_closes(city):
    walk = Walk(city).do("check_clue", major="serious_harm").along(TO_AGREED[1:])
    walk.along(("plan_restoration", "monitor", "finish_restoration", "pay", "evaluate"))
    with refused():
        walk.do("close_claim", reason="不公开")
    walk.do("report_major").do("close_claim", reason="不公开")


# --- public-interest suits and publicity


def test_what_a_public_interest_judgment_covers_is_not_claimed_again(city):
    walk = claim(city, TO_AGREED[:-1]).do("note_public_interest", stage="judged", covered="36500")
    with refused():
        walk.do("note_public_interest", stage="judged", covered="0")
    with refused():
        walk.do("agree")
    less = {"amount": "200000", "payable": "0", "differs_because": "公益诉讼已判36500元"}
    assert walk.do("agree", **less).state == "agreed"


def test_the_procuratorate_announces_for_30_days(city):
    walk = claim(city, TO_OPENED).do("note_public_interest")
    assert walk.due("compensation.public_interest_announcement") == FOUND + 30 * DAY


@pytest.mark.parametrize(("years", "clean", "passes"), [(5, True, True), (4, True, False), (5, False, False)])
def test_an_organisation_is_registered_five_years_clean_and_without_profit(city, years, clean, passes):
    walk = Walk(city).do("check_clue")
    marks = {"referred_to": "organisation", "registered": True, "no_profit": True, "years": years}
    if passes:
        walk.do("refer", **marks, clean_record=clean)
        return
    with refused():
        walk.do("refer", **marks, clean_record=clean)


def test_a_publication_is_noted_only_if_it_passed_the_gate_and_is_about_this_claim(city):
    walk = claim(city, TO_OPENED)
    other = published(city, on=FOUND)
    about = {"source": walk.matter.number}
    plain, own = (published(city, on=FOUND, **about, kind=kind) for kind in ("notice", "compensation_notice"))
    for wrong in (other, plain):
        with refused():
            walk.do("note_publication", published="filing", publication=wrong.number)
    walk.do("note_publication", published="filing", publication=own.number)
