"""``qingtian integrity look``: what the weekly job does, by hand."""

from __future__ import annotations

import click

from qingtian.language import Text, terminal_language

DONE = Text(
    "看到 {seen} 处，新提出 {raised} 件，其余已有。只是值得去看的理由。",
    "{seen} seen, {raised} raised as new, the others are known. Reasons to look, no verdicts.",
)
NOBODY = Text("没有设数据核查人员，没有提出。", "No named officer for integrity is declared; nothing was raised.")


@click.command("look", epilog="Example: qingtian integrity look --days 60")
@click.option("--days", type=click.IntRange(14, 400), default=42, show_default=True, help="Days looked back over.")
@click.option(
    "--least", type=click.FloatRange(0.3, 1.0), default=0.8, show_default=True, help="Strength from which it is raised."
)
def look(days: int, least: float) -> None:
    """Look at the city's own air and field units and raise what is strong (数据核查), as the weekly job does.

    Detectors alone, no learning; the same hours of a place are raised once. Exit 0: done.
    """
    from qingtian.web.commands.setup import django_ready

    django_ready()
    from qingtian.apps.integrity.actions.run import run
    from qingtian.web.middleware import city_now

    on = city_now()
    counts = run(on.date(), on, days=days, least=least).as_counts()
    words = NOBODY if counts["nobody"] else DONE.format(seen=counts["seen"], raised=counts["raised"])
    click.echo(words.in_(terminal_language()))
