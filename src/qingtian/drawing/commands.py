"""``qingtian draw``: draw again what was published, on any machine, with nothing but the file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from qingtian.drawing.published import faults, read
from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language

HOLDS = Text(
    "对得上：照名单和种子重抽 {n} 个对象，名单摘要、对象、执法人员都一样。",
    "It holds: {n} objects drawn again from pools and seed; digest, objects and officers are the same.",
)
NO_FILE = Text("读不了文件：{file}", "the file cannot be read: {file}")


@click.group(epilog="Example: qingtian draw verify SU-2026-000001.json")
def draw() -> None:
    """Random inspection (双随机抽查): verify a published draw."""


@draw.command("verify", epilog="Example: qingtian draw verify SU-2026-000001.json --json")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of sentences.")
def verify(file: Path, as_json: bool) -> None:
    """Draw again from FILE and compare. Exit 0: the same; 1: not the same, or no such file."""
    try:
        value = read(file.read_bytes())
    except OSError:
        raise UnusableInput("drawing.no_file", NO_FILE.format(file=str(file))) from None
    wrong, language = faults(value), terminal_language()
    if as_json:
        told = {"holds": not wrong, "faults": [one.as_dict() for one in wrong], "drawn": len(value.get("drawn", ()))}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for one in wrong or (HOLDS.format(n=len(value["drawn"])),):
            click.echo(one.as_dict()[language])
    sys.exit(1 if wrong else 0)
