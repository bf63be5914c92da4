"""``qingtian procedures``: list, show and check the declared procedures."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, program_language
from qingtian.law import load_law
from qingtian.procedures import printing
from qingtian.procedures.diagram import diagram
from qingtian.procedures.loader import Procedures, load_procedures
from qingtian.procedures.model import Procedure
from qingtian.procedures.table import table

NO_EDITION = Text("“{id}”没有 {edition} 这一版。现有：{known}。", "“{id}” has no edition {edition}. Known: {known}.")
NOT_WRITTEN = Text("写不进这个文件：{why}", "the file cannot be written: {why}")
WRITTEN = Text("程序图已写入 {file}", "diagram written to {file}")
HOLD = Text("{count} 个程序都成立。", "All {count} procedures hold together.")

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(epilog="Example: qingtian procedures show petition --language en --svg petition.svg")
def procedures() -> None:
    """The declared procedures (程序): states, acts, who, on which article, how long."""


@procedures.command("list", epilog="Example: qingtian procedures list")
@as_json
@click.option("--markdown", is_flag=True, help="Print the reference page (docs/reference/procedures.md).")
def list_(as_json: bool, markdown: bool) -> None:
    """Every procedure with its editions."""
    if as_json and markdown:
        raise click.UsageError("choose --json or --markdown, not both")
    declared = load_procedures()
    if markdown:
        click.echo(printing.reference(declared, load_law()), nl=False)
    elif as_json:
        _print_json({"procedures": [_summary(procedure, program_language()) for procedure in declared]})
    else:
        for procedure in declared:
            click.echo(f"{procedure.id}  {procedure.edition}  {procedure.title.in_(program_language())}")
            click.echo(f"    {procedure.about.in_(program_language())}")


@procedures.command(epilog="Example: qingtian procedures show five_ones_case --language zh")
@click.argument("id_", metavar="ID")
@click.option("--edition", metavar="E", help="Edition by its first day; the newest where it is left out.")
@click.option("--language", "tongue", type=click.Choice(["zh", "en"]), help="Language of the words.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.svg", help="Write the diagram.")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
@as_json
def show(id_: str, edition: str | None, tongue: str | None, svg: Path | None, markdown: bool, as_json: bool) -> None:
    """The table of procedure ID: from, act, to, who, basis, fields, conditions, clocks, paper."""
    if as_json and markdown:
        raise click.UsageError("choose --json or --markdown, not both")
    procedure, words = chosen(load_procedures(), id_, edition), tongue or program_language()
    if svg:
        _write(svg, diagram(procedure, words))
    if as_json:
        rows = [row.as_dict() for row in table(procedure, load_law(), words)]
        _print_json({**_summary(procedure, words), "rows": rows})
    elif markdown:
        click.echo("\n".join(printing.markdown(procedure, load_law(), words)))
    elif not svg:
        click.echo(printing.page(procedure, load_law(), words))


@procedures.command(epilog="Example: qingtian procedures check --json")
@as_json
def check(as_json: bool) -> None:
    """Does every declaration hold together? Exit 1 and the fault by name where one does not."""
    found = [f"{procedure.id} {procedure.edition}" for procedure in load_procedures()]
    if as_json:
        _print_json({"hold": True, "procedures": found})
    else:
        click.echo(HOLD.format(count=len(found)).in_(program_language()))


def chosen(declared: Procedures, id_: str, edition: str | None) -> Procedure:
    """The named edition, or the newest. Refuses an unknown procedure or edition by name."""
    editions = {procedure.edition: procedure for procedure in declared.editions(id_)}
    if edition is None:
        return list(editions.values())[-1]
    if edition not in editions:
        known = ", ".join(editions)
        raise UnusableInput("procedures.unknown_edition", NO_EDITION.format(id=id_, edition=edition, known=known))
    return editions[edition]


def _summary(procedure: Procedure, words: str) -> dict[str, object]:
    return {
        "id": procedure.id,
        "edition": procedure.edition,
        "valid_from": procedure.valid_from.isoformat(),
        "title": procedure.title.in_(words),
        "about": procedure.about.in_(words),
        "states": [
            {"code": code, "title": state.title.in_(words), "final": state.final}
            for code, state in procedure.states.items()
        ],
    }


def _write(path: Path, drawn: str) -> None:
    try:
        path.write_text(drawn, encoding="utf-8")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnusableInput("procedures.not_written", NOT_WRITTEN.format(why=why), where=path.name) from error
    click.echo(WRITTEN.format(file=path.name).in_(program_language()), err=True)


def _print_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
