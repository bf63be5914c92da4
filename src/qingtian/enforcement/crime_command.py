"""``qingtian enforcement candidate-crime``: limbs of environmental crime that the facts of a case reach; no verdict."""

from __future__ import annotations

import json
from datetime import date

import click

from qingtian.enforcement.candidate_crime import candidate_crime
from qingtian.enforcement.crime_facts import CrimeFacts, amount_of, flag_of, penalty_of, reading_of
from qingtian.enforcement.crime_limbs import load_limbs
from qingtian.enforcement.crime_printing import of_candidate_crime, of_known_facts
from qingtian.language import terminal_language
from qingtian.law.calendars import Calendar
from qingtian.law.commands import as_json, day
from qingtian.law.reading import load_law


def _show_facts(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the names a case may be told in, and end."""
    if wanted and not context.resilient_parsing:
        click.echo(of_known_facts(load_limbs(), terminal_language()))
        context.exit()


@click.command(
    "candidate-crime",
    epilog="Example: qingtian enforcement candidate-crime --act-on 2026-03-02 --amount hazardous_waste=3 --yes toxic",
)
@click.option("--act-on", type=day, required=True, metavar="DATE", help="Day of the act.")
@click.option("--amount", "amounts", multiple=True, metavar="FACT=N", help="An amount of a fact, in its unit.")
@click.option("--yes", "yes", multiple=True, metavar="FACT", help="A circumstance that is there.")
@click.option("--no", "no", multiple=True, metavar="FACT", help="A circumstance that is known not to be there.")
@click.option("--metal", "metals", multiple=True, metavar="Pb=M/L", help="A pollutant: measured and limit, same unit.")
@click.option("--penalty", "penalties", multiple=True, metavar="KIND=DATE", help="A penalty and its day of effect.")
@click.option("--no-penalties", is_flag=True, help="Looked for earlier penalties; there are none.")
@click.option("--facts", is_flag=True, is_eager=True, expose_value=False, callback=_show_facts, help="List the facts.")
@as_json
def candidate_crime_command(
    act_on: date,
    amounts: tuple[str, ...],
    yes: tuple[str, ...],
    no: tuple[str, ...],
    metals: tuple[str, ...],
    penalties: tuple[str, ...],
    no_penalties: bool,
    as_json: bool,
) -> None:
    """Candidate limbs of an environmental crime (涉嫌犯罪候选情形), with article and threshold. A person decides."""
    if both := set(yes) & set(no):
        raise click.UsageError(f"{', '.join(sorted(both))}: both --yes and --no")
    if penalties and no_penalties:
        raise click.UsageError("--penalty and --no-penalties exclude each other")
    looked = bool(penalties) or no_penalties
    facts = CrimeFacts(
        act_on,
        amounts={name: amount_of(name, value) for name, _, value in (one.partition("=") for one in amounts)},
        flags={flag_of(name): True for name in yes} | {flag_of(name): False for name in no},
        readings=tuple(reading_of(one) for one in metals),
        penalties=tuple(penalty_of(one) for one in penalties) if looked else None,
    )
    law = load_law()
    reckoned = candidate_crime(facts, law, Calendar())
    if as_json:
        click.echo(json.dumps(reckoned.as_dict(), ensure_ascii=False))
    else:
        click.echo(of_candidate_crime(reckoned, law, terminal_language()))
