"""A year of quarterly consultations in the invented city: held, missed, one slow, reminded, reviewed two quarters on.

The packs are made from whatever lake was loaded; where it holds few months they say what is missing, and the
conclusions stand all the same as people's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.air.models import Region
from qingtian.apps.air_consultations.actions.convene import convene
from qingtian.apps.air_consultations.actions.enter_target import enter_target
from qingtian.apps.air_consultations.actions.make_packs import make_one
from qingtian.apps.air_consultations.letters import letter_fields
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import offered
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.procedures.guards.supervision import end_of_next_quarter
from qingtian.standards.periods import Period, quarter_of

ANALYST, HEAD = "yunping-analyst", "yunping-eeb-head"
INSPECTOR, DIRECTOR = "yunping-inspector", "yunping-inspection-head"
#: the place whose year goes slow, and is reminded; its officer answers
SLOW, ANSWERS = "shiwan", "shiwan-officer"
#: places consulted on in each of the last four quarters, the oldest quarter first; the slow one needs its later packs
PLACES = ((SLOW,), ("main-urban-area",), (SLOW, "wangxi"), ("jingkai",))
CONCLUSIONS = {SLOW: "improving", "main-urban-area": "as_planned", "wangxi": "as_planned", "jingkai": "not_judged"}
PARTICIPANTS = "市生态环境局（主持）、市气象局、市住建局、市城管局、区政府分管负责人、市监测中心。"
DONE = "七个工地停工整改，主干道湿扫每天增加两遍，渣土车全部密闭。"
FOUND = {
    "slow": "颗粒物下降慢于年度进度，工地和道路扬尘集中在东部。",
    "improving": "工地扬尘管住以后，夜间高值少了。",
    "as_planned": "与年度进度相当，没有新的高值时段。",
    "not_judged": "站点中途迁移，前后不可比。",
}
TARGETS = ((SLOW, "PM10", "62"), ("main-urban-area", "PM10", "60"), ("main-urban-area", "AQI", "92"))
DOCUMENT = "云政办〔2026〕3号（虚构）"
LEAVES = 9  # days after a quarter's end before its consultation is called


@dataclass(frozen=True, slots=True)
class Held:
    """One consultation to be told."""

    place: str
    quarter: Period
    conclusion: str


def quarterly_lives(stage: Stage) -> Iterator[Life]:
    """A life a place and quarter; the first of the slow place goes on to its reminder and its review."""
    yield _targets(stage)
    quarters = _last_quarters(stage.today)
    for number, (quarter, places) in enumerate(zip(quarters, PLACES, strict=True)):
        for place in places:
            conclusion = "slow" if (number, place) == (0, SLOW) else CONCLUSIONS[place]
            yield _held(stage, Held(place, quarter, conclusion))


def _last_quarters(today: date, count: int = 4) -> list[Period]:
    """The quarters whose consultation lies before the day of loading, the oldest first."""
    at, found = quarter_of(today), []
    while len(found) < count:
        at = quarter_of(at.first - timedelta(days=1))
        if at.last + timedelta(days=LEAVES + 12) < today:
            found.append(at)
    return found[::-1]


def _targets(stage: Stage) -> Life:
    at = moment(stage.day(300), 10)
    yield at
    for place, item, value in TARGETS:
        for year in (at.year, stage.today.year):
            by = stage.actor(ANALYST, at.date())
            enter_target(place, str(year), item, value, DOCUMENT, by=by, on=at.date())


def _held(stage: Stage, told: Held) -> Life:
    rng = stage.rng(f"quarterly/{told.place}/{told.quarter.id}")
    at = office_moment(rng, moment(told.quarter.last, 18), LEAVES)
    yield at
    if not Region.objects.filter(code=told.place).exists():
        return
    by = stage.actor(ANALYST, at.date())
    matter = convene(told.place, told.quarter.id, by=by, on=at.date(), now=at, generated=True)
    stage.counted()
    consultation = AirConsultation.objects.select_related("proceeding", "area").get(proceeding=matter)
    at += timedelta(minutes=4)
    yield at
    make_one(consultation, at)
    stage.counted()
    at = office_moment(rng, at, 3)
    yield at
    stage.act(matter, "conclude", ANALYST, at, **_conclusion(told, at.date()))
    place = consultation.area.code if consultation.area else SLOW
    at = yield from stage.step(
        matter,
        rng,
        at,
        1,
        "set_task",
        ANALYST,
        task=f"{consultation.place_zh}扬尘源逐处核查",
        responsible=f"{place}-government",
        deadline=(at.date() + timedelta(days=60)).isoformat(),
        what="工地、料堆、道路逐处看，建台账。",
    )
    if told.conclusion == "slow":
        yield from _reminded(stage, matter, at)
    else:
        yield from stage.step(matter, rng, at, 4, "close", ANALYST, note="按结论继续，下季度再看。")


def _conclusion(told: Held, on: date) -> dict[str, Any]:
    fields = {
        "held_on": on.isoformat(),
        "participants": PARTICIPANTS,
        "findings": FOUND[told.conclusion],
        "causes": "静稳天气偏多；施工和道路扬尘为主，东风时高。",
        "outlook": "下一季度看施工高峰和春季沙尘。" if told.quarter.last.month == 12 else "下一季度注意夜间施工。",
        "conclusion": told.conclusion,
        "grounds": "按资料第一至三部分和各单位意见。",
    }
    if told.conclusion == "slow":
        fields["next_quarter_ends"] = end_of_next_quarter(on).isoformat()
    return fields


def _reminded(stage: Stage, matter: Proceeding, at: datetime) -> Life:
    """The letter, its answer with measures, the check on site, and the review by the figures of the next quarter."""
    rng = stage.rng("quarterly/reminder")
    at = office_moment(rng, at, 1)
    yield at
    consultation = AirConsultation.objects.select_related("proceeding", "area").get(proceeding=matter)
    fields = {name: value for name, value in letter_fields(consultation).items() if value}
    letter = open_proceeding(
        "reminder_letter", by=stage.actor(INSPECTOR, at.date()), on=at.date(), now=at, title=fields["subject"],
        fields=fields, generated=True,
    )  # fmt: skip
    stage.counted()
    at = office_moment(rng, at, 1)
    yield at
    ends = end_of_next_quarter(at.date())
    reply_by = (at.date() + timedelta(days=15)).isoformat()
    stage.act(
        letter, "approve", DIRECTOR, at, reply_by=reply_by, review="next_quarter", next_quarter_ends=ends.isoformat()
    )
    at = yield from stage.step(letter, rng, at, 1, "deliver", INSPECTOR, receipt="政务网送达，区政府办签收。")
    at = yield from stage.step(letter, rng, at, 9, "reply", ANSWERS, done=DONE)
    at = yield from stage.step(
        letter, rng, at, 6, "verify", INSPECTOR, result="passed", where="石湾区六个工地", findings="喷淋和覆盖都在用。"
    )
    at = office_moment(rng, max(at, moment(ends, 18)), LEAVES + 6)
    yield at
    matter.refresh_from_db()
    if matter.state != "concluded":
        return
    told = dict(offered(matter, "review_effect")) or {"figures": "下一季度的资料没有做成。", "effect": "uncertain"}
    stage.act(matter, "review_effect", ANALYST, at, **told, measures_done=DONE)
    effect = "not_improved" if told["effect"] == "not_improved" else "improved"
    at = yield from stage.step(
        letter, rng, at, 1, "review_effect", INSPECTOR, next_figures=str(told["figures"]), effect=effect
    )
    yield from stage.step(letter, rng, at, 1, "lift", DIRECTOR, opinion="措施落实，效果评估过，办结。")
