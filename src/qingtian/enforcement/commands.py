"""``qingtian enforcement``: the sums and last days of a penalty case, with the article behind each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import click

from qingtian.enforcement import printing
from qingtian.enforcement.court_window import court_window
from qingtian.enforcement.crime_command import candidate_crime_command
from qingtian.enforcement.daily_penalty import Cycle, daily_penalty
from qingtian.enforcement.discretion.commands import discretion_command
from qingtian.enforcement.late_charge import late_charge
from qingtian.enforcement.money import yuan
from qingtian.enforcement.seizure import seizure
from qingtian.enforcement.violations.commands import law_choice_command
from qingtian.language import terminal_language
from qingtian.law.calendars import Calendar
from qingtian.law.commands import as_json, day, interval
from qingtian.law.reading import load_law

fine_option = click.option(
    "--fine", type=yuan, required=True, metavar="YUAN", help="The fine of the decision, in yuan."
)
served_option = click.option("--served", type=day, required=True, metavar="DATE", help="Day the decision was served.")


@click.group(epilog="Example: qingtian enforcement late-charge --fine 200000 --served 2026-03-02 --paid 2026-04-17")
def enforcement() -> None:
    """Enforcement (行政执法): what a fine comes to, and the last day of every step."""


enforcement.add_command(discretion_command)
enforcement.add_command(law_choice_command)


@enforcement.command(
    "daily-penalty",
    epilog="Example: qingtian enforcement daily-penalty --fine 100000 --served 2026-03-02 --found 2026-03-20",
)
@fine_option
@click.option(
    "--served", type=day, required=True, multiple=True, metavar="DATE", help="Day a correction order was served."
)
@click.option(
    "--found",
    type=day,
    required=True,
    multiple=True,
    metavar="DATE",
    help="Day the re-inspection found it not corrected; one for each --served, in order.",
)
@as_json
def daily_penalty_command(fine: Decimal, served: tuple[date, ...], found: tuple[date, ...], as_json: bool) -> None:
    """Days and amount of a continuous daily penalty (按日连续处罚), over one or several cycles."""
    if len(served) != len(found):
        raise click.UsageError(f"--served was given {len(served)}×, --found {len(found)}×: they come in pairs")
    cycles = [Cycle(*pair) for pair in zip(served, found, strict=True)]
    law = load_law()
    reckoned = daily_penalty(fine, cycles, law, Calendar())
    _print(reckoned.as_dict(), as_json, lambda: printing.of_daily_penalty(reckoned, law, terminal_language()))


@enforcement.command(
    "late-charge",
    epilog="Example: qingtian enforcement late-charge --fine 200000 --served 2026-03-02 --paid 2026-04-17",
)
@fine_option
@served_option
@click.option("--paid", type=day, required=True, metavar="DATE", help="Day the fine was paid; it is counted.")
@click.option(
    "--challenged",
    type=interval,
    multiple=True,
    metavar="A..B",
    help="Days of reconsideration or litigation, both included, not counted; repeatable.",
)
@as_json
def late_charge_command(
    fine: Decimal, served: date, paid: date, challenged: tuple[tuple[date, date], ...], as_json: bool
) -> None:
    """Late charge (加处罚款) on a fine paid after its last day."""
    law = load_law()
    reckoned = late_charge(fine, served, paid, law, Calendar(), challenged)
    _print(reckoned.as_dict(), as_json, lambda: printing.of_late_charge(reckoned, law, terminal_language()))


@enforcement.command("court-window", epilog="Example: qingtian enforcement court-window --served 2026-03-02")
@served_option
@as_json
def court_window_command(served: date, as_json: bool) -> None:
    """When the court may be asked to enforce (申请法院强制执行), and the last day to serve the demand."""
    law = load_law()
    reckoned = court_window(served, law, Calendar())
    _print(reckoned.as_dict(), as_json, lambda: printing.of_court_window(reckoned, law, terminal_language()))


@enforcement.command(
    "seizure", epilog="Example: qingtian enforcement seizure --from 2026-03-02 --extended-on 2026-03-30"
)
@click.option("--from", "from_", type=day, required=True, metavar="DATE", help="Day of the sealing or seizure.")
@click.option("--extended-on", type=day, metavar="DATE", help="Day the extension was decided.")
@click.option(
    "--testing",
    type=interval,
    multiple=True,
    metavar="A..B",
    help="Days of testing or appraisal, both included, not counted; repeatable.",
)
@as_json
def seizure_command(
    from_: date, extended_on: date | None, testing: tuple[tuple[date, date], ...], as_json: bool
) -> None:
    """When a sealing or seizure (查封、扣押) expires, and with an extension."""
    law = load_law()
    reckoned = seizure(from_, law, Calendar(), extended_on, testing)
    _print(reckoned.as_dict(), as_json, lambda: printing.of_seizure(reckoned, law, terminal_language()))


enforcement.add_command(candidate_crime_command)


def _print(content: Mapping[str, object], as_json: bool, page: Callable[[], str]) -> None:
    click.echo(json.dumps(content, ensure_ascii=False) if as_json else page())
