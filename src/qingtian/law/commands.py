"""``qingtian law``: explain a due day, list the numbers and instruments, say what still has to be checked."""

from __future__ import annotations

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from qingtian.language import program_language
from qingtian.law import explanation, printing, reference
from qingtian.law.calendars import Calendar
from qingtian.law.reading import load_law
from qingtian.law.review import findings

CHINA = ZoneInfo("Asia/Shanghai")


def day(words: str) -> date:
    """A date written 2026-03-02."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise click.BadParameter(f"{words!r} is not a date like 2026-03-02") from None


def interval(words: str) -> tuple[date, date]:
    """Two dates written 2026-03-10..2026-03-14, both included."""
    first, dots, last = words.partition("..")
    if not dots:
        raise click.BadParameter(f"{words!r} is not an interval like 2026-03-10..2026-03-14")
    return day(first), day(last)


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(
    epilog="Example: qingtian law explain petitions.handling --from 2026-03-02 --suspend 2026-03-10..2026-03-14"
)
def law() -> None:
    """The law as dated data: time limits, figures, instruments (法规)."""


@law.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--from", "start", type=day, required=True, metavar="DATE", help="Day of the event that starts the clock."
)
@click.option("--to-extend", "extension", type=click.IntRange(min=1), help="Extension, in the unit of the limit.")
@click.option(
    "--suspend",
    "suspensions",
    type=interval,
    metavar="A..B",
    multiple=True,
    help="Days not counted, both included; repeatable.",
)
@as_json
def explain(
    id_: str, start: date, extension: int | None, suspensions: tuple[tuple[date, date], ...], as_json: bool
) -> None:
    """How the due day of limit ID is reached, day by day."""
    book = load_law()
    derived = book.derive(id_, start=start, calendar=Calendar(), suspensions=suspensions, extension=extension or 0)
    if as_json:
        _print_json(derived.as_dict(program_language()))
    else:
        click.echo(explanation.page(book, derived, program_language()))


@law.command("list")
@as_json
@click.option("--markdown", is_flag=True, help="Print the reference page (docs/reference/law.md).")
def list_(as_json: bool, markdown: bool) -> None:
    """Every number of the law with its editions and articles."""
    book = load_law()
    if as_json and markdown:
        raise click.UsageError("choose --json or --markdown, not both")
    if as_json:
        _print_json({"parameters": reference.parameters(book, program_language())})
    elif markdown:
        click.echo(reference.markdown(book), nl=False)
    else:
        click.echo(printing.parameters(book, program_language()))


@law.command()
@click.option("--as-of", type=day, metavar="DATE", help="Judge as of this day; today where it is left out.")
@as_json
def check(as_of: date | None, as_json: bool) -> None:
    """What is unverified, unchecked for a year, or rests on a repealed text."""
    judged_on = as_of or datetime.now(CHINA).date()
    found = findings(load_law(), as_of=judged_on)
    if as_json:
        rows = [finding.as_dict(program_language()) for finding in found]
        _print_json({"as_of": judged_on.isoformat(), "count": len(rows), "findings": rows})
    else:
        click.echo(printing.review(found, judged_on, program_language()))


@law.command()
@as_json
def instruments(as_json: bool) -> None:
    """Every statute, order, standard and rule, with the days it was in force."""
    book = load_law()
    if as_json:
        _print_json({"instruments": reference.instruments(book, program_language())})
    else:
        click.echo(printing.instruments(book, program_language()))


def _print_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
