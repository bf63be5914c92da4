"""``qingtian verify``: prove every trail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, django_ready, moment, note, print_json, say

if TYPE_CHECKING:
    from qingtian.apps.proceedings.verification import Finding

#: matters between two lines of progress
STEP = 500

PROGRESS = Text("已核对 {done} / {total}", "checked {done} of {total}")
HOLD = Text(
    "{total} 件的动作链都成立，每一行都与动作重放一致。", "{total} trails hold, and every row equals its replay."
)
BROKEN = Text("{count} 处不成立：", "{count} findings:")
FINDING = Text("  {number} 第 {seq} 个动作：{what}", "  {number} act {seq}: {what}")
ERASED = Text("其中 {count} 件已按批准的清册销毁内容。", "{count} of them were erased by an approved list.")
CHECKPOINT = Text("检查点：{path}", "checkpoint: {path}")
NO_CHECKPOINT = Text("有不成立的，没有写检查点。", "No checkpoint was written, because not everything holds.")


@click.command(epilog="Example: qingtian verify --checkpoint")
@as_json
@click.option("--checkpoint", is_flag=True, help="After a clean proof, write a signed checkpoint of all heads.")
@click.pass_context
def verify(ctx: click.Context, as_json: bool, checkpoint: bool) -> None:
    """Prove every trail in the database: hashes, order, replay, and every checkpoint taken before.

    Exit 0: everything holds; 1: at least one finding, each named.
    """
    django_ready()
    total, found = _prove()
    path = _checkpoint(found) if checkpoint else None
    if as_json:
        print_json(as_dict(total, found, path))
    else:
        _report(total, found, path)
    ctx.exit(1 if found else 0)


def _prove() -> tuple[int, list[Finding]]:
    from qingtian.apps.proceedings.models import Proceeding
    from qingtian.apps.proceedings.verification import verify_all

    total, held, found = Proceeding.objects.count(), 0, []
    for result in verify_all():
        if result is not None:
            found.append(result)
            continue
        held += 1
        if held % STEP == 0:
            note(PROGRESS, done=held, total=total)
    note(PROGRESS, done=total, total=total)
    return total, found


def _checkpoint(found: list[Finding]) -> Path | None:
    from qingtian.apps.proceedings.checkpoints import take_checkpoint

    if found:
        note(NO_CHECKPOINT)
        return None
    return take_checkpoint(moment())


def _report(total: int, found: list[Finding], path: Path | None) -> None:
    if not found:
        say(HOLD, total=total)
    else:
        say(BROKEN, count=len(found))
        for finding in found:
            say(FINDING, number=finding.number, seq=finding.seq, what=finding.what)
    if erased := _erased():
        say(ERASED, count=erased)
    if path:
        say(CHECKPOINT, path=path)


def _erased() -> int:
    from qingtian.apps.proceedings.models import Erasure

    return Erasure.objects.count()


def as_dict(total: int, found: list[Finding], path: Path | None) -> dict[str, object]:
    """The proof for programs."""
    return {
        "hold": not found,
        "proceedings": total,
        "erased": _erased(),
        "findings": [{"number": f.number, "seq": f.seq, "what": f.what.in_(terminal_language())} for f in found],
        "checkpoint": str(path) if path else None,
    }
