"""Hot spots: Gi* by its published formula, word for word; permutation p that equal seeds repeat."""

from __future__ import annotations

import math

import numpy as np
import pytest

from qingtian.targeting.hot_spots import LEAST, false_discovery, hot_spots

#: a field of 6 × 6 with a high corner of nine; 4 neighbours
SIDE, NEIGHBOURS = 6, 4
X, Y = (part.ravel().astype(float) for part in np.meshgrid(np.arange(SIDE), np.arange(SIDE)))
VALUES = np.where((X < 3) & (Y < 3), 10.0, 1.0) + np.random.default_rng(7).normal(0, 0.2, SIDE * SIDE)


def near(at: int, k: int = NEIGHBOURS) -> set[int]:
    """The k nearest of a place that has them without a tie."""
    far = np.hypot((X - X[at]) * math.cos(math.radians(Y.mean())), Y - Y[at])
    return set(np.argsort(far, kind="stable")[1 : k + 1].tolist())


def getis_ord(values: np.ndarray, members: set[int]) -> float:
    """Ord and Getis 1995, equation 14 for Gi*: weights of one, the place itself among its neighbours."""
    n, w = len(values), len(members)
    deviation = math.sqrt((values**2).mean() - values.mean() ** 2)
    spread = deviation * math.sqrt((n * w - w**2) / (n - 1))
    return float((values[list(members)].sum() - values.mean() * w) / spread)


def test_z_is_that_of_the_formula_where_the_neighbours_are_beyond_doubt():
    found = hot_spots(VALUES, X, Y, neighbours=NEIGHBOURS)
    inner = [at for at in range(SIDE * SIDE) if 0 < X[at] < SIDE - 1 and 0 < Y[at] < SIDE - 1]
    for at in inner:
        assert found.z[at] == pytest.approx(getis_ord(VALUES, near(at) | {at}), abs=1e-9), at


def test_the_high_corner_is_hot_and_the_low_one_is_not():
    found = hot_spots(VALUES, X, Y, neighbours=NEIGHBOURS)
    hot = found.hot()
    assert {(X[at], Y[at]) for at in hot} >= {(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)}
    assert all(X[at] < 4 and Y[at] < 4 for at in hot)
    assert list(found.z[hot]) == sorted(found.z[hot], reverse=True)
    assert found.quadrant[0] == "high_among_high"
    assert found.quadrant[-1] == "low_among_low"


def test_equal_seeds_give_equal_p_and_p_is_never_zero():
    first, again = (hot_spots(VALUES, X, Y, permutations=99, seed=5) for _ in range(2))
    assert (first.p == again.p).all()
    assert (first.moran_p == again.moran_p).all()
    assert first.p.min() == pytest.approx(1 / 100)


def test_a_degree_of_longitude_is_as_short_as_it_is_there():
    # at 60° north a degree of longitude is half as long: the neighbours lie in the row, not in the column
    x, y = np.repeat(np.arange(9.0), 2), np.tile([59.5, 60.5], 9)
    values = np.where(y > 60, 5.0, 1.0) + x / 100
    found = hot_spots(values, x, y, neighbours=1, permutations=99)
    assert all((z > 0) == (value > 3) for z, value in zip(found.z, values, strict=True))


@pytest.mark.parametrize(
    "values",
    [
        np.arange(LEAST - 1.0),
        np.array([]),
        np.array([3.0]),
        np.full(LEAST, 2.0),
        np.array([1.0, np.nan, *range(LEAST)]),
    ],
    ids=["too few", "none", "one", "all the same", "one missing"],
)
def test_what_has_no_hot_spots_is_refused(values):
    x = np.arange(float(len(values)))
    with pytest.raises(ValueError, match="at least eight areas"):
        hot_spots(values, x, x)


def test_the_discovery_rate_is_that_of_benjamini_and_hochberg():
    p = np.array([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216])
    by_hand = [
        min(min(p[k] * len(p) / (k + 1) for k in range(at, len(p))), 1.0) for at in range(len(p))
    ]  # p is sorted already
    assert false_discovery(p) == pytest.approx(by_hand)
    assert false_discovery(p[::-1]) == pytest.approx(by_hand[::-1])
