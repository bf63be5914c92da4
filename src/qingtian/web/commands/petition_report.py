"""``qingtian petitions report`` and ``batch``: drafts of reports about petitions on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import django_ready

WRITTEN = Text("已写 {file}：{title}，草稿，数字 SM3 {sm3}…", "{file} written: {title}, a draft, figures SM3 {sm3}…")
BATCH_WRITTEN = Text("已写 {file}：第 {n} 批，{rows} 件", "{file} written: batch {n}, {rows} reports")
ONE_PERIOD = Text("写一个时段：--week、--month、--year 之一。", "Name one period: --week, --month or --year.")
NO_DAY = Text("看不懂这个日期：{text}", "this is no date: {text}")
KINDS = {"week": "weekly", "month": "monthly", "year": "annual"}


@click.command(epilog="Example: qingtian petitions report --month 2026-10 --format docx")
@click.option("--week", help="ISO week, such as 2026-W45: the weekly report.")
@click.option("--month", help="Month, such as 2026-10: the monthly report.")
@click.option("--year", help="Year, such as 2026: the annual report.")
@click.option("--hotline", is_flag=True, help="With --month: the 12345 assessment table instead.")
@click.option(
    "--format",
    "suffix",
    type=click.Choice(["docx", "pdf", "xlsx", "html"]),
    default="docx",
    show_default=True,
)
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File; default petitions-KIND-PERIOD.FORMAT."
)
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def report(
    week: str | None,
    month: str | None,
    year: str | None,
    hotline: bool,
    suffix: str,
    language: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """Write the draft of a weekly, monthly or annual petition report, from the records as they stand.

    Exit 0: written; 1: no such period or nothing known of it, nothing written; 2: wrong usage.
    """
    named = [(KINDS[key], text) for key, text in (("week", week), ("month", month), ("year", year)) if text]
    if len(named) != 1 or (hotline and named[0][0] != "monthly"):
        raise click.UsageError(ONE_PERIOD.in_(terminal_language()))
    django_ready()
    from qingtian.apps.installation.kind import DEMONSTRATION, kind
    from qingtian.apps.petition_figures.actions.count import catch_up
    from qingtian.apps.petition_figures.reports import KINDS as REPORTS
    from qingtian.apps.petition_figures.reports import draft
    from qingtian.web.middleware import city_now
    from qingtian.web.petition_papers.files import file_name, file_of

    catch_up()
    now = city_now()
    wanted, text = ("hotline", named[0][1]) if hotline else named[0]
    drafted = draft(wanted, text, as_of=now.date(), now=now, generated=kind() == DEMONSTRATION)
    target = out or Path(file_name(drafted, suffix))
    _write(target, file_of(drafted, suffix, language))
    if as_json:
        said = {"out": str(target), "kind": drafted.kind, "period": drafted.period, "sm3": drafted.sm3}
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    words = WRITTEN.format(file=target, title=REPORTS[wanted].title, sm3=drafted.sm3[:16])
    click.echo(words.in_(terminal_language()), err=True)


@click.command(epilog="Example: qingtian petitions batch --from 2026-11-02 --day 2026-11-05 --format xlsx")
@click.option("--from", "first", required=True, help="First day of the inspection.")
@click.option("--day", required=True, help="Day of the batch.")
@click.option("--area", default="", help="Code of an area; default all.")
@click.option("--source", default="", help="Code of a system: only what has a number there, under that number.")
@click.option("--format", "suffix", type=click.Choice(["docx", "xlsx"]), default="xlsx", show_default=True)
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File; default batch-DAY.FORMAT.")
def batch(first: str, day: str, area: str, source: str, suffix: str, language: str, out: Path | None) -> None:
    """Write the daily table of an inspection: reports of a day with inquiry, outcome and rectification, reporter-free.

    Accusations and work secrets are left out; words of a report are printed once its working copy is confirmed.

    Exit 0: written; 1: no such day, nothing written; 2: wrong usage.
    """
    django_ready()
    from qingtian.apps.installation.kind import DEMONSTRATION, kind
    from qingtian.apps.petition_figures.actions.count import catch_up
    from qingtian.apps.petition_figures.batch import batch as table
    from qingtian.web.petition_papers.batch_files import batch_docx, batch_xlsx

    catch_up()
    found = table(_day(first), _day(day), language, area=area, source=source)
    target = out or Path(f"batch-{found.day}.{suffix}")
    generated = kind() == DEMONSTRATION
    content = batch_xlsx(found, language) if suffix == "xlsx" else batch_docx(found, language, generated=generated)
    _write(target, content)
    words = BATCH_WRITTEN.format(file=target, n=found.number, rows=len(found.rows))
    click.echo(words.in_(terminal_language()), err=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnusableInput("figures.no_day", NO_DAY.format(text=text)) from error


def _write(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}.part")
    draft.write_bytes(content)
    draft.replace(target)
