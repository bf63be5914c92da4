"""Children tile the parent (不重不漏): gaps, overlaps and what sticks out are told with their area."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qingtian.grid.tiling import TOLERANCE, Cell, check
from tests.grid.squares import SIDE, SOUTH, box, four

SQUARE = (SIDE * 111_320) ** 2 * 0.902  # cosine of the middle latitude


def of(cells, kind):
    return [fault for fault in check(cells) if fault.kind == kind]


def test_four_squares_tile_the_square_they_make_up():
    assert check(four()) == []


def test_a_missing_leaf_is_a_gap_with_its_area_and_a_point_of_it():
    (fault,) = check(four()[:-1])
    assert (fault.kind, fault.parent, fault.cells) == ("gap", "t", ())
    assert fault.square_metres == pytest.approx(SQUARE, rel=0.01)
    assert fault.at is not None
    assert fault.at[1] > SOUTH + SIDE  # it lies in the upper row


def test_a_leaf_drawn_too_wide_overlaps_its_neighbour():
    cells = [replace(cell, outline=box(0, 0, 1.25, 1)) if cell.code == "t-1" else cell for cell in four()]
    (fault,) = check(cells)
    assert (fault.kind, fault.cells) == ("overlap", ("t-1", "t-2"))
    assert fault.square_metres == pytest.approx(SQUARE / 4, rel=0.01)


def test_what_sticks_out_of_the_parent_is_told():
    cells = [replace(cell, outline=box(1, 1, 1.5, 1)) if cell.code == "t-4" else cell for cell in four()]
    (fault,) = check(cells)
    assert (fault.kind, fault.cells) == ("outside", ("t-4",))


@pytest.mark.parametrize(("share", "faults"), [(TOLERANCE * 0.9, 0), (TOLERANCE * 1.1, 1)])
def test_what_is_within_the_tolerance_is_no_fault(share, faults):
    """The gap is a strip along the whole upper side: its share of the parent is its share of the height."""
    short = 1 - 2 * share
    cells = [
        replace(cell, outline=box(n % 2, 1, 1, short)) if (n := int(cell.code[-1:]) - 1) >= 2 else cell
        for cell in four()[1:]
    ]
    assert len(of([four()[0], *cells], "gap")) == faults


def test_a_cell_without_an_outline_and_one_below_nothing_are_faults_of_their_own():
    cells = [*four(), Cell("u", "", None), Cell("v", "gone", box(5, 5))]
    assert [(fault.kind, fault.cells) for fault in check(cells)] == [("no_outline", ("u",)), ("no_parent", ("v",))]


def test_cells_at_the_top_must_not_overlap_either():
    cells = [Cell("a", "", box(0, 0)), Cell("b", "", box(0.5, 0)), Cell("c", "", box(3, 0))]
    (fault,) = check(cells)
    assert (fault.kind, fault.parent, fault.cells) == ("overlap", "", ("a", "b"))


def test_an_outline_that_crosses_itself_is_taken_as_the_area_it_covers():
    bow = box(0, 0)
    ring = bow["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    faults = check([Cell("t", "", box(0, 0)), Cell("t-1", "t", bow)])
    assert [fault.kind for fault in faults] == ["gap"]


def test_no_cells_are_no_faults():
    assert check([]) == []
