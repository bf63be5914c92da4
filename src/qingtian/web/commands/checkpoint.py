"""``qingtian checkpoint``: the heads of all trails, signed, outside the database."""

from __future__ import annotations

from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.web.commands.setup import as_json, django_ready, moment, print_json, say

WRITTEN = Text("检查点：{path}", "checkpoint: {path}")
NO_COPY = Text("{folder} 写不进去：{why}。", "Cannot write to {folder}: {why}.")


@click.command(epilog="Example: qingtian checkpoint --copy-to /media/stick")
@click.option("--copy-to", type=click.Path(file_okay=False, path_type=Path), help="Also here, such as a USB stick.")
@as_json
def checkpoint(copy_to: Path | None, as_json: bool) -> None:
    """Write a signed file of the heads of all trails into the data folder and, best, onto another disk as well.

    It is written every day by itself; `qingtian verify` compares every trail with every checkpoint. Whoever rebuilds a
    trail in the database cannot rebuild a checkpoint that lies in a safe.
    """
    django_ready()
    from qingtian.apps.operations.own_jobs import second_folder, sign_heads

    target = copy_to or second_folder()
    try:
        paths = sign_heads(moment(), target)
    except OSError as error:
        why = error.strerror or str(error)
        raise UnusableInput("checkpoint.not_copied", NO_COPY.format(folder=target, why=why)) from error
    if as_json:
        print_json({"checkpoints": [str(path) for path in paths]})
    for path in () if as_json else paths:
        say(WRITTEN, path=path)
