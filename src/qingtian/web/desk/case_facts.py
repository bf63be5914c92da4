"""Facts of a five-ones case: one leader, one team, one plan."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.cases.models import Case, PlanVersion
from qingtian.apps.cases.queries import answerable_for_case, personal_acts
from qingtian.apps.petitions.queries import reports_behind
from qingtian.language import Text
from qingtian.procedures import Procedure, Projection
from qingtian.procedures.guards.cases import PERSONAL_ACTS
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.clock_views import long_day, short_day
from qingtian.web.desk.fact_words import choice, joined
from qingtian.web.desk.petition_facts import reports
from qingtian.web.desk.seat import DeskRequest


def case_facts(request: DeskRequest, case: Case, procedure: Procedure, projection: Projection) -> list[Fact]:
    """The problem and where it comes from, who leads, the plan and the four personal acts."""
    facts = [
        Fact(Text("问题", "Problem"), [case.problem]),
        Fact(
            Text("来源", "Source"),
            [
                joined(
                    [
                        choice(procedure, "identify", "source", case.source),
                        choice(procedure, "identify", "source_level", case.source_level),
                    ]
                )
            ],
            Text(f"{case.year} 年度", f"Year {case.year}"),
        ),
    ]
    if reports_behind(case.proceeding):
        facts.append(Fact(Text("反映", "Reports"), reports(case.proceeding)))
    facts.append(_leader(request, case))
    plan = case.plans.filter(voided_by=None).order_by("-version").first()
    if plan:
        facts += [_team(case), _plan(plan)]
    facts.append(_four_acts(case))
    facts.append(_pages(request, case))
    return facts


def _pages(request: DeskRequest, case: Case) -> Fact:
    """What else there is of a case: the pack of its evidence, the page before a visit, the file; the hand-over."""
    number = [case.proceeding.number]
    links: list[Words | Link] = [
        Link(Text("证据包和异议", "Evidence pack and objections"), reverse("desk:case_pack", args=number)),
        Link(Text("现场前的一页", "One page before a visit"), reverse("desk:case_brief", args=number)),
        Link(Text("一案一档（打包）", "The one file, packed"), reverse("desk:case_file", args=number)),
    ]
    if case.leader_post and case.proceeding.ended_on is None and "inspection_officer" in request.actor.roles:
        address = f"{reverse('desk:hand_over_cases')}?before={case.leader_post.code}"
        links.append(Link(Text("这位领导的案一次交接", "Hand over all cases of this leader"), address))
    return Fact(Text("材料", "Papers"), links)


def _leader(request: DeskRequest, case: Case) -> Fact:
    """One leader, by post; who holds it on the day of the page."""
    answers = answerable_for_case(case, request.as_of)
    if answers is None:
        return Fact(Text("领导", "Leader"), [Text("还没有包案", "Not contracted yet")])
    post, person = answers.post, answers.person
    words = Text(
        f"{person.name_zh if person else '空缺'}　{post.organ.name_zh}{post.title_zh}",
        f"{person.name_en if person else 'vacant'}, {post.title_en}, {post.organ.name_en}",
    )
    withheld = Text("未经记录的决定，姓名不公开", "The name is withheld from the public until a recorded decision")
    return Fact(Text("领导", "Leader"), [words], withheld)


def _team(case: Case) -> Fact:
    members = list(case.team.select_related("organ"))
    words: list[Words | Link] = [
        Text(m.organ.name_zh + ("（牵头）" if m.lead else ""), m.organ.name_en + (" (lead)" if m.lead else ""))
        for m in members
    ]
    return Fact(Text("班子", "Team"), words)


def _plan(plan: PlanVersion) -> Fact:
    due = long_day(plan.deadline)
    head = Text(f"第 {plan.version} 版，{due.zh}前完成", f"Version {plan.version}, due {due.en}")
    steps: list[Words | Link] = [
        Text(f"{short_day(m['due']).zh} {m['title']}", f"{short_day(m['due']).en} {m['title']}")
        for m in plan.milestones
    ]
    return Fact(Text("方案", "Plan"), [head, plan.goal, *steps])


def _four_acts(case: Case) -> Fact:
    done = personal_acts(case)
    words = Text(
        "　".join(f"{title.zh} {done[act]}" for act, title in PERSONAL_ACTS.items()),
        ", ".join(f"{title.en} {done[act]}" for act, title in PERSONAL_ACTS.items()),
    )
    missing = [title for act, title in PERSONAL_ACTS.items() if not done[act]]
    second = (
        Text("还缺：" + "、".join(t.zh for t in missing), "Missing: " + ", ".join(t.en for t in missing))
        if missing
        else ""
    )
    return Fact(Text("四个亲自", "Four acts"), [words], second)
