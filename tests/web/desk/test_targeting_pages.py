"""Targeting on the desk: reasons are shown, areas are kept apart, the number of questions does not grow with rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area
from qingtian.apps.targeting.actions.rank import rank_units
from qingtian.apps.targeting.models import KeyArea, PlannedVisit, Ranking
from qingtian.apps.weather.models import Delivery, WeatherReading, WeatherStation
from tests.apps.targeting.planning import DAY, approved, event, proposed, ranked, units
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
SignIn = Callable[[str], Client]
HOME = "/desk/targeting/"


def words(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_opens_in_both_languages(city, sign_in: SignIn, prefix: str) -> None:
    numbers = ranked()
    plan = approved(city)
    KeyArea.objects.create(
        ranking=Ranking.objects.get(),
        place=1,
        code="5137/1251",
        area=Area.objects.get(code="wangxi"),
        longitude=102.75,
        latitude=25.03,
        events=7,
        reasons=[{"zh": "时空扫描：7 件", "en": "space-time scan: 7 events"}],
    )
    client = sign_in("handler")
    for page in ("", "areas/", "areas/points.geojson", "upwind/", "plans/", "plans/new/", "judging/"):
        words(client, f"{prefix}{HOME}{page}")
    listed = words(client, f"{prefix}{HOME}")
    assert numbers[0] in listed
    assert ("烟尘投诉" if not prefix else "Report of smoke") in listed
    assert ("检查结果还太少" if not prefix else "Too few results") in words(
        client, f"{prefix}{HOME}objects/{numbers[0]}/"
    )
    page = words(client, f"{prefix}{HOME}plans/{plan.number}/")
    assert f"about={plan.number}" in page
    assert "f_ground=plan" in page
    assert ("随机抽的" if not prefix else "Drawn at random") in page
    assert ("7 件" if not prefix else "7 events") in words(client, f"{prefix}{HOME}areas/")
    assert plan.number in words(client, f"{prefix}/desk/{plan.number}/")


def test_an_officer_sees_the_units_of_the_own_area_alone(city, sign_in: SignIn) -> None:
    (number, *_) = ranked()
    other = sign_in("handler-2")
    assert number not in words(other, HOME)
    words(other, f"{HOME}objects/{number}/", 404)
    words(sign_in("handler"), f"{HOME}objects/DSR-999999/", 404)
    plan = proposed(city)
    words(other, f"{HOME}plans/{plan.number}/", 404)


def test_who_neither_enforces_nor_analyses_is_turned_away(city, sign_in: SignIn) -> None:
    words(sign_in("secrecy"), HOME, 403)
    words(sign_in("branch-head"), f"{HOME}plans/new/", 403)


def test_a_number_the_officer_may_not_see_is_no_link(city, sign_in: SignIn) -> None:
    (number, *_) = units(2)
    event(number, matter="XF-2026-000999")
    rank_units(at(DAY))
    assert "XF-2026-000999" not in words(sign_in("handler"), f"{HOME}objects/{number}/")


def test_the_list_asks_as_many_questions_for_twenty_units_as_for_four(city, sign_in: SignIn) -> None:
    client, asked = sign_in("handler"), []
    for count in (4, 16):
        for n, number in enumerate(units(count)):
            event(number, days=n + 1)
        rank_units(at(DAY))
        client.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            words(client, HOME)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_plan_is_proposed_and_drawn_up_through_its_forms(city, sign_in: SignIn) -> None:
    ranked()
    client = sign_in("handler")
    told = {"f_subject": "冬季靶向检查", "f_office": "branch", "f_area": "wangxi", "f_visits": "4"}
    days = {"f_starts_on": "2026-11-23", "f_ends_on": "2026-12-20", "on": "2026-11-23"}
    answer = client.post(f"{HOME}plans/new/", told | days)
    assert answer.status_code == 302, answer.content.decode()[-1500:]
    number = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
    form = words(client, f"/desk/{number}/act/draw_up/")
    assert "第1加工厂" in form
    assert PlannedVisit.objects.count() == 0


# ---- upwind ---------------------------------------------------------------------------------------------------------


def wind(hours: int = 6, origin: int = 90, speed: int = 3) -> None:
    """A weather station with a steady wind on the night before DAY."""
    day = DAY - timedelta(days=300)
    station = WeatherStation.objects.create(
        code="Y1", name_zh="望溪气象站", name_en="Wangxi", longitude="102.70", latitude="25.00", valid_from=day
    )
    delivery = Delivery.objects.create(code="b", source="bureau", channel="api", sha256="0", received_at=at(DAY))
    for n in range(hours):
        begin = at(DAY, 0) + timedelta(hours=n - 4)
        for variable, value in (("WIN_D_Avg_10mi", origin), ("WIN_S_Avg_10mi", speed)):
            WeatherReading.objects.create(
                source="bureau",
                station=station,
                variable=variable,
                period_start=begin,
                period_end=begin + timedelta(hours=1),
                value=value * 1000,
                quality=0,
                delivery=delivery,
                received_at=at(DAY),
            )


ASKED = f"{HOME}upwind/?lon=102.70&lat=25.0&since={DAY}T00:00&until={DAY}T01:00&kind=smoke"


def test_the_unit_to_the_east_is_named_when_the_wind_comes_from_the_east(city, sign_in: SignIn) -> None:
    east, west = units(2)
    Party.objects.filter(number=east).update(longitude="102.712", industry="non_metal")
    Party.objects.filter(number=west).update(longitude="102.688", industry="non_metal")
    wind()
    page = words(sign_in("handler"), ASKED)
    assert east in page
    assert west not in page
    assert "望溪气象站" in page
    assert "ground=remote_clue" in page


def test_without_wind_nothing_is_assumed(city, sign_in: SignIn) -> None:
    units(2)
    assert "没有算，也没有假设" in words(sign_in("handler"), ASKED)


@pytest.mark.parametrize(
    "wrong",
    ["lon=x", "since=x", f"until={DAY}T23:00", "until=2026-12-30T01:00", f"until={DAY - timedelta(days=1)}T23:00"],
)
def test_a_form_that_cannot_be_searched_says_what_is_wrong(city, sign_in: SignIn, wrong: str) -> None:
    name = wrong.split("=")[0]
    asked = "&".join(one for one in ASKED.split("?")[1].split("&") if not one.startswith(f"{name}="))
    words(sign_in("handler"), f"{HOME}upwind/?{asked}&{wrong}", 422)
