"""Each detector sees its own kind, says in which hours and compared with what, and is quiet about honest air."""

from __future__ import annotations

import numpy as np
import pytest

from qingtian.integrity.detectors import DETECTORS, Evidence, evidence_of
from qingtian.integrity.detectors.evidence import looks
from qingtian.integrity.falsify import Episode, apply
from qingtian.integrity.grid import Array
from qingtian.integrity.kinds import CAP, CLIP, COPY, FREEZE, KINDS, OFFLINE, ROUND, SCALE, SMOOTH
from tests.integrity.invented import invented

GRID = invented(stations=6, days=60)
BEGIN, END = 600, 936
STRONG = 0.6


def seen(kind: str, start: int = BEGIN, end: int = END, values: Array | None = None) -> list[Evidence]:
    reported = GRID.reported.copy()
    changed = apply(Episode(2, start, end, kind), reported, np.random.default_rng(11)) if values is None else values
    assert changed is not None
    reported[2, start:end] = changed
    found = dict(looks(GRID.with_reported(reported)))["S2"]
    return [one for one in evidence_of(found) if one.strength >= STRONG]


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [(kind, BEGIN, END) for kind in (CLIP, SCALE, ROUND, OFFLINE, SMOOTH, CAP)]
    + [(FREEZE, 610, 634), (COPY, 610, 634)],
)
def test_a_falsification_is_seen_as_its_kind_in_its_hours(kind: str, start: int, end: int) -> None:
    found = [one for one in seen(kind, start, end) if one.kind == kind or {one.kind, kind} == {CLIP, CAP}]
    assert found
    assert any(one.start < end and start < one.end for one in found)
    strongest = found[0]
    assert strongest.numbers
    assert strongest.sentence.zh
    assert strongest.doubt.en
    assert "{" not in strongest.sentence.zh + strongest.sentence.en


def test_honest_air_gives_no_strong_evidence() -> None:
    found = [one for _, look in looks(GRID) for one in evidence_of(look) if one.strength >= STRONG]
    assert found == []


def test_there_is_one_detector_for_each_kind() -> None:
    assert tuple(DETECTORS) == KINDS


@pytest.mark.parametrize(("hours", "found"), [(5, 0), (6, 1)])
def test_a_run_counts_from_six_equal_hours(hours: int, found: int) -> None:
    values = GRID.reported[2, 700 : 700 + hours] * 0 + 61.0
    reported = GRID.reported.copy()
    reported[2, 699], reported[2, 700 + hours] = 40.0, 90.0
    reported[2, 700 : 700 + hours] = values
    look = dict(looks(GRID.with_reported(reported)))["S2"]
    assert len([one for one in DETECTORS[FREEZE](look) if one.start == 700]) == found


def test_the_copied_station_is_named_and_both_sides_are_told() -> None:
    values = GRID.reported[4, 610:634].copy()
    (one,) = [one for one in seen(COPY, 610, 634, values) if one.kind == COPY]
    assert one.partner == "S4"
    assert "S4" in one.sentence.zh
    assert "不说明谁抄谁" in one.doubt.zh


def test_a_clip_at_a_limit_is_not_named_twice() -> None:
    kinds = [one.kind for one in seen(CLIP)]
    assert kinds.count(CLIP) + kinds.count(CAP) == 1


def test_a_gap_of_all_stations_is_no_evidence() -> None:
    reported = np.where(GRID.reported > 120, np.nan, GRID.reported)
    reported[:, (np.nanmedian(GRID.reported, axis=0) > 110)] = np.nan
    look = dict(looks(GRID.with_reported(reported)))["S2"]
    assert DETECTORS[OFFLINE](look) == []
