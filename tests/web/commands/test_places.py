"""``qingtian places``: features taken, features kept with the reason, files refused whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qingtian.apps.places.models import Area, GridCell
from qingtian.errors import QingtianError
from tests.grid.squares import box
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SQUARE = {"type": "Polygon", "coordinates": [[[102.7, 25.0], [102.8, 25.0], [102.8, 25.1], [102.7, 25.0]]]}


def written(folder: Path, *properties: dict) -> Path:
    features = [{"type": "Feature", "properties": p, "geometry": SQUARE} for p in properties]
    path = folder / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def area(code: str, **more: str) -> dict:
    return {"code": code, "name_zh": "青石街道", "name_en": "Qingshi", "kind": "district", **more}


def test_areas_are_created_once_and_again_nothing_changes(run, city: SmallCity, tmp_path: Path) -> None:
    file = written(tmp_path, area("qingshi", parent="wangxi"))
    first = json.loads(run("places", "import", str(file), "--kind", "areas", "--json").stdout)
    assert (first["created"], first["rejected"], first["kept_in"]) == (1, 0, None)
    again = json.loads(run("places", "import", str(file), "--kind", "areas", "--json").stdout)
    assert (again["created"], again["unchanged"]) == (0, 1)
    assert Area.objects.get(code="qingshi").chain == ["city", "wangxi", "qingshi"]


def test_grid_cells_are_imported_as_grid_cells(run, city: SmallCity, tmp_path: Path) -> None:
    cell = {"code": "w-1", "name_zh": "一网格", "name_en": "Cell 1", "level": 3, "area": "wangxi"}
    assert run("places", "import", str(written(tmp_path, cell)), "--kind", "grid").exit_code == 0
    assert GridCell.objects.get(code="w-1").area.code == "wangxi"


def test_a_rejected_feature_is_named_and_kept_beside_the_file(run, city: SmallCity, tmp_path: Path) -> None:
    file = written(tmp_path, area("qingshi"), area("no-kind", kind="empire"))
    done = run("places", "import", str(file), "--kind", "areas")
    assert done.exit_code == 0
    assert done.stdout == "1 created, 0 changed, 0 unchanged, 1 rejected.\n"
    assert "feature 2 no-kind: no such kind of area: empire" in done.stderr
    [beside] = [path for path in tmp_path.iterdir() if path != file]
    assert f"The rejected ones are in {beside.name}" in done.stderr
    kept = json.loads(beside.read_text(encoding="utf-8"))
    assert [f["properties"]["code"] for f in kept["features"]] == ["no-kind"]


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"type": "Point"}'])
def test_a_file_that_is_no_collection_is_refused_whole(run, city: SmallCity, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.geojson").write_bytes(content)
    before = Area.objects.count()
    refused = run("places", "import", str(tmp_path / "x.geojson"), "--kind", "areas").exception
    assert isinstance(refused, QingtianError)
    assert refused.where == "x.geojson"
    assert Area.objects.count() == before


def test_a_file_that_is_not_there_is_a_sentence(run, tmp_path: Path) -> None:
    refused = run("places", "import", str(tmp_path / "none.geojson"), "--kind", "areas").exception
    assert isinstance(refused, QingtianError)
    assert refused.code == "places.no_file"


def test_the_pack_of_a_city_is_loaded_once_and_says_what_is_unverified(run, db) -> None:
    first = json.loads(run("places", "load-pack", "kunming", "--json").stdout)
    assert (first["pack"], first["unchanged"]) == ("kunming", 0)
    assert first["created"] == first["areas"] + first["stations"] + first["regions"]
    assert first["areas"] == Area.objects.count()
    again = run("places", "load-pack", "kunming")
    assert f"0 created, 0 changed, {first['created']} unchanged." in again.stdout
    assert f"{len(first['unverified'])} still to be verified:" in again.stdout


def test_an_unknown_pack_is_refused_by_name(run, db) -> None:
    refused = run("places", "load-pack", "atlantis").exception
    assert isinstance(refused, QingtianError)
    assert "atlantis" in refused.sentence("en")


def test_an_import_of_the_grid_says_what_keeps_it_from_tiling(run, city: SmallCity, tmp_path: Path) -> None:
    def told(code: str, parent: str, level: int, outline: dict) -> dict:
        named = {"code": code, "name_zh": code, "name_en": code, "level": level, "area": "wangxi", "parent": parent}
        return {"type": "Feature", "properties": named, "geometry": outline}

    def file(*features: dict) -> str:
        path = tmp_path / "grid.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        return str(path)

    cells = [told("t", "", 1, box(0, 0, 2, 1)), told("t-1", "t", 2, box(0, 0)), told("t-2", "t", 2, box(1, 0))]
    result = run("places", "import", file(*cells[:2]), "--kind", "grid", "--json")
    (fault,) = json.loads(result.stdout)["faults"]
    assert (fault["kind"], fault["parent"]) == ("gap", "t")
    assert fault["square_metres"] > 1_000_000
    result = run("places", "import", file(*cells), "--kind", "grid")
    assert result.exit_code == 0
    assert "拼严" not in result.output
    again = run("places", "import", file(*cells), "--kind", "grid", "--json")
    assert json.loads(again.stdout)["faults"] == []
