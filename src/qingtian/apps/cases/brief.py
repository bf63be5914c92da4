"""One page before a visit (现场前的一页): the problem, the plan, what is due, what was said, and what to ask.

No reporter stands in it: of reports only the number and the confirmed working copies. The questions follow from what is
missing in the record; nobody writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from qingtian.apps.cases.look_back_risk import BAD_RETURNS, standing
from qingtian.apps.cases.models import Case
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.proceedings.records import records_of
from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.procedures.guards.cases import PERSONAL_ACTS
from qingtian.typeset import Publication, Section

TITLE = Text("现场前的一页", "One page before the visit")
HEADS = {
    "problem": Text("一、问题", "1. The problem"),
    "plan": Text("二、方案", "2. The plan"),
    "due": Text("三、到期的", "3. What is due"),
    "visits": Text("四、以前到过", "4. Visits so far"),
    "reports": Text("五、群众怎么说", "5. What residents said"),
    "data": Text("六、数据和异议", "6. Data and objections"),
    "ask": Text("七、到现场问什么", "7. What to ask on site"),
}
NO_PLAN = Text("还没有方案。", "There is no plan yet.")
NOTHING_DUE = Text("没有在走的期限。", "No clock is running.")
NO_VISIT = Text("还没有到过。", "Nobody has been there yet.")
NO_REPORT = Text("没有相连的信访。", "No petition is linked.")
NO_DATA = Text("还没有报过监测数据。", "No data has been reported yet.")
NO_OBJECTION = Text("没有待答复的异议。", "No objection awaits an answer.")
PLAN = Text("第 {version} 版：{goal}（{deadline} 前）", "Version {version}: {goal} (by {deadline})")
REPORTS = Text("相连的信访 {n} 件。", "{n} linked petition(s).")
NO_GAP = Text("记录里没有缺的。", "Nothing is missing in the record.")
NOTE = Text(
    "不写反映人；群众的话是遮盖过的工作副本。", "No reporter is named; residents' words are covered working copies."
)
#: of what residents said so many are printed, and so much of each
SAID, LONGEST = 3, 72
#: lines a part, so that the sheet stays one page
MOST = 6


def clipped(words: str, most: int = LONGEST) -> str:
    """One line, cut where it is long."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most] + "…"


def questions(
    projection: Projection, records: Iterable[Mapping[str, Any]], milestones: Iterable[Mapping[str, Any]], on: date
) -> list[Text]:
    """What to ask, from what the record lacks: each gap one question."""
    kept = list(records)
    lacking = [title for act, title in PERSONAL_ACTS.items() if not projection.has_done(act)]
    found = []
    if lacking:
        names = Text("、".join(one.zh for one in lacking), ", ".join(one.en for one in lacking))
        found.append(
            Text(f"还没有做：{names.zh}。这次能不能做？", f"Not done yet: {names.en}. Can it be done this time?")
        )
    late = [clock for clock in projection.running() if clock.due < on.isoformat()]
    found += [
        Text(f"期限 {clock.due} 已过，卡在哪里？", f"The day {clock.due} has passed: what holds it up?")
        for clock in late
    ]
    reported = max((str(r["on"]) for r in kept if r["act"] in ("progress", "self_check")), default="")
    found += [
        Text(f"节点“{m['title']}”（{m['due']}）做完没有？", f"Is “{m['title']}”, due {m['due']}, done?")
        for m in milestones
        if reported < str(m["due"]) <= on.isoformat()
    ]
    if hard := next((r["fields"].get("difficulty") for r in reversed(kept) if r["act"] == "progress"), None):
        found.append(Text(f"报过的困难解决没有：{clipped(hard)}", f"Is the difficulty solved: {clipped(hard)}"))
    bad = [r for r in kept if (r.get("fields") or {}).get("result") in BAD_RETURNS]
    if bad:
        found.append(
            Text(
                "被退回过 {n} 次（虚假、表面、一刀切），这次看实物。", "Returned {n} time(s): look for yourself."
            ).format(n=len(bad))
        )
    if not any((r.get("fields") or {}).get("data") for r in kept):
        found.append(Text("有没有监测数据？谁测的？", "Is there data? Who measured it?"))
    return found


def brief_of(
    case: Case,
    *,
    reports: int,
    said: Iterable[str],
    on: date,
    titles: Mapping[str, Text],
    measured: Iterable[Text] = (),
    language: str = "zh",
) -> Publication:
    """The page as it stands on a day. ``said`` is what may be shown of reports; ``titles`` names the running clocks;
    ``measured`` is what monitors near it read, a line each."""
    matter = case.proceeding
    projection, records = projection_of(matter), standing(records_of(matter))
    plan = case.plans.filter(voided_by=None).order_by("-version").first()
    milestones = plan.milestones if plan else []

    def lines(found: Iterable[Text | str], none: Text) -> list[str]:
        told = [one.in_(language) if isinstance(one, Text) else one for one in found]
        return told[:MOST] or [none.in_(language)]

    planned: list[Text | str] = []
    if plan:
        planned = [PLAN.format(version=plan.version, goal=clipped(plan.goal), deadline=plan.deadline)]
        planned += [f"{m['due']} {m['title']}" for m in milestones]
    visits = [
        f"{r['on']} {PERSONAL_ACTS[r['act']].in_(language)} {r['fields'].get('where', '')} "
        f"{clipped(r['fields'].get('what', ''))}"
        for r in records
        if r["act"] in PERSONAL_ACTS
    ]
    data = [f"{r['on']} {clipped(r['fields']['data'])}" for r in records if (r.get("fields") or {}).get("data")]
    parts = {
        "problem": [clipped(case.problem, 2 * LONGEST)],
        "plan": lines(planned, NO_PLAN),
        "due": lines(
            (f"{c.due} {titles.get(c.key, Text(c.key, c.key)).in_(language)}" for c in projection.running()),
            NOTHING_DUE,
        ),
        "visits": lines(list(reversed(visits))[:SAID], NO_VISIT),
        "reports": [REPORTS.format(n=reports).in_(language), *map(clipped, list(said)[:SAID])]
        if reports
        else [NO_REPORT.in_(language)],
        "data": [
            *(line.in_(language) for line in measured),
            *lines(data[-2:], NO_DATA),
            *lines(open_objections(records)[:SAID], NO_OBJECTION),
        ],
        "ask": lines(questions(projection, records, milestones, on), NO_GAP),
    }
    return Publication(
        title=f"{TITLE.in_(language)}：{matter.title}" if language == "zh" else f"{TITLE.en}: {matter.title}",
        sections=[Section(HEADS[key].in_(language), paragraphs) for key, paragraphs in parts.items()],
        notes=[NOTE.in_(language)],
        day=f"{on.year}年{on.month}月{on.day}日" if language == "zh" else on.isoformat(),
        language=language,
        generated=matter.generated,
        compact=True,
    )


def open_objections(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """The objections nobody has answered yet, the oldest first: they are answered in the order they came."""
    kept = list(records)
    raised = [r for r in kept if r["act"] == "object"]
    answered = sum(1 for r in kept if r["act"] == "answer_objection")
    return [f"{r['on']} {clipped(r['fields'].get('objection', ''))}" for r in raised[answered:]]
