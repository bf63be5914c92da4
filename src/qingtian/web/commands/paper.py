"""``qingtian paper``: document numbers from the office's own document system."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, city_moment, django_ready, note, print_json, say
from qingtian.web.commands.upstream import actor_of, by_post

if TYPE_CHECKING:
    from qingtian.ledgers.paper_numbers import NumbersReport

COUNTS = Text(
    "登记 {numbered}，不变 {same}，拒收 {rejected}。", "{numbered} entered, {same} unchanged, {rejected} rejected."
)
REHEARSED = Text("预演，什么都没有存：", "A rehearsal; nothing was stored:")
KEPT = Text(
    "拒收的行在 {file}，改好再导入这个文件。", "The rejected rows are in {file}; correct them and import that file."
)


@click.group(epilog="Example: qingtian paper numbers export.xlsx --post yunping-petition-officer --preview")
def paper() -> None:
    """Papers (文书)."""


@paper.command(epilog="Example: qingtian paper numbers export.xlsx --post yunping-petition-officer --preview")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@by_post
@click.option("--mapping", "mapping_file", type=click.Path(path_type=Path), help="Which heading is which column, YAML.")
@click.option("--preview", is_flag=True, help="Say what would happen; store nothing.")
@as_json
@click.pass_context
def numbers(ctx: click.Context, file: Path, post: str, mapping_file: Path | None, preview: bool, as_json: bool) -> None:
    """Enter the numbers (文号) in FILE, an export of the document system (XLSX, CSV), each by its own act.

    Importing FILE again changes nothing; a number that stands is never changed. Rejected rows are kept beside FILE with
    the reason. Exit 1: some row was rejected.
    """
    django_ready()
    from qingtian.ledgers.paper_numbers import import_numbers
    from qingtian.tables import read_mapping, write_rejects

    actor, now = actor_of(post), city_moment()
    report = import_numbers(
        file,
        actor=actor,
        by=f"{actor.person} {post}",
        on=now.date(),
        now=now,
        mapping=read_mapping(mapping_file) if mapping_file else None,
        rehearsal=preview,
    )
    kept = file.with_name(f"{file.stem.removesuffix('.rejects')}.rejects.csv")
    if not preview:
        write_rejects(kept, report.table, report.rejects)
    if as_json:
        print_json(as_dict(report))
    else:
        _tell(report, kept)
    ctx.exit(1 if report.rejects else 0)


def _counts(report: NumbersReport) -> dict[str, int]:
    counts = {name: report.counts[name] for name in ("numbered", "same")}
    return counts | {"rejected": len(report.rejects)}


def _tell(report: NumbersReport, kept: Path) -> None:
    if report.rehearsal:
        note(REHEARSED)
    say(COUNTS, **_counts(report))
    for reject in report.rejects:
        for fault in reject.faults:
            click.echo(f"  {fault.sentence.in_(terminal_language())}", err=True)
    if report.rejects and not report.rehearsal:
        note(KEPT, file=kept.name)


def as_dict(report: NumbersReport) -> dict[str, Any]:
    """The import for programs."""
    return {
        "preview": report.rehearsal,
        **_counts(report),
        "mapping": report.mapping,
        "file_sm3": report.digest,
        "papers": [
            {"row": row, "matter": one.proceeding.number, "act": one.act.seq, "number": one.number, "outcome": outcome}
            for row, one, outcome in report.done
        ],
        "rejects": [
            {
                "row": fault.row,
                "column": fault.column.name if fault.column else None,
                "why": fault.why.in_(terminal_language()),
            }
            for reject in report.rejects
            for fault in reject.faults
        ],
    }
