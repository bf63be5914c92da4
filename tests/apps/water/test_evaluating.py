"""Sections judged from the records: means, targets, two months running, groups, revisions that never overwrite."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.water.actions.revise_value import revise_value
from qingtian.apps.water.evaluating import standings
from qingtian.apps.water.groups import group
from qingtian.apps.water.models import SectionTarget, WaterImport, WaterValue
from qingtian.apps.water.queries import concerns, last_month, sections
from qingtian.errors import Refused
from qingtian.standards.periods import period
from tests.days import TODAY, at
from tests.small_city import build
from tests.small_water import CLEAN, build_water, measure

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
OCTOBER, SEPTEMBER = period("2026-10"), period("2026-09")


@pytest.fixture
def water():
    build()
    return build_water()


def stands(section, of=OCTOBER):
    return standings([section], [of])[section.pk, of.id]


def test_a_section_meets_its_target_at_the_class_itself_and_not_one_worse(water):
    for text, grade, meets in (("0.2", "III", True), ("0.2001", "IV", False), ("0.1", "II", True)):
        measure(water["W2"], "2026-10", why="test", TP=text)
        assert (stands(water["W2"]).grade, stands(water["W2"]).meets) == (grade, meets)


def test_the_target_entered_last_prevails_and_a_year_without_one_has_no_verdict(water):
    SectionTarget.objects.create(section=water["W2"], year=2026, grade="II", basis="b", by="test", at=at(TODAY))
    measure(water["W2"], "2026-10", TP="0.2")
    measure(water["W2"], "2025-10", TP="0.2")
    assert stands(water["W2"]).meets is False
    assert stands(water["W2"], period("2025-10")).meets is None


def test_a_quarter_is_the_mean_of_its_months_and_a_month_of_its_values(water):
    one = water["W1"]
    for when, text in (("2026-07-05", "10"), ("2026-07-20", "20"), ("2026-08", "30")):
        measure(one, when, only={"COD": text})
    found = standings([one], [period("2026-Q3"), period("2026-07")])
    assert found[one.pk, "2026-07"].means["COD"].value == 15
    assert found[one.pk, "2026-Q3"].means["COD"].value == F(45, 2), "15 and 30, not 10, 20 and 30"
    assert found[one.pk, "2026-Q3"].means["COD"].count == 3


def test_the_exact_mean_is_judged_and_the_printed_one_rounded(water):
    for day, text in (("2026-10-01", "20.0"), ("2026-10-11", "20.02")):
        measure(water["W2"], day, only={"COD": text})
    found = stands(water["W2"])
    assert (found.printed("COD"), found.grade) == ("20.0", "IV")


def test_what_was_never_found_is_printed_as_below_the_limit(water):
    measure(water["W1"], "2026-10")
    assert stands(water["W1"]).printed("Hg") == "<0.0000400"
    assert stands(water["W1"]).judged.index.index is not None, "half the limit completes the index"


def test_nothing_measured_is_not_there(water):
    assert standings([water["W1"]], [OCTOBER]) == {}


def test_a_value_is_never_overwritten_a_revision_needs_a_reason_and_stands_beside_it(water):
    measure(water["W2"], "2026-10", TP="0.30")
    with pytest.raises(Refused) as refused:
        measure(water["W2"], "2026-10", TP="0.20")
    assert refused.value.code == "water.why"
    before = WaterImport.objects.latest("pk").pk
    revise_value(water["W2"], "TP", OCTOBER, "0.20", why="实验室更正", by="analyst", at=at(TODAY))
    rows = list(WaterValue.objects.filter(item="TP").values_list("revision", "text", "latest", "why"))
    assert rows == [(1, "0.30", False, ""), (2, "0.20", True, "实验室更正")]
    now, then = (standings([water["W2"]], [OCTOBER], upto)[water["W2"].pk, "2026-10"].grade for upto in (None, before))
    assert (now, then) == ("III", "IV"), "what an earlier publication was made of can be computed again"


@pytest.mark.parametrize(
    ("item", "text", "why", "code"),
    [
        ("x", "1", "w", "water.item"),
        ("TP", "abc", "w", "water.value"),
        ("TP", "", "w", "water.value"),
        ("TP", CLEAN["TP"], "w", "water.value"),
        ("TP", "0.3", " ", "water.why"),
        ("temperature", "12", "w", "water.item"),
    ],
)
def test_a_revision_that_does_not_hold_is_refused_by_its_field(water, item, text, why, code):
    measure(water["W2"], "2026-10")
    with pytest.raises(Refused) as refused:
        revise_value(water["W2"], item, OCTOBER, text, why=why, by="analyst", at=at(TODAY))
    assert refused.value.code == code
    assert not WaterValue.objects.filter(revision=2).exists()


def test_worse_than_target_two_months_running_is_a_concern_and_one_month_is_not(water):
    measure(water["W2"], "2026-09", TP="0.25")
    measure(water["W2"], "2026-10", TP="0.25")
    measure(water["W3"], "2026-09")
    measure(water["W3"], "2026-10", TP="0.25")
    measure(water["W4"], "2026-10", TP="0.25")
    assert [(one.why, one.now.section.code) for one in concerns(OCTOBER)] == [("worse_twice", "W2")]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [("0.30", "0.31", ["new_fifth"]), ("0.30", "0.41", ["new_fifth"]), ("0.31", "0.41", []), ("0.31", "0.30", [])],
)
def test_a_new_class_five_is_a_concern_when_the_month_before_was_better(water, before, now, told):
    SectionTarget.objects.all().delete()
    measure(water["W5"], "2026-09", TP=before)
    measure(water["W5"], "2026-10", TP=now)
    assert [one.why for one in concerns(OCTOBER)] == told


def test_a_group_is_described_by_shares_or_with_few_sections_by_its_mean_concentrations(water):
    for code in ("W1", "W2", "W3", "W4", "W5"):
        measure(water[code], "2026-10", TP="0.45" if code == "W5" else "0.02")
    held = list(standings(sections(), [OCTOBER]).values())
    whole = group(held, OCTOBER)
    assert whole is not None
    assert (whole.shares.counts, whole.shares.good) == ((0, 4, 0, 0, 0, 1), 80)
    assert whole.description is not None
    assert whole.description.zh == "良好"
    few = group([one for one in held if one.section.code in ("W4", "W5")], OCTOBER)
    assert few is not None
    assert few.description is not None
    assert few.description.zh == "轻度污染", "TP 0.235 in the mean is class IV"


def test_an_item_one_section_lacks_makes_the_groups_index_incomplete(water):
    measure(water["W1"], "2026-10")
    measure(water["W2"], "2026-10", Pb="")
    found = group(list(standings(sections(), [OCTOBER]).values()), OCTOBER)
    assert found is not None
    assert (found.index, found.missing) == (None, ("Pb",))
    fewer = group(list(standings(sections(), [OCTOBER]).values()), OCTOBER, ["COD", "TP"])
    assert fewer is not None
    assert fewer.index == F(12, 20) + F("0.02") / F("0.2")


def test_all_sections_of_two_months_cost_two_queries(water):
    for code in water:
        measure(water[code], "2026-10")
        measure(water[code], "2026-09")
    held = sections()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(standings(held, [OCTOBER, SEPTEMBER])) == 12
    assert len(queries) == 2


def test_the_last_month_is_the_latest_ended_one_anything_is_held_of(water):
    assert last_month(date(2026, 11, 27)).id == "2026-10"
    measure(water["W1"], "2026-08")
    assert last_month(date(2026, 11, 27)).id == "2026-08"
    measure(water["W1"], "2026-11")
    assert last_month(date(2026, 11, 30)).id == "2026-08", "November has not ended"
    assert last_month(date(2026, 12, 1)).id == "2026-11"
