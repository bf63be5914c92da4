"""Publishing fails closed: what the gate does not understand it withholds, with the reason and the article."""

from __future__ import annotations

import string
from dataclasses import dataclass, make_dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.apps.publishing.decisions import Admission
from qingtian.apps.publishing.gate import Gate, Publishable, gate_on
from qingtian.apps.publishing.kinds import kinds, parts
from qingtian.language import Text
from tests.conftest import TODAY
from tests.publishing import act, drafted, standing, walk

EVERY = Gate({kind: Admission("GK-1") for kind in kinds()})
MATTER = {"subject": "窑湾夜里焦糊味", "language": "zh-Hans", "area": None, "on": date(2026, 11, 1), "ended": False}
names = st.text(string.ascii_lowercase + "_", max_size=12)
values = st.one_of(st.none(), st.text(), st.integers(), st.booleans(), st.dates(), st.binary(), st.lists(st.text()))


@given(names.filter(lambda name: name not in kinds()), st.dictionaries(names, values))
def test_a_kind_nobody_declared_shows_nothing(kind, fields):
    shown = EVERY.admit(Publishable(kind, fields))
    assert not shown
    assert shown.reason is not None


@given(st.sampled_from(sorted(kinds())), st.dictionaries(names, values))
def test_only_declared_public_fields_of_plain_values_ever_pass(kind, fields):
    shown = EVERY.admit(Publishable(kind, fields))
    declared = kinds()[kind].fields
    for name in shown.fields:
        assert declared[name].publicity == "public"
        assert not isinstance(shown[name], bytes)
    assert {w.field for w in shown.withheld} | shown.fields.keys() == fields.keys()
    assert all(w.article and w.sentence.zh.startswith("不公开，理由：") for w in shown.withheld)


@given(st.sampled_from(sorted(kinds())), st.dictionaries(names, values))
def test_without_a_decision_nothing_passes(kind, fields):
    assert not Gate({}).admit(Publishable(kind, fields))
    assert not Gate({kind: Admission("GK-1", suspended_for="检修")}).admit(Publishable(kind, fields))


def test_a_field_added_to_a_record_is_withheld_until_it_is_declared():
    shown = EVERY.admit(Publishable("matter", {**MATTER, "reporter_phone": "13800138000", "reporter": "田密封"}))
    assert dict(shown.fields) == MATTER
    assert {w.field: w.article for w in shown.withheld} == {"reporter_phone": "17", "reporter": "15"}


def test_a_leader_s_name_needs_a_decision_that_says_so():
    named = Publishable("matter", {**MATTER, "leader": "副区长甲"})
    assert "leader" not in EVERY.admit(named).fields
    assert Gate({"matter": Admission("GK-1", names_leaders=True)}).admit(named)["leader"] == "副区长甲"


@dataclass(frozen=True)
class CityHour:
    """Of the right name, made elsewhere."""

    hour: int


def test_a_value_object_of_another_make_or_with_a_new_field_does_not_pass():
    assert "latest" not in EVERY.admit(Publishable("city_air", {"latest": CityHour(1)})).fields
    grown = make_dataclass(
        "CityHour", [*sorted(parts()["CityHour"]), "operator"], namespace={"__module__": "qingtian.x"}
    )
    kept = make_dataclass("CityHour", sorted(parts()["CityHour"]), namespace={"__module__": "qingtian.x"})
    for made, passes in ((grown, False), (kept, True)):
        made.__module__ = "qingtian.apps.air.queries"
        value = made(*([None] * len(made.__dataclass_fields__)))
        assert ("latest" in EVERY.admit(Publishable("city_air", {"latest": value})).fields) is passes
        assert not EVERY.admit(Publishable("matter", {"subject": value})), "not a value object for this field"


def test_what_is_nested_without_end_does_not_pass():
    deep: list[object] = []
    for _ in range(40):
        deep = [deep]
    assert not EVERY.admit(Publishable("outline", {"geometry": deep}))
    assert EVERY.admit(Publishable("outline", {"geometry": {"coordinates": [[1.5, Decimal("2")]]}}))
    assert EVERY.admit(Publishable("office", {"name": Text("局", "Bureau")}))


@pytest.mark.django_db(databases=["default", "identity"])
def test_the_gate_opens_with_the_decision_and_shuts_with_it(city):
    line = Publishable("matter", MATTER)
    assert "还没有审定" in gate_on(TODAY).admit(line).reason.zh
    decision = standing(city, kinds=["matter"])
    assert gate_on(TODAY).admit(line).under == decision.number
    assert not gate_on(TODAY).admit(Publishable("office", {"phone": "0000"})), "it admits what it names only"
    act(city, decision, "suspend", "petition-officer", why="核对数据")
    assert "核对数据" in gate_on(TODAY).admit(line).reason.zh
    act(city, decision, "resume", "reviewer", why="核对完")
    assert gate_on(TODAY).admit(line)
    act(city, decision, "take_down", "petition-officer", why="不再公开")
    assert not gate_on(TODAY).admit(line)


@pytest.mark.django_db(databases=["default", "identity"])
def test_a_decision_ends_with_its_last_day_and_an_approved_one_is_not_yet_in_force(city):
    standing(city, kinds=["matter"], until="2026-12-31")
    walk(city, drafted(city, kind="standing", kinds=["office"], text="办公信息长期公开。"))
    assert gate_on(date(2026, 12, 31)).admit(Publishable("matter", MATTER))
    assert not gate_on(date(2027, 1, 1)).admit(Publishable("matter", MATTER))
    assert not gate_on(TODAY).admit(Publishable("office", {"phone": "0000"}))
