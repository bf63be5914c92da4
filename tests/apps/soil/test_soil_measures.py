"""A measure about soil: proposed from the class of its point, decided by another; what does not follow is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.soil.actions.keep_result import NewResult, keep_result
from qingtian.apps.soil.models import SoilPoint, SoilSample
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from qingtian.standards.soil.levels import MEASURES
from tests.days import TODAY, at
from tests.small_city import SmallCity, build

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
#: point → use, items: farmland and construction land of each class
POINTS: dict[str, tuple[str, dict[str, str]]] = {
    "field-low": ("paddy", {"pH": "5", "Cd": "0.3"}),
    "field-possible": ("paddy", {"pH": "5", "Cd": "0.4"}),
    "field-high": ("paddy", {"pH": "5", "Cd": "1.6"}),
    "site-possible": ("construction_1", {"As": "21"}),
    "site-high": ("construction_1", {"As": "121"}),
    "field-bare": ("paddy", {"Cd": "1.6"}),
}
ALL = {measure for admitted in MEASURES.values() for measure in admitted}


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[SmallCity]:
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in ("default", "identity"):
            atomic = transaction.atomic(using=alias)
            atomic._from_testcase = True
            stack.enter_context(atomic)
        built = build()
        for code, (use, items) in POINTS.items():
            point = SoilPoint.objects.create(
                code=code, name_zh=code, name_en=code, plot=code, land_use=use, area=built.areas["wangxi"]
            )
            sample = SoilSample.objects.create(point=point, sampled_on=date(2026, 3, 1), layer="0-20", land_use=use)
            for item, text in items.items():
                keep_result(sample, NewResult(item, text, Decimal(text)), origin="test", at=at(TODAY))
        yield built
        for alias in ("default", "identity"):
            transaction.set_rollback(True, using=alias)


def propose(city: SmallCity, by: str = "handler", **changed: str) -> Proceeding:
    fields = {
        "point": "field-high", "risk": "high_risk", "measure": "strict_control", "why": "停止种植食用农产品。",
        "by_day": (TODAY + timedelta(days=90)).isoformat(),
    }  # fmt: skip
    return open_proceeding(
        "soil_measure", by=city.actor(by, TODAY), on=TODAY, now=at(TODAY), title="措施", fields=fields | changed
    )


def do(city: SmallCity, matter: Proceeding, act: str, by: str, **fields: str) -> str:
    matter.refresh_from_db()
    perform(matter, act, by=city.actor(by, TODAY), on=TODAY, now=at(TODAY, 11), fields=fields, expected_seq=matter.seq)
    matter.refresh_from_db()
    return matter.state


def refused(city: SmallCity, sentence: str, **changed: str) -> None:
    with pytest.raises(Refused) as caught:
        propose(city, **changed)
    assert caught.value.code == "act.guard"
    assert sentence in caught.value.message.en
    assert caught.value.basis


def test_proposed_decided_by_another_and_done(city: SmallCity) -> None:
    matter = propose(city)
    assert (matter.number[:3], matter.state) == ("TR-", "proposed")
    assert do(city, matter, "decide_measure", "branch-head") == "decided"
    assert do(city, matter, "finish_measure", "handler", outcome="已改种非食用作物。") == "done"


@pytest.mark.parametrize(("act", "by", "state"), [
    ("reject_measure", "branch-head", "rejected"),
    ("withdraw_measure", "handler", "withdrawn"),
])  # fmt: skip
def test_a_proposal_is_refused_or_withdrawn_with_its_reason(city: SmallCity, act: str, by: str, state: str) -> None:
    field = "opinion" if act == "reject_measure" else "why"
    assert do(city, propose(city), act, by, **{field: "依据不足。"}) == state


def test_a_measure_is_lifted_by_a_head(city: SmallCity) -> None:
    matter = propose(city)
    do(city, matter, "decide_measure", "branch-head")
    with pytest.raises(Refused, match=r"act\.not_you"):
        do(city, matter, "lift_measure", "handler", why="复测风险低。")
    assert do(city, matter, "lift_measure", "branch-head", why="复测风险低。") == "lifted"


@pytest.mark.parametrize("point", ["field-possible", "field-high", "site-possible", "site-high"])
def test_every_class_of_every_land_admits_its_measures_and_no_other(city: SmallCity, point: str) -> None:
    kind = "farmland" if point.startswith("field") else "construction"
    risk = f"{point.split('-')[1]}_risk"
    for measure in sorted(ALL):
        if measure in MEASURES[kind, risk]:
            assert propose(city, point=point, risk=risk, measure=measure).state == "proposed"
        else:
            refused(city, "does not follow", point=point, risk=risk, measure=measure)


def test_the_class_is_the_computed_one_and_the_day_lies_ahead(city: SmallCity) -> None:
    refused(city, "the class is “high risk”", risk="possible_risk", measure="safe_use")
    refused(city, "the class is “low risk”", point="field-low")
    refused(city, "no class of risk yet", point="field-bare")
    refused(city, "no such soil point", point="nowhere")
    refused(city, "lies ahead", by_day=TODAY.isoformat())
    assert propose(city, by_day=(TODAY + timedelta(days=1)).isoformat()).state == "proposed"


def test_who_proposed_does_not_decide_and_another_organ_does_nothing(city: SmallCity) -> None:
    matter = propose(city)
    for by in ("handler-2", "branch-2-head", "petition-officer"):
        with pytest.raises(Refused):
            do(city, matter, "decide_measure", by)
    matter.refresh_from_db()
    assert matter.state == "proposed"


def test_who_takes_which_step() -> None:
    declared = load_procedures().on("soil_measure", TODAY)
    own = {one.act: {who.role for who in one.by} for one in declared.transitions if not one.kernel}
    office, heads = {"analyst", "handling_officer"}, {"chief", "organ_head"}
    assert own == {
        **dict.fromkeys(("propose_measure", "withdraw_measure", "finish_measure"), office),
        **dict.fromkeys(("decide_measure", "reject_measure", "lift_measure"), heads),
    }
