"""What an address asks for: whole and readable, or the default with the reason."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.apps.air.places import Place
from qingtian.language import Text
from qingtian.web.desk.air.choice import chosen

pytestmark = pytest.mark.once
TODAY = date(2026, 11, 23)
KNOWN = [Place("city", Text("全市", "City"), "city"), Place("east", Text("东片", "East"), "region")]


def asked(**sent):
    return chosen(sent, TODAY, KNOWN)


@pytest.mark.parametrize(
    ("sent", "id_"),
    [({}, "2026-11"), ({"kind": "week", "on": "2026-11-08"}, "2026-W45"), ({"kind": "quarter"}, "2026-Q4"),
     ({"kind": "ten_days", "on": "2026-10-31"}, "2026-10 下旬"),
     ({"kind": "season", "on": "2026-02-01"}, "2025-winter"),
     ({"kind": "year", "begins": "03-01", "on": "2026-02-28"}, "2025"), ({"kind": "nonsense"}, "2026-11"),
     ({"kind": "span", "on": "2026-01-01", "to": "2026-01-31"}, "2026-01-01..2026-01-31")],
)  # fmt: skip
def test_any_period_can_be_asked_for(sent, id_):
    assert asked(**sent).period.id == id_
    assert not asked(**sent).faults


@pytest.mark.parametrize(
    ("sent", "fault"),
    [({"on": "2026-13-01"}, "on"), ({"on": "1999-12-31"}, "on"), ({"on": "2100-01-01"}, "on"),
     ({"kind": "span", "on": "2026-02-01", "to": "2026-01-31"}, "to"),
     ({"kind": "span", "on": "2000-01-01", "to": "2010-01-09"}, "to"), ({"begins": "02-29"}, "begins"),
     ({"begins": "13-01"}, "begins")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_the_default_stands(sent, fault):
    assert fault in asked(**sent).faults


def test_a_run_of_ten_years_and_not_a_day_more():
    assert not asked(kind="span", on="2000-01-01", to="2010-01-08").faults


def test_the_address_of_a_page_asks_for_the_same_again():
    first = asked(place="east", item="CO", kind="year", on="2026-05-01", begins="03-01")
    again = chosen(dict(pair.split("=") for pair in first.query().split("&")), TODAY, KNOWN)
    assert (again.place, again.item, again.period) == (first.place, first.item, first.period)


def test_the_period_before_and_after():
    assert "on=2026-10-31" in asked().before
    assert "on=2026-12-01" in asked().after
    run = asked(kind="span", on="2026-01-11", to="2026-01-20")
    assert "on=2026-01-01&to=2026-01-10" in run.before


def test_a_place_nobody_knows_is_the_city():
    assert asked(place="nowhere").place.code == "city"
