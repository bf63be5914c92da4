"""Weighing the fine of a case: the sheet and the trail say the same, and nothing unsound is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from qingtian.apps.penalties.actions.weigh import ACT, weigh_discretion
from qingtian.apps.penalties.comparing import compare
from qingtian.apps.penalties.drafting import Answered, drafted
from qingtian.apps.penalties.held import tables
from qingtian.apps.penalties.models import DiscretionSheet
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.discretion.reckoned import Given
from qingtian.errors import Refused
from tests.apps.penalties.walking import HEAD, OFFICER, Case
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
FACTORS = {
    "exceedance": ("1.5",),
    "receiving_water": ("class_three",),
    "duration": ("2",),
    "repeat": ("1",),
    "neighbours": ("none",),
}


def answers(**changed: Any) -> Answered:
    plain = Answered(
        tables()["hunan_example@2021"],
        "over_limit",
        "water",
        Given(factors=FACTORS),
        evidence=dict.fromkeys(FACTORS, ("证据1",)),
    )
    return replace(plain, **changed)


def weigh(case: Case, once: str = "one", **changed: Any) -> DiscretionSheet:
    drafted_ = drafted(case.matter, answers(**changed), case.day)
    actor = case.city.actor(OFFICER, case.day)
    act = weigh_discretion(
        case.matter,
        drafted_,
        by=actor,
        on=case.day,
        now=at(case.day),
        expected_seq=case.matter.seq,
        once=once,
    )
    case.matter.refresh_from_db()
    return DiscretionSheet.objects.get(proceeding=case.matter, act_seq=act.seq)


def refused(case: Case, **changed: Any) -> str:
    seq = case.matter.seq
    with pytest.raises(Refused) as caught:
        weigh(case, **changed)
    case.matter.refresh_from_db()
    assert case.matter.seq == seq
    return caught.value.code


def test_the_sheet_and_the_trail_say_the_same_and_the_notice_is_offered_the_sum(city):
    case = Case(city).filed().do("begin_investigation").do("add_evidence")
    sheet = weigh(case)
    facts = case.projection.facts
    assert (sheet.computed, sheet.chosen, sheet.direction) == (
        Decimal("310000.00"),
        Decimal("310000.00"),
        "as_computed",
    )
    assert (facts["computed_fine"], facts["proposed_fine"]) == ("310000.00", "310000.00")
    assert (facts["fine_minimum"], facts["fine_maximum"]) == ("100000.00", "1000000.00")
    assert "超标倍数" in facts["discretion"]
    assert "证据1" in facts["discretion"]
    assert "第1107条" in facts["discretion"]
    assert sheet.content["reckoned"]["highest"] == "510000.00"
    assert sheet.content["law_choice"]["ground"] == "same_edition"
    case.do("report_investigation").do("review_case").do("notify")
    assert case.projection.facts["fine"] == "310000"


def test_a_departure_is_refused_without_reasons_meeting_or_evidence_and_out_of_bounds(city):
    case = Case(city).filed().do("begin_investigation").do("add_evidence")
    lighter = {"direction": "lighter", "chosen": Decimal(150_000)}
    assert refused(case, **lighter) == "enforcement.sheet.no_reasons"
    assert refused(case, **lighter, reasons="主动清理") == "enforcement.sheet.not_discussed"
    told = {"reasons": "主动清理", "discussion": "9月2日案审会"}
    assert refused(case, **{**lighter, "chosen": Decimal(109_999)}, **told) == "enforcement.sheet.out_of_bounds"
    assert refused(case, evidence={}) == "enforcement.sheet.no_evidence"
    sheet = weigh(case, **lighter, **told)
    assert (sheet.chosen, case.projection.facts["deliberated"]) == (Decimal("150000.00"), "9月2日案审会")


def test_nothing_is_added_after_the_notice_and_less_is_taken(city):
    case = Case(city).notified(fine="300000")
    heavier = {"chosen": Decimal(310_000)}
    assert refused(case, **heavier) == "enforcement.sheet.heavier_than_noticed"
    told = {"reasons": "积极整改", "discussion": "案审会", "direction": "lighter"}
    assert weigh(case, chosen=Decimal(300_000), **told).chosen == Decimal("300000.00")


def test_sums_typed_past_the_page_are_refused(city):
    case = Case(city).filed().do("begin_investigation")
    fields = {
        "table": "x",
        "law_choice": "x",
        "computed_fine": "1",
        "proposed_fine": "1",
        "direction": "as_computed",
        "factors": "x",
    }
    with pytest.raises(Refused) as caught:
        perform(
            case.matter,
            ACT,
            by=city.actor(OFFICER, case.day),
            on=case.day,
            now=at(case.day),
            fields=fields,
            expected_seq=case.matter.seq,
        )
    assert caught.value.code == "penalty.sheet.own_page"
    assert not DiscretionSheet.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"proposed_fine": "1.00000000000000000001"}, "金额"),
        ({"proposed_fine": "NaN"}, "金额"),
        ({"proposed_fine": "-1"}, "金额"),
        ({"proposed_fine": "2"}, "等于计算值"),
        ({"direction": "heavier", "departure": "重"}, "集体讨论"),
    ],
)
def test_the_guards_hold_whatever_way_the_act_comes_in(city, fields, words):
    case = Case(city).filed().do("begin_investigation")
    plain = {"table": "x", "law_choice": "x", "computed_fine": "1", "proposed_fine": "1", "factors": "x"}
    with pytest.raises(Refused) as caught:
        case.do(ACT, by=OFFICER, **{**plain, "direction": "as_computed", **fields})
    assert words in caught.value.message.zh
    assert caught.value.basis


def test_an_act_before_the_code_needs_a_range_from_the_legal_officer(city):
    case = Case(city, day=date(2026, 9, 1)).filed().do("begin_investigation")
    case.matter.projection["facts"]["act_on"] = "2026-08-14"
    case.matter.save(update_fields=["projection"])
    with pytest.raises(Exception, match="no_maximum"):
        drafted(case.matter, answers(), case.day)
    typed = drafted(case.matter, answers(minimum=Decimal(100_000), maximum=Decimal(1_000_000)), case.day)
    assert (typed.choice.ground, typed.reckoned.computed) == ("not_loaded", Decimal("310000.00"))
    assert typed.reckoned.statutory.typed


def test_comparable_cases_are_served_ones_of_the_same_violation_and_kind_of_party(city):
    case = Case(city)
    facts = {"violation": "over_limit", "outcome": "penalised", "party": {"kind": "unit"}, "served_on": "2026-08-20"}
    others = [
        {**facts, "fine": "100000"},
        {**facts, "fine": "300000"},
        {**facts, "fine": "200000", "served_on": "2026-09-02"},
        {**facts, "fine": "1", "violation": "without_permit"},
        {**facts, "fine": "1", "party": {"kind": "person"}},
        {**facts, "fine": "1", "outcome": "no_penalty_minor"},
        {**facts, "fine": "400000", "served_on": "2026-09-01"},
    ]
    for number, each in enumerate(others):
        Proceeding.objects.create(
            number=f"CF-2025-{number:06d}",
            procedure="penalty_case",
            edition="2024-01-01",
            state="served",
            title="旧案",
            projection={"facts": each},
        )
    told = compare(case.matter, "over_limit", "unit", Decimal(100_000), date(2026, 9, 1))
    assert (told.spread.count, told.spread.median) == (3, Decimal(300_000))
    assert told.distance is None  # fewer than the office wants
    assert "3 件" in told.words.zh


def test_a_voided_weighing_no_longer_counts_and_a_later_one_takes_its_place(city):
    case = Case(city).filed().do("begin_investigation").do("add_evidence")
    first = weigh(case)
    case.do("correct", by=HEAD, number=case.matter.seq, why="用错了裁量表。")
    first.refresh_from_db()
    assert first.withdrawn
    assert "computed_fine" not in case.projection.facts
    told = {"direction": "heavier", "chosen": Decimal(510_000), "reasons": "拒不配合", "discussion": "案审会"}
    assert weigh(case, once="two", **told).chosen == Decimal("510000.00")
    assert case.projection.facts["proposed_fine"] == "510000.00"
