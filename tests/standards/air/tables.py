"""The breakpoint tables as the standards print them, typed a second time so that a slip in the data is seen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

LAST_DAY_OF_2012 = date(2026, 2, 28)
FIRST_DAY_OF_2026 = date(2026, 3, 1)

INDICES = (0, 50, 100, 150, 200, 300, 400, 500)

SAME_IN_BOTH = {
    "SO2_24h": (0, 50, 150, 475, 800, 1600, 2100, 2620),
    "SO2_1h": (0, 150, 500, 650, 800),
    "NO2_24h": (0, 40, 80, 180, 280, 565, 750, 940),
    "NO2_1h": (0, 100, 200, 700, 1200, 2340, 3090, 3840),
    "CO_24h": (0, 2, 4, 14, 24, 36, 48, 60),
    "CO_1h": (0, 5, 10, 35, 60, 90, 120, 150),
    "O3_1h": (0, 160, 200, 300, 400, 800, 1000, 1200),
    "O3_8h": (0, 100, 160, 215, 265, 800),
}
HJ633_2012 = {
    **SAME_IN_BOTH,
    "PM10_24h": (0, 50, 150, 250, 350, 420, 500, 600),
    "PM2_5_24h": (0, 35, 75, 115, 150, 250, 350, 500),
}
HJ633_2026 = {
    **SAME_IN_BOTH,
    "PM10_24h": (0, 50, 120, 250, 350, 420, 500, 600),
    "PM2_5_24h": (0, 35, 60, 115, 150, 250, 350, 500),
}
HOURLY = {"PM2_5": "PM2_5_24h", "PM10": "PM10_24h", "SO2": "SO2_1h", "NO2": "NO2_1h", "O3": "O3_1h", "CO": "CO_1h"}

CLEAN = {item: Decimal(0) for item in HOURLY}
CLEAN_DAY = {item: Decimal(0) for item in ("PM2_5", "PM10", "SO2", "NO2", "O3_8h", "O3_1h", "CO")}


def hour(**items: object) -> dict[str, object]:
    """An hour in which everything not named is zero."""
    return CLEAN | {item: Decimal(v) if isinstance(v, str) else v for item, v in items.items()}


def day(**items: object) -> dict[str, object]:
    """A day in which everything not named is zero."""
    return CLEAN_DAY | {item: Decimal(v) if isinstance(v, str) else v for item, v in items.items()}
