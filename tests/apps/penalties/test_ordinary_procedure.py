"""The ordinary procedure, step by step, with the borders of its days and sums."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.penalties.models import EvidenceItem
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.errors import Refused
from qingtian.procedures.decide import ReasonWanted
from tests.apps.penalties.walking import FOUND, HEAD, OFFICER, SECOND, Case

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)
#: a Thursday; the working days after it end on Thursday 8 October, past Mid-Autumn and the National Day
EVE = date(2026, 9, 23)


def refused(case: Case, act: str, on: date | None = None, **chosen: object) -> Refused:
    with pytest.raises(Refused) as caught:
        case.do(act, on, **chosen)
    assert caught.value.basis, "a refusal names its article"
    return caught.value


def test_a_case_goes_from_the_clue_to_its_closing_with_a_hearing(city) -> None:
    case = Case(city).notified().do("request_hearing").do("record_defence").do("answer_defence")
    held = date(2026, 9, 14)
    case.do("call_hearing", planned_on=held.isoformat())
    assert case.projection.clocks["penalty.decision"].status == "suspended"
    case.do("hold_hearing", held)
    assert case.state == "heard"
    assert case.due("penalty.decision") == FOUND + timedelta(days=90 + 12), "2 to 13 September do not count"
    assert "58" in refused(case, "decide").basis
    case.do("legal_review")
    assert "57" in refused(case, "decide").basis
    case.do("discuss").do("decide")
    facts = case.projection.facts
    assert (facts["decided_on"], facts["outcome"], facts["fine"]) == (held.isoformat(), "penalised", "310000")
    case.do("serve_decision", held + DAY)
    assert case.due("penalty.payment") == date(2026, 9, 30)
    assert case.due("penalty.reconsideration_request") == date(2026, 11, 16), "60 days end on a Saturday"
    assert case.due("penalty.litigation") == date(2027, 3, 15)
    case.do("record_performance").do("close_case")
    assert case.state == "closed"
    assert case.matter.ended_on
    assert list(verify_proceeding(case.matter)) == []


def test_filing_runs_from_discovery_and_needs_its_conditions(city) -> None:
    case = Case(city)
    assert case.due("penalty.filing") == FOUND + timedelta(days=15)
    refused(case, "file_case")
    case.do("check_clue", initial_evidence=None)
    assert "没有初步证据" in refused(case, "file_case").message.zh
    assert refused(case, "decline_filing", ground="out_of_time").basis == "penalty_law_2021 36"
    case.do("check_clue").do("file_case", FOUND + timedelta(days=15))
    assert case.state == "filed"


def test_filing_a_day_late_needs_the_extension_or_a_reason(city) -> None:
    case = Case(city).do("check_clue")
    late = FOUND + timedelta(days=16)
    with pytest.raises(ReasonWanted):
        case.do("file_case", late)
    case = Case(city).do("check_clue").do("extend_filing", FOUND + timedelta(days=15))
    assert case.due("penalty.filing") == FOUND + timedelta(days=30)
    assert case.do("file_case", FOUND + timedelta(days=30)).state == "filed"


def test_an_act_found_after_its_limitation_is_not_filed_and_may_be_declined(city) -> None:
    case = Case(city).do("check_clue", act_on="2024-09-01", harm="none")
    assert case.do("file_case").state == "filed", "found on the last day"
    case = Case(city).do("check_clue", act_on="2024-08-31", harm="none")
    assert refused(case, "file_case").basis == "penalty_law_2021 36"
    assert case.do("decline_filing", ground="out_of_time").projection.facts["outcome"] == "out_of_time"


def test_an_old_or_a_future_act_is_reckoned_without_breaking_a_page(city) -> None:
    case = Case(city).do("check_clue", act_on="1999-12-31", harm="life_or_health")
    assert refused(case, "file_case").basis == "penalty_law_2021 36"
    assert refused(case, "punish_on_the_spot", act_on="9999-12-31").basis == "penalty_law_2021 36"


def test_one_officer_or_one_without_qualification_cannot_investigate(city) -> None:
    case = Case(city).filed()
    assert refused(case, "begin_investigation", second_officer=OFFICER).basis == "penalty_law_2021 42"
    assert refused(case, "begin_investigation", second_officer="case-reviewer").basis == "penalty_law_2021 42"
    assert refused(case, "begin_investigation", no_interest=None).basis == "penalty_law_2021 43"
    case.do("begin_investigation")
    assert refused(case, "add_evidence", with_officer=OFFICER).basis == "penalty_law_2021 42"
    assert refused(case, "add_evidence", shown_id=None).basis == "penalty_law_2021 55"
    assert refused(case, "report_investigation").basis == "penalty_law_2021 40"


def test_who_investigated_neither_reviews_nor_chairs(city) -> None:
    case = Case(city).filed().do("begin_investigation").do("add_evidence").do("report_investigation")
    city.posts[SECOND].roles = ["penalty_officer", "penalty_reviewer"]
    city.posts[SECOND].save()
    with pytest.raises(Refused) as caught:
        case.do("review_case", by=SECOND)
    assert caught.value.basis == "penalty_measures_2023 38"
    case.do("review_case").do("notify").do("serve_notice").do("request_hearing")
    planned = (FOUND + timedelta(days=20)).isoformat()
    assert refused(case, "call_hearing", planned_on=planned, chair=SECOND).basis == "penalty_law_2021 64"


def test_a_review_passes_only_in_every_point_and_sends_back_otherwise(city) -> None:
    case = Case(city).filed().do("begin_investigation").do("add_evidence").do("report_investigation")
    refused(case, "review_case", checked=["facts", "evidence"])
    assert case.do("review_case", checked=["facts"], result="returned").state == "investigating"


def test_evidence_is_numbered_and_passes_only_from_its_keeper(city) -> None:
    case = Case(city).filed().do("begin_investigation").do("add_evidence").do("add_evidence", name="照片")
    link = {"item": 2, "condition": "封签完好", "purpose": "送检"}
    refused(case, "hand_over_evidence", from_post=SECOND, to_post=OFFICER, **link)
    refused(case, "hand_over_evidence", from_post=OFFICER, to_post=SECOND, **{**link, "item": 3})
    case.do("hand_over_evidence", from_post=OFFICER, to_post=SECOND, **link)
    held = EvidenceItem.objects.get(proceeding=case.matter, number=2)
    assert [(one.giver, one.taker) for one in held.custody.all()] == [("", OFFICER), (OFFICER, SECOND)]
    case.do("correct", by=HEAD, number=case.matter.seq, why="写错了人。")
    held.refresh_from_db()
    assert held.holder == OFFICER
    case.do("correct", by=HEAD, number=5, why="不是本案的。")
    assert list(
        EvidenceItem.objects.filter(proceeding=case.matter, withdrawn=False).values_list("number", flat=True)
    ) == [2]


@pytest.mark.parametrize(("after", "lapsed"), [(0, False), (1, True)])
def test_registered_evidence_is_disposed_of_by_its_last_day_or_lapses(city, after: int, lapsed: bool) -> None:
    case = Case(city, day=EVE).filed().do("begin_investigation")
    refused(case, "preserve_evidence")
    case.do("approve_preservation").do("preserve_evidence")
    last = case.due("penalty.preservation_disposal")
    assert last == date(2026, 10, 10), "seven working days, past the National Day"
    if lapsed:
        assert refused(case, "dispose_preserved", last + DAY).basis == "penalty_law_2021 56"
        case.do("dispose_preserved", measure="lapsed")
    else:
        case.do("dispose_preserved", last)
    assert case.projection.facts["preservation"] == "disposed"


@pytest.mark.parametrize(("after", "allowed"), [(1, True), (2, False)])
def test_an_urgent_registration_is_approved_within_its_hours(city, after: int, allowed: bool) -> None:
    case = Case(city).filed().do("begin_investigation").do("preserve_evidence", approval="urgent")
    on = FOUND + timedelta(days=after)
    if allowed:
        case.do("approve_preservation_afterwards", on)
    else:
        assert refused(case, "approve_preservation_afterwards", on).basis == "penalty_measures_2023 32"
        refused(case, "dispose_preserved", measure="recorded")


def test_nothing_is_decided_before_the_days_of_the_defence_are_over_past_the_national_day(city) -> None:
    case = Case(city, day=EVE).notified(fine="150000")
    assert case.due("penalty.statement_and_defence") == date(2026, 10, 8)
    decided = {"fine": "150000"}
    assert refused(case, "decide", EVE, **decided).basis == "penalty_law_2021 45"
    assert refused(case, "decide", date(2026, 10, 8), **decided).basis == "penalty_law_2021 45"
    assert case.do("decide", date(2026, 10, 9), **decided).state == "decided"


def test_a_written_waiver_frees_the_decision_at_once(city) -> None:
    case = Case(city).notified(fine="150000").do("waive_defence")
    assert case.do("decide", fine="150000").state == "decided"
    case = Case(city).notified(fine="150000").do("waive_defence", covers="defence")
    assert refused(case, "decide", fine="150000").basis == "penalty_law_2021 63", "the hearing was not waived"


def test_a_defence_is_answered_and_never_makes_it_heavier(city) -> None:
    after = date(2026, 9, 9)
    case = Case(city).notified(fine="150000").do("record_defence")
    assert refused(case, "decide", after, fine="150000").basis == "penalty_law_2021 45"
    case.do("answer_defence")
    for heavier in ({"fine": "150000.01"}, {"fine": "150000", "kinds": ["fine", "warning"]}):
        assert refused(case, "decide", **heavier).basis == "penalty_law_2021 45"
    assert case.do("decide", fine="120000").state == "decided"


@pytest.mark.parametrize(
    ("fine", "mitigation", "lacks"),
    [
        ("99999.99", "none", True),
        ("99999.99", "merit", False),
        ("1000000.01", "merit", True),
        ("100000", "none", False),
    ],
)
def test_a_fine_stays_within_its_range_unless_mitigated_by_law(city, fine: str, mitigation: str, lacks: bool) -> None:
    case = Case(city).reviewed()
    if lacks:
        assert refused(case, "notify", fine=fine, mitigation=mitigation).basis == "penalty_law_2021 5"
    else:
        assert case.do("notify", fine=fine, mitigation=mitigation).state == "notified"


@pytest.mark.parametrize("fine", ["1e6x", "100000.123", "-5", "０" * 30])
def test_a_fine_that_is_no_sum_is_refused(city, fine: str) -> None:
    refused(Case(city).reviewed(), "notify", fine=fine)


def test_at_exactly_the_threshold_the_hearing_is_told_and_the_doubt_is_shown(city) -> None:
    case = Case(city).reviewed()
    wrong = refused(case, "notify", fine="200000", hearing_offered=None)
    assert wrong.basis == "penalty_law_2021 63"
    assert "是否含本数" in wrong.message.zh
    assert "是否含本数" not in refused(case, "notify", fine="200000.01", hearing_offered=None).message.zh
    assert case.do("notify", fine="199999.99", hearing_offered=None).state == "notified"


def test_a_hearing_is_asked_for_by_its_last_day_and_told_seven_working_days_ahead(city) -> None:
    case = Case(city, day=EVE).notified()
    late = {"asked_on": "2026-10-09"}
    assert refused(case, "request_hearing", date(2026, 10, 9), **late).basis == "penalty_law_2021 64"
    refused(case, "request_hearing", asked_on="2026-09-22")
    case.do("request_hearing", date(2026, 10, 9), asked_on="2026-10-08")
    assert refused(case, "call_hearing", planned_on="2026-10-16").basis == "penalty_law_2021 64"
    case.do("call_hearing", planned_on="2026-10-19")
    assert refused(case, "hold_hearing", date(2026, 10, 18)).basis == "penalty_law_2021 64"
    assert refused(case, "hold_hearing", date(2026, 10, 19), agents=3).basis == "penalty_law_2021 64"
    assert case.do("hold_hearing", agents=2).state == "heard"


@pytest.mark.parametrize(
    ("after", "extended", "allowed"),
    [(90, 0, True), (91, 0, False), (120, 1, True), (121, 1, False), (150, 2, True), (151, 2, False)],
)
def test_the_decision_falls_within_its_days_and_extensions(city, after: int, extended: int, allowed: bool) -> None:
    case = Case(city, day=date(2026, 3, 2)).notified(fine="150000")
    if extended:
        case.do("extend_decision", case.day + timedelta(days=80))
        refused(case, "extend_decision")
    if extended == 2:
        case.do("extend_decision_again")
        refused(case, "extend_decision_again")
    on = date(2026, 3, 2) + timedelta(days=after)
    if allowed:
        assert case.do("decide", on, fine="150000").state == "decided"
    else:
        assert refused(case, "decide", on, fine="150000").basis == "penalty_law_2021 60"


def test_a_suspension_and_an_interval_take_their_days_out(city) -> None:
    case = Case(city, day=date(2026, 3, 2)).filed().do("begin_investigation").do("add_evidence")
    case.do("suspend_investigation", date(2026, 3, 10)).do("resume_investigation", date(2026, 3, 20))
    assert case.due("penalty.decision") == date(2026, 3, 2) + timedelta(days=100)
    case.do("begin_interval")
    refused(case, "suspend_investigation")
    case.do("end_interval", date(2026, 3, 25))
    assert case.due("penalty.decision") == date(2026, 3, 2) + timedelta(days=105)


@pytest.mark.parametrize("act", ["serve_notice", "serve_decision"])
def test_an_announcement_counts_as_service_only_when_its_days_are_over(city, act: str) -> None:
    case = Case(city).reviewed().do("notify", fine="150000")
    deem = "deem_notice_served"
    if act == "serve_decision":
        case.do("serve_notice").do("waive_defence").do("decide", fine="150000")
        deem = "deem_served"
    case.do(act, mode="announced")
    last = case.due("penalty.service_by_announcement")
    assert last == date(2026, 10, 8), "the thirtieth day, 1 October, is a holiday: it rolls past the National Day"
    refused(case, deem, last, served_on=last.isoformat())
    refused(case, deem, last + DAY, served_on=(last + DAY).isoformat())
    case.do(deem, last + DAY, served_on=last.isoformat())
    name = "notice_served_on" if act == "serve_notice" else "served_on"
    assert case.projection.facts[name] == last.isoformat()


def test_electronic_service_needs_signed_consent_and_late_service_a_reason(city) -> None:
    case = Case(city).notified(fine="150000").do("waive_defence").do("decide", fine="150000")
    assert refused(case, "serve_decision", mode="electronic").basis == "penalty_law_2021 61"
    last = case.due("penalty.service")
    assert last == date(2026, 9, 10)
    with pytest.raises(ReasonWanted):
        case.do("serve_decision", last + DAY)
    assert case.do("serve_decision", reason="负责人出差，次日送到。").state == "served"


@pytest.mark.parametrize(
    ("kind", "fine", "allowed"),
    [("unit", "3000", True), ("unit", "3000.01", False), ("person", "200", True), ("person", "201", False)],
)
def test_on_the_spot_only_small_fines(city, kind: str, fine: str, allowed: bool) -> None:
    case = Case(city, kind=kind)
    if not allowed:
        assert refused(case, "punish_on_the_spot", fine=fine).basis == "penalty_law_2021 51"
        return
    case.do("punish_on_the_spot", fine=fine)
    assert case.state == "served"
    assert case.due("penalty.payment") == FOUND + timedelta(days=15)
    assert case.projection.facts["served_on"] == FOUND.isoformat()


def test_a_warning_on_the_spot_starts_no_payment(city) -> None:
    case = Case(city).do("punish_on_the_spot", kinds=["warning"], fine=None, to_pay="no")
    assert "penalty.payment" not in case.projection.clocks
    case.do("record_performance")
    assert refused(case, "close_case").basis == "penalty_law_2021 52"
    case.do("enter_spot_decision").do("close_case")
    refused(
        Case(city).notified(fine="150000").do("waive_defence").do("decide", fine="150000").do("serve_decision"),
        "enter_spot_decision",
    )


def test_no_penalty_asks_for_its_conditions_and_for_education(city) -> None:
    case = Case(city).reviewed()
    for wrong in ({"corrected": None}, {"harm": "slight"}, {"education": None}, {"outcome": "no_penalty_first"}):
        assert refused(case, "decide_no_penalty", **wrong).basis == "penalty_law_2021 33"
    case.do("decide_no_penalty", outcome="no_penalty_first", harm="slight", first_offence="1")
    assert (case.state, case.projection.facts["outcome"]) == ("no_penalty", "no_penalty_first")


def test_a_correction_order_has_a_service_day_of_its_own(city) -> None:
    case = Case(city).filed()
    assert refused(case, "serve_correction").basis == "penalty_measures_2023 9"
    case.do("order_correction", found_by="monitoring", report_received_on="2026-08-31")
    assert case.due("daily_penalty.order_service") == date(2026, 9, 3)
    case.do("serve_correction", date(2026, 9, 2))
    assert case.projection.facts["correction_served_on"] == "2026-09-02"
    assert case.projection.clocks["daily_penalty.order_service"].status == "stopped"


def test_a_new_notice_after_further_investigation_begins_the_partys_days_anew(city) -> None:
    case = Case(city).notified(fine="150000").do("record_defence").do("reinvestigate")
    case.do("report_investigation").do("review_case", date(2026, 9, 20))
    assert refused(case, "notify", fine="160000").basis == "penalty_law_2021 45"
    case.do("notify", fine="160000", new_facts="又查实一个排口。")
    refused(case, "decide", date(2026, 9, 30), fine="160000")
    case.do("serve_notice")
    assert refused(case, "decide", fine="160000").basis == "penalty_law_2021 45"


def test_a_revoked_decision_ends_or_is_made_anew_from_the_investigation(city) -> None:
    case = Case(city).notified(fine="150000").do("waive_defence").do("decide", fine="150000").do("serve_decision")
    told = {"by_whom": "court", "why": "程序违法。", "number": "（2026）云01行终1号"}
    case.do("revoke_decision", then="remake", **told)
    assert case.state == "investigating"
    assert case.projection.clocks["penalty.decision"].status == "running"
    assert refused(case, "report_investigation", act_on="2099-01-01").basis == "penalty_law_2021 36"
    case.do("report_investigation").do("review_case").do("notify", fine="100000").do("serve_notice")
    assert case.state == "notified"


def test_one_act_is_fined_once(city) -> None:
    first = Case(city).notified(fine="150000").do("waive_defence").do("decide", fine="150000")
    second = Case(city, party=first.matter.party).notified(fine="120000").do("waive_defence")
    assert refused(second, "decide", fine="120000").basis == "penalty_law_2021 29"
    other = Case(city, party=first.matter.party).reviewed(violation="without_permit").do("notify", fine="120000")
    with pytest.raises(ReasonWanted):
        other.do("serve_notice").do("waive_defence").do("decide", fine="120000")
    told = {"by_whom": "court", "why": "程序违法。", "number": "1号", "then": "ends"}
    first.do("revoke_decision", **told)
    assert second.do("decide", fine="120000").state == "decided"


def test_erasing_takes_evidence_and_custody_with_the_case(city) -> None:
    from qingtian.apps.penalties.actions.keep_evidence import erase

    case = Case(city).filed().do("begin_investigation").do("add_evidence")
    erase(case.matter)
    assert not EvidenceItem.objects.exists()
