"""Pages of figures: what is shown is what the statistics answer, and every number leads to its list."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.air.figures import figures_of, ranking_of
from qingtian.apps.air.models import Region
from qingtian.standards.periods import period
from tests import small_air

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
PAGES = (
    "ranking/?month=2026-10",
    "explore/?on=2026-10-01",
    "compare/?on=2026-10-01",
    "map/?on=2026-10-20",
    "calendar/?kind=month&on=2026-10-01",
    "day/?place=west&day=2026-10-06",
    "day/?place=station:b&day=2026-10-06",
    "pm10/?on=2026-10-01",
)


def cells(html: str, name: str) -> list[str]:
    """The cells of the row that names a place, as a reader sees them."""
    row = next(row for row in re.findall(r"<tr[ >].*?</tr>", html, re.S) if f">{name}<" in row)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)]


def test_the_ranking_shows_pm10_first_and_the_index_of_the_statistics(air, page):
    found = ranking_of(period("2026-10"))
    html = page("ranking/?month=2026-10")
    rank, moved, name, pm10, change, *rest = cells(html, "东片")
    assert (rank, moved, name) == ("1", "—", "东片")
    assert (pm10, change) == ("45", "−5")  # (30 × 40 + 200) / 31 = 45.16 against 50
    composite = found.index("east").composite
    assert rest[5] == f"{composite // 1000}.{composite % 1000 // 10:02d}"
    assert cells(html, "西片")[3] == "82"


def test_the_ranking_says_how_it_was_computed(air, page):
    found = ranking_of(period("2026-10"))
    html = page("ranking/?month=2026-10")
    for words in (found.basis.snapshot, "GB 3095-2026", "未核", "两年都用", "有效日 30/31", "20日"):
        assert words in html
    assert 'class="tick"' in html


def test_a_mean_opens_its_days_and_a_day_its_hours(air, page):
    assert "place=east&amp;item=PM10&amp;kind=month&amp;on=2026-10-01" in page("ranking/?month=2026-10")
    assert "place=east&amp;day=2026-10-20" in page("explore/?place=east&on=2026-10-01")
    assert "place=station%3Ab&amp;day=2026-10-06" in page("day/?place=west&day=2026-10-06")


def test_an_hour_says_why_it_has_no_value(air, page):
    html = page("day/?place=station:b&day=2026-10-06")
    hour = next(row for row in re.findall(r"<tr data-row>.*?</tr>", html, re.S) if ">1</th>" in row)
    assert "NA" in hour
    assert "来源缺测" in hour
    assert re.search(r">/<span class=.second-line.>未开展监测", hour)
    assert "有效 16/24" in html


def test_a_month_with_too_few_days_gives_no_value_but_its_counts_and_why(air, page):
    html = page("explore/?place=east&kind=month&on=2026-09-01")
    row = cells(html, "PM<sub>10</sub>")
    assert row[1] == "NA"
    assert "5/30" in row
    assert "有一个月的有效日不够" in row
    assert "综合指数不出" in html


def test_days_over_are_counted_from_the_limit_of_the_day(air, page):
    row = cells(page("explore/?place=east&kind=month&on=2026-10-01"), "PM<sub>10</sub>")
    held = figures_of(("east",), (period("2026-10"),))
    assert row[4] == str(held.figure("east", "2026-10", "PM10", "days_over").value // 1000) == "1"


def test_two_years_are_compared_under_one_edition_that_is_named(air, page):
    html = page("compare/?place=east&kind=month&on=2026-10-01&item=PM10")
    assert "GB 3095-2026" in html
    assert "GB 3095-2012" not in html
    assert cells(html, "PM10 µg/m³")[1:] == ["45", "50", "−5"]


def test_the_calendar_writes_the_number_and_the_word_of_every_day(air, page):
    html = page("calendar/?place=east&kind=month&on=2026-10-01")
    assert html.count("aqi-cell") == 31
    assert "轻度污染" in html
    assert "首要污染物 PM10" in html


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_in_both_languages(air, page, path):
    for language in ("", "/en"):
        assert "<h1>" in page(path, language)


@pytest.mark.parametrize(("language", "words"), [("", "数据湖里还没有数"), ("/en", "The lake holds no readings yet")])
def test_an_empty_lake_says_what_is_so_and_what_comes_next(city, page, settings, tmp_path, language, words):
    settings.DATA = tmp_path
    for path in (*PAGES, "remaining/?PM10=60"):
        html = page(path, language)
        assert "<h1>" in html
        assert words in html or path.startswith("day/"), path


def test_more_regions_ask_no_more_questions(air, page):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            page("ranking/?month=2026-10")
        return len(captured)

    asked()
    few = asked()
    for number in range(6):
        Region.objects.create(code=f"r{number}", name_zh=f"片{number}", name_en=f"R{number}", kind="area", group="all")
    asked()
    assert asked() == few


def test_what_is_left_of_a_target_is_the_plain_arithmetic(air, page):
    html = page("remaining/?place=east&kind=year&on=2026-01-01&PM10=60&AQI=95")
    row = cells(html, "PM<sub>10</sub>")
    days, left = int(row[2]), int(row[3])
    total = 30 * 40 + 200 + 5 * 40
    assert (days, left) == (36, (date(2026, 12, 31) - date(2026, 10, 31)).days)
    assert row[4] == f"{round((60 * (days + left) - total) / left, 1):.1f}"


@pytest.mark.parametrize("typed", ["x", "-1", "1000.1", "1e9", "NaN", "5.0001"])
def test_a_target_that_is_none_is_refused_and_stays(air, page, typed):
    html = page(f"remaining/?place=east&kind=year&on=2026-01-01&PM10={typed}")
    assert "写一个 0 到 1000 的数" in html
    assert f'value="{typed}"' in html


def test_pm10_by_itself_counts_its_days_and_hours(air, page):
    row = cells(page("pm10/?place=east&on=2026-10-01"), "东片")
    assert row[1:3] == ["31", "1"]
    assert row[8:10] == ["744", "24"]
    assert small_air.OVER.day == 20
