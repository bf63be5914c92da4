"""Every limit of noise by class, day and night, at the limit and a hair above; editions by the day measured."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingtian.errors import Refused
from qingtian.standards.declared import Basis
from qingtian.standards.entered import Entry
from qingtian.standards.noise import evaluate, limits_on
from qingtian.standards.noise.evaluation import rate

DAY = date(2026, 3, 1)
HAIR = Decimal("0.1")
#: typed from the standards, apart from the product's file
ZONES = {"0": (50, 40), "1": (55, 45), "2": (60, 50), "3": (65, 55), "4a": (70, 55), "4b": (70, 60)}
BOUNDARIES = {"0": (50, 40), "1": (55, 45), "2": (60, 50), "3": (65, 55), "4": (70, 55)}
CASES = [("zone", *row) for row in ZONES.items()] + [("boundary", *row) for row in BOUNDARIES.items()]


@pytest.mark.parametrize(("place", "zone", "pair"), CASES)
def test_equal_to_the_limit_is_kept_a_hair_above_is_not(place, zone, pair):
    day, night = map(Decimal, pair)
    at = evaluate(place, zone, DAY, day=day, night=night)
    assert at.day.met
    assert at.night.met
    assert at.met
    above = evaluate(place, zone, DAY, day=day + HAIR, night=night + HAIR)
    assert (above.day.above, above.night.above, above.met) == (HAIR, HAIR, False)


@pytest.mark.parametrize(("zone", "pair"), ZONES.items())
def test_a_burst_at_night_may_exceed_the_night_limit_by_fifteen(zone, pair):
    most = Decimal(pair[1] + 15)
    assert evaluate("zone", zone, DAY, burst=most).burst.met
    assert evaluate("zone", zone, DAY, burst=most + HAIR).burst.above == HAIR


def test_no_rule_of_bursts_is_invented_for_boundaries_and_sites():
    assert evaluate("boundary", "2", DAY, burst=Decimal(99)).burst is None
    assert evaluate("construction", "site", date(2025, 1, 1), burst=Decimal(99)).met is None


def test_what_was_not_measured_has_no_verdict_and_is_not_counted():
    nothing = evaluate("zone", "2", DAY)
    assert (nothing.day, nothing.night, nothing.met) == (None, None, None)
    found = rate([True, False, None, True])
    assert (found.met, found.judged, found.percent) == (2, 3, Decimal("66.7"))
    assert rate([None]).percent is None


# ---- construction: the edition by the day ---------------------------------------------------------------------------

ENTERED = Entry(
    "noise.construction",
    7,
    date(2026, 1, 1),
    None,
    {"site": {"day": "71", "night": "56"}},
    Basis(instrument="GB 12523-2025", clause="表 1", certainty="copy"),
)


def test_to_the_end_of_2025_a_site_keeps_70_and_55():
    last = evaluate("construction", "site", date(2025, 12, 31), day=Decimal(70), night=Decimal("55.1"))
    assert (last.limits.edition, last.day.met, last.night.above) == ("GB12523-2011", True, HAIR)


def test_from_2026_a_site_is_refused_by_name_until_the_office_enters_the_limits():
    with pytest.raises(Refused) as refused:
        evaluate("construction", "site", date(2026, 1, 1), day=Decimal(10))
    assert (refused.value.code, refused.value.where) == ("standards.not_entered", "noise.construction")
    found = evaluate("construction", "site", date(2026, 1, 1), day=Decimal(71), night=Decimal(57), entries=[ENTERED])
    assert (found.limits.edition, found.day.met, found.night.above) == ("GB12523-2025", True, Decimal(1))
    assert found.limits.entered == ENTERED
    before = evaluate("construction", "site", date(2025, 12, 31), day=Decimal(71), entries=[ENTERED])
    assert not before.day.met, "an entry never reaches back over its first day"


@pytest.mark.parametrize(
    ("place", "zone"), [("zone", "4"), ("zone", "site"), ("boundary", "4a"), ("construction", "2")]
)
def test_a_class_of_another_sort_of_place_is_refused(place, zone):
    with pytest.raises(Refused, match=r"noise\.zone"):
        limits_on(place, zone, DAY)


@pytest.mark.parametrize(("on", "held"), [(date(2008, 9, 30), False), (date(2008, 10, 1), True)])
def test_before_the_first_edition_held_nothing_is_judged(on, held):
    if held:
        assert limits_on("zone", "1", on).day == 55
    else:
        with pytest.raises(Refused, match=r"noise\.no_edition"):
            limits_on("zone", "1", on)
