"""The continuous daily penalty: eighteen and thirty-nine days, its refusals with their articles, each border."""

from __future__ import annotations

import pytest

from qingtian.apps.measures.daily_count import in_all, read
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.records import records_of
from qingtian.errors import Refused
from qingtian.procedures.guards.measures import sum_of
from tests.apps.measures.walking import Walk, opened, party, penalty_case
from tests.apps.measures.words import text

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SEVEN = ["party", "facts", "provisions", "correction", "consequence", "remedies", "authority"]
OFFICERS = "周立 云01020304\n钱七 云01020305"
LOOK = {"manner": "covert", "officers": OFFICERS, "findings": "暗查，仍在排放。"}
AGAIN = {"items": SEVEN}
DECIDING = {"reasons": "拒不改正。", "legal_review": "法制科 4月28日 同意。", "discussion": "4月29日案审会一致同意。"}


def ordered(city, day="2026-03-02", case=None, **fields):
    case = case or penalty_case(city)
    told = {
        "subject": "喷涂废气超标排放",
        "about": case.number,
        "party": party(city).number,
        "area": "wangxi",
        "violation": "over_limit",
        "order_dated": "2026-03-02",
        "order_served_on": "2026-03-02",
        "items": SEVEN,
    }
    return opened(city, "daily_penalty", day, **(told | fields))


def looked(walk: Walk, day: str, result: str = "still", **fields):
    return walk.on(day).do("re_inspect", found_on=day, result=result, **(LOOK | fields))


def noticed(walk: Walk, day: str):
    walk.on(day)
    return walk.do("notify", reasons="拒不改正。", **walk.offered("notify"))


def decided(walk: Walk, day: str, **fields):
    walk.on(day)
    return walk.do("decide", decided_on=day, **(DECIDING | walk.offered("decide") | fields))


def refusal(caught) -> tuple[str, str]:
    return caught.value.code, caught.value.basis


def test_eighteen_days_come_to_one_million_eight_hundred_thousand(city):
    walk = noticed(looked(ordered(city), "2026-03-20"), "2026-04-22")
    assert walk.offered("decide")["days"] == "18"
    decided(walk, "2026-04-30")
    assert walk.facts["amount"] == "1800000.00"
    assert walk.state == "decided"


def test_two_cycles_add_up_to_thirty_nine_days_and_end_when_corrected(city):
    walk = looked(ordered(city), "2026-03-20")
    walk.do("order_again", order_dated="2026-03-20", order_served_on="2026-03-20", **AGAIN)
    assert walk.due("daily_penalty.re_inspection").isoformat() == "2026-04-19"
    looked(walk, "2026-04-10")
    walk.do("order_again", order_dated="2026-04-10", order_served_on="2026-04-10", **AGAIN)
    decided(noticed(walk, "2026-04-22"), "2026-04-30")
    assert (walk.facts["amount"], walk.facts["fine"]) == ("3900000.00", "100000.00")
    paper = walk.matter.papers.get(template="daily_penalty_decision")
    printed = text(paper.file.read())
    assert "第1日 2026-03-03" in printed
    assert "第18日 2026-03-20" in printed
    assert "第39日 2026-04-10" in printed
    assert "第40日" not in printed
    walk.do("serve", served_on="2026-04-30", receipt="当面送达，厂长签收。")
    assert walk.due("penalty.payment").isoformat() == "2026-05-15"
    with pytest.raises(Refused, match="neither found corrected"):
        walk.do("close", note="改正。")
    looked(walk, "2026-05-08", "corrected").do("close", note="已改正，已缴清。")
    assert walk.state == "ended"


def test_both_days_of_an_order_are_kept_and_days_run_from_service(city):
    walk = ordered(city, "2026-03-04", order_dated="2026-03-02", order_served_on="2026-03-04", report_on="2026-03-02")
    looked(walk, "2026-03-05")
    order = read(records_of(walk.matter)).orders[0]
    assert (order.dated.isoformat(), order.served.isoformat(), order.found.isoformat()) == (
        "2026-03-02",
        "2026-03-04",
        "2026-03-05",
    )
    assert in_all(read(records_of(walk.matter)), sum_of("100000")).days == 1


def test_a_gap_between_finding_and_the_next_service_does_not_count(city):
    walk = looked(ordered(city), "2026-03-20").on("2026-03-25")
    walk.do("order_again", order_dated="2026-03-25", order_served_on="2026-03-25", **AGAIN)
    looked(walk, "2026-03-27")
    count = in_all(read(records_of(walk.matter)), sum_of("100000"))
    assert (count.days, len(count.gaps)) == (20, 1)


def test_what_is_found_after_the_notice_waits_for_a_second_decision(city):
    walk = looked(ordered(city, case=penalty_case(city, served_on="2026-03-21")), "2026-03-20").on("2026-03-21")
    walk.do("order_again", order_dated="2026-03-21", order_served_on="2026-03-21", **AGAIN)
    noticed(walk, "2026-03-30")
    looked(walk, "2026-04-02")
    decided(walk, "2026-04-08")
    assert walk.facts["amount"] == "1800000.00", "the notice told of eighteen days"
    walk.do("serve", served_on="2026-04-08", receipt="签收。").on("2026-04-09")
    walk.do("note_stopped", stopped_on="2026-04-09", stopped_by="seizure")
    with pytest.raises(Refused, match="12 days found"):
        walk.do("close", note="停产。")
    decided(noticed(walk, "2026-04-10"), "2026-04-20")
    assert walk.facts["amount"] == "1200000.00"
    assert walk.do("serve", served_on="2026-04-20", receipt="签收。").do("close", note="停产。").state == "ended"


def test_corrected_at_the_first_re_inspection_it_does_not_start(city):
    assert looked(ordered(city), "2026-03-20", "corrected").state == "not_started"


def test_refusing_the_re_inspection_is_refusing_to_correct(city):
    assert looked(ordered(city), "2026-03-20", "denied").state == "refused"


def test_it_is_tied_to_its_case_and_the_case_has_one_open_at_a_time(city):
    case = penalty_case(city)
    walk = ordered(city, case=case)
    assert Link.objects.filter(source=case, target=walk.matter, kind=Link.Kind.GAVE_RISE_TO).exists()
    with pytest.raises(Refused) as second:
        ordered(city, case=case)
    assert second.value.code == "measures.same_kind_open"
    with pytest.raises(Refused) as other:
        ordered(city, case=penalty_case(city, "CF-2026-000002"), party=party(city, "DSR-000002").number)
    assert other.value.code == "measures.other_party"
    with pytest.raises(Refused) as elsewhere:
        ordered(city, case=case, about=walk.matter.number)
    assert elsewhere.value.basis == "daily_penalty_measures_2014 7"


@pytest.mark.parametrize(
    ("fields", "basis"),
    [
        ({"order_served_on": "2026-03-01"}, "daily_penalty_measures_2014 8"),
        ({"order_served_on": "2026-03-03"}, "daily_penalty_measures_2014 8"),
        ({"order_served_on": "2026-03-09", "order_dated": "2026-03-09", "report_on": "2026-03-03"}, "8"),
        ({"items": SEVEN[:-1]}, "daily_penalty_measures_2014 9"),
    ],
    ids=["before its date", "plain on the spot and served later", "four working days after the report", "six items"],
)
def test_an_order_that_is_no_order_is_refused_with_its_article(city, fields, basis):
    with pytest.raises(Refused) as caught:
        ordered(city, "2026-03-10", **fields)
    assert refusal(caught)[1].endswith(basis)


def test_the_third_working_day_after_the_report_is_in_time(city):
    told = {"order_dated": "2026-03-06", "order_served_on": "2026-03-06", "report_on": "2026-03-03"}
    assert ordered(city, "2026-03-06", **told).state == "ordered"


@pytest.mark.parametrize(
    ("day", "fields", "article"),
    [
        ("2026-03-02", {}, "17"),
        ("2026-04-02", {}, "10"),
        ("2026-03-20", {"manner": "announced"}, "10"),
        ("2026-03-20", {"officers": "周立"}, "42"),
        ("2026-03-20", {"officers": "周立\n周立"}, "42"),
    ],
    ids=["day nought", "the thirty-first day", "announced", "one officer", "one officer written twice"],
)
def test_a_re_inspection_that_counts_for_nothing_is_refused_with_its_article(city, day, fields, article):
    with pytest.raises(Refused) as caught:
        looked(ordered(city), day, **fields)
    assert refusal(caught)[0] == "act.guard"
    assert refusal(caught)[1].endswith(f" {article}")


def test_the_thirtieth_day_is_in_time_and_the_day_after_service_is_day_one(city):
    assert looked(ordered(city), "2026-04-01").state == "refused"
    last = looked(ordered(city, case=penalty_case(city, "CF-2026-000002")), "2026-03-03")
    assert in_all(read(records_of(last.matter)), sum_of("100000")).days == 1


def test_a_missed_re_inspection_asks_for_a_new_order_and_only_after_its_thirty_days(city):
    walk = ordered(city).on("2026-04-01")
    with pytest.raises(Refused, match="has not been re-inspected"):
        walk.do("order_again", order_dated="2026-04-01", order_served_on="2026-04-01", **AGAIN)
    walk.on("2026-04-02").do("order_again", order_dated="2026-04-02", order_served_on="2026-04-02", **AGAIN)
    looked(walk, "2026-04-05")
    assert in_all(read(records_of(walk.matter)), sum_of("100000")).days == 3


@pytest.mark.parametrize(
    "facts", [{"fine": None}, {"served_on": None}, {"after_revocation": "ends"}, {"state": "investigating"}]
)
def test_no_daily_penalty_without_an_original_fine_in_force(city, facts):
    walk = looked(ordered(city, case=penalty_case(city, **facts)), "2026-03-20").on("2026-04-22")
    told = {"fine": "100000", "days": "18", "amount": "1800000", "reasons": "拒不改正。"}
    with pytest.raises(Refused) as caught:
        walk.do("notify", **told)
    assert caught.value.basis == "daily_penalty_measures_2014 7"


def test_a_fine_served_today_is_in_force_and_one_of_tomorrow_is_not(city):
    walk = looked(ordered(city), "2026-03-20")
    with pytest.raises(Refused):
        noticed(walk, "2026-04-20")
    assert noticed(walk, "2026-04-21").state == "notified"


@pytest.mark.parametrize(("name", "value"), [("days", "19"), ("amount", "1900000"), ("fine", "99999.99")])
def test_days_and_sums_other_than_the_reckoned_are_refused(city, name, value):
    walk = looked(ordered(city), "2026-03-20").on("2026-04-22")
    with pytest.raises(Refused) as caught:
        walk.do("notify", reasons="拒不改正。", **(walk.offered("notify") | {name: value}))
    assert caught.value.basis == "daily_penalty_measures_2014 17"


def test_it_is_decided_after_five_working_days_or_once_the_party_has_spoken(city):
    walk = noticed(looked(ordered(city), "2026-03-20"), "2026-04-22")
    assert walk.due("penalty.statement_and_defence").isoformat() == "2026-04-29"
    with pytest.raises(Refused) as early:
        decided(walk, "2026-04-29")
    assert early.value.basis == "penalty_law_2021 45"
    walk.do("record_defence", defence="hearing", said="要求听证。")
    with pytest.raises(Refused) as unheard:
        decided(walk, "2026-04-29")
    assert unheard.value.basis == "penalty_law_2021 63"
    walk.do("record_hearing", "branch-head", heard_on="2026-04-29", minutes="听证。")
    with pytest.raises(Refused, match="no day added"):
        decided(walk, "2026-04-30", count="第1日 2026-03-02")
    assert decided(walk, "2026-04-30").state == "decided"


def test_who_took_the_earlier_steps_does_not_decide(city):
    walk = noticed(looked(ordered(city), "2026-03-20"), "2026-04-22").on("2026-04-30")
    with pytest.raises(Refused) as caught:
        walk.do("decide", "handler", decided_on="2026-04-30", **(DECIDING | walk.offered("decide")))
    assert caught.value.code == "act.not_you"


def test_every_act_out_of_its_state_is_refused_with_an_article(city):
    walk = ordered(city)
    for act in ("notify", "decide", "serve", "close", "note_stopped"):
        with pytest.raises(Refused) as caught:
            walk.do(act)
        assert (caught.value.code, bool(caught.value.basis)) == ("act.not_now", True)
    assert Proceeding.objects.get(pk=walk.matter.pk).seq == 1
