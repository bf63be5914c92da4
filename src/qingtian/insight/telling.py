"""What the commands of this room say on standard error, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language


def told(words: Text) -> None:
    """One line for the person at the terminal."""
    click.echo(words.in_(terminal_language()), err=True)


def refuse_overwriting(file: Path, out: Path) -> None:
    """UnusableInput if the output would take the place of the input."""
    if file.resolve() == out.resolve():
        raise UnusableInput(
            "insight.same_file",
            Text("输出会覆盖输入文件。", "the output would replace the input."),
            where=out.name,
            remedy=Text("换一个输出文件名。", "Choose another name for the output."),
        )
