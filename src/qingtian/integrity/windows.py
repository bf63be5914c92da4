"""What a day, three days, a week and a fortnight around it say: one row of numbers for a station and day."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from qingtian.integrity.grid import HOURS, Array
from qingtian.integrity.hours import CALM, HIGH, Hours
from qingtian.integrity.twins import LEAST

#: days before and after the day
REACH: Final = (0, 1, 3, 7)
QUANTILES: Final = (0.5, 0.65, 0.8, 0.9, 0.97)
LIMITS: Final = (35.0, 75.0, 115.0)


def day_features(hours: Hours) -> tuple[Array, list[str]]:
    """(stations, days, features) and the features' names."""
    columns: dict[str, Array] = {}
    for reach in REACH:
        for name, values in _of_window(hours, reach).items():
            columns[f"{name}@{2 * reach + 1}"] = values
    return np.stack(list(columns.values()), axis=2), list(columns)


def _of_window(hours: Hours, reach: int) -> dict[str, Array]:
    out: dict[str, Array] = {}
    out |= _levels(hours, reach)
    out |= _missing(hours, reach)
    out |= _residuals(hours, reach)
    out |= _ceilings(hours, reach)
    out |= _digits(hours, reach)
    out |= _stillness(hours, reach)
    return out


def _sum(values: Array | NDArray[np.bool_], reach: int) -> Array:
    """Sum over the window of a series by hour; NaN counts as nothing."""
    daily = np.nansum(values.reshape(len(values), -1, HOURS), axis=2)
    total = np.concatenate((np.zeros((len(daily), 1)), np.cumsum(daily, axis=1)), axis=1)
    day = np.arange(daily.shape[1])
    inside: Array = total[:, np.minimum(day + reach + 1, len(day))] - total[:, np.maximum(day - reach, 0)]
    return inside


def _mean(values: Array, where: np.ndarray, reach: int) -> tuple[Array, Array]:
    """Mean where a condition holds, and in how many hours it does."""
    used = where & np.isfinite(values)
    count = _sum(used.astype(float), reach)
    total = _sum(np.where(used, values, 0.0), reach)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan), count


def _max(values: Array, reach: int) -> Array:
    daily = np.where(np.isfinite(values), values, -np.inf).reshape(len(values), -1, HOURS).max(axis=2)
    padded = np.pad(daily, ((0, 0), (reach, reach)), constant_values=-np.inf)
    top = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=1).max(axis=2)
    return np.where(np.isfinite(top), top, np.nan)


def _sorted(values: Array, reach: int) -> tuple[Array, Array]:
    """The window's values in order (missing last) and how many there are."""
    daily = values.reshape(len(values), -1, HOURS)
    padded = np.pad(daily, ((0, 0), (reach, reach), (0, 0)), constant_values=np.nan)
    seen = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=1)
    ordered = np.sort(seen.reshape(*daily.shape[:2], -1), axis=2)
    return ordered, np.isfinite(ordered).sum(axis=2)


def _quantile(ordered: Array, count: Array, share: float) -> Array:
    at = np.floor(share * np.maximum(count - 1, 0)).astype(int)
    return np.where(count > 0, np.take_along_axis(ordered, at[:, :, None], axis=2)[:, :, 0], np.nan)


def _levels(hours: Hours, reach: int) -> dict[str, Array]:
    everywhere = np.ones(hours.expected.shape, dtype=bool)
    return {
        "expected": _mean(hours.expected, everywhere, reach)[0],
        "high_hours": _sum((hours.expected > HIGH).astype(float), reach),
        "expected_top": _max(hours.expected, reach),
    }


def _missing(hours: Hours, reach: int) -> dict[str, Array]:
    gone = np.isnan(hours.reported)
    own = gone & (hours.missing_around < 0.5)
    high, calm = hours.expected > 1.15 * HIGH, hours.expected < CALM
    return {
        "gone": _sum(gone.astype(float), reach),
        "gone_alone": _sum(own.astype(float), reach),
        "gone_high": _sum((own & high).astype(float), reach),
        "gone_high_share": _mean(own.astype(float), high, reach)[0],
        "gone_calm_share": _mean(own.astype(float), calm, reach)[0],
        "gone_expected": _mean(hours.expected, own, reach)[0],
        "seen_high": _sum((~gone & high).astype(float), reach),
    }


def _residuals(hours: Hours, reach: int) -> dict[str, Array]:
    residual, expected = hours.residual, hours.expected
    everywhere = np.ones(expected.shape, dtype=bool)
    mean, _ = _mean(residual, everywhere, reach)
    square, _ = _mean(residual**2, everywhere, reach)
    high, number = _mean(residual, expected > HIGH, reach)
    higher, _ = _mean(residual, expected > 1.3 * HIGH, reach)
    spread, _ = _mean(residual**2, expected > HIGH, reach)
    calm, _ = _mean(residual, expected < CALM, reach)
    covariance, _ = _mean(residual * np.log(np.maximum(expected, 5)), everywhere, reach)
    level, _ = _mean(np.log(np.maximum(expected, 5)), np.isfinite(residual), reach)
    return {
        "residual": mean,
        "residual_spread": np.sqrt(np.maximum(square - mean**2, 0)),
        "residual_high": high,
        "residual_higher": higher,
        "residual_high_spread": np.sqrt(np.maximum(spread - high**2, 0)),
        "residual_calm": calm,
        "residual_fall": high - np.where(np.isfinite(calm), calm, 0.0),
        "residual_slope": covariance - mean * level,
        "alone": _mean(hours.residual_alone, everywhere, reach)[0],
        "alone_high": _mean(hours.residual_alone, expected > HIGH, reach)[0],
        "high_seen": number,
        "below_high": _sum((residual < -0.25) & (expected > HIGH), reach),
        "deep_below_high": _sum((residual < -0.4) & (expected > HIGH), reach),
        "within_high": _sum((residual > -0.12) & (expected > HIGH), reach),
    }


def _ceilings(hours: Hours, reach: int) -> dict[str, Array]:
    out: dict[str, Array] = {}
    ordered, count = _sorted(hours.reported, reach)
    seen = np.where(np.isfinite(hours.reported), hours.expected, np.nan)
    usual, number = _sorted(seen, reach)
    own = {share: _quantile(ordered, count, share) for share in QUANTILES}
    other = {share: _quantile(usual, number, share) for share in QUANTILES}
    top, usual_top = (
        _max(hours.reported, reach),
        _max(np.where(np.isfinite(hours.reported), hours.expected, np.nan), reach),
    )
    out["top"] = top
    out["top_ratio"] = np.log((top + 5) / (usual_top + 5))
    for share in QUANTILES[:-1]:
        out[f"flat{share}"] = np.log((top + 5) / (own[share] + 5))
        out[f"flatter{share}"] = np.log((usual_top + 5) / (other[share] + 5)) - out[f"flat{share}"]
    out["q97_q65"] = own[0.97] - own[0.65]
    out["near_top"] = (ordered > (top - 8)[:, :, None]).sum(axis=2) / np.maximum(count, 1)
    out["near_top_usual"] = out["near_top"] - (usual > (0.95 * usual_top - 5)[:, :, None]).sum(axis=2) / np.maximum(
        count, 1
    )
    for limit in LIMITS:
        band = (ordered > limit - 10) & (ordered <= limit)
        above = (ordered > limit).sum(axis=2)
        should = (usual > 1.15 * limit).sum(axis=2)
        out[f"band{limit:g}"] = band.sum(axis=2) / np.maximum(count, 1)
        out[f"above{limit:g}"] = above.astype(float)
        out[f"lacking{limit:g}"] = (should - above) / np.maximum(count, 1)
    return out


def _digits(hours: Hours, reach: int) -> dict[str, Array]:
    whole = np.isfinite(hours.reported) & (hours.reported > 3) & (hours.run < 6)
    five, count = _mean((np.mod(hours.reported, 5) == 0).astype(float), whole, reach)
    odd = whole & (np.mod(hours.reported, 5) != 0)
    return {
        "fives": five,
        "fives_z": (five - 0.2) * np.sqrt(np.maximum(count, 1) / 0.16),
        "not_fives": _sum(odd.astype(float), reach),
    }


def _stillness(hours: Hours, reach: int) -> dict[str, Array]:
    seen = np.isfinite(hours.reported)
    twin = hours.twins.length >= LEAST
    bend, _ = _mean(hours.bend, seen, reach)
    coarse, _ = _mean(hours.bend_coarse, seen, reach)
    around, _ = _mean(hours.bend_around, seen, reach)
    return {
        "run": _max(np.where(seen, hours.run, np.nan), reach),
        "run_hours": _sum((seen & (hours.run >= 5)).astype(float), reach),
        "twin": _max(hours.twins.length, reach),
        "twin_hours": _sum(twin.astype(float), reach),
        "twin_worse": _mean(hours.twins.worse, twin, reach)[0],
        "twin_step": _mean(hours.twins.step, twin, reach)[0],
        "alike": _mean(hours.twins.alike, seen, reach)[0],
        "bend": bend,
        "bend_to_coarse": np.log((bend + 0.01) / (coarse + 0.01)),
        "bend_to_around": np.log((bend + 0.01) / (around + 0.01)),
        "bend_top": _max(hours.bend, reach),
    }
