"""``qingtian upstream``: what other systems want, their tables out, their exports back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, city_moment, django_ready, note, print_json, say, set_up_django

if TYPE_CHECKING:
    from qingtian.procedures.who import Actor

NO_POST = Text("没有代码为“{code}”的岗位，或今天没有人在任。", "There is no post “{code}”, or nobody holds it today.")
POSTS = Text("岗位代码见 /desk/people/。", "Codes of posts: /desk/people/.")
SYSTEM = Text(
    "  {id:<20} {title}　{rules} 条应录范围，{columns} 列{own}",
    "  {id:<20} {title}: {rules} rules, {columns} columns{own}",
)
OWN = Text("（本单位的文件）", " (own file)")
COPIED = Text("已放到 {file}；改这一份。", "Copied to {file}; edit that one.")
STANDS = Text("{file} 已经有了，没有动。", "{file} is there already and was left alone.")
HOLDS = Text("{n} 个系统的声明都成立。", "The declarations of {n} systems hold.")
WRITTEN = Text(
    "{rows} 行写入 {file}。默认不带反映人：{left}。", "{rows} rows written to {file}. Left out by default: {left}."
)
COUNTED = Text("第 {row} 行　{outcome}　{matter}　{more}", "row {row}  {outcome}  {matter}  {more}")
TOTAL = Text(
    "登记 {new} 件，有变化 {changed} 件，一样 {same} 件，没有收 {rejected} 行。",
    "{new} new, {changed} changed, {same} the same, {rejected} not taken.",
)
PREVIEW = Text("这只是预览，什么都没有登记。", "This is a preview; nothing was noted.")
REJECTS = Text("没有收的行在 {file}。", "Rows not taken are in {file}.")

by_post = click.option("--post", "post", required=True, metavar="POST", help="Post it is done from: its scope holds.")


@click.group(epilog="Example: qingtian upstream export 12345 --post yunping-petition-officer --out orders.xlsx")
def upstream() -> None:
    """Systems this office must feed: what they want, their tables filled, their exports read back."""


@upstream.command("list", epilog="Example: qingtian upstream list --json")
@as_json
def list_(as_json: bool) -> None:
    """Every declared system, with rules and columns; exit 1 where a file of the office cannot be used."""
    set_up_django()
    from qingtian.gateways.upstream.systems import is_own, load_systems

    systems = load_systems()
    if as_json:
        print_json(
            [one.model_dump(mode="json", exclude_none=True) | _titled(one, is_own(id_)) for id_, one in systems.items()]
        )
        return
    for id_, one in systems.items():
        own = OWN.in_(terminal_language()) if is_own(id_) else ""
        say(SYSTEM, id=id_, title=one.title, rules=len(one.rules), columns=len(one.columns), own=own)
    say(HOLDS, n=len(systems))


def _titled(one: Any, own: bool) -> dict[str, Any]:
    return {"title": one.title.as_dict(), "about": one.about.as_dict(), "own": own}


@upstream.command(epilog="Example: qingtian upstream copy 12345")
@click.argument("system")
def copy(system: str) -> None:
    """Copy the shipped file of SYSTEM into the data folder, where the office's own one wins. Never overwrites."""
    set_up_django()
    from importlib.resources import as_file

    from qingtian.gateways.upstream.systems import own_folder, shipped_folder
    from qingtian.gateways.upstream.systems import system as declared

    target = own_folder() / f"{declared(system).id}.yaml"
    if target.exists():
        raise UnusableInput("upstream.file_stands", STANDS.format(file=target))
    own_folder().mkdir(parents=True, exist_ok=True)
    with as_file(shipped_folder() / target.name) as shipped:
        shutil.copyfile(shipped, target)
    say(COPIED, file=target)


@upstream.command(
    epilog="Example: qingtian upstream export national_petitions --post yunping-petition-officer --out F.xlsx"
)
@click.argument("system")
@by_post
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV or XLSX, by its name.")
@click.option(
    "--which", type=click.Choice(["enter", "changed", "differs", "entered"]), default="enter", show_default=True
)
@click.option("--all", "everything", is_flag=True, help="All in scope, not only what the post's own organ enters.")
@as_json
def export(system: str, post: str, out: Path, which: str, everything: bool, as_json: bool) -> None:
    """Write matters in the columns of SYSTEM. The reporter's identity and own words are never in it.

    The use is noted in the catalogue's log. Exit 1: refused, OUT untouched.
    """
    django_ready()
    from qingtian.apps.catalogue.actions.note_use import note_use
    from qingtian.gateways.upstream.exporting import left_out, write_export
    from qingtian.gateways.upstream.owed import owed
    from qingtian.gateways.upstream.systems import system as declared

    one, actor = declared(system), actor_of(post)
    form = "csv" if out.suffix.lower() == ".csv" else "xlsx"
    rows = write_export(one, owed(one, actor, which, mine=not everything), out, form)
    for procedure in sorted({rule.procedure for rule in one.rules}):
        note_use(
            procedure,
            by=actor,
            rows=rows,
            way=f"qingtian upstream export {one.id}",
            purpose=one.title.zh,
            now=city_moment(),
        )
    left = "、".join(column.head for column in left_out(one)) or "—"
    if as_json:
        print_json({"system": one.id, "out": str(out), "rows": rows, "left_out": [c.head for c in left_out(one)]})
    else:
        say(WRITTEN, rows=rows, file=out.name, left=left)


@upstream.command(
    "import", epilog="Example: qingtian upstream import 12345 export.xlsx --post yunping-petition-officer --preview"
)
@click.argument("system")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@by_post
@click.option("--preview", is_flag=True, help="Show what would change; note nothing.")
@as_json
@click.pass_context
def import_(ctx: click.Context, system: str, file: Path, post: str, preview: bool, as_json: bool) -> None:
    """Read an export of SYSTEM back: note numbers and differences, each by its own act. Ours is never overwritten.

    Run again it notes nothing more. Rows not taken are kept in FILE.rejects.csv. Exit 1: some row was not taken.
    """
    django_ready()
    from qingtian.gateways.models import UpstreamImport
    from qingtian.gateways.upstream.importing import apply, findings
    from qingtian.gateways.upstream.returned import read_returned
    from qingtian.gateways.upstream.systems import system as declared

    one, actor, now = declared(system), actor_of(post), city_moment()
    read = read_returned(one, file)
    if preview:
        report = [*read.rejects, *(_previewed(found) for found in findings(one, read.rows, actor))]
    else:
        kept = UpstreamImport.objects.create(
            system=one.id, file_name=file.name[:200], organ=actor.organ or "", post=post,
            read_by=actor.person or "", read_at=now, rows=read.rows,
            report=[entry | {"read": True} for entry in read.rejects],
        )  # fmt: skip
        report = apply(kept, one, actor, on=now.date(), now=now)
        _keep_rejects(file, report, read.rows)
    report.sort(key=lambda entry: entry["row"])
    _report(report, preview, as_json)
    ctx.exit(1 if any(entry["outcome"] == "rejected" for entry in report) else 0)


def actor_of(post: str) -> Actor:
    """The holder of the post today, acting from it; its scope is the scope of the command."""
    from qingtian.apps.people.models import Post
    from qingtian.apps.people.queries import actor_at, holder

    row = Post.objects.select_related("organ__parent", "organ__area", "liaison_for__organ").filter(code=post).first()
    today = city_moment().date()
    person = holder(row, today) if row else None
    if row is None or person is None:
        raise UnusableInput("upstream.no_post", NO_POST.format(code=post), where="--post", remedy=POSTS)
    return actor_at(person, row, today)


def _previewed(found: Any) -> dict[str, Any]:
    entry = {"row": found.row, "outcome": found.outcome, "number": found.number, "difference": found.difference}
    if found.matter is not None:
        entry["matter"] = found.matter.number
    if found.why is not None:
        entry["why"] = found.why.as_dict()
    return entry


def _keep_rejects(file: Path, report: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    """The declared cells of rows not taken, with the reason; without any, a file of an earlier run goes."""
    from qingtian.tables import write_csv

    target = file.with_name(f"{file.stem}.rejects.csv")
    given = {row["row"]: row for row in rows}
    rejected = [entry for entry in report if entry["outcome"] == "rejected"]
    if not rejected:
        target.unlink(missing_ok=True)
        return
    lines = [
        [
            entry["row"],
            *(given.get(entry["row"], {}).get(name, "") for name in ("number", "ours", "receipt")),
            entry["why"]["zh"],
        ]
        for entry in rejected
    ]
    write_csv(target, ["行", "那边的编号", "本单位编号", "回执号", "原因"], lines, private=True)
    note(REJECTS, file=target.name)


def _report(report: list[dict[str, Any]], preview: bool, as_json: bool) -> None:
    counted = {
        name: sum(entry["outcome"] == name for entry in report) for name in ("new", "changed", "same", "rejected")
    }
    if as_json:
        print_json({"preview": preview, "counts": counted, "rows": report})
        return
    language = terminal_language()
    for entry in report:
        more = entry["why"][language] if entry.get("why") else entry.get("difference") or entry.get("number") or ""
        say(COUNTED, row=entry["row"], outcome=entry["outcome"], matter=entry.get("matter", "—"), more=more)
    say(TOTAL, **counted)
    if preview:
        say(PREVIEW)
