"""Indicators: what is counted in which month, on the border days; one question behind every place a figure stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.indicators.actions.count_cases import catch_up, count
from qingtian.apps.indicators.definitions import indicators, quiet_days
from qingtian.apps.indicators.marking import Mark, marks_of
from qingtian.apps.indicators.models import CaseMark, CountedCase
from qingtian.apps.indicators.questions import Share, behind, by_month, question
from qingtian.apps.indicators.tables import Cell, months_to, overview, table
from qingtian.procedures.projection import Projection
from tests.apps.proceedings.driving import case
from tests.days import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAYS = 90


def act(seq: int, name: str, on: str, person: int = 1, organ: str = "town", **fields: str) -> dict[str, Any]:
    by = {"person_id": person, "organ": organ}
    return {"seq": seq, "act": name, "on": on, "by": by, "fields": fields, "clocks": [], "from": "", "to": ""}


def numbered(*acts: dict[str, Any]) -> list[dict[str, Any]]:
    return [one | {"seq": number} for number, one in enumerate(acts, 1)]


def projection() -> Projection:
    return Projection(relations={"implementing": {"chain": ["city", "town"]}})


PERSONAL = [act(0, name, "2026-03-02") for name in ("inquire", "coordinate", "inspect", "handle")]
DONE = [
    act(0, "self_check", "2026-04-01"),
    act(0, "county_check", "2026-04-10", 2, "county", result="passed"),
    act(0, "accept", "2026-04-20", 3, "housing", result="passed"),
]
CLOSE = act(0, "close", "2026-04-30", 4, "office")


def closes(records: list[dict[str, Any]]) -> list[Mark]:
    return [mark for mark in marks_of(records, projection()) if mark.kind == "close"]


@pytest.mark.parametrize("left_out", range(5))
def test_all_four_personal_acts_and_not_one_less(left_out: int) -> None:
    done = [one for index, one in enumerate(PERSONAL) if index != left_out]
    [mark] = closes(numbered(*done, *DONE, CLOSE))
    assert (mark.acts, mark.good) == ((4, True) if left_out == 4 else (3, False))


def test_an_act_done_twice_counts_once_and_a_voided_one_not_at_all() -> None:
    twice = numbered(PERSONAL[0], *PERSONAL[:3], *DONE, CLOSE)
    assert closes(twice)[0].acts == 3
    voided = numbered(*PERSONAL, act(0, "correct", "2026-03-03") | {"voids": 4}, *DONE, CLOSE)
    assert closes(voided)[0].acts == 3


def test_acts_before_a_relapse_do_not_count_for_the_work_after_it() -> None:
    back = act(0, "reopen", "2026-06-01")
    again = [one | {"on": "2026-08-01"} for one in (*DONE, CLOSE)]
    first, second = closes(numbered(*PERSONAL, *DONE, CLOSE, back, *again))
    assert (first.acts, second.acts) == (4, 0)
    assert (first.relapsed_on, second.relapsed_on) == (date(2026, 6, 1), None)


@pytest.mark.parametrize(("person", "organ", "others"), [(2, "county", True), (1, "county", False), (2, "town", False)])
def test_verified_by_others_is_read_from_who_acted(person: int, organ: str, others: bool) -> None:
    checks = [DONE[0], act(0, "county_check", "2026-04-10", person, organ, result="passed"), DONE[2]]
    assert closes(numbered(*PERSONAL, *checks, CLOSE))[0].by_others == others


@pytest.mark.parametrize("result", ["incomplete", "false_rectification", "surface_rectification", "blanket_measure"])
def test_every_kind_of_return_is_a_check_that_did_not_pass(result: str) -> None:
    checks = marks_of(numbered(act(0, "county_check", "2026-04-10", result=result)), projection())
    assert [(mark.kind, mark.good) for mark in checks] == [("check", False)]


# ---- the questions --------------------------------------------------------------------------------------------------


@pytest.fixture
def marked(city: Any) -> Any:
    """``marked(kind, on, …)``: a mark of a case of its own in Wangxi."""

    def made(kind: str, on: date, **more: Any) -> CaseMark:
        matter = case(city).to("identified").matter
        more = {"good": True, "unit": "wangxi-town", "area": city.areas["wangxi"]} | more
        return CaseMark.objects.create(proceeding=matter, kind=kind, on=on, **more)

    return made


def share(city: Any, code: str, month: date, who: str = "inspector", as_of: date = TODAY) -> Share:
    found = by_month(code, city.actor(who, TODAY), as_of, since=month, by="area")
    return found.get(("wangxi", month), Share(0, 0))


@pytest.mark.parametrize(
    ("due", "counted"), [(TODAY - timedelta(days=1), 1), (TODAY, 0), (TODAY + timedelta(days=1), 0)]
)
def test_a_running_clock_is_late_from_the_day_after_its_last(city: Any, marked: Any, due: date, counted: int) -> None:
    CaseMark.objects.all().delete()
    marked(CaseMark.Kind.CLOCK, due, good=False, running=True)
    CaseMark.objects.filter(kind="clock").exclude(on=due).delete()
    CaseMark.objects.filter(kind="clock", on=due).exclude(good=False, running=True, unit="wangxi-town").delete()
    assert share(city, "on_time", due.replace(day=1)).whole == counted


@pytest.mark.parametrize(("days", "whole"), [(DAYS - 1, 0), (DAYS, 1), (DAYS + 1, 1)])
def test_quiet_counts_only_once_its_days_have_passed(city: Any, marked: Any, days: int, whole: int) -> None:
    on = TODAY - timedelta(days=days)
    marked(CaseMark.Kind.CLOSE, on)
    assert share(city, "quiet", on.replace(day=1)) == Share(whole, whole)


@pytest.mark.parametrize(("after", "quiet"), [(DAYS - 1, 0), (DAYS, 1), (DAYS + 1, 1)])
def test_a_relapse_within_the_days_is_not_quiet_and_every_relapse_is_one(
    city: Any, marked: Any, after: int, quiet: int
) -> None:
    on = date(2026, 3, 31)
    marked(CaseMark.Kind.CLOSE, on, relapsed_on=on + timedelta(days=after))
    assert share(city, "quiet", date(2026, 3, 1)) == Share(quiet, 1)
    assert share(city, "relapsed", date(2026, 3, 1)) == Share(1, 1)


@pytest.mark.parametrize(
    ("on", "month"),
    [
        (date(2026, 2, 28), date(2026, 2, 1)),
        (date(2026, 3, 1), date(2026, 3, 1)),
        (date(2026, 3, 31), date(2026, 3, 1)),
    ],
)
def test_a_close_out_counts_in_the_month_of_its_day(city: Any, marked: Any, on: date, month: date) -> None:
    marked(CaseMark.Kind.CLOSE, on)
    found = by_month("four_acts", city.actor("inspector", TODAY), TODAY, since=date(2025, 12, 1), by="area")
    assert found == {("wangxi", month): Share(1, 1)}


def test_the_same_figure_stands_in_overview_table_and_list(city: Any, marked: Any) -> None:
    for day, good in ((2, True), (9, False), (30, True)):
        marked(CaseMark.Kind.CLOSE, date(2026, 10, day), good=good)
    who, month = city.actor("inspector", TODAY), date(2026, 10, 1)
    at = months_to(TODAY).index(month)
    whole = overview(who, TODAY)["four_acts"].totals.cells[at].share
    for by, of in (("area", "wangxi"), ("unit", "wangxi-town")):
        [row] = [row for row in table("four_acts", who, TODAY, by=by).rows if row.of == of]
        assert row.cells[at].share == whole == Share(2, 3)
        limits = {"month": month, "by": by, "of": of}
        assert behind("four_acts", who, TODAY, **limits).count() == 3
        assert behind("four_acts", who, TODAY, part=True, **limits).count() == 2


@pytest.mark.parametrize(
    ("who", "sees"),
    [("inspector", 1), ("clerk", 1), ("mayor", 1), ("branch-2-head", 0), ("congress-staff", 0), ("administrator", 0)],
)
def test_each_counts_what_is_within_their_scope(city: Any, marked: Any, who: str, sees: int) -> None:
    marked(CaseMark.Kind.CLOSE, date(2026, 10, 9))
    assert share(city, "four_acts", date(2026, 10, 1), who).whole == sees


def test_a_table_takes_as_many_statements_however_many_matters_lie_behind_it(city: Any, marked: Any) -> None:
    who = city.actor("inspector", TODAY)
    numbers = []
    for _ in range(2):
        marked(CaseMark.Kind.CLOSE, date(2026, 10, 9))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            table("four_acts", who, TODAY, by="unit")
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 4


# ---- small figures --------------------------------------------------------------------------------------------------


def test_a_figure_of_few_people_is_kept_back_and_so_are_the_sums_it_could_be_had_from(
    city: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    month = date(2026, 10, 1)
    given = {("wangxi", month): Share(3, 4), ("shiwan", month): Share(9, 14), ("city", month): Share(6, 8)}
    monkeypatch.setattr("qingtian.apps.indicators.tables.by_month", lambda *_, **__: given)
    found = table("satisfied", city.actor("inspector", TODAY), TODAY, by="area")
    at = months_to(TODAY).index(month)
    shown = {row.of: row.cells[at].share for row in found.rows}
    assert shown == {"wangxi": None, "shiwan": Share(9, 14), "city": Share(6, 8)}
    assert found.totals.cells[at].share is None
    assert found.totals.total.share is None
    assert [row.total.share for row in found.rows] == [Share(6, 8), Share(9, 14), None]


@pytest.mark.parametrize(
    ("given", "kept_back"),
    [
        ((0, 0), False),
        ((4, 4), True),
        ((1, 4), True),
        ((3, 5), False),
        ((5, 5), True),
        ((0, 9), True),
        ((10, 10), False),
    ],
)
def test_fewer_than_five_or_all_of_one_mind_below_ten_is_kept_back(
    city: Any, monkeypatch: pytest.MonkeyPatch, given: tuple[int, int], kept_back: bool
) -> None:
    month = date(2026, 10, 1)
    monkeypatch.setattr("qingtian.apps.indicators.tables.by_month", lambda *_, **__: {("wangxi", month): Share(*given)})
    [row] = table("satisfied", city.actor("inspector", TODAY), TODAY, by="area").rows
    assert (row.cells[months_to(TODAY).index(month)].share is None) == kept_back


def test_nothing_counted_is_not_nought() -> None:
    assert (Cell(Share(0, 0)).percent, Cell(Share(0, 3)).percent, Cell(None).percent) == ("—", "0.0", "—")


@pytest.mark.parametrize(("part", "whole", "words"), [(1, 16, "6.2"), (3, 16, "18.8"), (1, 3, "33.3"), (2, 3, "66.7")])
def test_a_percentage_is_rounded_half_to_even(part: int, whole: int, words: str) -> None:
    assert Cell(Share(part, whole)).percent == words


# ---- kept up --------------------------------------------------------------------------------------------------------


def test_marks_follow_every_act_and_a_lost_count_is_made_up(city: Any, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        drive = case(city).to("closed")
    kept = list(CaseMark.objects.values_list("kind", "on", "good", "acts", "by_others").order_by("pk"))
    assert [one[0] for one in kept].count("close") == 1
    CaseMark.objects.all().delete()
    CountedCase.objects.all().update(seq=0)
    assert catch_up() == 1
    assert list(CaseMark.objects.values_list("kind", "on", "good", "acts", "by_others").order_by("pk")) == kept
    assert catch_up() == 0
    count([drive.matter.pk])
    assert CaseMark.objects.count() == len(kept)


def test_every_declared_indicator_has_its_question_and_every_question_its_definition() -> None:
    for code in indicators(quiet_days(TODAY)):
        assert question(code, TODAY).rows
    with pytest.raises(KeyError):
        question("nonsense", TODAY)
