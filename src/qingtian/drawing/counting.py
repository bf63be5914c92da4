"""How many are drawn (抽查数): shares of a pool and so many units an officer, always rounded up. Pure.

The numbers themselves are dated data of the law room (``inspection.*``); here they only come in.
"""

from __future__ import annotations

QUARTERS = 4


def share(pool: int, percent: int) -> int:
    """That percentage of the pool, rounded up; at least one where the pool is not empty and the share is not nothing.

    >>> share(40, 5), share(41, 5), share(3, 5), share(0, 25), share(7, 0)
    (2, 3, 1, 0, 0)
    """
    return -(-pool * percent // 100)


def by_officers(
    pool: int, officers: int, units_an_officer: int, quarter: int, drawn_before: int, visits_left: int | None = None
) -> int:
    """General units to draw in a quarter, so that the year's number (officers times units) is reached evenly.

    ``drawn_before`` were drawn in the quarters of the same year before; ``visits_left`` is what the yearly caps of the
    pool leave (None: no cap), spread over the quarters left so that no quarter finds everybody at the cap. At least one
    while the pool is not empty.

    >>> [by_officers(100, 3, 5, quarter, before) for quarter, before in ((1, 0), (2, 4), (3, 8), (4, 12))]
    [4, 4, 4, 3]
    >>> by_officers(2, 3, 5, 4, 0), by_officers(0, 3, 5, 1, 0), by_officers(9, 2, 5, 4, 30)
    (2, 0, 1)
    >>> [by_officers(5, 2, 10, quarter, 0, left) for quarter, left in ((1, 10), (2, 7), (3, 4), (4, 2))]
    [3, 3, 2, 2]
    """
    wanted = -(-officers * units_an_officer * quarter // QUARTERS) - drawn_before
    if visits_left is not None:
        wanted = min(wanted, -(-visits_left // (QUARTERS - quarter + 1)))
    return min(pool, max(1, wanted))
