"""Named questions about blind spots: the oldest of all, counts for the Monday page. Units and places, never persons."""

from __future__ import annotations

from datetime import date

from qingtian.apps.blind_spots import objects, places, silences
from qingtian.apps.blind_spots.limits import PATROL, REPORTS, SILENCE
from qingtian.apps.blind_spots.spots import Question, Spot
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.model import Figure

QUESTIONS: dict[str, Question] = {
    one.id: one
    for one in (
        Question(
            "without_leaf",
            Text("没有归格的对象", "Objects in no leaf"),
            Text("补坐标或登记网格，重新归格", "enter position or cell and place it again"),
            objects.without_leaf,
            objects.count_without_leaf,
        ),
        Question(
            "without_area",
            Text("没有属地的单位", "Units of no area"),
            Text("登记所在区域", "enter its area"),
            objects.without_area,
            objects.count_without_area,
        ),
        Question(
            "without_responsible",
            Text("没有责任岗位的网格（各级）", "Cells of any level without a responsible post"),
            Text("明确网格长", "name its leader’s post"),
            objects.without_responsible,
            objects.count_without_responsible,
        ),
        Question(
            "never_inspected",
            Text("从没有检查过的单位", "Units never inspected"),
            Text("安排检查或者等随机抽到", "enter a visit, or wait for a draw"),
            objects.never_inspected,
            objects.count_never_inspected,
        ),
        Question(
            "without_patrol",
            Text("许久没有巡查的末级网格", "Leaves not patrolled for long"),
            Text("巡查", "patrol it"),
            places.without_patrol,
            places.count_without_patrol,
        ),
        Question(
            "without_person",
            Text("没有人的末级网格", "Leaves without a person"),
            Text("定人或顶岗", "name a member or a substitute"),
            places.without_person,
            places.count_without_person,
        ),
        Question(
            "silent_stations",
            Text("没有数据的站点", "Stations without data"),
            Text("恢复数据或说明停运", "restore the data or say why it stands still"),
            silences.silent_stations,
            silences.count_silent_stations,
        ),
        Question(
            "silent_outlets",
            Text("没有数据的排放口", "Outlets without data"),
            Text("督办或登记停运", "send a notice or enter the stop"),
            silences.silent_outlets,
            silences.count_silent_outlets,
        ),
        Question(
            "reported_unvisited",
            Text("有反映没有人去看的地方", "Places with reports but no visit"),
            Text("巡查或检查那里的单位", "patrol it or visit a unit there"),
            places.reported_unvisited,
            places.count_reported_unvisited,
        ),
    )
}


def oldest(on: date, limit: int, *, area: str = "", question: str = "") -> list[Spot]:
    """The oldest blind spots of the day, those nobody knows the beginning of first; no more than ``limit``."""
    asked = [QUESTIONS[question]] if question else list(QUESTIONS.values())
    found = [spot for one in asked for spot in one.find(on, area, limit)]
    order = list(QUESTIONS)
    found.sort(key=lambda spot: (spot.since is not None, spot.since or on, order.index(spot.question), spot.code))
    return found[:limit]


def counts(on: date, area: str = "") -> dict[str, int]:
    """By question how many there are."""
    return {id_: one.count(on, area) for id_, one in QUESTIONS.items()}


def figures(on: date) -> list[Figure]:
    """After how many days each kind is a blind spot on the day, with source and certainty."""
    return [load_law().figure(id_, on=on) for id_ in (PATROL, REPORTS, SILENCE)]
