"""``qingtian hj212``: read messages of field units, and simulate the units."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.hj212.encryption import read_key
from qingtian.hj212.parsing import parse_file
from qingtian.hj212.simulation.command import simulate_command
from qingtian.language import Text, terminal_language

_SUMMARY = Text(
    "共 {lines} 行：校验正确 {good} 行，不正确 {wrong} 行，长度不符 {length} 行，未解密 {encrypted} 行，"
    "无法读取 {unreadable} 行",
    "{lines} lines: check sum right {good}, wrong {wrong}; wrong length {length}; not decrypted {encrypted}; "
    "unreadable {unreadable}",
)


@click.group(epilog="Example: qingtian hj212 parse messages.jsonl --out read.jsonl")
def hj212() -> None:
    """HJ 212 (数据传输标准): read messages of field units, simulate units."""


@hj212.command(epilog="Example: qingtian hj212 parse messages.jsonl --out read.jsonl --json")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="JSONL to write; replaced whole or not at all.",
)
@click.option("--key", help="SM4 key in hexadecimal, for data areas that do not start with an ASCII key.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def parse(file: Path, out: Path, key: str | None, as_json: bool) -> None:
    """Read every message of FILE: JSONL with id and frame (text) or frame_base64.

    OUT has one line a line of FILE, in order: id, crc_status, length_ok, flag, header, params, factors, groups. A
    wrong check sum or length is read all the same; where nothing can be read, error stands instead. CR LF may be
    missing. Exit 0: OUT written; 1: FILE or key unusable, OUT untouched; 2: wrong usage.
    """
    if file.resolve() == out.resolve():
        raise UnusableInput(
            "hj212.same_file",
            Text("输出会覆盖输入文件。", "the output would replace the input."),
            where=out.name,
            remedy=Text("换一个输出文件名。", "Choose another name for the output."),
        )
    tally = parse_file(file, out, read_key(key) if key is not None else None)
    if as_json:
        click.echo(json.dumps(tally, ensure_ascii=False))
        return
    wrong = sum(tally[status] for status in ("wrong", "wrong_modbus_crc", "wrong_modbus_crc_byteswapped"))
    words = _SUMMARY.format(
        lines=tally["lines"],
        good=tally["lines"] - tally["unreadable"] - wrong,
        wrong=wrong,
        length=tally["wrong_length"],
        encrypted=tally["encrypted"],
        unreadable=tally["unreadable"],
    )
    click.echo(words.in_(terminal_language()), err=True)


hj212.add_command(simulate_command)
