"""What the page of a hot issue adds: its measures, why it is hot, the reports behind it that one may see."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from qingtian.apps.hot_issues.models import HotIssue
from qingtian.apps.hot_issues.queries import explained, reports_of
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.web.design.shapes import Fact, Link, Words

SHOWN = 12
FIGURES = Text(
    "{reports} 件，{people} 个不同的电话，{unnamed} 件没留电话，重复 {repeats} 件，不满意 {dissatisfied} 件",
    "{reports} reports, {people} different telephones, {unnamed} without one, {repeats} repeats, "
    "{dissatisfied} dissatisfied",
)
MORE = Text("还有 {n} 件", "{n} more")
HIDDEN = Text("{n} 件不在您能看的范围", "{n} outside your sight")
OPENABLE = ("screened", "cause_found", "remedying")
BASES = {
    "linked": Text("认定相连的件（并案、复发）", "linked by officers (merged, recurring)"),
    "source": Text("同一污染源，同一类型", "the same source and kind"),
    "cell": Text("图上同一地块，同一类型", "the same square of the map and kind"),
    "topic": Text("说的是同一件事", "the same topic"),
    "officer": Text("工作人员提出", "raised by an officer"),
}


def hot_facts(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    """Facts of a hot issue; none of any other matter but the issues a report stands in."""
    issue = HotIssue.objects.filter(proceeding=proceeding).first()
    if issue is None:
        return _standing_in(actor, proceeding)
    return [Fact(Text("怎么归到一起", "Tied by"), [BASES[issue.basis]]), *_measured(issue), *_reports(actor, issue)]


def _standing_in(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    held = visible(actor).filter(hot_issue__reports__petition=proceeding).order_by("-pk")[:SHOWN]
    links: list[Words | Link] = [Link(one.number, reverse("desk:proceeding", args=[one.number])) for one in held]
    return [Fact(Text("热点", "Hot issue"), links)] if links else []


def _measured(issue: HotIssue) -> list[Fact]:
    try:
        found = explained(issue)
    except DeclarationError:
        return []
    if found.measures is None:
        return []
    figures = FIGURES.format(**found.measures.as_dict())
    computed = Text(f"{issue.computed_on} 算的", f"as computed on {issue.computed_on}")
    return [
        Fact(Text("为什么算热点", "Why it is hot"), list(found.sentences)),
        Fact(Text("指标", "Measures"), [figures], computed),
    ]


def _reports(actor: Actor, issue: HotIssue) -> list[Fact]:
    behind = reports_of(issue)
    total = behind.count()
    seen = visible(actor).filter(pk__in=behind.order_by().values("pk"))
    count = seen.count()
    lines: list[Words | Link] = [
        Link(f"{one.number} {one.title}", reverse("desk:proceeding", args=[one.number]))
        for one in seen.order_by("-opened_on", "-pk")[:SHOWN]
    ]
    if count > SHOWN:
        lines.append(MORE.format(n=count - SHOWN))
    if total > count:
        lines.append(HIDDEN.format(n=total - count))
    found = [Fact(Text("背后的报告", "Reports behind it"), lines)] if lines else []
    if issue.proceeding.state in OPENABLE:
        address = f"{reverse('desk:new_case')}?{urlencode({'from': issue.proceeding.number})}"
        found.append(Fact(Text("转为包案", "Make it a case"), [Link(Text("立一个案", "Open a case"), address)]))
    return found
