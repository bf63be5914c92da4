"""Pages of coverage, flags and dust: everybody in office reads, an analyst proposes, never on national stations."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from qingtian.apps.air.lake import city_lake
from qingtian.apps.air.models import AirReview, DustCase, FeedPoll
from qingtian.measurements.lake import Reading
from tests.apps.air.conftest import DAY, centre  # noqa: F401  (a fixture)
from tests.days import TODAY, at
from tests.small_city import SmallCity

pytestmark = [
    pytest.mark.django_db(databases=["default", "identity"]),
    pytest.mark.once,
    pytest.mark.usefixtures("centre"),
]
FLAG = "/desk/air/flags/hours/?station={}&item=PM10&day=2026-11-20&first=5&last=9"
SPELL = "/desk/air/dust/spell/?first_day=2026-11-21&first_hour=3&last_day=2026-11-21&last_hour=8"
PROPOSAL = {
    "f_items": ["PM10"],
    "f_first_day": "2026-11-20",
    "f_first_hour": "5",
    "f_last_day": "2026-11-20",
    "f_last_hour": "9",
    "f_effect": "invalid",
    "f_why": "切割头堵塞",
    "on": str(TODAY),
    "once": "t" * 24,
}


@pytest.mark.parametrize("path", ["feed/", "flags/", "dust/", FLAG.format("L1").removeprefix("/desk/air/")])
@pytest.mark.parametrize("language", ["", "/en"])
def test_everybody_in_office_reads_both_languages(sign_in: Any, path: str, language: str) -> None:
    page = sign_in("acceptor").get(f"{language}/desk/air/{path}")
    assert page.status_code == 200
    assert f'lang="{"en" if language else "zh-Hans"}"' in page.content.decode()


@pytest.mark.parametrize("path", ["feed/", "flags/", "dust/"])
def test_with_an_empty_lake_the_page_says_what_to_do(sign_in: Any, settings: Any, tmp_path: Any, path: str) -> None:
    settings.DATA = tmp_path / "nothing"
    page = sign_in("acceptor").get(f"/en/desk/air/{path}")
    assert page.status_code == 200
    assert "nothing" in page.content.decode()


def test_coverage_tells_the_causes_apart_and_can_be_taken_away(sign_in: Any) -> None:
    FeedPoll.objects.create(at=at(TODAY, 9), outcome="failed", error="feed.unreachable")
    browser = sign_in("acceptor")
    page = browser.get("/en/desk/air/feed/?on=2026-11-20").content.decode()
    assert "24/24" in page
    assert "the source cannot be reached" in page
    assert "No real-time source is configured" in page
    taken = browser.get("/desk/air/feed/?on=2026-11-20&format=csv").content.decode("utf-8-sig").splitlines()
    assert taken[0].startswith("station,day,hours,expected")
    assert "L1,2026-11-20,24,24,48,0,0,0,0,96" in taken


def test_a_frozen_instrument_is_listed_and_an_analyst_proposes(sign_in: Any, centre: SmallCity) -> None:  # noqa: F811
    browser = sign_in("analyst-1")
    listed = browser.get("/en/desk/air/flags/?on=2026-11-22").content.decode()
    assert "frozen" in listed
    assert "national, advisory" in listed
    assert "to be reviewed" in listed
    sent = browser.post(FLAG.format("L1"), PROPOSAL)
    review = AirReview.objects.get()
    assert sent.status_code == 302
    assert sent.headers["Location"] == f"/desk/{review.proceeding.number}/"
    assert (review.station.code, review.items, review.first_hour, review.last_hour) == ("L1", ["PM10"], 5, 9)
    assert review.proceeding.area == centre.areas["wangxi"]
    assert review.proceeding.number in browser.get("/desk/air/flags/?on=2026-11-22").content.decode()
    assert browser.post(FLAG.format("L1"), PROPOSAL).status_code == 302
    assert AirReview.objects.count() == 1, "the same form twice is one review"


def test_a_refused_proposal_keeps_what_was_typed(sign_in: Any) -> None:
    page = sign_in("analyst-1").post("/en" + FLAG.format("L1"), {**PROPOSAL, "f_last_hour": "25"})
    assert page.status_code == 422
    assert "切割头堵塞" in page.content.decode()
    assert AirReview.objects.count() == 0


def test_nobody_else_proposes_and_a_national_station_takes_no_proposal(sign_in: Any) -> None:
    assert sign_in("acceptor").post(FLAG.format("L1"), PROPOSAL).status_code == 403
    page = sign_in("analyst-1").get("/en" + FLAG.format("N1")).content.decode()
    assert "the review is upstream" in page
    assert 'class="desk-form"' not in page
    assert sign_in("analyst-1").post(FLAG.format("N1"), PROPOSAL).status_code == 422
    assert AirReview.objects.count() == 0


@pytest.mark.parametrize(
    "query", ["station=X&item=PM10&day=2026-11-20", "station=L1&item=X&day=2026-11-20", "station=L1&item=CO"]
)
def test_what_is_no_hour_of_a_station_is_not_there(sign_in: Any, query: str) -> None:
    assert sign_in("acceptor").get(f"/desk/air/flags/hours/?{query}").status_code == 404


def _dust() -> None:
    raised = {3: 200, 4: 400, 5: 420, 6: 400, 7: 300, 8: 200}
    day = DAY + timedelta(days=1)
    rows = [Reading(code, "PM10", day, hour, value * 1000) for code in ("L1", "N1") for hour, value in raised.items()]
    city_lake().append(rows, source="test", received_at=at(TODAY, 2))


def test_a_spell_of_dust_is_found_and_reported_with_its_evidence(sign_in: Any) -> None:
    _dust()
    browser = sign_in("analyst-1")
    assert "not reported" in browser.get("/en/desk/air/dust/").content.decode()
    form = browser.get(SPELL).content.decode()
    assert "420" in form
    assert "L1 N1" in form
    sent = {
        "f_stations": "L1 N1",
        "f_first_day": "2026-11-21",
        "f_first_hour": "3",
        "f_last_day": "2026-11-21",
        "f_last_hour": "8",
        "f_course": "外来沙尘",
        "f_wind": "东北风",
        "on": str(TODAY),
        "once": "d" * 24,
    }
    late = browser.post("/en" + SPELL, sent)
    assert late.status_code == 422
    assert "the same day" in late.content.decode()
    assert 'name="reason"' in late.content.decode()
    assert browser.post(SPELL, {**sent, "reason": "周末"}).status_code == 302
    case = DustCase.objects.get()
    assert (case.first_day, case.first_hour, case.last_hour) == (date(2026, 11, 21), 3, 8)
    assert "Reported, upstream decides" in browser.get("/en/desk/air/dust/").content.decode()


def test_the_evidence_is_a_workbook_of_station_hours(sign_in: Any) -> None:
    _dust()
    answer = sign_in("acceptor").get(SPELL.replace("spell", "evidence"))
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["站点小时值", "全市小时均值", "起止和判据"]
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][5] == "PM10 µg/m³"
    found = next(row for row in rows if row[0] == "N1" and row[3] == "2026-11-21" and str(row[4]) == "5")
    assert (found[2], found[5], found[6], found[7]) == ("国控", 420, 40, 10)
