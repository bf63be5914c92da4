"""``qingtian alerts run``, ``rules`` and ``evidence``: alerts on the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import click

from qingtian.language import Text
from qingtian.web.commands.setup import as_json, city_moment, day, django_ready, print_json, say

SHANGHAI = ZoneInfo("Asia/Shanghai")
SUMMARY = Text(
    "算了 {rules} 条规则：新告警 {raised} 件，继续 {continuing} 件，恢复 {cleared} 件，撤回 {withdrawn} 件；"
    "告知 {told} 件，提醒 {reminded} 次，报上一级 {passed_up} 件；没算成 {refused} 条。",
    "{rules} rules: {raised} raised, {continuing} going on, {cleared} cleared, {withdrawn} withdrawn; "
    "{told} told, {reminded} reminded, {passed_up} passed up; {refused} refused.",
)
LINE = Text("{id}  v{version}  {severity}  {title}：{condition}", "{id}  v{version}  {severity}  {title}: {condition}")


@click.command("run", epilog="Example: qingtian alerts run --json")
@click.option("--rule", default="", metavar="ID", help="This rule alone.")
@as_json
@click.pass_context
def run_rules(ctx: click.Context, rule: str, as_json: bool) -> None:
    """Evaluate the rules in force, keep their episodes, tell the posts, remind them, pass up what nobody took up.

    The worker does it every ten minutes. Repeating it changes nothing. Exit 1: some rule could not be evaluated.
    """
    django_ready()
    from qingtian.apps.alerts.actions.run import run

    done = run(city_moment(), only=rule)
    if as_json:
        print_json(asdict(done))
    else:
        say(SUMMARY, **asdict(done))
    if done.refused:
        ctx.exit(1)


@click.command(epilog="Example: qingtian alerts rules --on 2026-09-01")
@click.option("--on", type=day, metavar="DATE", help="Today where it is left out.")
@as_json
def rules(on: date | None, as_json: bool) -> None:
    """The version of every rule in force on a day, with its condition."""
    django_ready()
    from qingtian.alerts.rule import SEVERITIES
    from qingtian.apps.alerts.rules import rules_on
    from qingtian.apps.alerts.words import condition

    found = rules_on(on or city_moment().date())
    if as_json:
        print_json([json.loads(rule.model_dump_json()) for rule in found])
        return
    for rule in found:
        words = {"severity": SEVERITIES[rule.severity], "title": rule.title, "condition": condition(rule)}
        say(LINE, id=rule.id, version=rule.version, **words)


@click.command(epilog="Example: qingtian alerts evidence --from 2026-09-01 --to 2026-09-30 > events.jsonl")
@click.option("--from", "first", type=day, required=True, metavar="DATE", help="First day.")
@click.option("--to", "last", type=day, required=True, metavar="DATE", help="Last day, included.")
@click.option("--party", default="", help="Number of a party.")
@click.option("--area", default="", help="Code of an area.")
def evidence(first: date, last: date, party: str, area: str) -> None:
    """One JSON line an event: time, place, object, kind, strength, certainty. A reason to look, never a verdict."""
    django_ready()
    from qingtian.apps.alerts.evidence import evidence as events

    since = datetime.combine(first, time.min, SHANGHAI)
    until = datetime.combine(last, time.min, SHANGHAI) + timedelta(days=1)
    for event in events(since, until, party=party, area=area):
        click.echo(json.dumps(event.as_dict(), ensure_ascii=False))
