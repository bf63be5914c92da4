"""The drawn map is what the rule draws: closed outlines, shared borders, named in both languages."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

from qingtian.apps.places.outlines import fault_of
from qingtian.demo.declared import declared
from qingtian.demo.geography import FILE, written


def _features() -> list[dict[str, object]]:
    return list(json.loads(FILE.read_text(encoding="utf-8"))["features"])


def test_the_file_is_what_the_rule_draws() -> None:
    assert FILE.read_text(encoding="utf-8") == written()


def test_every_feature_is_named_in_both_languages_and_has_a_kind_and_a_code() -> None:
    codes = []
    for feature in _features():
        properties = feature["properties"]
        assert set(properties) == {"kind", "code", "name_zh", "name_en"}
        assert all(properties.values())
        codes.append(properties["code"])
    assert len(codes) == len(set(codes))
    assert Counter(f["properties"]["kind"] for f in _features()).keys() == {"area", "water", "road", "green", "built"}


def test_every_area_is_drawn_once() -> None:
    drawn = {f["properties"]["code"] for f in _features() if f["properties"]["kind"] == "area"}
    assert drawn == {area["code"] for area in declared("areas")["areas"]}


def test_outlines_are_closed_rings_of_degrees() -> None:
    shapes = [f["geometry"] for f in _features() if f["geometry"]["type"] == "Polygon"]
    assert [fault_of(shape) for shape in shapes] == [None] * len(shapes)


def test_outlines_run_counter_clockwise() -> None:
    for feature in _features():
        if feature["properties"]["kind"] == "area":
            (ring,) = feature["geometry"]["coordinates"]
            pairs = pairwise(ring)
            assert sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairs) < 0, feature["properties"]["code"]


def test_neighbours_share_their_borders_exactly() -> None:
    sides: Counter[frozenset[tuple[float, float]]] = Counter()
    for feature in _features():
        if feature["properties"]["kind"] == "area":
            ring = [tuple(point) for point in feature["geometry"]["coordinates"][0]]
            sides.update(frozenset(pair) for pair in pairwise(ring))
    # 20 tiles of which two are joined: 49 lines between corners, of which one is inside the joined area and 18 are
    # outer; each is drawn as eight sides
    assert set(sides.values()) == {1, 2}
    assert sum(count == 2 for count in sides.values()) == (49 - 1 - 18) * 8
    assert sum(count == 1 for count in sides.values()) == 18 * 8
