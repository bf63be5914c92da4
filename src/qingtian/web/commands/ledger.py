"""``qingtian ledger``: import organs, people, places and open matters from Excel or CSV; print an empty sheet."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, django_ready, moment, note, print_json, say

if TYPE_CHECKING:
    from qingtian.ledgers.importing import Report

COUNTS = Text(
    "新建 {created}，更新 {changed}，不变 {unchanged}，拒收 {rejected}。",
    "{created} created, {changed} changed, {unchanged} unchanged, {rejected} rejected.",
)
REHEARSED = Text("预演，什么都没有存：", "A rehearsal; nothing was stored:")
KEPT = Text(
    "拒收的行在 {file}（只有本人能读），改好再导入这个文件。",
    "The rejected rows are in {file} (readable by you alone); correct them and import that file.",
)
WRITTEN = Text("空表：{file}", "Empty sheet: {file}")
MORE = Text("  还有 {count} 条。", "  and {count} more.")
#: sentences shown on a terminal; the file has them all
SHOWN = 20


@click.group(epilog="Example: qingtian ledger template organs --out organs.xlsx")
def ledger() -> None:
    """Ledgers (台账) into records.

    Kinds: areas, organs, posts, people, tenures, area_contracts, duties, grid, sources, stations, petitions, cases.
    """


@ledger.command("import", epilog="Example: qingtian ledger import petitions old-ledger.xlsx --preview")
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", "mapping_file", type=click.Path(path_type=Path), help="Which heading is which column, YAML.")
@click.option("--preview", is_flag=True, help="Say what would happen; store nothing.")
@click.option("--by", default="", help="Who imports; the name of the account where left out.")
@as_json
def import_(kind: str, file: Path, mapping_file: Path | None, preview: bool, by: str, as_json: bool) -> None:
    """Import FILE (XLSX, CSV) as a ledger of KIND, row by row; importing it again doubles nothing.

    Rejected rows are kept beside FILE with the reason, readable by you alone. Exit 0: imported; 1: FILE unusable.
    """
    django_ready()
    from qingtian.ledgers.importing import import_ledger
    from qingtian.ledgers.kinds import kind_named
    from qingtian.tables import read_mapping, write_rejects

    report = import_ledger(
        kind_named(kind),
        file,
        by=by or getpass.getuser(),
        now=moment(),
        mapping=read_mapping(mapping_file) if mapping_file else None,
        rehearsal=preview,
    )
    kept = file.with_name(f"{file.stem.removesuffix('.rejects')}.rejects.csv")
    if not preview:
        write_rejects(kept, report.table, report.rejects)
    if as_json:
        print_json(as_dict(report) | {"kept_in": kept.name if report.rejects and not preview else None})
    else:
        _tell(report, kept)


def _counts(report: Report) -> dict[str, int]:
    return {name: report.counts[name] for name in ("created", "changed", "unchanged")} | {"rejected": report.rejected}


def _tell(report: Report, kept: Path) -> None:
    if report.rehearsal:
        note(REHEARSED)
    say(COUNTS, **_counts(report))
    sentences = [fault.sentence for reject in report.rejects for fault in reject.faults]
    for sentence in sentences[:SHOWN]:
        click.echo(f"  {sentence.in_(terminal_language())}", err=True)
    if len(sentences) > SHOWN:
        note(MORE, count=len(sentences) - SHOWN)
    if report.rejects and not report.rehearsal:
        note(KEPT, file=kept.name)


def as_dict(report: Report) -> dict[str, Any]:
    """The import for programs. Cells are not repeated: a ledger may hold who reported."""
    rejects = [
        {
            "row": fault.row,
            "column": fault.column.name if fault.column else None,
            "why": fault.why.in_(terminal_language()),
        }
        for reject in report.rejects
        for fault in reject.faults
    ]
    return {
        "kind": report.kind.code,
        "preview": report.rehearsal,
        **_counts(report),
        "mapping": report.mapping,
        "file_sm3": report.digest,
        "rejects": rejects,
    }


@ledger.command(epilog="Example: qingtian ledger template petitions --out petitions.xlsx")
@click.argument("kind")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where to write it.")
def template(kind: str, out: Path) -> None:
    """Write an empty sheet of KIND: headings, one example row (never imported), what each column means."""
    django_ready()
    from qingtian.ledgers.kinds import kind_named
    from qingtian.ledgers.templates import write_template

    write_template(kind_named(kind), out)
    say(WRITTEN, file=out.name)
