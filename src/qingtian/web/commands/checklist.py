"""``qingtian checklist``: what a city still lacks before real matters come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qingtian.language import Text, program_language
from qingtian.web.commands.setup import as_json, city_moment, django_ready, print_json, say

if TYPE_CHECKING:
    from qingtian.apps.installation.checklist import Answer

FINE = Text("[好]   {title}", "[fine] {title}")
MISSING = Text("[缺]   {title}（{count}）", "[lack] {title} ({count})")
SOON = Text("[宜补] {title}（{count}）", "[soon] {title} ({count})")
ITEM = Text("         {item}", "         {item}")
MORE = Text("         还有 {count} 项", "         and {count} more")
HOW = Text("         {why}{how}", "         {why} {how}")
SHOWN = 5


@click.command(epilog="Example: qingtian checklist --json")
@as_json
def checklist(as_json: bool) -> None:
    """What is still missing before real use: why it matters and how to mend it. Exit 0 whatever it finds."""
    django_ready()
    from qingtian.apps.installation.checklist import answers

    found = answers(city_moment().date())
    if as_json:
        print_json([as_dict(answer) for answer in found])
        return
    for answer in found:
        _tell(answer)


def _tell(answer: Answer) -> None:
    check = answer.check
    if answer.fine:
        say(FINE, title=check.title)
        return
    say(MISSING if check.must else SOON, title=check.title, count=len(answer.missing))
    for item in answer.missing[:SHOWN]:
        say(ITEM, item=item)
    if len(answer.missing) > SHOWN:
        say(MORE, count=len(answer.missing) - SHOWN)
    say(HOW, why=check.why, how=check.how)


def as_dict(answer: Answer) -> dict[str, Any]:
    """One answer for programs."""
    language = program_language()
    return {
        "check": answer.check.code,
        "title": answer.check.title.in_(language),
        "must": answer.check.must,
        "fine": answer.fine,
        "missing": [item.in_(language) for item in answer.missing],
    }
