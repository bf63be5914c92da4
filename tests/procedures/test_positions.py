"""Where and when a photo was taken: read exactly or not at all, and a distance only between two places."""

import pytest

from qingtian.procedures.positions import NOWHERE, is_whole, metres_between, position_of_line, written_position


def test_a_line_is_read_with_its_missing_halves():
    whole = position_of_line("102.712345，25.012345 2026-12-01 09:30")
    assert whole == {
        "longitude": "102.712345",
        "latitude": "25.012345",
        "at": "2026-12-01T09:30",
        "name": "102.712345,25.012345 2026-12-01 09:30",
    }
    assert is_whole(whole)
    for half in ("- 2026-12-01 09:30", "102.7,25.0 -", NOWHERE):
        assert not is_whole(position_of_line(half))


@pytest.mark.parametrize(
    "line",
    ["181,25 -", "102,91 -", "102.7 2026-12-01 09:30", "102,25 2026-13-01 09:30", "102,25 2026-12-01 24:01", "山上"],
)
def test_no_place_on_earth_and_no_time_are_refused(line):
    assert position_of_line(line) is None


def test_the_borders_of_the_earth_are_places():
    assert position_of_line("180,90 -")
    assert position_of_line("-180,-90 -")


def test_half_a_place_is_none():
    with pytest.raises(ValueError, match="longitude and a latitude"):
        written_position({"longitude": "102.7"})


def test_distance_is_in_metres_and_missing_is_not_nought():
    here = position_of_line("102.712345,25.012345 -")
    north = position_of_line("102.712345,25.013345 -")
    assert metres_between(here, here) == 0
    assert metres_between(here, north) == 111
    assert metres_between(here, position_of_line(NOWHERE)) is None
