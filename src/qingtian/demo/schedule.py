"""Which reports arrive when, and how far each gets: one in every state first, then the ordinary run of a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random

from qingtian.demo.petition_life import PetitionLife
from qingtian.demo.plan import Plan, plan_of
from qingtian.demo.residents import resident
from qingtian.demo.stage import Stage, moment
from qingtian.demo.writing import Written, ordinary, special

#: reports lie within so many days before the day of loading
YEAR = 365
#: how much the later part of the year outweighs the earlier: the system was new, and what is open lies there
LATELY = 1.35

#: (days before, plan, kind of report, topic): a matter at rest in every state, some due today, some overdue
GALLERY: list[tuple[int, Plan, str, str]] = [
    (1, Plan(stop="received", photos=1), "", ""),
    (6, Plan("hotline_12369", stop="received"), "", ""),
    (15, Plan(stop="registered", brisk=True), "", "spray_paint"),
    (17, Plan("letter", stop="duty", brisk=True), "", "livestock"),
    (15, Plan("phone", stop="duty", brisk=True), "", "dumping"),
    (9, Plan("visit", present=7, stop="proper", course="petition_proper", brisk=True), "", "neighbourhood_noise"),
    (10, Plan(stop="suggestion", course="suggestion", brisk=True), "suggestions", ""),
    (32, Plan(course="suggestion"), "suggestions", ""),
    (9, Plan("letter", stop="accusation", course="accusation", brisk=True), "accusation", ""),
    (26, Plan("letter", course="accusation"), "accusation", ""),
    (13, Plan(course="divert"), "diverted", ""),
    (21, Plan("hotline_12345", course="declined"), "declined", ""),
    (12, Plan("hotline_12345", stop="assigned"), "", "cooking_fumes"),
    (33, Plan("wechat", stop="assigned"), "", "site_dust"),
    (14, Plan(stop="registered", objected=True), "", "cooking_fumes"),
    (76, Plan("letter", stop="accepted"), "", "chimney"),
    (94, Plan(stop="accepted", extended=True, supervised=True), "", "quarry"),
    (66, Plan("phone", stop="accepted", supervised=True), "", "industrial_noise"),
    (40, Plan(stop="concluded"), "", "river_smell"),
    (38, Plan("wechat", stop="replied", verified=True, photos=2), "", "night_building"),
    (62, Plan(stop="second_look", rating="not"), "", "cooking_fumes"),
    (80, Plan("wechat", stop="accepted", rating="not"), "", "hidden_outlet"),
    (26, Plan(stop="reviewing", reviewed="lapse", brisk=True), "", "industrial_noise"),
    (40, Plan("letter", stop="reviewed", reviewed="lapse", brisk=True), "", "chimney"),
    (56, Plan(stop="re_reviewing", reviewed="hearing", brisk=True), "", "spray_paint"),
    (48, Plan("letter", stop="re_reviewing", reviewed="plain", brisk=True), "", "plastic_odour"),
    (116, Plan(reviewed="plain", brisk=True), "", "hidden_outlet"),
    (112, Plan(reviewed="hearing", brisk=True), "", "plastic_odour"),
    (117, Plan(reviewed="lapse", brisk=True), "", "industrial_noise"),
    (90, Plan(brisk=True, photos=1), "", "open_burning"),
    (20, Plan(withdrawn=True), "", "neighbourhood_noise"),
    (70, Plan(brisk=True, raises="shiwan-site", rating="fairly"), "", "night_building"),
    (52, Plan(raises="hechuan-odour", stop="accepted"), "", "plastic_odour"),
    (48, Plan("wechat", brisk=True, raises="baitang-ducks", rating="satisfied"), "", "livestock"),
    (24, Plan("wechat", stop="accepted", area="nandu"), "", "cooking_fumes"),
    (51, Plan("visit", present=23, stop="accepted", supervised=True), "", "site_dust"),
    (34, Plan("phone", corrected=True, brisk=True, rating="fairly"), "", "industrial_noise"),
    (160, Plan("letter", late=True, supervised=True, rating="not"), "", "river_smell"),
    (88, Plan("phone", late=True, stop="accepted", supervised=True), "", "livestock"),
]


def _written(rng: Random, kind: str, topic: str, area: str, month: int) -> Written:
    return special(rng, kind) if kind else ordinary(rng, topic, area, month)


def _arrival(stage: Stage, rng: Random, before: int, channel: str) -> datetime:
    """Visits, letters and calls come in office hours; the rest when people are at home."""
    hour = rng.randrange(9, 17) if channel in ("visit", "letter", "phone") else rng.randrange(6, 23)
    return moment(stage.day(before), hour, rng.randrange(60))


def _begin(stage: Stage, name: str, before: int, plan: Plan, kind: str = "", topic: str = "") -> None:
    rng = stage.rng(name)
    written = _written(rng, kind, topic, plan.area, stage.day(before).month)
    if plan.reviewed and (kind or plan.withdrawn or plan.objected or written.topic["unit"] != "branch"):
        plan = replace(plan, reviewed="")  # only above the bureau stand reviewers of both instances in this city
    who = resident(rng, rng.randrange(9000), written.language)
    received = _arrival(stage, rng, before, plan.channel)
    stage.begin(PetitionLife(stage, rng, written, who, plan, received).live())


def schedule_reports(stage: Stage, reports: int) -> None:
    """Queue so many lives: the gallery of states first, the rest spread over the year, more of them lately."""
    for number, (before, plan, kind, topic) in enumerate(GALLERY[:reports]):
        _begin(stage, f"gallery/{number}", before, plan, kind, topic)
    for number in range(max(0, reports - len(GALLERY))):
        rng = stage.rng(f"arrival/{number}")
        before = 1 + int((YEAR - 1) * rng.random() ** LATELY)
        plan, kind = plan_of(rng)
        _begin(stage, f"report/{number}", before, plan, kind)
