"""Dust is reported by the city and decided above: nothing is deducted before, both series are kept after."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import pytest

from qingtian.apps.air.lake import city_lake
from qingtian.apps.air.models import DustCase
from qingtian.apps.air.settle import settle
from qingtian.errors import Refused
from qingtian.measurements.lake.decisions import standing
from qingtian.procedures.decide import ReasonWanted
from tests.apps.air.conftest import DAY, DUST, Begin
from tests.days import TODAY, at
from tests.small_city import SmallCity

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
ANSWER = {"number": "省环监〔2026〕18号", "answered_on": "2026-11-23"}


def series(*, without_dust: bool) -> dict[tuple[str, int], int | None]:
    hourly = city_lake().hourly(None, DAY, date(2026, 11, 21), without_dust=without_dust)
    rows = duckdb.sql(f"SELECT station, day, hour, pm10 FROM ({hourly.sql})").fetchall()
    return {(f"{station} {day:%d}", hour): value for station, day, hour, value in rows}


def test_a_report_deducts_nothing(begin: Begin) -> None:
    matter = begin("dust_deduction")
    settle(at(TODAY))
    assert (matter.state, city_lake().decisions()) == ("reported", [])
    assert {one.code for one in DustCase.objects.get().stations.all()} == {"L1", "N1"}


def test_what_is_accepted_above_is_in_one_series_and_out_of_the_other(begin: Begin, do: Begin) -> None:
    do(begin("dust_deduction"), "note_answer", "analyst-1", answer="accepted", **ANSWER)
    settle(at(TODAY))
    whole, without = series(without_dust=False), series(without_dust=True)
    assert whole["N1 20", 23] == whole["L1 21", 2] == 80_000
    assert [without["N1 20", hour] for hour in (22, 23, 24)] == [80_000, None, None]
    assert [without["L1 21", hour] for hour in (2, 3)] == [None, 80_000]
    case = DustCase.objects.get()
    assert (case.answer_number, case.answered_on) == ("省环监〔2026〕18号", date(2026, 11, 23))


def test_above_may_accept_fewer_hours_and_may_change_its_mind(begin: Begin, do: Begin) -> None:
    fewer = {"first_day": "2026-11-21", "first_hour": "1", "last_day": "2026-11-21", "last_hour": "1"}
    matter = do(begin("dust_deduction"), "note_answer", "analyst-1", answer="accepted", **ANSWER, **fewer)
    settle(at(TODAY))
    assert {one.decision.day for one in standing(city_lake().decisions())} == {date(2026, 11, 21)}
    assert series(without_dust=True)["L1 20", 23] == 80_000
    do(matter, "note_answer", "analyst-1", answer="refused", **ANSWER)
    settle(at(TODAY))
    assert (matter.state, standing(city_lake().decisions())) == ("refused", [])
    assert series(without_dust=True)["L1 21", 1] == 80_000
    assert len(city_lake().decisions()) == 8, "nothing is erased"


def test_a_report_after_the_day_needs_its_reason(centre: SmallCity, begin: Begin) -> None:
    from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding

    late: dict[str, Any] = {"by": centre.actor("analyst-1", TODAY), "on": TODAY, "now": at(TODAY), "title": "沙尘"}
    with pytest.raises(ReasonWanted) as wanted:
        open_proceeding("dust_deduction", fields=DUST, **late)
    assert "the same day" in wanted.value.message.en
    assert begin("dust_deduction").state == "reported"
    today = {**DUST, "last_day": str(TODAY), "first_day": str(TODAY), "first_hour": "1", "last_hour": "9"}
    assert open_proceeding("dust_deduction", fields=today, **late).state == "reported"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"first_day": "2026-11-21"}, "go together"),
        ({"answered_on": "2026-11-24"}, "after today"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(begin: Begin, do: Begin, fields: dict[str, str], words: str) -> None:
    matter = begin("dust_deduction")
    with pytest.raises(Refused) as refused:
        do(matter, "note_answer", "analyst-1", answer="accepted", **{**ANSWER, **fields})
    assert words in refused.value.message.en


def test_unknown_stations_are_named(begin: Begin) -> None:
    with pytest.raises(Refused) as refused:
        begin("dust_deduction", stations="L1 X9")
    assert "X9" in refused.value.message.en
