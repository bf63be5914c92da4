"""Every screening and control value of soil, at the value, just above and just below it, against an exact oracle."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.errors import Refused
from qingtian.standards.declared import Basis
from qingtian.standards.entered import Entry
from qingtian.standards.soil import Sample, judge
from qingtian.standards.soil.judging import Measured

DAY = date(2026, 3, 1)
ABOVE, BELOW = Decimal("0.000000001"), Decimal("-0.000000001")
#: typed from the tables, apart from the product's file: item, class 1 and 2 screening, class 1 and 2 control
CONSTRUCTION = """
As 20 60 120 140
Cd 20 65 47 172
CrVI 3.0 5.7 30 78
Cu 2000 18000 8000 36000
Pb 400 800 800 2500
Hg 8 38 33 82
Ni 150 900 600 2000
"""
#: item, use, screening by pH band; control by pH band
FARMLAND = """
Cd paddy 0.3/0.4/0.6/0.8 1.5/2.0/3.0/4.0
Cd other 0.3/0.3/0.3/0.6 1.5/2.0/3.0/4.0
Hg paddy 0.5/0.5/0.6/1.0 2.0/2.5/4.0/6.0
Hg other 1.3/1.8/2.4/3.4 2.0/2.5/4.0/6.0
As paddy 30/30/25/20 200/150/120/100
As other 40/40/30/25 200/150/120/100
Pb paddy 80/100/140/240 400/500/700/1000
Pb other 70/90/120/170 400/500/700/1000
Cr paddy 250/250/300/350 800/850/1000/1300
Cr other 150/150/200/250 800/850/1000/1300
Cu orchard 150/150/200/200 -
Cu other 50/50/100/100 -
Cu paddy 50/50/100/100 -
Ni paddy 60/70/100/190 -
Ni other 60/70/100/190 -
Zn orchard 200/200/250/300 -
Zn other 200/200/250/300 -
"""
#: a pH of each band, its borders among them
PH = (("0", "5.5"), ("5.500001", "6.5"), ("6.500001", "7.5"), ("7.500001", "14"))


def cells() -> list[tuple[str, str, str | None, Decimal, Decimal | None]]:
    """Item, use, pH, screening, control of every cell of both tables."""
    found: list[tuple[str, str, str | None, Decimal, Decimal | None]] = []
    for line in CONSTRUCTION.split("\n")[1:-1]:
        item, *values = line.split()
        first, second, control_first, control_second = map(Decimal, values)
        found += [(item, "construction_1", None, first, control_first)]
        found += [(item, "construction_2", None, second, control_second)]
    for line in FARMLAND.split("\n")[1:-1]:
        item, use, screening, control = line.split()
        for band, phs in enumerate(PH):
            value = Decimal(screening.split("/")[band])
            above = None if control == "-" else Decimal(control.split("/")[band])
            found += [(item, use, ph, value, above) for ph in phs]
    return found


CELLS = cells()


def sample(item: str, use: str, ph: str | None, value: Decimal, *, below: bool = False, area: str = "") -> Sample:
    return Sample(DAY, use, {item: Measured(value, below)}, None if ph is None else Decimal(ph), area)


def oracle(value: Decimal, screening: Decimal, control: Decimal | None) -> str:
    if Fraction(value) <= Fraction(screening):
        return "low_risk"
    return "possible_risk" if control is None or Fraction(value) <= Fraction(control) else "high_risk"


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: "-".join(map(str, cell)))
def test_at_every_value_and_a_hair_beside_it(cell):
    item, use, ph, screening, control = cell
    for border in filter(None, (screening, control)):
        for beside in (Decimal(0), ABOVE, BELOW):
            found = judge(sample(item, use, ph, border + beside))
            assert found.risk == oracle(border + beside, screening, control), (border, beside)


@given(cell=st.sampled_from(CELLS), value=st.decimals(0, 40_000, places=4))
def test_any_content_of_any_item_agrees_with_the_oracle_and_its_multiple_is_exact(cell, value):
    item, use, ph, screening, control = cell
    found = judge(sample(item, use, ph, value))
    assert found.risk == oracle(value, screening, control)
    (one,) = found.items
    expected = Fraction(value) / Fraction(screening) - 1
    assert one.exceedance == (expected if expected > 0 else None)


def test_the_worst_item_decides_and_is_named():
    contents = {"Cd": Measured(Decimal("0.5")), "As": Measured(Decimal(201)), "Zn": Measured(Decimal(1000))}
    found = judge(Sample(DAY, "paddy", contents, Decimal("5.5")))
    assert (found.risk, found.worst_items) == ("high_risk", ("As",))
    low = judge(sample("As", "paddy", "5.5", Decimal(30)))
    assert (low.risk, low.worst_items) == ("low_risk", ())


def test_without_a_control_value_no_content_is_a_high_risk():
    assert judge(sample("Zn", "other", "5.0", Decimal(900_000))).risk == "possible_risk"


def test_a_rotation_of_paddy_and_dry_crops_takes_the_stricter_value():
    # Hg at pH 5: paddy 0.5, other 1.3; As at pH 5: paddy 30, other 40; Pb at pH 5: paddy 80, other 70
    for item, strictest in (("Hg", "0.5"), ("As", "30"), ("Pb", "70")):
        assert judge(sample(item, "rotation", "5", Decimal(strictest))).risk == "low_risk"
        assert judge(sample(item, "rotation", "5", Decimal(strictest) + ABOVE)).risk == "possible_risk"


def test_farmland_without_a_ph_is_refused_by_name_construction_land_needs_none():
    with pytest.raises(Refused) as refused:
        judge(sample("Cd", "paddy", None, Decimal("0.1")))
    assert refused.value.code == "soil.missing_ph"
    with pytest.raises(Refused, match=r"soil\.ph"):
        judge(sample("Cd", "paddy", "14.1", Decimal("0.1")))
    assert judge(sample("Cd", "construction_1", None, Decimal("0.1"))).risk == "low_risk"


@pytest.mark.parametrize(("on", "held"), [(date(2018, 7, 31), False), (date(2018, 8, 1), True)])
def test_no_class_before_the_first_edition_held(on, held):
    given_ = Sample(on, "construction_1", {"As": Measured(Decimal(1))})
    if held:
        assert judge(given_).edition == "GB36600-2018"
    else:
        with pytest.raises(Refused, match=r"soil\.no_edition"):
            judge(given_)


def test_an_unknown_use_is_refused_and_an_item_without_a_value_is_named_never_low():
    with pytest.raises(Refused, match=r"soil\.land_use"):
        judge(sample("As", "moor", "6", Decimal(1)))
    found = judge(sample("Co", "construction_1", None, Decimal(1)))
    assert (found.risk, found.no_value) == (None, ("Co",))


def test_below_a_detection_limit_is_low_only_where_the_limit_is_not_above_the_screening_value():
    assert judge(sample("Cd", "paddy", "5", Decimal("0.3"), below=True)).risk == "low_risk"
    unsure = judge(sample("Cd", "paddy", "5", Decimal("0.31"), below=True))
    assert (unsure.risk, unsure.unsure) == (None, ("Cd",))


# ---- high background ------------------------------------------------------------------------------------------------


def background(values: dict[str, dict[str, str]], first: date = DAY, last: date | None = None) -> Entry:
    basis = Basis(instrument="背景调查报告", clause="第 3 章", certainty="copy")
    return Entry("soil.background", 1, first, last, values, basis)


OTHERS = Entry(
    "soil.other_items",
    2,
    DAY,
    None,
    {"Co": {"screening_1": "20", "screening_2": "70", "control_1": "190"}},
    Basis(instrument="GB 36600-2018", clause="表 2", certainty="copy"),
)


@pytest.mark.parametrize(("value", "risk", "noted"), [
    ("20", "low_risk", ()),
    ("20.1", "low_risk", ("As",)),
    ("85", "low_risk", ("As",)),
    ("85.000001", "possible_risk", ()),
])  # fmt: skip
def test_arsenic_at_or_below_the_local_background_is_noted_and_not_counted(value, risk, noted):
    local = background({"county": {"As": "85"}})
    found = judge(sample("As", "construction_1", None, Decimal(value), area="county"), [local])
    assert (found.risk, found.at_background) == (risk, noted)


def test_the_note_needs_the_area_the_day_an_item_of_the_note_and_construction_land():
    local = background({"county": {"As": "85"}}, date(2026, 1, 1), date(2026, 2, 28))
    arsenic = sample("As", "construction_1", None, Decimal(60), area="county")
    assert judge(arsenic, [local]).risk == "possible_risk", "no background on that day"
    always = background({"county": {"As": "85"}})
    assert judge(sample("As", "construction_1", None, Decimal(60), area="other"), [always]).risk == "possible_risk"
    assert judge(sample("As", "other", "5", Decimal(60), area="county"), [always]).risk == "possible_risk"
    lead = background({"county": {"Pb": "900"}})
    assert judge(sample("Pb", "construction_1", None, Decimal(500), area="county"), [lead]).risk == "possible_risk"


def test_an_item_the_office_entered_is_judged_by_it_and_by_its_background():
    cobalt = sample("Co", "construction_1", None, Decimal(21), area="county")
    assert judge(cobalt, [OTHERS]).risk == "possible_risk"
    assert judge(cobalt, [OTHERS, background({"county": {"Co": "30"}})]).at_background == ("Co",)
    second = judge(sample("Co", "construction_2", None, Decimal(10_000)), [OTHERS])
    assert second.risk == "possible_risk", "no control value was entered for class 2"
    assert second.entered == (OTHERS,)
