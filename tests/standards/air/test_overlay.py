"""An administration's own editions and switches: laid over by the same shapes, refused with a clear sentence."""

from datetime import date
from textwrap import dedent

import pytest

from qingtian.errors import DeclarationError
from qingtian.standards.air.held import packaged
from qingtian.standards.air.overlay import held_with
from qingtian.standards.air.rule_tables import rule_tables
from qingtian.standards.air.unverified import unverified_rules

pytestmark = pytest.mark.once

RECORDED = "recorded: { who: 陈静, when: 2026-11-26T10:00:00+08:00, why: 省厅来函 }\n"
BASIS = "basis: { instrument: 省厅来函, clause: 第一条, certainty: secondary }"


def laid(folder, *bodies):
    for number, body in enumerate(bodies, 1):
        (folder / f"{number:04d}.yaml").write_text(dedent(body) + RECORDED, encoding="utf-8")
    return held_with(folder)


def switch(edition, rule, value, basis=BASIS):
    return f"change:\n  edition: {edition}\n  rule: {rule}\n  value: {value}\n  {basis}\n"


def test_without_a_folder_the_rules_are_the_programs_own(tmp_path):
    assert held_with(None) is packaged()
    assert held_with(tmp_path / "absent").runs == packaged().runs


def test_a_switch_changes_one_rule_of_one_edition(tmp_path):
    held = laid(tmp_path, switch("HJ663-2013", "least_station_share", "1/2"))
    found = {row["edition"]: (row["share_num"], row["share_den"]) for row in rule_tables(held=held)["rule_place"]}
    assert found == {"GB3095-2012": (1, 2), "GB3095-2026-transitional": (3, 4), "GB3095-2026": (3, 4)}
    assert packaged().evaluation[0].least_station_share.value.denominator == 4


def test_weights_and_divisors_of_the_index_are_switches(tmp_path):
    weights = "{ PM2_5: 3, PM10: 1, SO2: 1, NO2: 2, O3: 2, CO: 1 }"
    held = laid(tmp_path, switch("MEE-2018-19", "weights", weights), switch("MEE-2018-19", "divisors", "GB3095-2012"))
    rows = rule_tables("GB3095-2026-transitional", held=held)["rule_statistic"]
    found = {row["item"]: (row["weight_num"], row["divisor"]) for row in rows if row["in_index"]}
    assert (found["PM2_5"], found["PM10"], found["NO2"]) == ((3, 35_000), (1, 70_000), (2, 40_000))


def test_the_last_of_two_changes_holds_so_a_switch_is_turned_back_by_one_more(tmp_path):
    on, back = (switch("HJ663-2026", "order_of_averaging", value) for value in ("place_hours", "station_days"))
    assert laid(tmp_path, on).evaluation[1].order_of_averaging.value == "place_hours"
    assert laid(tmp_path, on, back).evaluation[1].order_of_averaging.value == "station_days"


def test_one_of_a_family_of_rules_is_named_with_its_item(tmp_path):
    held = laid(tmp_path, switch("HJ663-2013", "percentiles.SO2", "95"))
    found = {(row["item"], row["statistic"]) for row in rule_tables("GB3095-2012", held=held)["rule_statistic"]}
    assert ("SO2", "p95") in found
    assert ("NO2", "p98") in found


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (switch("HJ663-2026", "enough.year", "{ kind: year, days: 300 }"), "is sure"),
        (switch("MEE-2018-19", "change_leaves_out", "nobody"), "is sure"),
        (switch("HJ663-2013", "no_such_rule", "1"), "order_of_averaging"),
        (switch("HJ663-1999", "order_of_averaging", "place_hours"), "HJ663-2013"),
        (switch("HJ663-2013", "order_of_averaging", "by_feeling"), "place_hours"),
        (switch("HJ663-2013", "least_station_share", "0.75"), "3/4"),
        (switch("HJ663-2013", "least_station_share", "4/3"), "less than or equal to 1"),
        (switch("MEE-2018-19", "divisors", "GB3095-1996"), "GB3095-2026-transitional"),
        (switch("MEE-2018-19", "weights", "{ PM2_5: 3 }"), "weights are of"),
        (switch("HJ663-2013", "least_station_share", "1/2", "basis: { instrument: x }"), "certainty"),
        ("nothing: 1\n", "nothing"),
        ("change: [\n", "while parsing"),
    ],
)
def test_what_does_not_hold_is_refused_with_the_file_and_the_fault(tmp_path, body, said):
    with pytest.raises(DeclarationError) as refused:
        laid(tmp_path, body)
    assert (refused.value.code, refused.value.where) == ("air.overlay", "0001.yaml")
    assert said in refused.value.message.en


def test_a_change_needs_who_when_and_why(tmp_path):
    (tmp_path / "1.yaml").write_text(switch("HJ663-2013", "least_station_share", "1/2"), encoding="utf-8")
    with pytest.raises(DeclarationError) as refused:
        held_with(tmp_path)
    assert "recorded" in refused.value.message.en


LIMITS_2028 = """\
    edition:
      family: limits
      like: GB3095-2026-transitional
      says:
        id: DB53-2028
        title: { zh: 省地方标准, en: A provincial standard }
        first_day: 2028-01-01
        basis: { instrument: DB53/T 1-2027, clause: Table 1, certainty: sure }
        grade_2: { PM2_5: { year: 28 } }
"""


def test_a_new_edition_holds_from_its_day_until_the_next(tmp_path):
    held = laid(tmp_path, LIMITS_2028)
    assert [run.id for run in held.runs] == ["GB3095-2012", "GB3095-2026-transitional", "DB53-2028", "GB3095-2026"]
    assert held.on(date(2027, 12, 31)).id == "GB3095-2026-transitional"
    assert held.on(date(2028, 1, 1)).limits.grade_2["PM2_5"].year == 28
    assert held.on(date(2028, 1, 1)).limits.grade_2["PM2_5"].day == 60
    assert held.on(date(2031, 1, 1)).id == "GB3095-2026"


def test_a_new_edition_of_another_rule_divides_the_days_of_the_limits(tmp_path):
    body = """\
        edition:
          family: ranking
          like: MEE-2018-19
          says:
            id: MEE-2027
            title: { zh: 新排名规则, en: A new ranking rule }
            applies: { first_day: 2027-01-01, basis: { instrument: 通知, clause: 一, certainty: sure } }
            weights:
              value: { PM2_5: 3, PM10: 1, SO2: 1, NO2: 2, O3: 2, CO: 1 }
              basis: { instrument: 通知, clause: 三, certainty: sure }
    """
    held = laid(tmp_path, body)
    names = [run.id for run in held.runs]
    assert names[:3] == ["GB3095-2012", "GB3095-2026-transitional", "GB3095-2026-transitional@2027-01-01"]
    tables = rule_tables(held=held)
    assert {row["edition"] for row in tables["rule_statistic"]} == set(names)
    assert {row["weight_num"] for row in tables["rule_statistic"] if row["edition"] == names[1]} == {1}
    assert {row["weight_num"] for row in tables["rule_statistic"] if row["edition"] == names[2]} == {1, 2, 3}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("first_day: 2028-01-01", "first_day: null", "first_day"),
        ("first_day: 2028-01-01", "first_day: 2028-01-01\n        last_day: 2029-12-31", "last_day"),
        ("DB53-2028", "GB3095-2012", "is held"),
        ("like: GB3095-2026-transitional", "like: GB3095-1982", "no edition GB3095-1982"),
        ("family: limits", "family: wishes", "family"),
        ("PM2_5: { year: 28 }", "PM1: { day: 28 }", "PM1"),
    ],
)
def test_an_edition_that_leaves_a_gap_or_lacks_something_is_refused(tmp_path, old, new, said):
    with pytest.raises(DeclarationError) as refused:
        laid(tmp_path, LIMITS_2028.replace(old, new))
    assert said in refused.value.message.en


def test_a_figure_names_the_unverified_rules_it_used_and_no_other(tmp_path):
    named = unverified_rules("GB3095-2026-transitional", ("index",))
    assert any("weights" in line.en.lower() for line in named)
    assert not any("stations" in line.en for line in named)
    assert any("stations" in line.en for line in unverified_rules("GB3095-2012", ("place_day",)))
    assert unverified_rules("GB3095-2012", ("change_leaves_out",)) == ()
    assert len(unverified_rules("GB3095-2012")) > 10
    with pytest.raises(ValueError, match="no such use"):
        unverified_rules("GB3095-2012", ("indexes",))


def test_a_rule_that_an_administrator_verified_is_no_longer_named(tmp_path):
    sure = "basis: { instrument: HJ 663-2013, clause: A.1, certainty: sure }"
    held = laid(tmp_path, switch("HJ663-2013", "order_of_averaging", "station_days", sure))
    before, after = (unverified_rules("GB3095-2012", ("place_day",), one) for one in (packaged(), held))
    assert len(before) - len(after) == 1


def test_the_day_of_2012_rests_on_a_rule_of_ours_for_missing_data():
    assert any("data missing" in line.en for line in unverified_rules("GB3095-2012", ("daily_index",)))
    assert not any("data missing" in line.en for line in unverified_rules("GB3095-2026", ("daily_index",)))
