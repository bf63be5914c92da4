"""``qingtian enforcement discretion``: the fine a discretion table gives, its bounds, each step with its article."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import click

from qingtian.enforcement import printing
from qingtian.enforcement.discretion.factors import percent
from qingtian.enforcement.discretion.reading import load_tables
from qingtian.enforcement.discretion.reckon import reckon, statutory_range
from qingtian.enforcement.discretion.reckoned import Given
from qingtian.enforcement.discretion.table import MoneyBand, Table
from qingtian.enforcement.discretion.weight_accumulation import GRADES
from qingtian.enforcement.money import yuan
from qingtian.enforcement.violations.commands import medium_option, party_option
from qingtian.enforcement.violations.reading import load_catalogue
from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.law.commands import as_json, day
from qingtian.law.reading import load_law

EXAMPLE = (
    "Example: qingtian enforcement discretion --table hunan_example --violation over_limit --on 2026-09-01 "
    "--factor exceedance=1.5 --factor receiving_water=class_three --factor duration=2 --factor repeat=1 "
    "--factor neighbours=none"
)


def money_band(words: str) -> MoneyBand:
    """A band written 100000..300000, both ends included."""
    least, dots, most = words.partition("..")
    if not dots:
        raise click.BadParameter(f"{words!r} is not a band like 100000..300000")
    return MoneyBand(yuan(least), yuan(most))


def answered(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """``exceedance=1.5`` … by factor; one given twice keeps both, and the heavier counts."""
    given: dict[str, tuple[str, ...]] = {}
    for each in words:
        name, equals, answer = each.partition("=")
        if not equals or not name.strip() or not answer.strip():
            raise click.BadParameter(f"{each!r} is not like exceedance=1.5 or fault=12%")
        given[name.strip()] = (*given.get(name.strip(), ()), answer.strip())
    return given


def table_of(id_: str, tables: dict[str, Table]) -> Table:
    """The table of that id. Raises ``enforcement.table.unknown``."""
    if id_ not in tables:
        raise UnusableInput(
            "enforcement.table.unknown",
            Text("没有这张裁量表。", "no such discretion table."),
            where=id_,
            remedy=Text("有：{all}。", "There are: {all}.").format(all="、".join(tables)),
        )
    return tables[id_]


def _option_percent(words: str) -> Decimal:
    return percent(words.removesuffix("%"), "--apology")


@click.command("discretion", epilog=EXAMPLE)
@click.option("--table", "table_id", required=True, metavar="ID", help="The discretion table.")
@click.option("--violation", required=True, metavar="ID", help="The violation, as in the catalogue.")
@click.option("--on", type=day, required=True, metavar="DATE", help="Day of the decision.")
@click.option("--factor", "factors", multiple=True, metavar="F=BAND|FIGURE|P%", help="An answer; repeatable.")
@click.option("--grade", type=click.Choice(list(GRADES)), help="Model B, a violation without weights.")
@click.option("--apology", type=_option_percent, metavar="P", help="Model B: percent off for a public apology.")
@click.option("--investment", type=yuan, metavar="YUAN", help="Model A: a fine that is a share of the investment.")
@click.option("--band", "bands", type=money_band, multiple=True, metavar="A..B", help="Model C: a band; lowest first.")
@click.option(
    "--in-band", "in_bands", type=int, multiple=True, metavar="N", help="Model C: a circumstance is of band N."
)
@click.option("--punished", type=click.IntRange(min=0), default=0, metavar="N", help="Like penalties in two years.")
@click.option("--circumstance", "circumstances", multiple=True, metavar="ID", help="A listed circumstance; repeatable.")
@click.option("--minimum", type=yuan, metavar="YUAN", help="Statutory minimum, where the catalogue has none loaded.")
@click.option("--maximum", type=yuan, metavar="YUAN", help="Statutory maximum, where the catalogue has none loaded.")
@medium_option
@party_option
@as_json
def discretion_command(
    table_id: str,
    violation: str,
    on: date,
    factors: tuple[str, ...],
    grade: str | None,
    apology: Decimal | None,
    investment: Decimal | None,
    bands: tuple[MoneyBand, ...],
    in_bands: tuple[int, ...],
    punished: int,
    circumstances: tuple[str, ...],
    minimum: Decimal | None,
    maximum: Decimal | None,
    medium: str,
    party: str,
    as_json: bool,
) -> None:
    """The fine a published discretion table gives (行政处罚裁量), its bounds and every step."""
    law = load_law()
    table = table_of(table_id, load_tables())
    fine = load_catalogue()[violation].on(on).fine_range(medium, party)
    statutory = statutory_range(fine, on, law, party=party, minimum=minimum, maximum=maximum)
    given = Given(
        factors=answered(factors),
        grade=grade or "",
        circumstances=frozenset(circumstances),
        punished=punished,
        apology=apology,
        investment=investment,
        bands=bands,
        in_bands=in_bands,
    )
    reckoned = reckon(table, statutory, given, violation, on, law)
    if as_json:
        click.echo(json.dumps(reckoned.as_dict(), ensure_ascii=False))
    else:
        click.echo(printing.of_discretion(reckoned, law, terminal_language()))
