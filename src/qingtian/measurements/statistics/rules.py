"""Rule tables (规则表) as the SQL joins them: those of ``standards.air.rule_tables`` and what follows from them.

What follows is exact arithmetic on a handful of rows: the common denominator of the divisors of the composite index,
the number in ``p95``, the lower edge of a level.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import lcm

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.scale import PLACES
from qingtian.measurements.statistics.engines.base import Cell, Engine, Row

#: table → rows by column, as ``standards.air.rule_tables`` gives them
Rules = Mapping[str, Sequence[Mapping[str, Cell]]]

_WHOLE, _WORD, _DAY = "BIGINT", "VARCHAR", "DATE"
_WORDS = {"edition", "item", "kind", "statistic", "report", "pollutant", "order_of_averaging", "ties_shown_by"}
#: the tables the SQL joins, with their columns beside ``edition``
TABLES: dict[str, str] = {
    "rule_day": "item least_hours station_decimals place_decimals limit_day",
    "rule_ozone": "first_end last_end least_hours least_windows valid_above",
    "rule_place": "order_of_averaging share_num share_den",
    "rule_period": "kind item least_days least_month_days least_february_days share_num share_den",
    "rule_statistic": "item statistic decimals limit_year evaluated in_index index_input_decimals percent",
    "rule_figure": "factor_decimals rate_decimals index_decimals change_decimals ties_shown_by",
    "rule_breakpoint": "report item index_low index_high low high",
    "rule_above": "report item counts_as",
    "rule_report": "report publish_above primary_above",
    "rule_report_item": "report item pollutant decimals needed",
    "rule_category": "level above up_to good",
    "rule_index": "item statistic plain weighted denominator",
}
#: an open level ends nowhere an index can reach
_OPEN = 1_000_000
#: sums of products over the common denominator must stay far within 64 bits
_LARGEST_DENOMINATOR = 10**12


def enter(engine: Engine, rules: Rules) -> None:
    """Every table of ``TABLES``, and ``decimal_step``: how many thousandths a step of so many decimals has."""
    tables = {**rules, **_following(rules)}
    for name, columns in TABLES.items():
        wanted = ("edition", *columns.split())
        types = {column: _WORD if column in _WORDS else _WHOLE for column in wanted}
        engine.table(name, types, [tuple(_cell(row[column]) for column in wanted) for row in tables[name]])
    steps: list[Row] = [(decimals, 10 ** (PLACES - decimals)) for decimals in range(PLACES + 1)]
    engine.table("decimal_step", {"decimals": _WHOLE, "step": _WHOLE}, steps)


def edition_of(rules: Rules, on: date) -> str:
    """The edition of the limits a day is computed by."""
    for row in rules["rule_edition"]:
        first, last = row["first_day"], row["last_day"]
        if (first is None or _day(first) <= on) and (last is None or on <= _day(last)):
            return str(row["edition"])
    raise UnusableInput(
        "statistics.no_edition",
        Text("没有适用于 {day} 的标准版本", "no edition of the limits is held for {day}").format(day=on),
    )


def days_of(rules: Rules, first: date, last: date) -> list[tuple[date, str]]:
    """Every day from ``first`` to ``last`` with its edition."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [(day, edition_of(rules, day)) for day in days]


def one_edition(rules: Rules, edition: str) -> Rules:
    """``rules`` with that edition alone, made to hold on every day: both sides of a comparison by the same limits."""
    kept: dict[str, list[Mapping[str, Cell]]] = {
        name: [row for row in rows if row["edition"] == edition] for name, rows in rules.items()
    }
    kept["rule_edition"] = [{**row, "first_day": None, "last_day": None} for row in kept["rule_edition"]]
    return kept


def critical_values(rules: Rules, edition: str) -> dict[int, int]:
    """Critical values of Spearman's coefficient (thousandths) by number of years."""
    rows = [row for row in rules["rule_trend"] if row["edition"] == edition]
    return {_whole(row["years"]): _whole(row["critical"]) for row in rows}


def averages_hours(rules: Rules) -> bool:
    """Whether under any edition a place's hours are averaged before its days."""
    return any(row["order_of_averaging"] == "place_hours" for row in rules["rule_place"])


def _following(rules: Rules) -> dict[str, list[dict[str, Cell]]]:
    return {
        "rule_statistic": [*_percents(rules), *_plain_means(rules)],
        "rule_category": list(_edges(rules)),
        "rule_index": [row for edition in rules["rule_edition"] for row in _index(rules, str(edition["edition"]))],
    }


def _percents(rules: Rules) -> Iterator[dict[str, Cell]]:
    for row in rules["rule_statistic"]:
        name = str(row["statistic"])
        yield {**row, "percent": 0 if name == "mean" else int(name.removeprefix("p"))}


def _plain_means(rules: Rules) -> Iterator[dict[str, Cell]]:
    """A mean for items that are judged by a percentile alone: shown, never evaluated."""
    held = {(row["edition"], row["item"]) for row in rules["rule_statistic"] if row["statistic"] == "mean"}
    named = {(row["edition"], row["item"]): row["decimals"] for row in rules["rule_statistic"]}
    for (edition, item), decimals in named.items():
        if (edition, item) not in held:
            plain: dict[str, Cell] = {"edition": edition, "item": item, "statistic": "mean", "percent": 0}
            yield plain | {"decimals": decimals, "evaluated": 0, "in_index": 0, **_NO_LIMIT}


_NO_LIMIT: dict[str, Cell] = {"limit_year": None, "index_input_decimals": None}


def _edges(rules: Rules) -> Iterator[dict[str, Cell]]:
    """Each level with the index it begins above."""
    ends: dict[Cell, int] = {}
    for row in sorted(rules["rule_category"], key=lambda row: (str(row["edition"]), _whole(row["level"]))):
        up_to = _OPEN if row["up_to"] is None else _whole(row["up_to"])
        yield {**row, "above": ends.get(row["edition"], -1), "up_to": up_to}
        ends[row["edition"]] = up_to


def _index(rules: Rules, edition: str) -> Iterator[dict[str, Cell]]:
    """What a concentration is multiplied by over the common denominator, plain and with its weight."""
    rows = [row for row in rules["rule_statistic"] if row["edition"] == edition and row["in_index"]]
    plain = [Fraction(1, _whole(row["divisor"])) for row in rows]
    weights = [Fraction(_whole(row["weight_num"]), _whole(row["weight_den"])) for row in rows]
    weighted = [share * weight for share, weight in zip(plain, weights, strict=True)]
    common = lcm(*(share.denominator for share in (*plain, *weighted)))
    if common > _LARGEST_DENOMINATOR:
        raise UnusableInput(
            "statistics.divisors",
            Text(
                "综合指数的除数和权重没有够小的公分母",
                "the divisors and weights of the index share no small denominator",
            ),
            where=edition,
        )
    for row, one, heavy in zip(rows, plain, weighted, strict=True):
        yield {**row, "plain": int(one * common), "weighted": int(heavy * common), "denominator": common}


def _cell(value: Cell) -> Cell:
    return int(value) if isinstance(value, bool) else value


def _whole(value: Cell) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a rule's number is {value!r}")
    return value


def _day(value: Cell) -> date:
    if not isinstance(value, date):
        raise TypeError(f"a rule's day is {value!r}")
    return value
