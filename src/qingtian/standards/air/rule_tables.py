"""The rules as small tables (规则表) that statistics join by the edition of the day, never literals.

All concentrations, limits, divisors and breakpoints are integers in thousandths of the unit (µg/m³; CO mg/m³), so that
no rule is a binary float. ``docs/decisions/0040`` says what each column means. Items are those of a day: PM2_5, PM10,
SO2, NO2, CO, O3_8h and, in the daily report of HJ 633-2012, O3_1h.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from qingtian.standards.air import rule_rows
from qingtian.standards.air.evaluation import Printing
from qingtian.standards.air.held import Held, InForce, packaged
from qingtian.standards.air.rule_rows import Asked, Cell, Row

#: name of a table → its rows, a row by column
RuleTables = dict[str, list[dict[str, Cell]]]


def rule_tables(
    edition: str | None = None, *, held: Held | None = None, printing: Printing | None = None
) -> RuleTables:
    """Every rule table for all editions of ``held`` (those of the program if None); no table is empty.

    ``edition``: that one alone, made to hold on every day, for a comparison under one edition (UnusableInput
    ``air.edition`` if there is none). ``printing``: how a ranking prints its concentrations, where it is not as the
    ranking rule says.
    """
    source = held or packaged()
    runs = source.runs if edition is None else (source.named(edition),)
    asked = [Asked(run, source, printing) for run in runs]
    tables: RuleTables = {"rule_edition": [_edition(run, always=edition is not None) for run in runs]}
    for name, (columns, rows) in _TABLES.items():
        tables[name] = [
            dict(zip(("edition", *columns), (one.run.id, *row), strict=True)) for one in asked for row in rows(one)
        ]
    return tables


def _edition(run: InForce, *, always: bool) -> dict[str, Cell]:
    """Its days; null where it is open."""
    return {
        "edition": run.id,
        "first_day": None if always or run.first_day == date.min else run.first_day,
        "last_day": None if always or run.last_day == date.max else run.last_day,
        "index_edition": run.index.id,
        "evaluation_edition": run.evaluation.id,
        "ranking_edition": run.ranking.id,
    }


Rows = Callable[[Asked], Iterable[Row]]
_COLUMNS: tuple[tuple[str, str, Rows], ...] = (
    ("rule_day", "item least_hours station_decimals place_decimals limit_day limit_day_1", rule_rows.days),
    ("rule_ozone", "first_end last_end least_hours least_windows valid_above", rule_rows.ozone),
    ("rule_place", "order_of_averaging share_num share_den", rule_rows.places),
    (
        "rule_period",
        "kind item least_days least_month_days least_february_days share_num share_den",
        rule_rows.periods,
    ),
    (
        "rule_statistic",
        "item statistic decimals limit_year evaluated in_index index_input_decimals divisor weight_num weight_den",
        rule_rows.statistics,
    ),
    ("rule_figure", "factor_decimals rate_decimals index_decimals change_decimals ties_shown_by", rule_rows.figures),
    ("rule_breakpoint", "report item index_low index_high low high", rule_rows.breakpoints),
    ("rule_above", "report item counts_as", rule_rows.above),
    ("rule_report", "report publish_above primary_above", rule_rows.reports),
    ("rule_report_item", "report item pollutant place_in_order decimals needed", rule_rows.report_items),
    ("rule_category", "level up_to good", rule_rows.categories),
    ("rule_trend", "years critical", rule_rows.trend),
)
_TABLES: Mapping[str, tuple[tuple[str, ...], Rows]] = {
    name: (tuple(columns.split()), rows) for name, columns, rows in _COLUMNS
}
