"""Inspection feedback in the invented city: a plan imported with a row nobody could read, findings followed or late.

The unit that reports only the surface put right gets its task back; one has said nothing for months and is overdue.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rectification.actions.enter_findings import enter_findings
from qingtian.apps.rectification.models import Feedback, Finding
from qingtian.apps.rectification.plan_columns import COLUMNS
from qingtian.demo.stage import Life, Stage, office_moment
from qingtian.demo.stage import moment as of_day
from qingtian.demo.task_life import task_life
from qingtian.tables import named, write_csv

INSPECTOR, OFFICE = "yunping-inspection-head", "yunping-inspection"
#: days before the loading: feedback, its import, and the later special inspection nobody has planned for yet
FEEDBACK, IMPORTED, SPECIAL = 240, 232, 9
HEADS = ("number", "category", "text", "responsible", "supervising", "goal", "deadline", "measures", "accepting")
SUPERVISING = "市督察工作领导小组办公室"
#: printed numbers, words and bodies of the plan; ``{n}`` in a deadline is a day so many days after the import
PLAN: tuple[tuple[str, ...], ...] = (
    (
        "1", "大气", "望溪区部分工地出入口没有冲洗设施，带泥上路。", "市住房和城乡建设局",
        "出入口冲洗设施全部建成并使用。", "{150}", "（一）排查在建工地。（二）建成冲洗设施。（三）接入在线视频。",
        "市生态环境局",
    ),
    (
        "2", "水", "石湾河支流沿岸有污水直排口。", "市水务局、石湾区政府", "直排口全部封堵或接入管网。", "{200}",
        "（一）溯源。（二）封堵。（三）接入管网。", "市生态环境局",
    ),
    (
        "3", "大气", "建筑垃圾运输车辆抛洒。", "市城市管理局", "运输车辆全部密闭。", "立行立改，长期坚持",
        "1.逐车检查。2.每月抽查。", "市生态环境局",
    ),
    (
        "4", "农业", "畜禽养殖场粪污没有台账。", "市农业农村局", "规模养殖场全部建台账。", "{120}",
        "1.发样表。2.逐场核对。", "",
    ),
    (
        "5", "生态", "采石矿山修复进度慢。", "市林业和草原局", "完成年度修复面积。", "{420}",
        "1.覆土。2.补植。3.验收。", "省生态环境厅",
    ),
    (
        "6", "大气", "喷涂车间夜间气味扰民。", "望溪区政府", "收集设施全部运行。", "{260}",
        "1.逐家建档。2.安装设施。3.监测。", "市生态环境局",
    ),
    (
        "7", "固废", "临时堆场没有防渗。", "市城市管理局", "堆场清空。", "抓紧办理", "清运。", "市生态环境局",
    ),
)  # fmt: skip
#: which findings become tasks: number, unit, whose post reports, what happens, days where no deadline is printed
TASKS = (
    ("1", "yunping-housing", "yunping-housing-head", "closed", 0),
    ("2", "yunping-water", "yunping-water-head", "silent", 0),
    ("3", "yunping-urban", "yunping-urban-head", "returned", 180),
    ("4", "yunping-agriculture", "yunping-agriculture-head", "waiting", 0),
    ("5", "yunping-forestry", "yunping-forestry-head", "progress", 0),
)


def inspection_feedback(stage: Stage) -> Life:
    """From the feedback to the work under way; the plan goes up within its limit."""
    rng = stage.rng("rectification")
    at = office_moment(rng, of_day(stage.day(FEEDBACK - 2), 8), 0)
    yield at
    matter = _received(stage, at, "第二轮省级生态环境保护督察反馈", "provincial", "第二轮", stage.day(FEEDBACK))
    at = office_moment(rng, of_day(stage.day(IMPORTED), 8), 0)
    yield at
    _imported(stage, matter, at)
    for days, act, fields in _way_to_work():
        at = office_moment(rng, at, days)
        yield at
        stage.act(matter, act, INSPECTOR, at, **fields)
    for number, unit, post, what, own in TASKS:
        at = office_moment(rng, at, 0)
        yield at
        _followed(stage, matter, at, number, unit, post, what, own)
    at = office_moment(rng, at, 90)
    yield at
    report = "五项立案跟踪，一项已销号，一项退回重做；矿山修复按年度推进。"
    due = {"more": "yes", "next_due": str(at.date() + timedelta(days=180))}
    stage.act(matter, "report_upward", INSPECTOR, at, reported_to="省督察办", report=report, **due)
    at = max(office_moment(rng, of_day(stage.day(16), 8), 0), office_moment(rng, at, 1))
    yield at
    place = {"area": "wangxi", "county": "wangxi-government"}
    stage.act(matter, "follow_finding", INSPECTOR, at, finding="6", way="case", **place)


def special_feedback(stage: Stage) -> Life:
    """A special inspection of the city: received, its table not imported yet."""
    at = office_moment(stage.rng("special-feedback"), of_day(stage.day(SPECIAL), 8), 0)
    yield at
    due = str(stage.day(SPECIAL) + timedelta(days=30))
    _received(stage, at, "扬尘专项督察反馈", "special", "年度第一次", stage.day(SPECIAL + 1), plan_due=due)


def _received(
    stage: Stage, at: datetime, subject: str, level: str, round_: str, given: date, **more: str
) -> Proceeding:
    fields = {"subject": subject, "level": level, "round": round_, "feedback_on": str(given), "office": OFFICE, **more}
    fields["area"] = "yunping"
    made = open_proceeding(
        "inspection_feedback",
        by=stage.actor(INSPECTOR, at.date()),
        on=at.date(),
        now=at,
        title=subject,
        fields=fields,
        generated=True,
    )
    stage.counted()
    return made


def _imported(stage: Stage, matter: Proceeding, at: datetime) -> None:
    """The table as it came, read from the very file an office would send; one row of it says no time at all."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "整改方案.csv"
        write_csv(path, [named(COLUMNS, head).title.zh for head in HEADS], _rows(at.date()))
        enter_findings(
            Feedback.objects.select_related("proceeding").get(proceeding=matter),
            path,
            name=path.name,
            by=stage.actor(INSPECTOR, at.date()),
            on=at.date(),
            now=at,
            expected_seq=matter.seq,
        )
    stage.counted()


def _rows(on: date) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    for number, category, text, body, goal, printed, measures, accepting in PLAN:
        due = on + timedelta(days=int(printed.strip("{}"))) if printed.startswith("{") else None
        said = f"{due.year}年{due.month}月{due.day}日前" if due else printed
        rows.append((number, category, text, body, SUPERVISING, goal, said, measures, accepting))
    return rows


def _way_to_work() -> list[tuple[int, str, dict[str, str]]]:
    amended = {"finding": "4", "accepting": "市生态环境局", "why": "牵头部门补报"}
    return [
        (1, "amend_finding", amended),
        (3, "draft_plan", {"summary": "逐项定单位、目标、时限、措施和验收单位。"}),
        (6, "submit_plan", {"submitted_to": "省督察办", "paper_number": "云督办〔2026〕7号（演示）"}),
        (9, "take_back", {"why": "第 2 项措施再写具体。"}),
        (4, "submit_plan", {"submitted_to": "省督察办", "paper_number": "云督办〔2026〕9号（演示）"}),
        (12, "approve_plan", {"approved_by": "省督察办", "paper_number": "省督办函〔2026〕21号（演示）"}),
        (2, "start_rectifying", {}),
    ]


def _followed(
    stage: Stage, matter: Proceeding, at: datetime, number: str, unit: str, post: str, what: str, own: int
) -> None:
    finding = Finding.objects.get(feedback__proceeding=matter, number=number)
    fields = {"finding": number, "way": "task", "area": "yunping", "county": unit}
    if own:
        fields["deadline"] = str(at.date() + timedelta(days=own))
    elif finding.due is not None:
        half = at.date() + (finding.due - at.date()) // 2
        days = f"{half} 措施完成一半\n{finding.due} 销号"
        stage.act(matter, "set_schedule", INSPECTOR, at, finding=number, milestones=days)
    stage.act(matter, "follow_finding", INSPECTOR, at, **fields)
    finding.refresh_from_db()
    assert finding.followed_by is not None
    stage.begin(task_life(stage, finding.followed_by, post, INSPECTOR, what, at))
