"""GeoJSON of areas and grid cells comes in row by row: rejects kept, nothing doubled, nothing half read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qingtian.apps.places.geojson import import_areas, import_grid
from qingtian.apps.places.models import Area, GridCell
from qingtian.errors import UnusableInput

pytestmark = pytest.mark.django_db

SQUARE = {"type": "Polygon", "coordinates": [[[104.0, 26.0], [104.1, 26.0], [104.1, 26.1], [104.0, 26.0]]]}


def feature(code: str, geometry: Any = SQUARE, **properties: Any) -> dict[str, Any]:
    named = {"code": code, "name_zh": f"{code}区", "name_en": f"{code} District", "kind": "district"}
    return {"type": "Feature", "properties": named | properties, "geometry": geometry}


def cell(code: str, **properties: Any) -> dict[str, Any]:
    return feature(code, **({"level": 3, "area": "city"} | properties))


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def written(*features: Any, **more: Any) -> Path:
        path = tmp_path / "places.geojson"
        collection = {"type": "FeatureCollection", "features": list(features)} | more
        path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
        return path

    return written


CITY = feature("city", kind="city")


def test_areas_come_in_with_their_outline_and_place_in_the_tree(write: Any) -> None:
    report = import_areas(write(CITY, feature("east", parent="city")))
    assert (report.created, report.rejected) == (2, [])
    east = Area.objects.get(code="east")
    assert (east.path, east.boundary, east.name_en) == ("city/east/", SQUARE, "east District")


def test_the_same_file_twice_changes_nothing(write: Any) -> None:
    file = write(CITY, feature("east", parent="city"))
    import_areas(file)
    again = import_areas(file)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    assert Area.objects.count() == 2


def test_a_corrected_file_changes_only_what_differs(write: Any) -> None:
    import_areas(write(CITY, feature("east", parent="city")))
    report = import_areas(write(CITY, feature("east", parent="city", name_zh="东区")))
    assert (report.changed, report.unchanged) == (1, 1)
    assert Area.objects.get(code="east").name_zh == "东区"


def test_what_lies_below_moves_along_with_a_moved_area(write: Any) -> None:
    both = (CITY, feature("east", parent="city"), feature("west", parent="city"))
    import_areas(write(*both, feature("park", kind="zone", parent="east")))
    import_areas(write(feature("park", kind="zone", parent="west")))
    assert Area.objects.get(code="park").path == "city/west/park/"
    import_areas(write(feature("west", parent="east")))
    assert Area.objects.get(code="park").path == "city/east/west/park/"


def test_a_zone_has_no_congress_unless_the_file_says_so(write: Any) -> None:
    import_areas(write(feature("park", kind="zone"), feature("port", kind="zone", has_congress=True), CITY))
    assert dict(Area.objects.values_list("code", "has_congress")) == {"park": False, "port": True, "city": True}


OPEN = {"type": "Polygon", "coordinates": [[[104.0, 26.0], [104.1, 26.0], [104.1, 26.1], [104.0, 26.2]]]}
SWAPPED = {"type": "Polygon", "coordinates": [[[26.0, 104.0], [26.0, 104.1], [26.1, 104.1], [26.0, 104.0]]]}


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (feature("", name_zh="无码"), "“code” is missing"),
        (feature("a b"), "may hold letters"),
        (feature("x", name_en=" "), "“name_en” is missing"),
        (feature("x", kind="village"), "no such kind of area: village"),
        (feature("x", parent="nowhere"), "there is no “parent” nowhere"),
        (feature("x", geometry=None), "There is no outline"),
        (feature("x", geometry={"type": "Point", "coordinates": [104, 26]}), "must be a Polygon"),
        (feature("x", geometry={"type": "Polygon", "coordinates": []}), "fewer than four"),
        (feature("x", geometry=OPEN), "is not closed"),
        (feature("x", geometry=SWAPPED), "longitude and latitude, in that order: 26.0, 104.0"),
        (feature("x", geometry={"type": "Polygon", "coordinates": [[["a", 1]] * 4]}), "not made of numbers"),
        (feature("x", name_zh="长" * 81), "longer than 80"),
        ("not a feature", "Not a Feature"),
        ({"type": "Feature", "properties": None, "geometry": SQUARE}, "without properties"),
    ],
)
def test_a_bad_row_is_rejected_with_a_sentence_and_stops_no_other(write: Any, bad: Any, says: str) -> None:
    report = import_areas(write(CITY, bad, feature("east", parent="city")))
    assert report.created == 2
    (rejected,) = report.rejected
    assert rejected.number == 2
    assert says in rejected.why.en
    assert rejected.why.zh != rejected.why.en


def test_a_code_twice_in_one_file_is_rejected_the_second_time(write: Any) -> None:
    report = import_areas(write(CITY, feature("city", kind="city", name_zh="另一个")))
    assert [row.number for row in report.rejected] == [2]
    assert Area.objects.get().name_zh == "city区"


def test_an_area_cannot_lie_below_itself(write: Any) -> None:
    import_areas(write(CITY, feature("east", parent="city")))
    report = import_areas(write(feature("city", kind="city", parent="east")))
    assert "lies below it" in report.rejected[0].why.en
    assert Area.objects.get(code="city").path == "city/"


def test_rejects_are_kept_beside_the_file_and_gone_once_corrected(write: Any) -> None:
    file = write(CITY, feature("east", parent="citty"))
    report = import_areas(file)
    kept = file.with_name(report.rejects_file)
    (row,) = json.loads(kept.read_text(encoding="utf-8"))["features"]
    assert row["properties"]["code"] == "east"
    assert row["properties"]["rejected"]["en"] == "there is no “parent” citty"
    assert import_areas(write(CITY, feature("east", parent="city"))).rejects_file == ""
    assert not kept.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe{}", "places.not_utf8"),
        (b"code,name\n1,2", "places.not_json"),
        (b"[]", "places.not_a_collection"),
        (b'{"type":"Feature"}', "places.not_a_collection"),
        (b'{"type":"FeatureCollection"}', "places.no_features"),
        (b'{"type":"FeatureCollection","features":[],"crs":{"name":"EPSG:3857"}}', "places.other_coordinates"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "areas.geojson"
    file.write_bytes(content)
    with pytest.raises(UnusableInput) as refused:
        import_areas(file)
    assert (refused.value.code, refused.value.where) == (code, "areas.geojson")
    assert refused.value.remedy is not None
    assert Area.objects.count() == 0


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4490"])
def test_a_byte_order_mark_and_the_older_names_of_the_coordinates_are_read(tmp_path: Path, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    collection = {"type": "FeatureCollection", "crs": crs, "features": [CITY]}
    file = tmp_path / "areas.geojson"
    file.write_text("\ufeff" + json.dumps(collection), encoding="utf-8")
    assert import_areas(file).created == 1


def test_grid_cells_belong_to_an_area_and_to_the_cell_above(write: Any) -> None:
    import_areas(write(CITY))
    report = import_grid(write(cell("g1", level=1), cell("g1-01", parent="g1")))
    assert report.created == 2
    assert GridCell.objects.get(code="g1-01").parent == GridCell.objects.get(code="g1")
    assert import_grid(write(cell("g1", level=1), cell("g1-01", parent="g1"))).unchanged == 2


@pytest.mark.parametrize("level", [0, 10, "3", True, None])
def test_the_level_of_a_cell_is_a_whole_number_from_1_to_9(write: Any, level: Any) -> None:
    import_areas(write(CITY))
    report = import_grid(write(cell("g", level=level), cell("low", level=1), cell("high", level=9)))
    assert [row.code for row in report.rejected] == ["g"]
    assert report.created == 2


def test_a_cell_of_an_unknown_area_is_rejected(write: Any) -> None:
    report = import_grid(write(cell("g", area="nowhere")))
    assert report.rejected[0].why.en == "there is no “area” nowhere"
    assert GridCell.objects.count() == 0
