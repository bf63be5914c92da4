"""The lake of the demonstration: the sky's own hours, continued without doubling, never mixed with real air."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from qingtian.apps.air.lake import city_lake
from qingtian.apps.air.lake_mark import writable_lake
from qingtian.apps.air.models import AirReview, DustCase, LakeDecision
from qingtian.apps.installation.kind import DEMONSTRATION, REAL, mark
from qingtian.demo import lake_years
from qingtian.demo.clearing import check_only_generated
from qingtian.demo.lake_years import continue_lake, fill_lake, latest_hour
from qingtian.demo.sky import SKY, reading
from qingtian.demo.sky.hours import HOUR, SHANGHAI
from qingtian.demo.sky.months import natural
from qingtian.demo.sky.sites import sites
from qingtian.errors import Refused
from qingtian.measurements.importers.run import import_files
from qingtian.measurements.lake import Reading, State
from qingtian.measurements.lake.invented import is_invented, mark_invented
from tests.demo.conftest import load

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
UNTIL = datetime(2026, 11, 3, 7, 20, tzinfo=SHANGHAI)


@pytest.fixture
def demonstration(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    mark(DEMONSTRATION, receiver="yunping-eeb-petitions", now=UNTIL)


def rows() -> list[Any]:
    hourly = city_lake().hourly(None, date(2026, 1, 1), date(2026, 12, 31))
    return duckdb.sql(f"SELECT * FROM ({hourly.sql}) ORDER BY station, day, hour").fetchall()


def test_what_is_in_the_lake_is_the_sky(demonstration: None) -> None:
    fill_lake(UNTIL, months=0)
    held = {(row[0], row[1], row[2]): row[3:15] for row in rows()}
    moment, compared = datetime(2026, 11, 1, 1, tzinfo=SHANGHAI), 0
    while moment <= UNTIL:
        for site in sites():
            found = reading(SKY, site, moment)
            kept = held.get((site.code, *natural(moment)))
            assert (found is None) == (kept is None)
            if found and kept:
                given = [found[name] for name in ("pm2_5", "pm10", "so2", "no2", "o3", "co")]
                assert [None if v is None else v * 1000 for v in given] == [v and Decimal(v) for v in kept[:6]]
                states = [State.MISSING if v is None else State.VALID for v in given]
                assert list(kept[6:]) == states
                compared += 1
        moment += HOUR
    assert compared == len(held) > 800


def test_continued_hour_by_hour_it_is_what_one_load_makes(demonstration: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lake_years, "MONTHS", 0)
    fill_lake(UNTIL - timedelta(hours=30), months=0)
    for back in (29, 7, 0, 0):
        continue_lake(UNTIL - timedelta(hours=back))
    assert latest_hour(city_lake(), UNTIL) == UNTIL.replace(minute=0)
    continued, number = rows(), city_lake().snapshot().number
    fill_lake(UNTIL, months=0)
    assert rows() == continued
    assert city_lake().snapshot().number == number, "nothing new makes no snapshot"


def test_several_processes_draw_what_one_draws(demonstration: None, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_lake(UNTIL, months=1)
    alone = city_lake().snapshot(), rows()
    monkeypatch.setattr(lake_years, "ALONE", 1)
    fill_lake(UNTIL, months=1)
    assert (city_lake().snapshot(), rows()) == alone


def test_the_demonstration_does_not_write_into_a_real_lake(demonstration: None) -> None:
    one = Reading("1001A", "PM10", date(2026, 11, 1), 1, 50_000)
    city_lake().append([one], source="feed", received_at=UNTIL)
    with pytest.raises(Refused) as refused:
        fill_lake(UNTIL, months=0)
    assert refused.value.code == "lake.other_kind"
    with pytest.raises(Refused) as refused:
        check_only_generated()
    assert refused.value.code == "demo.not_empty"


def test_real_air_does_not_go_into_an_invented_lake(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    mark(REAL, receiver="somewhere", now=UNTIL)
    assert writable_lake().root == tmp_path / "lake"
    mark_invented(tmp_path / "lake")
    assert is_invented(tmp_path / "lake")
    for attempt in (writable_lake, lambda: import_files(city_lake(), [tmp_path / "a.csv"], UNTIL)):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "lake.other_kind"


@pytest.mark.slow
def test_its_instruments_are_reviewed_by_two_and_its_dust_is_answered(
    settings: Any, tmp_path: Path, small_year: None
) -> None:
    settings.DATA = tmp_path
    load(date(2026, 10, 9), reports=0, air_months=8)
    states = set(AirReview.objects.values_list("proceeding__state", flat=True))
    assert states <= {"proposed", "confirmed"}
    assert states
    assert DustCase.objects.get().proceeding.state == "accepted"
    assert LakeDecision.objects.exists()
    assert not LakeDecision.objects.filter(lake_id="").exists(), "every decision is in the lake"
