"""Every point of the grid lies in exactly one leaf."""

from __future__ import annotations

from random import Random

from qingtian.grid.leaf import Leaves, leaves_of
from qingtian.grid.tiling import Cell
from tests.grid.squares import at, box, four


def test_only_cells_with_nothing_below_are_leaves():
    assert [cell.code for cell in leaves_of(four())] == ["t-1", "t-2", "t-3", "t-4"]


def test_a_point_lies_in_its_square_and_outside_in_none():
    leaves = Leaves.draw(four())
    assert [leaves.of(*at(x, y)) for x, y in ((0.5, 0.5), (1.5, 0.5), (0.5, 1.5), (1.5, 1.5))] == [
        "t-1",
        "t-2",
        "t-3",
        "t-4",
    ]
    assert leaves.of(*at(2.5, 0.5)) is None


def test_a_point_on_the_border_lies_in_the_first_by_code_however_the_cells_come():
    for cells in (four(), four()[::-1]):
        leaves = Leaves.draw(cells)
        assert leaves.of(*at(1, 0.5)) == "t-1"
        assert leaves.all_of(*at(1, 1)) == ["t-1", "t-2", "t-3", "t-4"]
        assert leaves.of(*at(1, 1)) == "t-1"


def test_overlapping_leaves_are_both_named():
    leaves = Leaves.draw([*four(), Cell("x", "", box(0.5, 0.5))])
    assert leaves.all_of(*at(0.75, 0.75)) == ["t-1", "x"]


def test_of_a_tiling_every_point_inside_lies_in_exactly_one():
    leaves, rng = Leaves.draw(four()), Random(7)
    points = [at(rng.uniform(0.001, 1.999), rng.uniform(0.001, 1.999)) for _ in range(500)]
    assert {len(leaves.all_of(*point)) for point in points} == {1}


def test_a_grid_without_outlines_holds_no_point():
    assert Leaves.draw([Cell("t", "", None)]).of(104.5, 25.5) is None
