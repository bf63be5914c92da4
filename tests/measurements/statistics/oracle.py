"""The statistics of air once more, in plain Python with exact fractions, written from the rules and not from the SQL.

Values are thousandths. What is wrong in both would have to be misread twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from qingtian.standards.periods import Period

ITEMS = ("PM2_5", "PM10", "SO2", "NO2", "CO", "O3_8h", "O3_1h")
Hours = Mapping[int, int | None]


def rounded(value: Fraction, decimals: int) -> int:
    """GB/T 8170: Python rounds fractions half to even."""
    step = 10 ** (3 - decimals)
    return round(value / step) * step


def row(rules, table: str, edition: str, **wanted) -> dict | None:
    found = [
        r for r in rules[table] if r["edition"] == edition and all(r[name] == value for name, value in wanted.items())
    ]
    return found[0] if found else None


def edition(rules, on: date) -> str:
    (found,) = [
        r["edition"] for r in rules["rule_edition"] if (r["first_day"] or date.min) <= on <= (r["last_day"] or date.max)
    ]
    return found


# ---- a station's day ----------------------------------------------------------------------------------------------


def station_day(rules, on: date, item: str, hours: Hours) -> tuple[int | None, int]:
    """Value and how many hours (of ozone: windows) it rests on."""
    which = edition(rules, on)
    rule = row(rules, "rule_day", which, item=item)
    there = [value for value in hours.values() if value is not None]
    if item == "O3_8h":
        return eight_hours(rules, which, rule["station_decimals"], hours)
    if not there or len(there) < rule["least_hours"]:
        return None, len(there)
    exact = Fraction(max(there)) if item == "O3_1h" else Fraction(sum(there), len(there))
    return rounded(exact, rule["station_decimals"]), len(there)


def eight_hours(rules, which: str, decimals: int, hours: Hours) -> tuple[int | None, int]:
    rule = row(rules, "rule_ozone", which)
    means = []
    for end in range(rule["first_end"], rule["last_end"] + 1):
        window = [hours.get(hour) for hour in range(end - 7, end + 1)]
        there = [value for value in window if value is not None]
        if len(there) >= rule["least_hours"]:
            means.append(Fraction(sum(there), len(there)))
    if not means:
        return None, 0
    value = rounded(max(means), decimals)
    enough = len(means) >= rule["least_windows"]
    above = rule["valid_above"] is not None and value > rule["valid_above"]
    return (value if enough or above else None), len(means)


def place_day(rules, on: date, item: str, stations: Sequence[int | None]) -> int | None:
    """Mean of the station days, if the share of stations is large enough."""
    which = edition(rules, on)
    share, rule = row(rules, "rule_place", which), row(rules, "rule_day", which, item=item)
    there = [value for value in stations if value is not None]
    if not there or Fraction(len(there), len(stations)) < Fraction(share["share_num"], share["share_den"]):
        return None
    return rounded(Fraction(sum(there), len(there)), rule["place_decimals"])


# ---- a period -----------------------------------------------------------------------------------------------------


def days_of(period: Period) -> list[date]:
    return [period.first + timedelta(days=n) for n in range(period.days)]


def admitted(rules, period: Period, item: str, valid_days: Sequence[date]) -> bool:
    if not valid_days:
        return False
    rule = row(rules, "rule_period", edition(rules, period.last), kind=period.kind, item=item)
    if rule is None:
        return True
    if len(valid_days) < rule["least_days"]:
        return False
    if Fraction(len(valid_days), period.days) < Fraction(rule["share_num"], rule["share_den"]):
        return False
    return all(_month_full(rule, month, valid_days) for month in _whole_months(period))


def _whole_months(period: Period) -> list[list[date]]:
    months: dict[tuple[int, int], list[date]] = {}
    for day in days_of(period):
        months.setdefault((day.year, day.month), []).append(day)
    return [days for days in months.values() if days[0].day == 1 and (days[-1] + timedelta(days=1)).day == 1]


def _month_full(rule, month: list[date], valid_days: Sequence[date]) -> bool:
    least = rule["least_february_days"] if month[0].month == 2 else rule["least_month_days"]
    return len(set(month) & set(valid_days)) >= least


def percentile(values: Sequence[int], percent: int) -> Fraction:
    """k = 1 + (n - 1) p; between the two neighbours in proportion."""
    ordered = sorted(values)
    k = 1 + (len(ordered) - 1) * Fraction(percent, 100)
    s = int(k)
    lower = ordered[s - 1]
    return Fraction(lower) if s == len(ordered) else lower + (ordered[s] - lower) * (k - s)


def exact(statistic: str, values: Sequence[int]) -> Fraction:
    return Fraction(sum(values), len(values)) if statistic == "mean" else percentile(values, int(statistic[1:]))


def figures(rules, period: Period, item: str, series: Mapping[date, int | None]) -> dict[str, int | None]:
    """Every statistic of one item from its place days; ``series`` has the days the place has members."""
    which = edition(rules, period.last)
    values = {day: series[day] for day in days_of(period) if series.get(day) is not None}
    there, good = list(values.values()), admitted(rules, period, item, list(values))
    found: dict[str, int | None] = {}
    attained: list[bool | None] = []
    factors = []
    for rule in rules["rule_statistic"]:
        if rule["edition"] != which or rule["item"] != item:
            continue
        value = rounded(exact(rule["statistic"], there), rule["decimals"]) if good else None
        found[rule["statistic"]] = value
        if rule["evaluated"] and rule["limit_year"]:
            attained.append(None if value is None else value <= rule["limit_year"])
            if value is not None and value > rule["limit_year"]:
                factors.append(Fraction(1000 * (value - rule["limit_year"]), rule["limit_year"]))
    decimals = row(rules, "rule_figure", which)
    over = sum(
        value > row(rules, "rule_day", edition(rules, day), item=item)["limit_day"] for day, value in values.items()
    )
    found["maximum"] = max(there) if there else None
    found["days_over"] = 1000 * over if there else None
    found["attainment_rate"] = (
        rounded(Fraction(100_000 * (len(there) - over), len(there)), decimals["rate_decimals"]) if there else None
    )
    if period.kind in ("year", "span") and attained:
        found["attained"] = 0 if False in attained else None if None in attained else 1000
        if factors:
            found["exceedance_factor"] = max(rounded(factor, decimals["factor_decimals"]) for factor in factors)
    return found


def composite(rules, period: Period, place: Mapping[str, Mapping[date, int | None]]) -> tuple[int | None, set[str]]:
    """The index from concentrations as they are printed, unrounded ratios, one rounding; and who leads."""
    which, ratios = edition(rules, period.last), {}
    total = Fraction(0)
    for rule in rules["rule_statistic"]:
        if rule["edition"] != which or not rule["in_index"]:
            continue
        series = place[rule["item"]]
        values = {day: series[day] for day in days_of(period) if series.get(day) is not None}
        if not admitted(rules, period, rule["item"], list(values)):
            return None, set()
        printed = rounded(exact(rule["statistic"], list(values.values())), rule["index_input_decimals"])
        ratios[rule["item"]] = Fraction(printed, rule["divisor"])
        total += ratios[rule["item"]] * Fraction(rule["weight_num"], rule["weight_den"])
    index = rounded(1000 * total, row(rules, "rule_figure", which)["index_decimals"])
    return index, {item for item, ratio in ratios.items() if ratio == max(ratios.values())}


def ranks(values: Sequence[int | None]) -> list[int | None]:
    """1 + how many are less; equals share."""
    there = [value for value in values if value is not None]
    return [None if value is None else 1 + sum(other < value for other in there) for value in values]
