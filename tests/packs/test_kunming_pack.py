"""The Kunming pack holds the real units and stations, says what is unverified, and loads without doubling."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.places.models import Area, Station
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused, UnusableInput
from qingtian.packs import load_pack, names, read_pack
from qingtian.packs.reading import weakest


def test_the_pack_is_found_by_name() -> None:
    assert names() == ["kunming"]


def test_an_unknown_pack_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UnusableInput) as refused:
        read_pack("../kunming")
    assert refused.value.code == "packs.unknown"
    assert refused.value.remedy is not None
    assert "kunming" in refused.value.remedy.en


def test_it_has_fourteen_county_level_units_with_division_codes() -> None:
    units = [area for area in read_pack("kunming").areas if area.kind != "zone"]
    assert len(units) == 14
    assert len({unit.division_code for unit in units}) == 14
    assert all(unit.division_code.startswith("5301") for unit in units)
    kinds = [unit.kind for unit in units]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "district": 7,
        "county": 3,
        "autonomous_county": 3,
        "county_city": 1,
    }


def test_codes_from_memory_stay_marked_as_such() -> None:
    units = [area for area in read_pack("kunming").areas if area.division_code]
    assert {unit.certainty for unit in units} == {"from_memory"}


def test_zones_have_no_division_code() -> None:
    assert all(not area.division_code for area in read_pack("kunming").areas if area.kind == "zone")


def test_the_three_ranking_groups_share_no_area() -> None:
    groups = read_pack("kunming").ranking_groups
    assert [len(group.areas) for group in groups] == [8, 2, 9]
    ranked = [area for group in groups for area in group.areas]
    assert len(ranked) == len(set(ranked))


def test_a_statement_is_as_certain_as_its_weakest_part() -> None:
    assert weakest("sure", "from_memory", "copy") == "from_memory"
    assert weakest("sure", "sure") == "sure"


@pytest.mark.django_db
def test_loading_makes_areas_and_stations() -> None:
    report = load_pack("kunming")
    assert (report.areas, report.stations, report.created) == (22, 10, 52)
    assert Area.objects.filter(parent__code="kunming").count() == 21
    museum = Station.objects.get(code="3179A")
    assert (museum.area.code, museum.longitude, museum.level) == ("guandu", Decimal("102.7491"), "national")
    assert museum.latitude == Decimal("25.0120")


@pytest.mark.django_db
def test_a_station_keeps_the_mark_of_its_doubtful_area() -> None:
    report = load_pack("kunming")
    marks = dict(Station.objects.values_list("code", "certainty"))
    assert (marks["1452A"], marks["1453A"], marks["3375A"], marks["3552A"]) == ("sure",) * 4
    assert (marks["1450A"], marks["3550A"]) == ("from_memory",) * 2
    listed = {row.code for row in report.unverified}
    assert {"wuhua", "1450A", "mohan"} <= listed
    assert not {"gaoxin", "1452A"} & listed


@pytest.mark.django_db
def test_loading_again_doubles_nothing_and_restores_what_differs() -> None:
    load_pack("kunming")
    assert load_pack("kunming").unchanged == 52
    Area.objects.filter(code="wuhua").update(name_zh="五花区")
    again = load_pack("kunming")
    assert (again.created, again.changed, again.unchanged) == (0, 1, 51)
    assert Area.objects.get(code="wuhua").name_zh == "五华区"


@pytest.mark.django_db
def test_zones_have_no_congress_and_hence_no_such_duty() -> None:
    load_pack("kunming")
    assert set(Area.objects.filter(has_congress=False).values_list("kind", flat=True)) == {"zone"}


@pytest.mark.django_db
def test_a_real_city_is_never_loaded_beside_generated_matters() -> None:
    Proceeding.objects.create(number="XF-1", procedure="petition", edition="2022-05-01", state="x", generated=True)
    with pytest.raises(Refused) as refused:
        load_pack("kunming")
    assert refused.value.code == "packs.demonstration"
    assert Area.objects.count() == 0


@pytest.mark.django_db(databases=["default", "identity"])
def test_every_ranked_area_is_a_region_and_the_main_urban_area_is_composed() -> None:
    report = load_pack("kunming")
    assert report.regions == Region.objects.count() == 20
    assert Region.objects.filter(group="national").count() == 8
    stations = RegionStation.objects.filter(region__code="panlong").values_list("station__code", flat=True)
    assert set(stations) == {"1452A", "1453A"}
    composed = Region.objects.get(kind="composed")
    assert composed.members.count() == 6
    assert "main-urban-area" in {row.code for row in report.unverified}


@pytest.mark.django_db(databases=["default", "identity"])
def test_a_station_counts_from_the_day_it_began() -> None:
    load_pack("kunming")
    begun = RegionStation.objects.filter(station__code="3179A").values_list("first_day", flat=True)
    assert set(begun) == {date(2018, 9, 30)}
    again = load_pack("kunming")
    assert (again.created, again.changed) == (0, 0)
