"""``qingtian noise evaluate``: levels of day and night of a table against their limits."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import click

from qingtian.errors import Refused
from qingtian.standards.air.commands import refuse_overwriting
from qingtian.standards.air.feed import Unreadable
from qingtian.standards.entered import Entry
from qingtian.standards.entered.files import entries_in
from qingtian.standards.noise.evaluation import Evaluation, Verdict, evaluate
from qingtian.standards.noise.levels import energy_average, rounded, whole_day
from qingtian.standards.noise.limits import PLACES, spans_on
from qingtian.standards.reading_cells import day, named, number
from qingtian.standards.rowwise import Cells, Columns, Judged, as_dict, convert, report

ADDED = (
    *("day_level", "night_level", "day_night_level"),
    *("day_met", "day_above", "night_met", "night_above", "burst_met", "burst_above", "not_judged", "edition"),
)
WANTED = ("point", "date", "place", "zone")
OPTIONAL = ("ld", "ln", "lmax_night", *(f"h{hour:02d}" for hour in range(24)))


@click.command("evaluate", epilog="Example: qingtian noise evaluate levels.csv --out result.csv")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="CSV to write; replaced whole or not at all.",
)
@click.option(
    "--tables",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Folder with tables the office entered: construction limits of 2025, the city's night, coverage.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def evaluate_command(file: Path, out: Path, tables: Path | None, as_json: bool) -> None:
    """Day and night levels (昼夜等效声级) of FILE (.csv or .csv.gz) against the limits of their zone and day.

    FILE has the columns point, date, place (zone, boundary, construction), zone (0, 1, 2, 3, 4a, 4b; of a boundary 0 to
    4; of a construction site empty or site) and either ld and ln in dB(A), or an hour a column, h00 to h23, of which
    the levels are made by energy average: a day runs from the end of its night, so h00 to h05 are the morning after;
    lmax_night is the loudest burst of the night. OUT keeps all columns and the order and adds day_level, night_level,
    day_night_level, day_met and night_met and burst_met (yes, no), day_above, night_above, burst_above (dB above the
    limit), not_judged (why there is no judgement, or which span lacks hours) and edition. A row that cannot be read is
    left out, counted, and kept in OUT's .rejects.csv. Exit 0: OUT written; 1: FILE unusable, OUT untouched; 2: wrong
    usage.
    """
    refuse_overwriting(file, out)
    entries = entries_in(tables) if tables else ()
    tally = convert(file, out, Columns(WANTED, OPTIONAL, ADDED), lambda cells: judged(cells, entries), "noise")
    report(tally, out)
    if as_json:
        click.echo(json.dumps(as_dict(tally, out), ensure_ascii=False))


def judged(cells: Cells, entries: tuple[Entry, ...]) -> Judged:
    """One row judged. Raises Unreadable; what is refused by name stands in ``not_judged``."""
    named(cells, "point")
    on = day(cells["date"], "date")
    if (place := cells["place"].casefold()) not in PLACES:
        raise Unreadable("no_place", "place")
    zone = cells["zone"].casefold() or ("site" if place == "construction" else "")
    burst = number(cells.get("lmax_night", ""), "lmax_night")
    levels = _given(cells) or _averaged(cells, entries)
    ld, ln, _ = levels
    written = tuple("" if level is None else f"{level:f}" for level in levels)
    try:
        found = evaluate(place, zone, on, day=ld, night=ln, burst=burst, entries=entries)
    except Refused as refused:
        why = refused.code.removeprefix("noise.") if refused.code != "standards.not_entered" else refused.where
        return Judged((*written, *[""] * 6, why, ""), "", why)
    return _added(found, written)


Levels = tuple[Decimal | None, Decimal | None, Decimal | None]


def _given(cells: Cells) -> Levels | None:
    """The levels as they were given; None where neither was."""
    ld, ln = number(cells.get("ld", ""), "ld"), number(cells.get("ln", ""), "ln")
    if ld is None and ln is None:
        return None
    return ld, ln, None if ld is None or ln is None else rounded(whole_day(ld, ln))


def _averaged(cells: Cells, entries: tuple[Entry, ...]) -> Levels:
    spans = spans_on(day(cells["date"], "date"), entries)
    hours = {hour: number(cells.get(f"h{hour:02d}", ""), f"h{hour:02d}") for hour in range(24)}
    in_night = [(spans.night_begins + number_) % 24 for number_ in range(8)]
    by_night = [level for hour in in_night if (level := hours[hour]) is not None]
    by_day = [level for hour, level in hours.items() if hour not in in_night and level is not None]
    ld = energy_average(by_day) if len(by_day) >= max(spans.least_day, 1) else None
    ln = energy_average(by_night) if len(by_night) >= max(spans.least_night, 1) else None
    ldn = None if ld is None or ln is None else rounded(whole_day(ld, ln))
    return None if ld is None else rounded(ld), None if ln is None else rounded(ln), ldn


def _added(found: Evaluation, written: tuple[str, ...]) -> Judged:
    lacking = [name for name, verdict in (("day", found.day), ("night", found.night)) if verdict is None]
    why = "nothing_to_judge" if found.met is None else ""
    lacks = why or ";".join(f"no_{name}_level" for name in lacking)
    cells = (*written, *_met(found.day), *_met(found.night), *_met(found.burst), lacks, found.limits.edition)
    return Judged(cells, found.limits.edition, why)


def _met(verdict: Verdict | None) -> tuple[str, str]:
    if verdict is None:
        return "", ""
    return "yes" if verdict.met else "no", "" if verdict.above is None else f"{verdict.above:f}"
