"""``qingtian warnings look`` and ``tiers``: warnings of heavy pollution on the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

import click

from qingtian.language import Text
from qingtian.web.commands.setup import as_json, city_moment, day, django_ready, print_json, say

SUMMARY = Text(
    "比对 {areas} 个区域，有预报的 {forecasts} 个：提示 {suggested} 件，记预报变化 {noted} 件；没比成 {refused} 个。",
    "{areas} areas, {forecasts} with a forecast: {suggested} suggested, {noted} changes noted; {refused} refused.",
)
HEAD = Text("{title}：{instrument}（{certainty}）", "{title}: {instrument} ({certainty})")
LINE = Text("  {tier}  第 {row} 行  {words}", "  {tier}  row {row}  {words}")
LIFTED = Text("  解除  AQI 不大于 {most}，持续 {hours} 小时", "  lifted  AQI at most {most} for {hours} h")


@click.command("look", epilog="Example: qingtian warnings look --json")
@as_json
@click.pass_context
def look_ahead(ctx: click.Context, as_json: bool) -> None:
    """Hold the forecast against the tables; suggest to the bureau where a tier is reached. Nothing is issued by it.

    The worker does it every evening. Repeating it changes nothing. Exit 1: some area could not be judged.
    """
    django_ready()
    from qingtian.apps.air_warnings.actions.look import look

    done = look(city_moment())
    if as_json:
        print_json(asdict(done))
    else:
        say(SUMMARY, **asdict(done))
    if done.refused:
        ctx.exit(1)


@click.command(epilog="Example: qingtian warnings tiers --on 2026-01-06")
@click.option("--on", type=day, metavar="DATE", help="Today where it is left out.")
@as_json
def tiers(on: date | None, as_json: bool) -> None:
    """The table in force on a day: the city's own where one was entered, else the national one."""
    django_ready()
    from qingtian.apps.air_warnings.tables import table_in_force
    from qingtian.apps.air_warnings.words import row_words
    from qingtian.foresight.warning import TIERS
    from qingtian.standards.declared import CERTAINTIES

    table = table_in_force(on or city_moment().date())
    if as_json:
        print_json(json.loads(table.model_dump_json()))
        return
    certainty = CERTAINTIES[table.basis.certainty]
    say(HEAD, title=table.title, instrument=table.basis.instrument, certainty=certainty)
    for name, tier in table.tiers.items():
        for number, row in enumerate(tier.any_of, 1):
            say(LINE, tier=TIERS[name], row=number, words=row_words(row))
    say(LIFTED, most=table.release.at_most, hours=table.release.hours)
