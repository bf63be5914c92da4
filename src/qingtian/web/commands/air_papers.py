"""``qingtian air bulletin``, ``ranking``, ``daily`` and ``reproduce``: publications of air on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import django_ready

if TYPE_CHECKING:
    from qingtian.apps.air.models import AirPublication
    from qingtian.apps.air.publications.issue import Issue

FORMATS = ("html", "docx", "pdf", "xlsx", "csv", "txt")
WRITTEN = Text("已写 {file}：{title}；{state}。", "{file} written: {title}; {state}.")
PUBLISHED = Text("已发布的第 {version} 版（{number}）", "version {version} as published ({number})")
COMPUTED = Text("草稿，按数据快照 {snapshot} 现算", "a draft, computed now from snapshot {snapshot}")
EQUAL = Text(
    "{number} 第 {version} 版：重算结果逐字节相同（{rows} 行，SM3 {sm3}）。",
    "{number} version {version}: computed again, equal byte for byte ({rows} lines, SM3 {sm3}).",
)
DIFFERENT = Text(
    "{number} 第 {version} 版：第 {line} 行起不同。\n原：{kept}\n现：{now}",
    "{number} version {version} differs from line {line} on.\nwas: {kept}\nnow: {now}",
)
UNKNOWN = Text("没有这个空气发布物：{number}", "no such publication of air: {number}")
NO_VERSION = Text("没有第 {version} 版。", "there is no version {version}.")
CHANGED = Text("更正第 {before} 版，理由：{why}", "corrects version {before}; reason: {why}")


def _options(example: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What the three commands share."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in (
            click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON."),
            click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True),
            click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help=f"File; default {example}."),
        ):
            command = option(command)
        return command

    return add


def _formats(default: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--format", "suffix", type=click.Choice(FORMATS), default=default, show_default=True)


@click.command(epilog="Example: qingtian air bulletin --week 2026-W45 --format pdf")
@click.option("--week", required=True, help="ISO week, such as 2026-W45.")
@_formats("html")
@_options("weekly-WEEK.FORMAT")
def bulletin(week: str, suffix: str, out: Path | None, language: str, as_json: bool) -> None:
    """Write the weekly bulletin: as published, else a draft computed from the lake as it stands.

    Exit 0: written; 1: no such week or no data of it, nothing written; 2: wrong usage.
    """
    _write("weekly", week, suffix, out, language, as_json)


@click.command(epilog="Example: qingtian air ranking --month 2026-10 --format docx")
@click.option("--month", required=True, help="Month, such as 2026-10.")
@_formats("html")
@_options("ranking-MONTH.FORMAT")
def ranking(month: str, suffix: str, out: Path | None, language: str, as_json: bool) -> None:
    """Write the monthly ranking: as published, else a draft computed from the lake as it stands.

    Exit 0: written; 1: no such month or no data of it, nothing written; 2: wrong usage.
    """
    _write("ranking", month, suffix, out, language, as_json)


@click.command(epilog="Example: qingtian air daily --day 2026-11-08")
@click.option("--day", required=True, help="Day, such as 2026-11-08.")
@_formats("txt")
@_options("standard output for txt, else daily-DAY.FORMAT")
def daily(day: str, suffix: str, out: Path | None, language: str, as_json: bool) -> None:
    """Write the daily text for a messaging app; to standard output unless --out or another format is given.

    Exit 0: written; 1: no such day or no data of it, nothing written; 2: wrong usage.
    """
    _write("daily", day, suffix, out, language, as_json)


@click.command(epilog="Example: qingtian air reproduce GK-2026-000031")
@click.argument("number")
@click.option("--version", type=int, help="Version; default the latest.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures computed again (CSV).")
@click.option("--json", "as_json", is_flag=True, help="Say the outcome as JSON.")
def reproduce(number: str, version: int | None, out: Path | None, as_json: bool) -> None:
    """Compute the figures of a publication again from its snapshot and compare them byte for byte.

    A correction prints every figure it changed: old, new, why. Exit 0: equal; 1: different, and the first difference
    is told, or no such publication; 2: wrong usage.
    """
    django_ready()
    from qingtian.apps.air.publications.figures import digest, first_difference
    from qingtian.apps.air.publications.record import recomputed
    from qingtian.tables.whole_file import WholeFile

    record, before = _record(number, version)
    now = recomputed(record)
    if out is not None:
        with WholeFile(out) as file:
            file.text.write(now)
            file.commit()
    found = first_difference(record.figures, now)
    marks = {"number": number, "version": record.version}
    if as_json:
        said = {**marks, "equal": found is None, "sm3": record.sm3, "sm3_now": digest(now), "snapshot": record.snapshot}
        told = {"line": found.line, "kept": found.kept, "now": found.now} if found else None
        click.echo(json.dumps({**said, "first_difference": told}, ensure_ascii=False))
    else:
        _tell_change(record, before)
        rows = record.figures.count("\n") - 1
        words = EQUAL.format(**marks, rows=rows, sm3=record.sm3)
        if found is not None:
            words = DIFFERENT.format(**marks, line=found.line, kept=found.kept or "—", now=found.now or "—")
        click.echo(words.in_(terminal_language()))
    if found is not None:
        raise SystemExit(1)


def _tell_change(record: AirPublication, before: AirPublication | None) -> None:
    """Of a correction: why, and each figure old and new."""
    if before is None:
        return
    from qingtian.apps.air.publications.figures import changes, read

    click.echo(CHANGED.format(before=before.version, why=record.why).in_(terminal_language()))
    for one in changes(read(before.figures), read(record.figures)):
        click.echo(f"{one.place} {one.period} {one.item} {one.statistic}: {one.old or '—'} → {one.new or '—'}")


def _record(number: str, version: int | None) -> tuple[AirPublication, AirPublication | None]:
    from qingtian.apps.air.models import AirPublication

    held = list(AirPublication.objects.filter(proceeding__number=number).order_by("version"))
    if not held:
        raise UnusableInput("air.no_publication", UNKNOWN.format(number=number))
    wanted = version or held[-1].version
    place = next((n for n, one in enumerate(held) if one.version == wanted), None)
    if place is None:
        raise UnusableInput("air.no_version", NO_VERSION.format(version=wanted), where=number)
    return held[place], held[place - 1] if place else None


def _write(kind: str, text: str, suffix: str, out: Path | None, language: str, as_json: bool) -> None:
    django_ready()
    from qingtian.web.air_papers.files import file_of

    issue, state = _issue(kind, text)
    content = file_of(issue, suffix, language)
    if suffix == "txt" and out is None and not as_json:
        click.echo(content.decode(), nl=False)
        return
    target = out or Path(f"{kind}-{issue.period.replace(' ', '-')}.{suffix}")
    draft = target.with_name(f".{target.name}.part")
    draft.write_bytes(content)
    draft.replace(target)
    if as_json:
        said = {"out": str(target), "kind": kind, "period": issue.period, "snapshot": issue.snapshot}
        click.echo(json.dumps({**said, "number": issue.number or None, "editions": issue.figures.editions}))
        return
    words = WRITTEN.format(file=target, title=issue.about.title, state=state)
    click.echo(words.in_(terminal_language()), err=True)


def _issue(kind: str, text: str) -> tuple[Issue, Text]:
    """The latest published version of that period, else a draft computed now."""
    from qingtian.apps.air.models import AirPublication
    from qingtian.apps.air.publications.kinds import KINDS
    from qingtian.apps.air.publications.opening import open_issue
    from qingtian.apps.installation.kind import DEMONSTRATION
    from qingtian.apps.installation.kind import kind as kind_of_installation
    from qingtian.config.city import city
    from qingtian.web.middleware import city_now
    from qingtian.web.publication_versions import issue, public_versions, published_acts, versions

    period = KINDS[kind].period(text).id
    drafted = AirPublication.objects.filter(kind=kind, period=period, version=1, proceeding__state="published")
    for first in drafted.select_related("proceeding").order_by("-pk"):
        held = versions(first.proceeding)
        if public := public_versions(held, published_acts(first.proceeding)):
            found = issue(public[-1], held, public=True)
            return found, PUBLISHED.format(version=found.version, number=found.number)
    place = city()
    generated = kind_of_installation() == DEMONSTRATION
    opened = open_issue(kind, text, on=city_now().date(), organ=place.bureau, city=place.name, generated=generated)
    return opened.issue, COMPUTED.format(snapshot=opened.issue.snapshot)
