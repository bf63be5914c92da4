"""Warnings of the invented city: one of last winter from the suggestion to the evaluation, and one that was declined.

The city warns early, by a table of its own. Nothing was forecast for those days: the outlook is invented here, the
measured air is the city's own. What the evaluation says of both is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from qingtian.apps.air_warnings.actions.look import look
from qingtian.apps.air_warnings.evaluation import computed, summary
from qingtian.apps.air_warnings.models import AirWarning, ListedUnit
from qingtian.apps.air_warnings.registry import Outlook, told_by
from qingtian.apps.air_warnings.sources.measured import measured_days
from qingtian.apps.entered.actions.enter_table import NewTable, enter_table
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.foresight.warning import Window
from qingtian.foresight.warning.typed import ranged

CITY, ADMINISTRATOR = "yunping", "yunping-administrator"
ANALYST, DEPUTY, COMMANDER, DUTY = (
    "yunping-analyst", "yunping-eeb-deputy", "yunping-headquarters-commander", "yunping-headquarters-duty",
)  # fmt: skip
#: the city's own table: AQI over, hours; it warns of light pollution already
TIERS = {"yellow": ("100", "24"), "orange": ("150", "48"), "red": ("200", "72")}
DEPARTMENTS = (
    ("yunping-housing", "工地停止土方作业，增加喷淋。", "所有工地停止土方、拆除作业。", "工地全部停工，抢险除外。"),
    ("yunping-urban", "主干道每天多洒水两次。", "渣土车停运。", "渣土车、混凝土车停运。"),
    ("yunping-enforcement", "重点企业每天查一次。", "重点企业驻厂检查。", "重点企业驻厂检查，昼夜各一次。"),
    ("yunping-agriculture", "巡查露天焚烧。", "巡查露天焚烧，一天三次。", "巡查露天焚烧，昼夜不断。"),
)
GRADES = (
    ("A", "", "自主减排。", "自主减排。"),
    ("B", "限产 20%。", "限产 30%。", "限产 50%。"),
    ("C", "限产 30%，停用柴油车运输。", "停一条线，停用柴油车运输。", "停产。"),
    ("D", "停产。", "停产。", "停产。"),
)
ENTERPRISES = 8
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def warning_lives(stage: Stage) -> tuple[Life, ...]:
    """The list and the table first; then the declined one of December and the one that was issued."""
    first, second = _days(stage)
    return (_tables(stage, first), _declined(stage, first), _issued(stage, second))


def _days(stage: Stage) -> tuple[date, date]:
    """A day in December and, later, one in the new year: the worst measured ones; the middle of both where none are."""
    year = stage.today.year if stage.today.month > 3 else stage.today.year - 1
    return _worst(date(year - 1, 12, 5), date(year - 1, 12, 24)), _worst(date(year, 1, 8), date(year, 2, 20))


def _worst(first: date, last: date) -> date:
    measured = [window for window in measured_days(CITY, first, last) if window.aqi is not None]
    found = max(measured, key=lambda window: window.aqi or 0, default=None)
    return found.day if found else first + (last - first) // 2


def _tables(stage: Stage, first: date) -> Life:
    at = moment(first - 20 * DAY, 10)
    yield at
    cells = {tier: {"above": above, "hours": hours} for tier, (above, hours) in TIERS.items()}
    plan = {
        "instrument": "云屏市重污染天气应急预案（虚构）",
        "certainty": "local_default",
        "source": "市政府办公室提供（演示）",
    }
    entered = {"first_day": at.date(), "last_day": None, **plan}
    enter_table(NewTable("air_warning.tiers", cells=cells, clause="3.1", **entered), by=ADMINISTRATOR, at=at)  # type: ignore[arg-type]
    scope = {"rule": {"release_at_most": "100", "release_hours": "36"}}
    enter_table(NewTable("air_warning.scope", cells=scope, clause="3.4", **entered), by=ADMINISTRATOR, at=at)  # type: ignore[arg-type]
    held = {"source": "云屏市应急减排清单（虚构）", "valid_from": at.date(), "entered_by": "分析岗", "entered_at": at}
    names = ("measures_yellow", "measures_orange", "measures_red")
    for code, *measures in DEPARTMENTS:
        organ = Organ.objects.get(code=code)
        ListedUnit.objects.create(
            kind="department", name_zh=organ.name_zh, name_en=organ.name_en, organ=organ, area=organ.area,
            **dict(zip(names, measures, strict=True)), **held,
        )  # fmt: skip
    units = Party.objects.filter(kind=Party.Kind.UNIT).exclude(area=None).order_by("number")[:ENTERPRISES]
    for number, party in enumerate(units):
        grade, *measures = GRADES[number % len(GRADES)]
        ListedUnit.objects.create(
            kind="enterprise", name_zh=party.name, party=party.number, area=party.area, grade=grade,
            **dict(zip(names, measures, strict=True)), **held,
        )  # fmt: skip


def _outlook(days: Sequence[tuple[date, int, int]]) -> Outlook:
    """A forecast as the centre's forecasters gave it, whole days of fine particles."""

    def told(area: str, on: date) -> Sequence[Window]:
        return [ranged(day, low, high, ("PM2_5",)) for day, low, high in days if day >= on]

    return told


def _suggested(at: datetime, told: Outlook) -> Proceeding | None:
    with told_by(told):
        look(at, only=CITY)
    return Proceeding.objects.filter(procedure="air_warning", state="suggested").order_by("-pk").first()


def _declined(stage: Stage, day: date) -> Life:
    at = moment(day - DAY, 17, 5)
    yield at
    matter = _suggested(at, _outlook([(day, 92, 118), (day + DAY, 60, 85)]))
    if matter is None:
        return
    at += HOUR
    yield at
    why = "范围中值刚过 100，气象局夜里会商后半夜有弱冷空气，只有一天，不报；加密会商，明早再看。"
    stage.act(matter, "decline", DEPUTY, at, declined_for=why)


def _issued(stage: Stage, day: date) -> Life:
    told = _outlook([(day, 96, 126), (day + DAY, 98, 130), *((day + n * DAY, 55, 80) for n in range(2, 6))])
    at = moment(day - DAY, 16, 40)
    yield at
    matter = _suggested(at, told)
    if matter is None:
        return
    for act, by, minutes, fields in _steps(day):
        at += timedelta(minutes=minutes)
        yield at
        stage.act(matter, act, by, at, **fields(at))
    row = AirWarning.objects.get(proceeding=matter)
    yield from _units(stage, matter, row, at)
    at = moment(day + 2 * DAY, 9, 20)
    yield at
    with told_by(told):
        look(at, only=CITY)
    at += HOUR
    yield at
    why = "预报转为良并持续两天以上，达到本市预案的解除条件。"
    with told_by(told):
        stage.act(matter, "lift", COMMANDER, at, ends=_written(at), lifted_for=why)
    at = office_moment(stage.rng("warning"), at, 5)
    yield at
    row.refresh_from_db()
    stage.act(matter, "evaluate", ANALYST, at, figures=summary(computed(row)), lessons=_lessons(row))


Fields = Callable[[datetime], dict[str, str]]


def _steps(day: date) -> tuple[tuple[str, str, int, Fields], ...]:
    """Proposal, approval, issue: act, post, minutes after the one before, fields."""
    days = {"tier": "yellow", "first_day": day.isoformat(), "last_day": (day + DAY).isoformat()}
    return (
        ("propose", DEPUTY, 35, lambda at: {
            "headquarters": "yunping-headquarters", **days,
            "reasons": "高压控制，夜间静稳，两天细颗粒物累积，首要污染物 PM2.5；第三天起北风清除。把握中等。",
            "measures": "工地停止土方作业，主干道增加洒水，B、C、D 级企业按清单限产、停产。",
        }),
        ("approve", COMMANDER, 50, lambda at: {"opinion": "同意，今晚通知到单位。"}),
        ("issue", DUTY, 25, lambda at: {
            "begins": _written(at), "channels": "市政府网站、电视台、短信",
            "announcement": "预计未来两天我市有轻度污染，首要污染物 PM2.5，启动黄色预警。请减少户外活动，少开车。",
        }),
    )  # fmt: skip


def _units(stage: Stage, matter: Proceeding, row: AirWarning, at: datetime) -> Life:
    """All are told; all answer but one, which answers late; what they did, and checks of some."""
    units = list(ListedUnit.objects.on(at.date()).asked("yellow").order_by("pk").values_list("pk", flat=True))
    late, prompt = units[-1], units[:-1]
    at += timedelta(minutes=20)
    yield at
    _note(stage, matter, "tell", DUTY, at, units, channel="电话和短信")
    at += HOUR
    yield at
    _note(stage, matter, "acknowledge", DUTY, at, prompt)
    at += 3 * HOUR
    yield at
    _note(stage, matter, "acknowledge", DUTY, at, [late])
    at = moment(row.first_day, 9, 30)
    yield at
    _note(stage, matter, "report_done", ANALYST, at, prompt, done="按清单落实，已报减排台账。")
    at += 5 * HOUR
    yield at
    _note(stage, matter, "report_done", ANALYST, at, [late], done="下午才限产。")
    at += HOUR
    yield at
    done = {"result": "fulfilled", "findings": "现场和在线数据一致，已限产。"}
    _note(stage, matter, "check_response", ANALYST, at, prompt[-3:], **done)
    at += HOUR
    yield at
    partly = {"result": "partly", "findings": "上午仍满负荷，下午降到七成。"}
    _note(stage, matter, "check_response", ANALYST, at, [late], **partly)


def _note(
    stage: Stage, matter: Proceeding, act: str, by: str, at: datetime, units: Sequence[int], **fields: str
) -> None:
    """One step of some units at that moment."""
    matter.refresh_from_db(fields=["seq"])
    fields |= {"units": ",".join(map(str, units)), "at": _written(at)}
    actor = stage.actor(by, at.date())
    perform(matter, act, by=actor, on=at.date(), now=at, fields=fields, expected_seq=matter.seq)
    matter.refresh_from_db()
    stage.counted()


def _lessons(row: AirWarning) -> str:
    """What a person would say of these very figures; of days nobody measured nothing is said."""
    found = computed(row)
    compared = [one for one in found.days if one.within is not None]
    over = sum(one.measured < one.low for one in compared if one.measured is not None and one.low is not None)
    said = "逐日没有实测可以对照，预报好坏不下结论。"
    if compared:
        said = f"对得上的 {len(compared)} 天里，{over} 天实测低于预报下限。"
        said += "静稳天气报得偏重，下次把抬升时间和气象局再对一遍。" if over else "预报没有偏重。"
    return said + "有一家回执晚，通知改为电话并要求复述。"


def _written(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
