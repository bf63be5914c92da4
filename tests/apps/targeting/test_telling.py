"""Reasons of a rank in one line: the day is the city's, and English keeps one case."""

from __future__ import annotations

from datetime import UTC, datetime

from qingtian.apps.targeting.telling import in_line
from qingtian.language import Text

LATE = datetime(2026, 3, 11, 16, tzinfo=UTC)  # midnight of 12 March in the city


def test_the_day_is_the_city_s_and_the_share_stands_beside_it():
    found = in_line([(Text("隐患", "hidden hazard"), LATE, 62)])
    assert (found.zh, found.en) == ("隐患（03-12，62%）", "Hidden hazard (12 Mar, 62 %)")


def test_a_line_begins_with_a_capital_and_goes_on_without():
    found = in_line([(Text("一", what), LATE, 1) for what in ("found by a visit", "Water outlet silent", "PM10 high")])
    assert found.en == "Found by a visit (12 Mar, 1 %); water outlet silent (12 Mar, 1 %); PM10 high (12 Mar, 1 %)"
