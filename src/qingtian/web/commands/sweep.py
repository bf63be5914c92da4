"""``qingtian sweep``: do what time brings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, city_moment, day, django_ready, print_json, say

if TYPE_CHECKING:
    from qingtian.apps.proceedings.actions.sweep import Swept

#: a sealed identity without its petition after a day means that making the petition failed
ORPHAN_AGE = timedelta(hours=24)
#: longer than a form remembers what it sent (``web/desk/uploads.py``)
UPLOAD_AGE = timedelta(hours=48)

IN_FUTURE = Text(
    "{on} 在今天 {today} 之后；还没到的事不能先做。", "{on} lies after today, {today}; time is not over yet."
)
ACT = Text("  {number}  {act}", "  {number}  {act}")
REFUSED = Text("  {number}  {act}：没有做成。{why}", "  {number}  {act}: not performed. {why}")
SUMMARY = Text(
    "到期动作 {acts} 个，过期草稿 {drafts} 份（文件 {files} 个），无主密封 {orphans} 份，补销毁 {erased} 项。",
    "{acts} acts by time, {drafts} drafts left behind ({files} files), {orphans} orphaned seals, "
    "{erased} leftovers of erasures.",
)


@dataclass
class Result:
    """What one sweep did."""

    on: date
    matters: list[Swept] = field(default_factory=list)
    drafts: int = 0
    files: int = 0
    orphans: int = 0
    erased: int = 0

    @property
    def refused(self) -> list[Swept]:
        return [each for each in self.matters if each.refused]


@click.command(epilog="Example: qingtian sweep --as-of 2026-11-23 --json")
@click.option("--as-of", "on", type=day, metavar="DATE", help="Legal day of the acts; today where it is left out.")
@as_json
@click.pass_context
def sweep(ctx: click.Context, on: date | None, as_json: bool) -> None:
    """Do what time brings, by recorded acts of the system: close unrated petitions, let unused reviews lapse; then
    delete unfinished reports and sheets past their life, and seals that no petition or draft carries after a day; then
    what a crash left of an erasure.

    Run it once a day. Repeating it does nothing more. Exit 1: some act was refused, each named.
    """
    django_ready()
    now = city_moment()
    on = on or now.date()
    if on > now.date():
        raise UnusableInput("sweep.in_future", IN_FUTURE.format(on=on, today=now.date()), where="--as-of")
    result = run(on=on, now=now)
    if as_json:
        print_json(as_dict(result))
    else:
        _report(result)
    ctx.exit(1 if result.refused else 0)


def run(*, on: date, now: datetime) -> Result:
    """Sweep matters as of ``on``, then drafts and orphaned seals by their age at ``now``."""
    from qingtian.apps.identities.vault import register_holder, sweep_orphans
    from qingtian.apps.proceedings.actions.finish_erasures import finish_erasures
    from qingtian.apps.proceedings.actions.sweep import sweep_matters
    from qingtian.apps.proceedings.actions.sweep_uploads import sweep_uploads
    from qingtian.web.commands.drafts import sweep_drafts, tokens_held
    from qingtian.web.desk.ledger_files import sweep_sheets

    result = Result(on, list(sweep_matters(on=on, now=now)))
    result.drafts, result.files = sweep_drafts(now=now)
    result.files += sweep_uploads(older_than=now - UPLOAD_AGE) + sweep_sheets()
    register_holder(tokens_held)  # a draft outlives the age of an orphan, and still needs its sealed photos
    result.orphans = sweep_orphans(older_than=now - ORPHAN_AGE)
    result.erased = finish_erasures()
    return result


def _report(result: Result) -> None:
    for each in result.matters:
        if each.refused:
            say(REFUSED, number=each.number, act=each.title, why=each.refused)
        else:
            say(ACT, number=each.number, act=each.title)
    performed = len(result.matters) - len(result.refused)
    done = {"drafts": result.drafts, "files": result.files, "orphans": result.orphans, "erased": result.erased}
    say(SUMMARY, acts=performed, **done)


def as_dict(result: Result) -> dict[str, Any]:
    """What was done, for programs."""
    return {
        "as_of": result.on.isoformat(),
        "acts": [
            {
                "number": each.number,
                "act": each.act,
                "title": each.title.in_(terminal_language()),
                "refused": each.refused.in_(terminal_language()) if each.refused else None,
            }
            for each in result.matters
        ],
        "drafts": result.drafts,
        "files": result.files,
        "orphans": result.orphans,
        "erased": result.erased,
    }
