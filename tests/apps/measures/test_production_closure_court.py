"""Limits and suspensions, closure by the government alone, court enforcement in its window, with every border."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.apps.proceedings.actions.sweep import sweep_matters
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.procedures.decide import ReasonWanted
from tests.apps.measures.walking import opened, party, penalty_case
from tests.apps.measures.words import text
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

ORDER_30 = "production_limit_measures_2014"


def refused(call, *given, **fields):
    with pytest.raises(Refused) as caught:
        call(*given, **fields)
    return caught.value.basis or caught.value.code


def told(city, **fields):
    case = Proceeding.objects.filter(number="CF-2026-000001").first() or penalty_case(city)
    return {"subject": "喷涂废气超标排放", "about": case.number, "party": party(city).number, "area": "wangxi"} | fields


def proposed(city, measure="limit", ground="over_standard", day="2026-03-02", **fields):
    given = told(city, measure=measure, ground=ground, reasons="超标一倍。")
    return opened(city, "production_limit", day, **(given | fields))


def decided(city, measure="limit", ground="over_standard", **fields):
    walk = proposed(city, measure, ground, **fields).do("notify", reasons="超标。")
    walk.do("record_defence", defence="waived", said="书面放弃。").on("2026-03-03")
    told = {"decision": measure, "demands": "喷涂线减半。", "reasons": "超标。", "decided_on": "2026-03-03"}
    return walk.do("decide", **told)


def limited(city, until="2026-06-03"):
    walk = decided(city)
    return walk.do("serve_limit", served_on="2026-03-03", until=until, receipt="当面送达。")


def stopped(city):
    walk = decided(city, "stop", "over_annual_total")
    return walk.do("serve_stop", served_on="2026-03-03", receipt="当面送达。")


COMPLETION = {"monitoring": "三次达标。", "comparison": "用电降三成。", "report": "完成。"}


@pytest.mark.parametrize(("until", "stands"), [("2026-06-03", True), ("2026-06-04", False), ("2026-03-03", False)])
def test_a_limit_lasts_three_months_at_most(city, until, stands):
    if stands:
        assert limited(city, until).due("production.limit_term") == date(2026, 6, 3)
    else:
        assert refused(limited, city, until) == f"{ORDER_30} 15"


@pytest.mark.parametrize(("until", "stands"), [("2026-09-03", True), ("2026-09-04", False), ("2026-06-03", False)])
def test_a_limit_is_extended_by_three_months_at_most(city, until, stands):
    walk = limited(city).on("2026-06-03")
    if not stands:
        assert refused(walk.do, "extend", until=until, why="未达标。") == f"{ORDER_30} 15"
        return
    walk.do("extend", until=until, why="未达标。")
    assert walk.due("production.limit_term") == date(2026, 9, 3)
    assert refused(walk.on("2026-09-01").do, "extend", until="2026-10-01", why="再延。") == f"{ORDER_30} 15"


def test_after_its_end_a_limit_is_not_extended_and_it_runs_out_by_itself(city):
    walk = limited(city).on("2026-06-04")
    assert refused(walk.do, "extend", until="2026-09-03", why="晚了。") == f"{ORDER_30} 15"
    assert [one.act for one in sweep_matters(on=date(2026, 6, 4), now=at(date(2026, 6, 4)))] == ["run_out"]
    walk.matter.refresh_from_db()
    assert walk.state == "lifted"


def test_a_suspension_ends_on_the_day_completion_is_filed_and_no_other(city):
    walk = stopped(city)
    assert walk.due("production.plan_filing") == date(2026, 3, 24)
    walk.on("2026-03-20").do("file_plan", filed_on="2026-03-20", published_at="公司网站", plan="三项措施。")
    walk.on("2026-05-20")
    other = {"completed_on": "2026-05-11", "filed_on": "2026-05-18", **COMPLETION}
    assert refused(walk.do, "file_completion", **other) == f"{ORDER_30} 17"
    walk.do("file_completion", **(other | {"filed_on": "2026-05-20"}))
    assert (walk.state, walk.facts["lifted_on"]) == ("lifted", "2026-05-20")
    assert walk.due("production.follow_up_check") == date(2026, 6, 19)
    walk.on("2026-06-10").do("follow_up", officers="周立 1\n钱七 2", result="kept", findings="达标。")
    assert walk.state == "checked"


@pytest.mark.parametrize(("filed", "in_time"), [("2026-06-01", True), ("2026-06-02", False)])
def test_completion_is_filed_in_fifteen_working_days_or_with_a_reason(city, filed, in_time):
    walk = stopped(city).do("file_plan", filed_on="2026-03-03", published_at="网站", plan="方案。").on(filed)
    given = {"completed_on": "2026-05-11", "filed_on": filed, **COMPLETION}
    if in_time:
        assert walk.do("file_completion", **given).state == "lifted"
        return
    with pytest.raises(ReasonWanted):
        walk.do("file_completion", **given)
    assert walk.do("file_completion", reason="企业说明了原因。", **given).state == "lifted"


@pytest.mark.parametrize(
    ("multiple", "stands"), [("3", True), ("3.00", True), ("2.999", False), ("", False), ("NaN", False)]
)
def test_metals_three_times_over_stop_production_at_the_exact_border(city, multiple, stands):
    given = {"multiple": multiple, "multiple_of": "浓度倍数，法制科认定"}
    if stands:
        assert proposed(city, "stop", "metals_multiple", **given).state == "proposed"
    else:
        assert refused(proposed, city, "stop", "metals_multiple", **given) == f"{ORDER_30} 6"


def test_a_ground_for_a_suspension_does_not_limit_and_the_reverse(city):
    assert refused(proposed, city, "limit", "over_annual_total") == f"{ORDER_30} 6"
    assert refused(proposed, city, "stop", "over_standard") == f"{ORDER_30} 6"


def test_it_ends_by_itself_on_bankruptcy(city):
    assert stopped(city).do("end_itself", ended_why="bankrupt", paper="法院裁定").state == "ended_itself"


def test_the_defence_comes_before_the_decision_and_the_decision_is_that_of_the_notice(city):
    walk = proposed(city).do("notify", reasons="超标。").on("2026-03-09")
    given = {"decision": "limit", "demands": "减半。", "reasons": "超标。", "decided_on": "2026-03-09"}
    assert refused(walk.do, "decide", **given) == f"{ORDER_30} 11", "the fifth working day is still the party's"
    walk.on("2026-03-10")
    assert refused(walk.do, "decide", **(given | {"decision": "stop"})) == f"{ORDER_30} 11"
    assert walk.do("decide", **given).state == "limit_decided"


# closure

PENALTIES = "2024-05-10 演环罚〔2024〕3号\n2025-03-02 演环罚〔2025〕7号"


def closing(city, found="2026-03-02", day="2026-03-02", **fields):
    given = told(
        city, government="wangxi-government", ground="repeated", penalties=PENALTIES, found_on=found, reason="三次。"
    )
    return opened(city, "closure", day, **(given | fields))


def test_only_the_government_closes_and_the_bureau_carries_it_out(city):
    walk = closing(city).do("send_up", demands="责令关闭。")
    assert "责令关闭" in text(walk.matter.papers.get(template="closure_proposal").file.read())
    decision = {"decision": "closed", "decision_number": "望政决〔2026〕1号", "decided_on": "2026-03-02"}
    for bureau in ("handler", "branch-head", "reviewer"):
        assert refused(walk.do, "government_decides", bureau, **decision) == "act.not_you"
    assert refused(walk.do, "carry_out", closed_on="2026-03-02", findings="断电。").startswith("env_protection_law")
    walk.do("return_proposal", "clerk", why="补充处罚决定书。").do("send_up", demands="责令关闭。")
    walk.do("government_decides", "mayor", **decision)
    assert refused(walk.do, "carry_out", closed_on="2026-03-01", findings="断电。") == f"{ORDER_30} 8"
    assert walk.do("carry_out", closed_on="2026-03-02", findings="断电断水。").state == "closed"


@pytest.mark.parametrize(
    ("found", "stands"), [("2026-05-10", True), ("2026-05-11", False), ("2025-03-02", False), ("2025-03-03", True)]
)
def test_two_penalties_within_two_years_of_the_violation(city, found, stands):
    if stands:
        assert closing(city, found, "2026-06-01").state == "drafted"
    else:
        assert refused(closing, city, found, "2026-06-01") == f"{ORDER_30} 8"


def test_a_proposal_goes_to_a_government(city):
    walk = closing(city, government="eeb")
    assert refused(walk.do, "send_up", demands="关闭。") == f"{ORDER_30} 8"


# court enforcement

PACK = ["application", "decision", "views", "object"]


def enforcing(city, day="2026-09-03", **fields):
    given = told(city, served_on="2026-03-02", litigation_ends="2026-09-02", amount="100000", object="账户。")
    return opened(city, "court_enforcement", day, **(given | fields))


def demanded(city, on="2026-11-17", **fields):
    return enforcing(city, **fields).on(on).do("demand", how_to_perform="缴入专户。", receipt="签收。")


def applied(city, on="2026-12-02", demand="2026-11-17", **fields):
    walk = demanded(city, demand).do("record_views", party_view="没有陈述。").on(on)
    return walk.do("apply", **({"court": "望溪区人民法院", "pack": PACK} | fields))


def test_the_window_is_that_of_the_worked_example(city):
    walk = enforcing(city)
    assert walk.due("court.application") == date(2026, 12, 2)
    assert refused(enforcing, city, litigation_ends="2026-09-01") == "enforcement_law_2011 53"


def test_the_demand_leaves_ten_working_days_and_the_application_its_last_day(city):
    walk = applied(city)
    assert (walk.state, walk.due("court.acceptance")) == ("applied", date(2026, 12, 9))
    application = text(walk.matter.papers.get(template="court_application").file.read())
    assert "望溪区人民法院" in application
    assert "2026年9月2日" in application


def test_a_demand_of_the_day_after_comes_too_late(city):
    assert refused(demanded, city, "2026-11-18") == "enforcement_law_2011 54"


@pytest.mark.parametrize(
    ("on", "demand", "basis"),
    [("2026-12-01", "2026-11-17", "54"), ("2026-12-03", "2026-11-16", "53"), ("2026-09-02", "2026-08-03", "53")],
    ids=["on the tenth working day", "the day after the window", "before it opens"],
)
def test_outside_its_days_the_court_is_not_asked(city, on, demand, basis):
    walk = enforcing(city, min(demand, "2026-09-03")).on(demand).do("demand", how_to_perform="专户。", receipt="签收。")
    walk.do("record_views", party_view="没有陈述。").on(on)
    asked = {"court": "望溪区人民法院", "pack": PACK}
    assert refused(walk.do, "apply", **asked) == f"enforcement_law_2011 {basis}"


def test_papers_missing_nothing_goes_out(city):
    walk = demanded(city).do("record_views", party_view="没有陈述。").on("2026-12-02")
    for missing in PACK:
        pack = [one for one in PACK if one != missing]
        assert refused(walk.do, "apply", court="法院", pack=pack) == "enforcement_law_2011 55"


def test_without_the_partys_view_on_record_nothing_goes_out(city):
    walk = demanded(city).on("2026-12-02")
    assert refused(walk.do, "apply", court="法院", pack=PACK) == "enforcement_law_2011 55"


def test_it_is_accepted_heard_ruled_and_executed(city):
    walk = applied(city).do("record_acceptance", acceptance="accepted", court_number="（2026）云01行审9号")
    assert walk.due("court.ruling") == date(2026, 12, 11)
    walk.do("court_hears", points="程序有疑问，已答复。")
    assert (walk.status("court.ruling"), walk.due("court.ruling_after_hearing")) == ("stopped", date(2027, 1, 1))
    assert refused(walk.do, "record_ruling", ruling="reject", ruling_number="1号") == "enforcement_law_2011 58"
    walk.do("record_ruling", ruling="execute", ruling_number="2号", at_once="yes")
    assert walk.due("court.urgent_execution") == date(2026, 12, 9)
    assert walk.do("record_execution", recovered="200000", note="划扣。").state == "executed"


@pytest.mark.parametrize(("on", "stands"), [("2026-12-17", True), ("2026-12-18", False)])
def test_a_refusal_is_taken_to_the_higher_court_in_fifteen_days(city, on, stands):
    walk = applied(city).do("record_acceptance", acceptance="refused", court_number="1号").on(on)
    if not stands:
        assert refused(walk.do, "ask_review", "branch-head", grounds="符合条件。") == "enforcement_law_2011 56"
        assert walk.do("let_stand", "branch-head", why="过期。").state == "rejected"
        return
    walk.do("ask_review", "branch-head", grounds="符合条件。")
    assert walk.do("record_review", review="accepted", review_number="2号").state == "accepted"


def test_a_missed_window_lapses_and_asks_for_the_duty(city):
    walk = enforcing(city)
    assert [one.act for one in sweep_matters(on=date(2026, 12, 2), now=at(date(2026, 12, 2)))] == []
    assert [one.act for one in sweep_matters(on=date(2026, 12, 3), now=at(date(2026, 12, 3)))] == ["lapse"]
    walk.matter.refresh_from_db()
    assert walk.state == "enforcement_lapsed"
    walk.on("2026-12-03")
    assert refused(walk.do, "account", why="没有人盯。") == "act.fields", "it names a duty, or why none was found"
    assert walk.do("account", duty="none:清单没有写谁盯期限", why="没有人盯。").state == "lapsed"
