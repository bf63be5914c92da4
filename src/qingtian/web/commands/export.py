"""``qingtian export``: write one case file (一案一档)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.web.commands.setup import as_json, django_ready, moment, note, print_json, say

if TYPE_CHECKING:
    from qingtian.apps.proceedings.models import Proceeding

VERIFIER = "case_file_verifier.py"

UNKNOWN = Text("没有编号为 {number} 的事项。", "There is no matter with the number {number}.")
NOT_WRITTEN = Text("写不进这个文件：{why}", "The file cannot be written: {why}")
WRITTEN = Text("已写入 {file}，{size} 字节。", "Wrote {file}, {size} bytes.")
PROVE = Text("核对：python3 {verifier} {file}", "To prove it: python3 {verifier} {file}")


@click.command(epilog="Example: qingtian export XF-2026-000123 --out case.json --with-verifier")
@click.argument("number")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; replaced whole or not at all.",
)
@click.option("--with-verifier", is_flag=True, help=f"Write {VERIFIER} beside OUT.")
@as_json
def export(number: str, out: Path, with_verifier: bool, as_json: bool) -> None:
    """Write the case file of matter NUMBER and of all it is linked to, with every act, hash and file.

    The reporter's identity and the words of the report are not in it. Exit 0: OUT written; 1: refused, OUT untouched.
    """
    if with_verifier and out.name == VERIFIER:
        raise click.BadParameter("the verifier would replace the case file", param_hint="--out")
    django_ready()
    from qingtian.apps.proceedings.export import export_case_file, verifier

    data = export_case_file(_matter(number), now=moment())
    write(out, data)
    if with_verifier:
        write(out.with_name(VERIFIER), verifier())
    if as_json:
        beside = str(out.with_name(VERIFIER)) if with_verifier else None
        print_json({"out": str(out), "bytes": len(data), "verifier": beside})
        return
    say(WRITTEN, file=out.name, size=len(data))
    if with_verifier:
        note(PROVE, verifier=VERIFIER, file=out.name)


def _matter(number: str) -> Proceeding:
    from qingtian.apps.proceedings.models import Proceeding

    found = Proceeding.objects.filter(number=number.strip()).first()
    if found is None:
        raise UnusableInput("export.unknown", UNKNOWN.format(number=number.strip()))
    return found


def write(path: Path, data: bytes) -> None:
    """Replace the file whole or not at all."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        why = error.strerror or type(error).__name__
        raise UnusableInput("export.not_written", NOT_WRITTEN.format(why=why), where=path.name) from error
