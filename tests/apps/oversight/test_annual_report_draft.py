"""The annual report's figures stand equal to the pages they come from, are frozen once, and what is missing is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qingtian.apps.air.publications.opening import open_issue
from qingtian.apps.oversight.annual import compose, draft, read
from qingtian.apps.oversight.annual.computing import case_counts
from qingtian.apps.oversight.models import OversightItem
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petition_figures.questions import Asked, whole
from qingtian.apps.places.models import Area
from qingtian.language import Text
from qingtian.trail import sm3
from qingtian.web.petition_papers.files import FORMATS
from tests.apps.air.conftest import centre  # noqa: F401 (a city with a lake)
from tests.apps.oversight.walk import Walk
from tests.apps.proceedings.driving import case, petition
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def item(city: Any, **more: Any) -> OversightItem:
    walk = Walk(city, "annual_report", day=TODAY, **more)
    return OversightItem.objects.select_related("proceeding", "area", "government").get(proceeding=walk.matter)


def frozen(of: OversightItem, **more: Any) -> Any:
    made = draft(of, as_of=TODAY, now=at(TODAY), **more)
    made.save()
    return made


def words(made: Any, language: str = "zh") -> str:
    return compose(made, language).text()


def test_petitions_and_cases_equal_their_own_queries(city: Any) -> None:
    petition(city)
    petition(city).to("closed")
    case(city)
    case(city).to("closed")
    catch_up()
    figures = read(frozen(item(city)))
    asked = Asked(date(2026, 1, 1), date(2026, 12, 31), TODAY)
    assert figures["petitions"]["whole"] == dict(whole(asked))
    assert figures["petitions"]["whole"]["reports"] == 2
    counted = case_counts(2026, Area.objects.get(code="city"))
    assert (counted["whole"], counted["closed"], counted["open"]) == (2, 1, 1)
    assert figures["cases"] == {"source": "cases", **counted}
    assert "包案 2 件，已销号 1 件" in words(frozen(OversightItem.objects.select_related("proceeding", "area").get()))


def test_the_air_equals_the_annual_publication(centre: Any) -> None:  # noqa: F811
    figures = read(frozen(item(centre)))
    own = open_issue("annual", "2026", on=TODAY, organ=Text("市", "city"), city=Text("云屏市", "Yunping"))
    held = {line for line in figures["air"]["issue"]["figures"].splitlines()[1:] if line.startswith("city,")}
    published = [row for row in own.issue.figures if row.place == "city"]
    assert len(published) == len(held) > 0
    mean = own.issue.figures.value("city", "2026", "PM10", "mean")
    assert any(line.startswith(f"city,2026,PM10,mean,{mean},") for line in held)


def test_what_is_missing_is_said_and_is_no_nought(city: Any, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    made = frozen(item(city))
    figures = read(made)
    assert all("missing" in figures[part] for part in ("air", "petitions", "cases"))
    assert words(made).count("缺：") == 3
    assert words(made, "en").count("Missing: ") == 3
    assert "0 件" not in words(made)


def test_the_figures_are_frozen_under_their_digest(city: Any) -> None:
    case(city)
    made = frozen(item(city))
    before = made.figures
    case(city)
    made.refresh_from_db()
    assert (made.figures, made.sm3) == (before, sm3(before.encode()))
    assert read(made) == json.loads(before)
    assert frozen(OversightItem.objects.select_related("proceeding", "area", "government").get()).sm3 != made.sm3


@pytest.mark.parametrize(("day", "law"), [(date(2026, 8, 14), "环境保护法"), (date(2026, 8, 15), "生态环境法典")])
def test_the_draft_cites_the_law_of_its_day(city: Any, day: date, law: str) -> None:
    walk = Walk(city, "annual_report", day=date(2026, 8, 1))
    made = draft(walk.matter.oversight_item, as_of=day, now=at(day))
    assert law in words(made)


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_it_is_typeset_with_its_tables(city: Any, suffix: str) -> None:
    case(city)
    made = frozen(item(city))
    content = FORMATS[suffix].make(compose(made, "zh"))
    assert content[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}[suffix]
