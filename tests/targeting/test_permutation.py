"""The space-time permutation scan finds what all cylinders tried one by one find, and equal seeds give equal p."""

from __future__ import annotations

import csv
import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.targeting.scan import Distance
from qingtian.targeting.scan.permutation import _Cylinders, permutation_scan
from qingtian.targeting.scan.zones import zones

PLACES = np.array([0.0, 1, 2, 4, 4, 9]), np.array([0.0, 0, 2, 1, 1, 5])
drawn_cases = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), min_size=2, max_size=25)


def of(cases):
    return (np.array(part, dtype=np.intp) for part in zip(*cases, strict=True))


def ratio(c, e, total):
    """The formula, word for word."""
    if c <= e:
        return 0.0
    return c * math.log(c / e) + ((total - c) * math.log((total - c) / (total - e)) if total > c else 0.0)


@given(drawn_cases, st.sampled_from([1, 3, 7]))
@settings(max_examples=60, deadline=None)
def test_the_strongest_cylinder_is_the_strongest_of_all_tried_one_by_one(cases, most):
    (place, day), (x, y), best = of(cases), PLACES, 0.0
    for centre in range(6):
        for radius in np.hypot(x - x[centre], y - y[centre]):
            near = np.hypot(x - x[centre], y - y[centre])[place] <= radius + 1e-9
            if near.sum() > 0.5 * len(place) * (1 + 1e-9):
                continue
            for first in range(int(day.max()) + 1):
                for last in range(first, min(first + most, int(day.max()) + 1)):
                    then = (day >= first) & (day <= last)
                    best = max(best, ratio((near & then).sum(), near.sum() * then.sum() / len(day), len(day)))
    found = permutation_scan(place, day, x, y, most_days=most, distance=Distance.EUCLIDEAN, replications=0)
    assert (found[0].llr if found else 0.0) == pytest.approx(best, abs=1e-9)
    assert all(one.p is None for one in found)


@given(drawn_cases)
@settings(max_examples=40, deadline=None)
def test_the_short_way_to_the_maximum_gives_the_maximum(cases):
    place, day = of(cases)
    days = int(day.max()) + 1
    spans = np.array([(a, b) for a in range(days) for b in range(a, days)])
    circles = zones(*PLACES, np.bincount(place, minlength=6).astype(float), 0.5, Distance.EUCLIDEAN)
    cylinders = _Cylinders(circles, spans, place, day)
    highest = max((row[-1] for row in cylinders.clusters()), default=0.0)
    assert cylinders._highest([day, day]) == pytest.approx([highest, highest], abs=1e-9)


def test_what_is_always_frequent_somewhere_is_no_cluster_but_what_is_new_is():
    always = [(0, day) for day in range(20)] * 3
    spread = [(place, day) for place in range(1, 6) for day in range(20)]
    place, day = of(always + spread)
    plain = permutation_scan(place, day, *PLACES, distance=Distance.EUCLIDEAN, replications=99)
    assert not plain or plain[0].p > 0.1
    place, day = of(always + spread + [(2, 18), (2, 19)] * 6)
    new = permutation_scan(place, day, *PLACES, distance=Distance.EUCLIDEAN, replications=99)[0]
    assert (new.members, new.first, new.last, new.p) == ((2,), 18, 19, 0.01)


def test_a_prospective_scan_looks_only_at_what_reaches_the_last_day():
    place, day = of([(1, 2)] * 5 + [(place, day) for place in range(6) for day in range(10)])
    past = permutation_scan(place, day, *PLACES, distance=Distance.EUCLIDEAN, replications=0)
    now = permutation_scan(place, day, *PLACES, distance=Distance.EUCLIDEAN, replications=0, prospective=True)
    assert past[0].last == 2
    assert all(one.last == 9 for one in now)


def test_equal_seeds_give_equal_p_and_no_case_no_cluster():
    draw = np.random.default_rng(2)
    place, day = draw.integers(0, 6, 80), draw.integers(0, 12, 80)
    one, again = (permutation_scan(place, day, *PLACES, replications=99) for _ in range(2))
    assert one == again
    assert permutation_scan(np.array([], dtype=np.intp), np.array([], dtype=np.intp), *PLACES) == []


@pytest.mark.evidence
def test_fever_in_new_york_had_no_significant_cluster_on_its_last_day(evidence):
    """The vignette of rsatscan says of this file, scanned prospectively, that no observed cluster had a small p."""
    places = list(csv.DictReader((evidence / "targeting" / "scan_NYCfevergeo.csv").open()))
    index = {row["zip"]: at for at, row in enumerate(places)}
    cases = []
    for row in csv.DictReader((evidence / "targeting" / "scan_NYCfevercas.csv").open()):
        day = date(*map(int, row["date"].split("/"))) - date(2001, 11, 1)
        cases += [(index[row["zip"]], day.days)] * int(row["cases"])
    place, day = of(cases)
    x, y = (np.array([float(row[name]) for row in places]) for name in ("long", "lat"))
    found = permutation_scan(place, day, x, y, prospective=True, replications=199)
    assert len(place) == 194
    assert found[0].p > 0.1
