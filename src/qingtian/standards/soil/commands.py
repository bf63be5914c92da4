"""``qingtian soil classify``: the class of risk of every sample of a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import click

from qingtian.errors import Refused
from qingtian.standards.air.commands import refuse_overwriting
from qingtian.standards.air.feed import Unreadable
from qingtian.standards.entered import Entry
from qingtian.standards.entered.files import entries_in
from qingtian.standards.reading_cells import content, day, named, number
from qingtian.standards.rowwise import Cells, Columns, Judged, as_dict, convert, report
from qingtian.standards.soil.judging import OTHER_ITEMS, Measured, PointRisk, Sample, judge
from qingtian.standards.soil.values import items

ADDED = ("risk", "worst_items", "exceedance", "high_background", "not_judged", "edition")
#: other spellings of a column
ALSO = {"cr6": "CrVI", "cr(vi)": "CrVI", "cr6+": "CrVI"}


@click.command(epilog="Example: qingtian soil classify samples.csv --out risk.csv")
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
    help="Folder with tables the office entered: local background, values of other items.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def classify(file: Path, out: Path, tables: Path | None, as_json: bool) -> None:
    """Class of risk (风险类别) of every sample of FILE (.csv or .csv.gz).

    FILE has the columns point, sampled_on, land_use (construction_1, construction_2, paddy, orchard, other, rotation)
    and may have ph, area and a column an item: As, Cd, CrVI, Cr, Cu, Pb, Hg, Ni, Zn, Co, V, in mg/kg; empty = not
    measured, <x or xL = below detection. OUT keeps all columns and the order and adds risk (low_risk, possible_risk,
    high_risk), worst_items, exceedance (item:multiple above the screening value), high_background (items above it that
    do not exceed the local background), not_judged (why there is no class, or items without a value) and edition. A row
    that cannot be read is left out, counted, and kept in OUT's .rejects.csv. Exit 0: OUT written; 1: FILE unusable, OUT
    untouched; 2: wrong usage.
    """
    refuse_overwriting(file, out)
    entries = entries_in(tables) if tables else ()
    known = _known(entries)
    columns = Columns(("point", "sampled_on", "land_use"), ("ph", "area", *known), ADDED)
    tally = convert(file, out, columns, lambda cells: judged(cells, known, entries), "soil")
    report(tally, out)
    if as_json:
        click.echo(json.dumps(as_dict(tally, out), ensure_ascii=False))


def _known(entries: tuple[Entry, ...]) -> dict[str, str]:
    """Heading in small letters → item, with those the office entered values of."""
    entered = {item for entry in entries if entry.table == OTHER_ITEMS for item in entry.values}
    return {item.casefold(): item for item in (*items(), *sorted(entered))} | ALSO


def judged(cells: Cells, known: Mapping[str, str], entries: tuple[Entry, ...]) -> Judged:
    """One row judged. Raises Unreadable; what is refused by name stands in ``not_judged``."""
    named(cells, "point")
    contents: dict[str, Measured] = {}
    for column, item in known.items():
        if found := content(cells.get(column, ""), column):
            if item in contents:
                raise Unreadable("bad_number", column)  # the same item in two columns: which is it?
            contents[item] = Measured(*found)
    sample = Sample(
        sampled_on=day(cells["sampled_on"], "sampled_on"),
        land_use=cells["land_use"],
        contents=contents,
        ph=number(cells.get("ph", ""), "ph"),
        area=cells.get("area", ""),
    )
    try:
        found_risk = judge(sample, entries)
    except Refused as refused:
        why = refused.code.removeprefix("soil.")
        return Judged(("", "", "", "", why, ""), "", why)
    return _added(found_risk)


def _added(found: PointRisk) -> Judged:
    above = [f"{one.item}:{multiple(one.exceedance)}" for one in found.items if one.exceedance is not None]
    lacking = (*found.no_value, *(f"{item}<" for item in found.unsure))
    why = "" if found.risk else "nothing_to_judge"
    cells = (
        found.risk or "",
        ";".join(found.worst_items),
        ";".join(above),
        ";".join(found.at_background),
        ";".join((why, *lacking) if why else lacking),
        found.edition,
    )
    return Judged(cells, found.edition, why)


def multiple(exceedance: Fraction) -> str:
    """A multiple with two decimals, half to even; one that would read 0.00 keeps its first figure."""
    shown = round(exceedance * 100)
    return f"{shown // 100}.{shown % 100:02d}" if shown else "<0.01"
