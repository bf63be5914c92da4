"""``qingtian work``: what runs by itself."""

from __future__ import annotations

import signal

import click

from qingtian.config.logs import guard_crashes
from qingtian.language import Text
from qingtian.web.commands.child import HELP, orphaned
from qingtian.web.commands.setup import django_ready, note, say

WORKING = Text("在干活（按 Ctrl+C 停，手上的做完再停）。", "Working (Ctrl+C stops it once the task in hand is done).")
DRAINED = Text("做了 {count} 件。", "{count} tasks ran.")


@click.command(epilog="Example: qingtian work --once")
@click.option("--once", is_flag=True, help="Run what is due and queued, then end: for a timer of the system.")
@click.option("--child", type=int, metavar="PID", help=HELP)
def work(once: bool, child: int | None) -> None:
    """Run schedules and queued tasks: the daily sweep, proof and checkpoint, the nightly backup.

    `qingtian serve` starts it by itself. Run it apart (with `serve --no-work`) on larger installations; several at once
    share the work and never do the same twice. SIGTERM stops it after the task in hand.
    """
    django_ready()
    guard_crashes()
    from qingtian.apps.operations.worker import Worker

    worker = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    if once:
        say(DRAINED, count=worker.drain())
        return
    if child is None:
        note(WORKING)
    worker.run(still_wanted=lambda: not orphaned(child))
