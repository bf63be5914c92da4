"""``qingtian air import``: files of readings into the lake."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from qingtian.config import places
from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.measurements.importers.mapping import MappingFile, read_mapping
from qingtian.measurements.importers.outcome import FileOutcome, Outcome
from qingtian.measurements.importers.run import FEEDS, Wish, import_files
from qingtian.measurements.lake import Lake
from qingtian.measurements.telling import Telling

FILE = Text(
    "{file}：{feed}，{mb:.1f} MB，{rows} 行；重复 {repeated} 行，拒收 {rejected} 行。",
    "{file}: {feed}, {mb:.1f} MB, {rows} rows; {repeated} repeated, {rejected} rejected.",
)
REJECTED = Text("  拒收原因：{reasons}；见 {path}", "  rejected: {reasons}; see {path}")
TOTAL = Text(
    "新增 {new} 个值，修订 {revised} 个，已有 {unchanged} 个；快照 {snapshot}；用时 {seconds:.1f} 秒。",
    "{new} values new, {revised} revised, {unchanged} known already; snapshot {snapshot}; {seconds:.1f} seconds.",
)


def default_lake() -> Path:
    """The lake of this installation."""
    return places.data() / "lake"


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--feed", type=click.Choice(FEEDS), help="Kind of the files; else told by their heading.")
@click.option("--lake", "root", type=click.Path(file_okay=False, path_type=Path), help="Folder of the lake.")
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="YAML: columns and units."
)
@click.option("--anyway", is_flag=True, help="Import values that look wrong (units, swapped columns), with a warning.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts for programs.")
def import_(
    files: tuple[Path, ...], feed: str | None, root: Path | None, mapping: Path | None, anyway: bool, as_json: bool
) -> None:
    """Import files of hourly readings into the lake, all of them or none.

    Rows that cannot be read are kept in FILE.rejects.csv and counted by reason. The same file twice adds nothing; a
    changed value is a revision. Exit 0: imported; 1: a file is unusable or another import is running, nothing
    imported; 2: wrong usage.
    """
    for file in files:
        if not file.is_file():
            raise UnusableInput(
                "air.unreadable_file", Text("没有这个文件。", "there is no such file."), where=str(file)
            )
    wish = Wish(feed, anyway, read_mapping(mapping) if mapping else MappingFile())
    with Telling() as telling:
        lake = Lake(root or default_lake())
        outcome = import_files(lake, files, datetime.now(UTC), wish, telling.progress, telling.watch)
    report(outcome, telling.seconds)
    if as_json:
        click.echo(json.dumps(outcome.as_dict(), ensure_ascii=False))


def report(outcome: Outcome, seconds: float) -> None:
    """The counts on standard error."""
    for one in outcome.files:
        _report_file(one)
    added = outcome.added
    words = {"new": added.new, "revised": added.revised, "unchanged": added.unchanged, "seconds": seconds}
    snapshot = added.snapshot.id if added.snapshot else Text("未变", "unchanged")
    click.echo(TOTAL.format(**words, snapshot=snapshot).in_(terminal_language()), err=True)


def _report_file(one: FileOutcome) -> None:
    language = terminal_language()
    words = {"file": one.name, "feed": one.feed, "rows": one.rows, "repeated": one.repeated, "mb": one.bytes / 1e6}
    click.echo(FILE.format(**words, rejected=one.rejected.total()).in_(language), err=True)
    if one.rejects:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(one.rejected.items()))
        click.echo(REJECTED.format(reasons=reasons, path=one.rejects).in_(language), err=True)
    for warning in one.warnings:
        click.echo(f"  {warning.in_(language)}", err=True)
