"""The scan finds the published clusters, and every circle's ratio is what the formula says, reckoned the slow way."""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.cli import root
from qingtian.errors import UnusableInput
from qingtian.targeting.scan import Distance, circular, scan
from qingtian.targeting.scan.zones import zones


def run(*arguments):
    return CliRunner().invoke(root, ["targeting", "scan", *map(str, arguments)], catch_exceptions=False)


def column(rows, name):
    return np.array([float(row[name]) for row in rows])


@pytest.mark.evidence
def test_sudden_infant_deaths_of_north_carolina_lie_in_the_two_published_clusters(tmp_path, evidence):
    with (evidence / "targeting" / "scan_nc_sids.csv").open() as file:
        rows = list(csv.DictReader(file))
    pooled, out = tmp_path / "pooled.csv", tmp_path / "clusters.json"
    lines = [
        f"{float(r['SID74']) + float(r['SID79'])},{float(r['BIR74']) + float(r['BIR79'])},{r['cx']},{r['cy']}"
        for r in rows
    ]
    pooled.write_text("\n".join(["n,born,lon,lat", *lines]))
    done = run(pooled, "--cases", "n", "--population", "born", "--x", "lon", "--y", "lat", "--out", out)
    assert done.exit_code == 0, done.output
    first, second = json.loads(out.read_text())["clusters"][:2]
    assert sorted(rows[at]["NAME"] for at in first["members"]) == ["Bladen", "Hoke", "Robeson", "Scotland"]
    assert (first["cases"], round(first["expected"], 1), round(first["llr"], 2)) == (107, 57.7, 17.63)
    assert sorted(rows[at]["NAME"] for at in second["members"]) == ["Bertie", "Halifax", "Hertford", "Northampton"]
    assert (second["cases"], round(second["expected"], 1), round(second["llr"], 2)) == (70, 34.6, 14.34)
    assert first["p"] == second["p"] == 0.001


@pytest.mark.evidence
def test_brain_cancer_of_new_mexico_lies_in_the_published_cluster_which_is_not_significant(evidence):
    places = list(csv.DictReader((evidence / "targeting" / "scan_NMgeo.csv").open()))
    cases, people = defaultdict(float), defaultdict(float)
    for row in csv.DictReader((evidence / "targeting" / "scan_NMcas.csv").open()):
        cases[row["county"]] += float(row["cases"])
    for row in csv.DictReader((evidence / "targeting" / "scan_NMpop.csv").open()):
        people[row["county"]] += float(row["population"]) / 3
    of = lambda counted: np.array([counted[row["county"]] for row in places])  # noqa: E731
    x, y = column(places, "long"), column(places, "lat")
    first = scan(of(cases), of(people), x, y, distance=Distance.EUCLIDEAN)[0]
    named = ["Bernalillo", "Lincoln", "Sierra", "Socorro", "Torrance", "Valencia"]
    assert sorted(places[at]["county"] for at in first.members) == named
    assert (first.cases, round(first.expected, 1), round(first.llr, 2)) == (514, 460.5, 5.04)
    assert 0.04 < first.p < 0.09


def likelihood_ratio(c, e, total):
    """The formula, word for word."""
    if c <= e:
        return 0.0
    return c * math.log(c / e) + ((total - c) * math.log((total - c) / (total - e)) if total > c else 0.0)


places_drawn = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 40), st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=12
)


@given(places_drawn, st.sampled_from([0.2, 0.5, 1.0]))
@settings(max_examples=60, deadline=None)
def test_the_strongest_cluster_is_the_strongest_of_all_circles_tried_one_by_one(rows, share):
    cases, people, x, y = (np.array(values, dtype=float) for values in zip(*rows, strict=True))
    total, all_people, best = cases.sum(), people.sum(), 0.0
    for centre in range(len(rows)):
        apart = np.hypot(x - x[centre], y - y[centre])
        for radius in apart:
            inside = apart <= radius + 1e-9
            if people[inside].sum() <= share * all_people * (1 + 1e-9):
                best = max(
                    best, likelihood_ratio(cases[inside].sum(), total * people[inside].sum() / all_people, total)
                )
    found = scan(cases, people, x, y, max_share=share, distance=Distance.EUCLIDEAN, replications=0)
    assert (found[0].llr if found else 0.0) == pytest.approx(best, abs=1e-9)
    taken = [place for one in found for place in one.members]
    assert len(taken) == len(set(taken))
    assert [one.llr for one in found] == sorted((one.llr for one in found), reverse=True)


@given(places_drawn)
@settings(max_examples=60, deadline=None)
def test_the_short_way_to_the_maximum_of_a_replication_gives_the_maximum(rows):
    cases, people, x, y = (np.array(values, dtype=float) for values in zip(*rows, strict=True))
    if not cases.sum():
        return
    circles = zones(x, y, people, 0.5, Distance.EUCLIDEAN)
    null = circular._Null(circles, cases.sum(), people.sum())
    highest = circular._ratios(cases, circles, null).max()
    assert circular._highest(np.array([cases, cases]), circles, null) == [highest, highest]


def test_places_equally_far_enter_the_circle_together():
    x = np.array([0.0, 1.0, -1.0])
    circles = zones(x, np.zeros(3), np.ones(3), 1.0, Distance.EUCLIDEAN)
    assert [bool(one) for one in circles.drawn[0]] == [True, False, True]


def test_a_zone_holds_at_most_its_share_and_may_hold_exactly_that():
    cases, people = np.array([9.0, 9, 0, 0]), np.ones(4)
    x = np.array([0.0, 1.0, 5.0, 9.0])
    half = scan(cases, people, x, np.zeros(4), max_share=0.5, distance=Distance.EUCLIDEAN, replications=0)
    less = scan(cases, people, x, np.zeros(4), max_share=0.49, distance=Distance.EUCLIDEAN, replications=0)
    assert (half[0].members, less[0].members) == ((0, 1), (0,))


def test_distances_on_the_earth_join_both_sides_of_the_date_line():
    x, y = np.array([179.9, -179.9, 170.0]), np.zeros(3)
    circles = zones(x, y, np.ones(3), 1.0, Distance.SPHERE)
    assert list(circles.order[0]) == [0, 1, 2]


def test_equal_input_and_seed_give_equal_p_and_another_seed_does_not_change_the_clusters():
    draw = np.random.default_rng(3)
    cases, people, x, y = draw.poisson(3, 60).astype(float), np.full(60, 50.0), draw.random(60), draw.random(60)
    one, again, other = (scan(cases, people, x, y, replications=99, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert [(c.members, c.llr) for c in one] == [(c.members, c.llr) for c in other]


def test_p_is_about_as_often_small_as_chance_makes_it():
    draw = np.random.default_rng(7)
    people, x, y = draw.integers(20, 80, 40).astype(float), draw.random(40), draw.random(40)
    firsts = []
    for seed in range(40):
        cases = draw.multinomial(200, people / people.sum()).astype(float)
        firsts.append(scan(cases, people, x, y, replications=99, seed=seed)[0].p)
    assert 0.3 < np.mean(firsts) < 0.7


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("n,p,x,y\n1.5,10,0,0\n", "targeting.scan_row"),
        ("n,p,x,y\n-1,10,0,0\n", "targeting.scan_row"),
        ("n,p,x,y\n1,0,0,0\n", "targeting.scan_row"),
        ("n,p,x,y\n1,-2,0,0\n", "targeting.scan_row"),
        ("n,p,x,y\n1,10,,0\n", "targeting.number"),
        ("n,p,x,y\n1,nan,0,0\n", "targeting.number"),
        ("n,p,x\n1,10,0\n", "targeting.column"),
        ("n,p,x,y\n", "targeting.scan_empty"),
        ("n,p,x,y\n0,0,0,0\n", "targeting.scan_empty"),
    ],
)
def test_an_impossible_row_is_named_and_nothing_is_written(tmp_path: Path, text, code):
    file, out = tmp_path / "f.csv", tmp_path / "o.json"
    file.write_text(text)
    with pytest.raises(UnusableInput) as refused:
        run(file, "--cases", "n", "--population", "p", "--x", "x", "--y", "y", "--out", out)
    assert refused.value.code == code
    assert not out.exists()


def test_without_a_case_there_is_no_cluster(tmp_path: Path):
    file, out = tmp_path / "f.csv", tmp_path / "o.json"
    file.write_text("n,p,x,y\n0,5,0,0\n0,5,1,0\n")
    done = run(file, "--cases", "n", "--population", "p", "--x", "x", "--y", "y", "--out", out)
    assert done.exit_code == 0
    assert json.loads(out.read_text()) == {"clusters": []}
