"""``qingtian health``: what is well and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qingtian.language import Text, program_language, terminal_language
from qingtian.web.commands.setup import as_json, city_moment, moment, print_json, set_up_django

if TYPE_CHECKING:
    from qingtian.apps.operations.health import Finding

MARKS = {"well": Text("好", "well"), "look": Text("要看", "look"), "wrong": Text("不行", "wrong")}


@click.command(epilog="Example: qingtian health --json")
@as_json
@click.pass_context
def health(ctx: click.Context, as_json: bool) -> None:
    """Say of databases, disk, clock, backups, checkpoints, schedules, keys and programs whether they are well.

    Exit 0: everything works, though something may want a look; 1: something does not work.
    """
    set_up_django()
    from qingtian.apps.operations.health import State, examine, worst

    found = examine(city_moment(), moment())
    if as_json:
        print_json({"state": worst(found), "findings": [as_dict(one) for one in found]})
    else:
        for one in found:
            click.echo(line(one))
    ctx.exit(1 if worst(found) == State.WRONG else 0)


def line(one: Finding) -> str:
    """One finding as a line of a terminal."""
    language = terminal_language()
    remedy = f" {one.remedy.in_(language)}" if one.remedy else ""
    return f"{MARKS[one.state].in_(language):<6}{one.title.in_(language)}: {one.said.in_(language)}{remedy}"


def as_dict(one: Finding) -> dict[str, object]:
    language = program_language()
    remedy = one.remedy.in_(language) if one.remedy else None
    return {"code": one.code, "state": one.state, "said": one.said.in_(language), "remedy": remedy}
