"""What the chat needs of the pages above it, handed in by whoever answers the callback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from qingtian.language import Text


@dataclass(frozen=True)
class Around:
    """``on`` and ``now`` of the city; ``clock`` is the real moment, by which WeChat counts.

    ``link_of`` makes the private address of a key; ``area_at`` gives the code of the area at WGS-84 degrees, or "";
    ``status_of`` says where a receipt number stands, None where it is unknown or may not be shown.
    """

    on: date
    now: datetime
    clock: datetime
    link_of: Callable[[str], str]
    area_at: Callable[[Decimal, Decimal], str]
    status_of: Callable[[str], Text | None]
