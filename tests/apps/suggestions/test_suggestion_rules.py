"""Suggestions and proposals: months that run from the assignment, one redo, co-handlers heard, names kept back."""

from datetime import date, timedelta

import pytest

from qingtian.apps.proceedings.models import ActContent, Proceeding
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.suggestions.models import CoHandling, Suggestion
from qingtian.apps.suggestions.policy import may_see_proposers
from qingtian.apps.suggestions.queries import figures_by_unit
from qingtian.apps.tasks.models import TrackedTask
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import ReasonWanted
from tests.apps.suggestions.walk import ASSIGNED, NAMES, Walk, act_on
from tests.publishing import published

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)
REPLY = {"suggestion": "congress.suggestion_reply", "proposal": "cppcc.proposal_reply"}
KINDS = list(REPLY)


def refused(code: str):
    return pytest.raises(Refused, match=rf"\[{code}\]")


# --- clocks


@pytest.mark.parametrize("kind", KINDS)
def test_assigned_on_16_march_it_is_due_after_3_months_on_16_june_and_if_difficult_on_16_september(city, kind):
    walk = Walk(city, kind)
    assert walk.clocks[REPLY[kind]] == (date(2026, 6, 16), "running")
    walk.do("accept").on(date(2026, 6, 16)).do("declare_difficult")
    assert walk.clocks[REPLY[kind]] == (date(2026, 6, 16), "stopped")
    assert walk.clocks[f"{REPLY[kind]}_difficult"] == (date(2026, 9, 16), "running"), "from the assignment, not the act"
    assert list(verify_proceeding(walk.matter)) == []


@pytest.mark.parametrize(
    ("assigned", "three", "six"),
    [
        (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)),  # no 31 June: the month's last day
        (date(2025, 11, 30), date(2026, 2, 28), date(2026, 5, 30)),
        (date(2026, 3, 13), date(2026, 6, 13), date(2026, 9, 13)),  # a Saturday and a Sunday: an organ's time stays
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month_and_a_rest_day_stays(city, assigned, three, six):
    walk = Walk(city, day=assigned).do("accept").later()
    assert walk.clocks[REPLY["suggestion"]][0] == three
    walk.do("declare_difficult")
    assert walk.clocks["congress.suggestion_reply_difficult"][0] == six


def test_difficult_is_declared_until_the_first_deadline_and_not_a_day_later_nor_twice(city):
    late = Walk(city).do("accept").on(date(2026, 6, 17))
    with refused("act.guard") as said:
        late.do("declare_difficult")
    assert "2026-06-16" in said.value.message.zh
    twice = Walk(city, reg_number="128").do("accept").do("declare_difficult")
    with refused("act.guard"):
        twice.do("declare_difficult")


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_addressee_says_so_until_the_tenth_day_and_not_on_the_eleventh(city, kind):
    last = ASSIGNED + 10 * DAY
    walk = Walk(city, kind)
    assert walk.clocks["cppcc.wrong_addressee"] == (last, "running")
    walk.on(last).do("return_wrong")
    assert walk.matter.state == "returned"
    assert {status for _, status in walk.clocks.values()} == {"stopped"}
    with refused("act.guard"):
        Walk(city, kind, reg_number="128").on(last + DAY).do("return_wrong")


def test_assigned_anew_the_time_runs_from_that_day_for_the_other_unit(city):
    walk = Walk(city).later().do("return_wrong").later(4).do("reassign", lead="branch-2")
    assert walk.matter.state == "assigned"
    assert walk.clocks[REPLY["suggestion"]] == (date(2026, 6, 21), "running")
    assert Suggestion.objects.get().lead == "branch-2"
    with refused("act.not_you"):
        walk.do("accept", by="handler")
    walk.do("accept", by="handler-2")


def test_taken_it_is_no_longer_returned(city):
    with refused("act.not_now"):
        Walk(city).do("accept").do("return_wrong")


# --- the answer


def test_an_answer_without_a_talk_needs_a_reason_and_with_one_it_does_not(city):
    walk = Walk(city).do("accept")
    with pytest.raises(ReasonWanted):
        walk.do("draft_answer")
    walk.do("talk").do("draft_answer")
    other = Walk(city, reg_number="128").do("accept").do("draft_answer", reason="代表出国，电话约定书面答复")
    assert other.matter.state == "drafted"


def test_a_talk_lies_between_the_assignment_and_its_entry(city):
    walk = Walk(city).do("accept").later(3)
    for day in (ASSIGNED - DAY, walk.day + DAY):
        with refused("act.guard"):
            walk.do("talk", held_on=day.isoformat())
    walk.do("talk", held_on=ASSIGNED.isoformat()).do("talk")


def test_solved_needs_evidence_planned_needs_dated_commitments(city):
    walk = Walk(city).do("accept").do("talk")
    with refused("act.guard"):
        walk.do("draft_answer", evidence="")
    with pytest.raises(ReasonWanted):
        walk.do("draft_answer", **{"class": "B"})
    walk.do("draft_answer", **{"class": "B"}, commitments="2026-12-20 完成第二批改造")
    assert walk.matter.projection["facts"]["commitments"] == [{"due": "2026-12-20", "title": "完成第二批改造"}]


@pytest.mark.parametrize("publicity", ["partly", "closed"])
def test_less_than_open_says_why(city, publicity):
    walk = Walk(city).do("accept").do("talk")
    with refused("act.guard"):
        walk.do("draft_answer", publicity=publicity)
    walk.do("draft_answer", publicity=publicity, publicity_reason="涉及企业未公开的工艺")


def test_only_the_head_of_the_lead_unit_signs(city):
    walk = Walk(city).do("accept").do("talk").do("draft_answer")
    for post in ("handler", "branch-2-head", "reviewer", "clerk"):
        with refused("act.not_you"):
            walk.do("sign_answer", by=post)
    signs = load_procedures().editions("suggestion")[-1].named("sign_answer")
    assert signs.personal, "whoever stands in for the head cannot sign it"
    walk.do("sign_answer", by="branch-head")


def test_answered_the_clock_stops_and_letter_and_form_are_made_without_a_name(city):
    walk = Walk(city).on(date(2026, 6, 16)).to_answered()
    assert walk.clocks[REPLY["suggestion"]] == (date(2026, 6, 16), "stopped")
    papers = dict(walk.matter.papers.values_list("template", "title_zh"))
    assert papers.keys() == {"suggestion_talk_record", "suggestion_answer", "suggestion_feedback_form"}
    from tests.apps.proceedings.papers.matters import text

    letter = text(walk.matter.papers.get(template="suggestion_answer").file.read())
    assert letter.startswith("办理结果：A 已经解决或基本解决\n公开属性：公开")
    assert "关于对十五届六次会议第127号建议的答复" in letter
    for paper in walk.matter.papers.all():
        assert not any(name in text(paper.file.read()) for name in NAMES.split("、"))


# --- feedback and the one redo


@pytest.mark.parametrize("kind", KINDS)
def test_not_satisfied_means_one_redo_within_its_own_time_and_never_a_second(city, kind):
    walk = Walk(city, kind).to_answered().later(20)
    walk.do("feedback", satisfaction="not")
    assert walk.matter.state == "redoing"
    assert walk.clocks["cppcc.second_answer"] == (date(2026, 7, 5), "running"), "3 months from the dissatisfaction"
    with pytest.raises(ReasonWanted):
        walk.do("draft_answer")  # the talk before the first answer does not count
    walk.later().do("talk").do("draft_answer").do("sign_answer").do("answer")
    assert (walk.matter.state, walk.clocks["cppcc.second_answer"][1]) == ("answered_again", "stopped")
    walk.later().do("feedback", satisfaction="not", opinion="当面沟通过")
    assert walk.matter.state == "fed_back"
    assert walk.clocks["cppcc.second_answer"][1] == "stopped", "no third answer is asked for"
    walk.do("close")
    assert walk.matter.state == "closed"
    assert list(verify_proceeding(walk.matter)) == []


def test_satisfied_and_basically_satisfied_end_it_and_no_feedback_needs_a_reason(city):
    for number, satisfaction in (("1", "satisfied"), ("2", "basically")):
        walk = Walk(city, reg_number=number).to_answered().do("feedback", satisfaction=satisfaction)
        assert walk.matter.state == "fed_back"
        assert "cppcc.second_answer" not in walk.clocks
    silent = Walk(city, reg_number="3").to_answered()
    with pytest.raises(ReasonWanted):
        silent.do("close")
    silent.do("close", reason="征询意见表两次催收没有寄回")


def test_satisfaction_is_counted_by_unit_and_silence_is_not_satisfaction(city):
    Walk(city, reg_number="1").to_answered().do("feedback")
    Walk(city, reg_number="2").to_answered().do("feedback", satisfaction="not")
    Walk(city, reg_number="3").to_answered()
    Walk(city, reg_number="4", lead="branch-2")
    rows = figures_by_unit(Suggestion.objects.select_related("proceeding"))
    counted = {one.unit.zh: one for one in rows}
    branch = counted["望溪分局"]
    assert (branch.items, branch.answered, branch.talked) == (3, 3, 3)
    assert (branch.satisfied, branch.basically, branch.not_satisfied, branch.no_feedback) == (1, 0, 1, 1)
    assert (counted["石湾分局"].items, counted["石湾分局"].answered) == (1, 0)


# --- co-handlers


def test_every_co_handler_gets_an_item_due_in_a_month_and_its_view_comes_before_the_answer(city):
    walk = Walk(city, co_handlers=["branch-2", "housing"]).do("accept").do("talk")
    asked = {one.unit: one.proceeding for one in CoHandling.objects.select_related("proceeding")}
    assert asked.keys() == {"branch-2", "housing"}
    clock = asked["branch-2"].clocks.get()
    assert (clock.key, clock.due, clock.owner_organ) == ("cppcc.co_handler_view", date(2026, 4, 16), "branch-2")
    with pytest.raises(ReasonWanted) as wanted:
        walk.do("draft_answer")
    assert wanted.value.warnings[0].zh == "会办意见还没到：石湾分局、市住建局。"
    with refused("act.not_you"):
        act_on(city, asked["branch-2"], "give_view", "handler", walk.day, view="代写")
    act_on(city, asked["branch-2"], "give_view", "handler-2", walk.day, view="同意，已停止夜间作业。")
    act_on(city, asked["housing"], "give_view", "acceptor", walk.day, view="规划已核查。")
    walk.do("draft_answer")


def test_an_answer_before_the_views_says_why_and_closing_recalls_them(city):
    walk = Walk(city, co_handlers=["branch-2"]).do("accept").do("talk")
    walk.do("draft_answer", reason="会办单位两次催收未复，先行答复").do("sign_answer").do("answer")
    walk.do("feedback").do("close")
    child = CoHandling.objects.get().proceeding
    assert child.state == "recalled"
    assert child.clocks.get().status == "stopped"


def test_returned_the_views_are_recalled_and_asked_anew_with_the_text(city):
    walk = Walk(city, co_handlers=["branch-2"]).do("return_wrong").later()
    assert Proceeding.objects.get(procedure="co_handling").state == "recalled"
    walk.do("reassign", lead="branch-2", co_handlers=["branch"])
    anew = Proceeding.objects.get(procedure="co_handling", state="asked")
    opening = ActContent.objects.get(act__proceeding=anew, act__seq=1).content["fields"]
    assert (opening["unit"]["chain"][-1], opening["text"]) == ("branch", "河西路十二家喷涂车间夜间异味，建议限期治理。")


def test_a_unit_does_not_co_handle_its_own_item(city):
    with refused("suggestion.own_view"):
        Walk(city, co_handlers=["branch"])
    assert not Suggestion.objects.exists()


# --- once, published, named


def test_a_number_of_a_session_is_one_item_however_it_is_written(city):
    Walk(city)
    for number in ("127", "第127号", "０127", " 127 "):
        with refused("suggestion.there_already"):
            Walk(city, reg_number=number, session="十五届 六次会议")
    Walk(city, session="十五届七次会议")
    Walk(city, "proposal")


def test_an_answer_is_published_through_the_gate_only_and_only_if_open(city):
    walk = Walk(city).to_answered().later()
    for number in (walk.matter.number, published(city, walk.day).number):
        with refused("act.guard"):
            act_on(city, walk.matter, "publish_answer", "handler", walk.day, publication=number)
    about = published(city, walk.day, source=walk.matter.number)
    act_on(city, walk.matter, "publish_answer", "handler", walk.day, publication=about.number)
    shut = Walk(city, reg_number="128").to_answered(publicity="closed", publicity_reason="涉密工艺").later()
    about = published(city, shut.day, source=shut.matter.number)
    with refused("act.guard") as said:
        act_on(city, shut.matter, "publish_answer", "handler", shut.day, publication=about.number)
    assert "不公开" in said.value.message.zh


def test_names_stand_in_no_act_and_only_the_units_taking_part_see_them(city):
    walk = Walk(city).to_answered()
    assert Suggestion.objects.get().proposers == NAMES
    for content in ActContent.objects.all():
        assert not any(name in str(content.content) for name in NAMES.split("、"))
    assert may_see_proposers(city.actor("handler", walk.day), walk.matter)
    assert may_see_proposers(city.actor("clerk", walk.day), walk.matter), "the organ that assigned it"
    for post in ("handler-2", "reviewer", "petition-officer", "administrator"):
        assert not may_see_proposers(city.actor(post, walk.day), walk.matter)


def test_withdrawn_by_the_proposer_everything_stops(city):
    walk = Walk(city, co_handlers=["branch-2"]).do("accept").do("withdraw")
    assert walk.matter.state == "withdrawn"
    assert {status for _, status in walk.clocks.values()} == {"stopped"}
    assert CoHandling.objects.get().proceeding.state == "recalled"


# --- commitments


def test_commitments_of_a_planned_answer_become_tasks_of_the_assigning_organ(city):
    promised = "2026-10-30 完成第一批改造\n2026-12-20 完成第二批改造"
    walk = Walk(city).to_answered(**{"class": "B"}, commitments=promised)
    tasks = TrackedTask.objects.select_related("proceeding", "organ").order_by("deadline")
    assert [(one.proceeding.title, one.deadline, one.organ.code, one.source) for one in tasks] == [
        ("完成第一批改造", date(2026, 10, 30), "branch", walk.matter),
        ("完成第二批改造", date(2026, 12, 20), "branch", walk.matter),
    ]
    assert {one.proceeding.projection["relations"]["setter"]["chain"][-1] for one in tasks} == {"wangxi-government"}
    walk.later().do("feedback", satisfaction="not").do("talk")
    again = promised + "\n2027-01-20 公布监测结果"
    walk.do("draft_answer", **{"class": "B"}, commitments=again).do("sign_answer").do("answer")
    assert TrackedTask.objects.count() == 3, "only what was promised anew"


def test_an_answer_that_solved_it_sets_no_task_and_a_commitment_lies_ahead(city):
    Walk(city).to_answered()
    assert not TrackedTask.objects.exists()
    walk = Walk(city, reg_number="128").do("accept").do("talk")
    with refused("act.guard"):
        walk.do("draft_answer", **{"class": "B"}, commitments=f"{ASSIGNED} 今天就办")


def test_the_lead_unit_is_not_assigned_by_itself(city):
    with refused("act.guard"):
        Walk(city, assigner="branch")
