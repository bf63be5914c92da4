"""``qingtian enforcement law-choice``: both rules, which applies and why, and the higher of several norms."""

from __future__ import annotations

import json
from datetime import date

import click

from qingtian.enforcement import printing
from qingtian.enforcement.violations.catalogue import MEDIA, PARTIES
from qingtian.enforcement.violations.law_choice import LawChoice, choose_law
from qingtian.enforcement.violations.one_fine import HigherNorm, higher_norm
from qingtian.enforcement.violations.reading import load_catalogue
from qingtian.language import terminal_language
from qingtian.law.commands import as_json, day
from qingtian.law.reading import load_law

medium_option = click.option(
    "--medium", type=click.Choice(list(MEDIA)), default="other", show_default=True, help="What the act harms."
)
party_option = click.option(
    "--party", type=click.Choice(list(PARTIES)), default="unit", show_default=True, help="Who did it."
)


@click.command(
    "law-choice",
    epilog="Example: qingtian enforcement law-choice --act 2026-08-14 --decided 2026-10-20 --violation idle_facility",
)
@click.option("--act", type=day, required=True, metavar="DATE", help="Day of the act; a continuing act: its last day.")
@click.option("--decided", type=day, required=True, metavar="DATE", help="Day of the decision.")
@click.option(
    "--violation",
    "violations",
    multiple=True,
    required=True,
    metavar="ID",
    help="The violation; several: the norms one act breaks, of which the higher applies.",
)
@medium_option
@party_option
@as_json
def law_choice_command(
    act: date, decided: date, violations: tuple[str, ...], medium: str, party: str, as_json: bool
) -> None:
    """Which law applies to an act when the law changed before the decision (从旧兼从轻)."""
    law, catalogue = load_law(), load_catalogue()
    choices = [choose_law(catalogue[each], act, decided, law, medium=medium, party=party) for each in violations]
    higher = higher_norm(choices, decided, law) if len(choices) > 1 else None
    if as_json:
        click.echo(json.dumps(_content(choices, higher), ensure_ascii=False))
    else:
        click.echo(printing.of_law_choice(choices, higher, law, terminal_language()))


def _content(choices: list[LawChoice], higher: HigherNorm | None) -> dict[str, object]:
    if higher is None:
        return choices[0].as_dict()
    norm = higher.choice.violation.id if higher.choice else None
    return {
        "choices": [each.as_dict() for each in choices],
        "higher": norm,
        "reason": higher.reason.as_dict(),
        "by": [{"instrument": each.instrument, "article": each.article} for each in higher.bases],
    }
