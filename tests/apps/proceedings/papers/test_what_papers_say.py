"""What is printed: remedy, time limits, choices in words; nothing sealed, no leader in public."""

from __future__ import annotations

import pytest

from qingtian.errors import Refused
from tests.apps.proceedings.papers.matters import (
    PLAN,
    announced,
    case_acts,
    contracted,
    opinion,
    own,
    petition_acts,
    sorted_petition,
)

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


# ---- what a paper says
def test_the_handling_opinion_points_to_the_next_higher_organ_with_days_and_article(city):
    matter = sorted_petition(city)
    matter.act("forward", "petition-officer", handler="branch")
    matter.act("accept", "handler", contact="12345")
    words = matter.text(opinion(matter))
    assert "不服的，可以自收到书面答复之日起30日内，向市生态环境局申请复查（《信访工作条例》第35条）。" in words


def test_the_review_opinion_points_to_the_organ_above_the_reviewer_and_the_re_review_to_none(city):
    papers = {act.act: matter.text(act) for matter, act in petition_acts(city)}
    remedy = "不服的，可以自收到复查意见之日起30日内，向省生态环境厅申请复核（《信访工作条例》第36条）。"
    assert remedy in papers["review"]
    assert "不服的，可以" not in papers["re_review"]
    assert "市生态环境局申请复查" in papers["reply"]


def test_the_petitioners_sealed_grounds_are_referred_to_and_not_copied(city):
    papers = {act.act: matter.text(act) for matter, act in petition_acts(city)}
    for act, request in (("review", "复查申请"), ("re_review", "复核申请")):
        assert f"不服的理由见你（单位）的{request}" in papers[act]
        assert "请求事项：停止夜间喷漆" in papers[act]
        assert "不同意" not in papers[act]


def test_choices_are_printed_by_their_wording_and_not_by_their_code(city):
    papers = {act.act: matter.text(act) for matter, act in petition_acts(city)}
    assert "属诉讼、仲裁、复议" in papers["decline"]
    assert "复查结果：维持。" in papers["review"]
    assert "复核结果：变更。" in papers["re_review"]
    cases = {act.act: matter.text(act) for matter, act in case_acts(city)}
    assert "督察反馈" in cases["list"]
    assert "省级" in cases["list"]
    assert "没有反弹" in cases["look_back"]


def test_time_limits_are_those_the_act_set(city):
    matter = sorted_petition(city)
    forwarded = matter.text(matter.act("forward", "petition-officer", handler="branch"))
    assert "告知信访人：15日，至2026年3月17日止。" in forwarded
    accepted = matter.text(matter.act("accept", "handler", contact="12345"))
    assert "办结：60日，至2026年5月1日止。依据：《信访工作条例》第34条。" in accepted
    extended = matter.text(matter.act("extend", "branch-head", why="要做三次监测"))
    assert "办理期限延长至2026年5月31日。" in extended


def test_the_plan_prints_organs_by_name_milestones_by_line_and_the_extended_deadline(city):
    papers = [(act.act, matter.text(act)) for matter, act in case_acts(city)]
    plan = dict(papers)["plan"]
    assert "专班成员单位：望溪分局、市住建局。" in plan
    assert "\n2026年5月1日：完成治理方案\n2026年6月1日：完成改造\n" in plan
    assert "整改时限：2026年6月30日。" in plan
    assert "十二家车间废气收集不完善。" in plan
    assert "包案领导：望溪区政府副区长 副区长甲。" in plan


def test_a_revised_plan_prints_the_deadline_as_it_was_extended(city):
    matter = contracted(city)
    units = {"lead_unit": "branch", "team": ["branch"], "implementing": "wangxi-town", "accepting": "housing"}
    matter.act("plan", "inspector", **PLAN, **units, deadline="2026-06-30")
    matter.act("start", "town")
    matter.act("extend", "inspector", deadline="2026-09-30", why="天气")
    assert "整改时限：2026年9月30日。" in matter.text(matter.act("replan", "inspector", why="天气", **PLAN))


def test_a_handover_names_both_leaders(city):
    words = {act.act: matter.text(act) for matter, act in case_acts(city)}["hand_over"]
    assert "副区长甲" in words
    assert "区长 区长甲" in words
    assert "双方签字.pdf" in words


def test_a_personal_act_entered_by_a_liaison_says_for_whom_and_with_which_paper(city):
    matter = contracted(city)
    act = matter.act("inquire", "liaison", where="河西路", what="批示", evidence=[matter.file("领导签字.pdf")])
    words = matter.text(act)
    assert "联络员甲（代望溪区政府副区长 副区长甲录入）" in words
    assert "领导签字.pdf" in words


def test_an_optional_field_left_empty_is_never_filled_from_an_earlier_act(city):
    matter = contracted(city)
    matter.act("inquire", "vice-mayor", where="河西路", what="批示", evidence=[matter.file("第一次.pdf")])
    words = matter.text(matter.act("coordinate", "vice-mayor", where="河西路", what="协调"))
    assert "第一次.pdf" not in words
    assert "未附电子材料" in words


def test_the_value_of_a_voided_act_is_not_printed(city):
    matter = sorted_petition(city)
    matter.act("forward", "petition-officer", handler="branch")
    wrong = matter.act("accept", "handler", contact="错误电话")
    matter.act("correct", "branch-head", number=wrong.seq, why="写错")
    matter.act("accept", "handler", contact="正确电话")
    opinion(matter)
    words = matter.text(matter.act("reply", "handler", reply="属实。"))
    assert "正确电话" in words
    assert "错误电话" not in words


# ---- the public notice
def test_the_public_notice_names_no_leader_and_says_how_long_it_stands(city):
    matter, fields = announced(city, "由副区长包案，已完成整改。")
    words = matter.text(matter.act("announce", "inspector", **fields))
    assert "副区长甲" not in words
    assert "督察专员甲" not in words
    assert "公示期为5个工作日，至2026年3月9日止。" in words


def test_a_public_notice_that_spells_out_the_leader_is_refused_with_the_name(city):
    matter, fields = announced(city, "由副区长甲包案，已完成整改。")
    before = matter.proceeding.seq
    with pytest.raises(Refused) as refused:
        matter.act("announce", "inspector", **fields)
    assert refused.value.code == "paper.names_a_person"
    assert "副区长甲" in refused.value.message.zh
    assert "副区长甲" in refused.value.message.en
    matter.proceeding.refresh_from_db()
    assert matter.proceeding.seq == before


def test_an_offices_own_public_notice_that_prints_the_leader_prints_the_post(city, settings, tmp_path):
    settings.PAPER_TEMPLATES = own(tmp_path, "case_public_notice", "{{ fields.leader }}／{{ act.by }}")
    matter, fields = announced(city, "已完成整改。")
    assert matter.text(matter.act("announce", "inspector", **fields)).strip() == "望溪区政府副区长／督察专员"


def test_a_public_notice_that_spells_out_the_leader_before_the_handover_is_refused_too(city):
    matter, fields = announced(city, "原由副区长甲包案，已完成整改。")
    matter.act("hand_over", "inspector", leader="mayor", handed="无", signed=[matter.file("签字.pdf")])
    with pytest.raises(Refused) as refused:
        matter.act("announce", "inspector", **fields)
    assert refused.value.code == "paper.names_a_person"
    assert "副区长甲" in refused.value.message.zh
