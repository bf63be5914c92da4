"""``docs/reference/commands.md``, printed from the commands themselves."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator

import click

OPENING = """# Commands 命令

Printed from the commands by `python -m qingtian.web.commands.reference`; do not edit by hand.

Exit codes: 0, the output is written or everything holds; 1, the input is unusable, the act is refused or something does
not hold, and the sentence on standard error says what; 2, wrong usage. Messages are Chinese where `QINGTIAN_LANG` (or
`LANG`) begins with `zh`, else English."""


def page(root: click.Group) -> str:
    """The whole page: every command of ``root`` with its arguments, options and example. Ends with a newline."""
    lines = [OPENING]
    context = click.Context(root, info_name="qingtian")
    lines += _options(root, context)
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        assert command is not None
        lines += _command(command, click.Context(command, info_name=name, parent=context), depth=2)
    return "\n".join(lines) + "\n"


def _command(command: click.Command, context: click.Context, *, depth: int) -> Iterator[str]:
    yield from ("", f"{'#' * depth} `{context.command_path}`", "")
    yield from _paragraphs(command.help or "")
    if not isinstance(command, click.Group):
        yield from ("", f"    {' '.join([context.command_path, *command.collect_usage_pieces(context)])}")
        yield from _options(command, context)
    if command.epilog:
        yield from ("", _example(command.epilog))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _command(inner, click.Context(inner, info_name=name, parent=context), depth=depth + 1)


def _paragraphs(help_: str) -> Iterator[str]:
    """Help text one paragraph a line."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", help_.strip())]
    yield "\n\n".join(paragraphs)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    records = [record for p in command.params if (record := p.get_help_record(context))]
    if records:
        yield from ("", "| Option | Meaning |", "|---|---|")
        yield from (f"| `{_cell(names)}` | {_cell(meaning)} |" for names, meaning in records)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def _example(epilog: str) -> str:
    before, colon, command = epilog.partition(": ")
    return f"{before}: `{command}`" if colon else epilog


if __name__ == "__main__":
    # by name, because the root lies above this room
    click.echo(page(importlib.import_module("qingtian.cli").root), nl=False)
