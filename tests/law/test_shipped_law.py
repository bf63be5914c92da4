"""The law as shipped: what other rooms rely on is there, and its parts agree."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.law import Basis, Calendar, load_law
from qingtian.law.model import CERTAINTIES, quantity

LAW = load_law()
TODAY = date(2026, 11, 23)
TEN_LAWS = [
    "air_law_2018",
    "cleaner_production_law_2012",
    "eia_law_2018",
    "env_protection_law_2014",
    "marine_env_law_2023",
    "noise_law_2021",
    "radioactive_pollution_law_2003",
    "soil_law_2018",
    "solid_waste_law_2020",
    "water_law_2017",
]


@pytest.mark.parametrize(
    ("id_", "value", "unit", "rest_day_rule", "certainty"),
    [
        ("petitions.forwarding", 15, "calendar_day", "stay", "sure"),
        ("petitions.notification", 15, "calendar_day", "stay", "sure"),
        ("petitions.objection_to_assignment", 5, "working_day", "stay", "sure"),
        ("petitions.hotline_forwarding", 3, "working_day", "stay", "copy"),
        ("petitions.handling", 60, "calendar_day", "stay", "sure"),
        ("petitions.review_request", 30, "calendar_day", "roll", "sure"),
        ("petitions.review", 30, "calendar_day", "stay", "sure"),
        ("petitions.re_review_request", 30, "calendar_day", "roll", "sure"),
        ("petitions.re_review", 30, "calendar_day", "stay", "sure"),
        ("petitions.rating", 30, "calendar_day", "roll", "local_default"),
        ("petitions.hotline_order", 5, "working_day", "stay", "local_default"),
        ("cases.public_notice", 5, "working_day", "stay", "from_memory"),
        ("cases.progress_report", 1, "month", "stay", "local_default"),
        ("cases.look_back", 12, "month", "stay", "from_memory"),
        ("cases.plan", 30, "calendar_day", "stay", "local_default"),
        ("cases.objection_reply", 5, "working_day", "stay", "local_default"),
        ("cases.county_check", 10, "working_day", "stay", "local_default"),
        ("penalty.statement_and_defence", 5, "working_day", "roll", "copy"),
        ("penalty.decision", 90, "calendar_day", "stay", "sure"),
    ],
)
def test_the_limits_the_procedures_name(id_: str, value: int, unit: str, rest_day_rule: str, certainty: str) -> None:
    limit = LAW.limit(id_, on=TODAY)
    assert (limit.value, limit.unit, limit.rest_day_rule, limit.certainty) == (value, unit, rest_day_rule, certainty)


def test_every_limit_in_force_can_be_derived() -> None:
    limits = [id_ for id_, parameter in LAW.parameters.items() if parameter.is_time_limit]
    assert len(limits) > 80
    same_day = [id_ for id_ in limits if LAW.derive(id_, start=TODAY, calendar=Calendar()).due == TODAY]
    assert same_day == ["petitions.incident_report"], "at once means the day itself"


def test_what_is_a_local_default_says_so_in_basis_and_note() -> None:
    for id_, parameter in LAW.parameters.items():
        for edition in parameter.editions:
            if edition.certainty == "local_default":
                assert edition.basis.instrument in ("local_practice", "internal_rule"), id_
                assert "配置" in parameter.note.zh or "可由使用单位" in parameter.note.zh, id_


def test_nothing_from_memory_or_local_claims_to_have_been_checked() -> None:
    for id_, parameter in LAW.parameters.items():
        for edition in parameter.editions:
            unchecked = edition.certainty in ("from_memory", "local_default")
            assert (edition.last_checked is None) is unchecked, id_


def test_every_parameter_rests_on_something_no_surer_than_its_instrument_allows() -> None:
    order = list(CERTAINTIES)
    local = {"local_practice", "internal_rule"}
    for id_, parameter in LAW.parameters.items():
        for edition in parameter.editions:
            instrument = LAW.instrument(edition.basis.instrument)
            if instrument.certainty in ("copy", "from_memory") and instrument.id not in local:
                assert order.index(edition.certainty) >= order.index(instrument.certainty), id_


@pytest.mark.parametrize("id_", TEN_LAWS)
def test_the_code_replaced_the_ten_laws_on_its_first_day(id_: str) -> None:
    instrument = LAW.instrument(id_)
    assert instrument.in_force(date(2026, 8, 14))
    assert not instrument.in_force(date(2026, 8, 15))
    assert instrument.replaced_by == ("eco_env_code_2026",)


def test_the_code_is_in_force_from_its_first_day() -> None:
    code = LAW.instrument("eco_env_code_2026")
    assert [code.in_force(date(2026, 8, day)) for day in (14, 15, 16)] == [False, True, True]


def test_the_air_standard_of_2026_follows_that_of_2012_without_a_gap() -> None:
    old, new = LAW.instrument("gb_3095_2012"), LAW.instrument("gb_3095_2026")
    assert (old.in_force(date(2026, 2, 28)), new.in_force(date(2026, 2, 28))) == (True, False)
    assert (old.in_force(date(2026, 3, 1)), new.in_force(date(2026, 3, 1))) == (False, True)


def test_the_petition_measures_of_2006_may_not_be_cited_after_their_repeal() -> None:
    measures = LAW.instrument("environmental_petition_measures_2006")
    assert measures.in_force(date(2024, 12, 29))
    assert not measures.in_force(date(2024, 12, 30))
    cited = {edition.basis.instrument for parameter in LAW.parameters.values() for edition in parameter.editions}
    assert measures.id not in cited


def test_the_root_instrument_and_the_two_local_ones_are_there() -> None:
    assert "环境保护督察长效机制" in LAW.instrument("kunming_opinions_2018").title.zh
    assert LAW.instrument("local_practice").certainty == "local_default"
    assert LAW.instrument("internal_rule").certainty == "local_default"


@pytest.mark.parametrize(
    ("basis", "zh", "en"),
    [
        (Basis("petition_regulations_2022", "34"), "《信访工作条例》第34条", "Petition Regulations, art. 34"),
        (
            Basis("hotline_measures_2011", "9, 10"),
            "《环保举报热线工作管理办法》第9条、第10条",
            "Environmental Hotline Measures, arts 9, 10",
        ),
        (
            Basis("production_limit_measures_2014", "6(2)"),
            "《环境保护主管部门实施限制生产、停产整治办法》第6条（2）",
            "Production Restriction and Suspension Measures, art. 6(2)",
        ),
        (
            Basis("gb_3095_2026", "4.4"),
            "《环境空气质量标准》第4.4款",
            "Ambient Air Quality Standard GB 3095-2026, cl. 4.4",
        ),
        (Basis("local_practice", ""), "本地惯例与配置", "Local practice"),
        (Basis("gb_3095_2012_amendment_2018", ""), "《环境空气质量标准》修改单", "Amendment to GB 3095-2012"),
    ],
)
def test_an_article_is_cited_in_words(basis: Basis, zh: str, en: str) -> None:
    assert (LAW.cite(basis).zh, LAW.cite(basis).en) == (zh, en)


def test_the_short_citation_falls_back_on_the_title() -> None:
    assert LAW.cite(Basis("petition_regulations_2022", "34"), short=True).as_dict() == {
        "zh": "条例 34",
        "en": "Regulations 34",
    }
    assert LAW.cite(Basis("civil_code_2020", "203"), short=True).zh == "民法典 203"


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (60, "calendar_day", "60日", "60 calendar days"),
        (5, "working_day", "5个工作日", "5 working days"),
        (1, "month", "1个月", "1 month"),
        (3, "percent", "3%", "3%"),
        (2, "count", "2", "2"),
        (200_000, "yuan", "200,000元", "200,000 yuan"),
    ],
)
def test_a_number_is_read_with_its_unit(value: int, unit: str, zh: str, en: str) -> None:
    assert quantity(value, unit).as_dict() == {"zh": zh, "en": en}
