"""This year's problem lists of the invented city: confirmed in time by both principals, published, the leaders named in
one place; one confirmed late, one sent back first, one left a draft and one never begun, which is seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from qingtian.apps.places.models import Area
from qingtian.apps.problem_lists.models import ProblemList
from qingtian.apps.problem_lists.proposing import Candidate, candidates
from qingtian.apps.problem_lists.writing import items_of, text_of
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.stage import Life, Stage, moment, office_moment

OFFICE, INSPECTOR = "yunping-inspection", "yunping-inspection-head"
#: what becomes of the lists, area by area in the order of the tree; every other is confirmed in time
SENT_BACK, LATE, DRAFT, NEVER = 1, 4, 7, 11
#: the leaders are named where a decision says so
NAMED = "wangxi"
WHY = "上年已经安排，今年按原方案继续，不再列入。"


def problem_lists(stage: Stage) -> Iterator[Life]:
    """A life an area; none where the year is younger than the lists, or the area has no principals of its own."""
    first = date(stage.today.year, 1, 1)
    for place, area in enumerate(Area.objects.filter(parent__parent=None, parent__isnull=False).order_by("path")):
        if place != NEVER:
            yield _life(stage, area, place, first)


def _life(stage: Stage, area: Area, place: int, first: date) -> Life:
    rng = stage.rng(f"list-{area.code}")
    at = office_moment(rng, moment(first + timedelta(days=58 + place), 9), 0)
    if place == LATE:
        at = office_moment(rng, moment(first + timedelta(days=105), 9), 0)
    if at.date() >= stage.today - timedelta(days=30):
        return
    yield at
    matter = _opened(stage, area, at, first.year)
    held = ProblemList.objects.get(proceeding=matter)
    for case in _cases(area, at):
        at = office_moment(rng, at, 0)
        yield at
        _take(stage, matter, case, at)
    for one in candidates(held, at.date()):
        at = office_moment(rng, at, 0)
        yield at
        left = _named(one)
        stage.act(matter, "leave_candidate", INSPECTOR, at, why=WHY, **left)
    if place == DRAFT:
        return
    yield from _confirmed(stage, matter, held, area, place, at)


def _named(one: Candidate) -> dict[str, object]:
    """The field that names a proposal."""
    if one.measured:
        return {"measured": one.measured}
    if one.matter is not None:
        return {"candidate": one.matter.number}
    return {"carried_from": one.item.number if one.item else None}


def _opened(stage: Stage, area: Area, at: datetime, year: int) -> Proceeding:
    subject = f"{area.name_zh}{year}年生态环境问题清单"
    fields = {"subject": subject, "year": year, "begins": f"{year}-01-01", "area": area.code, "office": OFFICE}
    matter = open_proceeding(
        "problem_list",
        by=stage.actor(INSPECTOR, at.date()),
        on=at.date(),
        now=at,
        title=subject,
        fields={**fields, "county": f"{area.code}-government"},
        generated=True,
    )
    stage.counted()
    return matter


def _cases(area: Area, at: datetime) -> list[Proceeding]:
    """Open cases of the area so far: they are this year's problems."""
    found = Proceeding.objects.filter(procedure="five_ones_case", area__path__startswith=area.path, ended_on=None)
    return list(found.filter(opened_on__lte=at.date()).exclude(state="identified").order_by("number")[:3])


def _take(stage: Stage, matter: Proceeding, case: Proceeding, at: datetime) -> None:
    facts, unit = case.projection["facts"], case.projection["relations"].get("implementing") or {}
    chain = unit.get("chain") or case.projection["relations"]["county"]["chain"]
    stage.act(
        matter,
        "take_item",
        INSPECTOR,
        at,
        subject=case.title,
        source_kind="inspection",
        source=case.number,
        source_level=facts["source_level"],
        unit=chain[-1],
        deadline=f"{at.year}-12-20",
    )


def _confirmed(stage: Stage, matter: Proceeding, held: ProblemList, area: Area, place: int, at: datetime) -> Life:
    rng = stage.rng(f"list-road-{area.code}")
    secretary, head = f"{area.code}-secretary", f"{area.code}-head"
    text = text_of(items_of(held))
    at = yield from stage.step(matter, rng, at, 0, "submit_list", INSPECTOR, list_text=text)
    at = yield from stage.step(matter, rng, at, 3, "confirm", secretary, list_text=text)
    if place == SENT_BACK:
        why = "两条是同一个问题，核一下再报。"
        at = yield from stage.step(matter, rng, at, 1, "send_back_list", head, why=why)
        at = yield from stage.step(matter, rng, at, 2, "submit_list", INSPECTOR, list_text=text)
        at = yield from stage.step(matter, rng, at, 2, "confirm", secretary, list_text=text)
    at = yield from stage.step(matter, rng, at, 2, "confirm_second", head, list_text=text)
    at = yield from stage.step(matter, rng, at, 1, "finish_assigning", INSPECTOR)
    at = yield from stage.step(matter, rng, at, 5, "publish_list", INSPECTOR, note="已审查，可以公布。")
    if area.code == NAMED:
        decision = f"云督办〔{at.year}〕6号"
        yield from stage.step(matter, rng, at, 20, "disclose_leaders", INSPECTOR, decision=decision)
