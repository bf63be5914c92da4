"""The verdict over one file: the strictest of its name, its text and what its uploader declares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qingtian.secrecy.file_text import text_of
from qingtian.secrecy.marking import Mark, mark_in_name, mark_in_text


class Declaration(Enum):
    """What the uploader says stands on the paper.

    EXEMPT is for what nobody uploads: papers made here from the records, and residents' photos, which are never papers
    of an office. Their names and texts are read all the same.
    """

    OPEN = "open"
    INTERNAL = "internal"
    WORK_SECRET = "work_secret"  # noqa: S105 (a mark, not a password)
    STATE_SECRET = "state_secret"  # noqa: S105
    EXEMPT = "exempt"

    @property
    def mark(self) -> Mark:
        """EXEMPT says nothing, and so stays internal until somebody decides otherwise."""
        return Mark.INTERNAL if self is Declaration.EXEMPT else Mark[self.name]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``mark`` is how to handle it; ``undeclared``: nobody has said, and not everything in it could be read."""

    mark: Mark
    undeclared: bool

    @property
    def refused(self) -> bool:
        return self.mark is Mark.STATE_SECRET


def judge(name: str, content: bytes, declared: Declaration | None) -> Verdict:
    """Judge a file before anything of it is kept. What is read can make the declared mark stricter, never milder."""
    named = mark_in_name(name)
    if Mark.STATE_SECRET in (named, declared.mark if declared else None):
        return Verdict(Mark.STATE_SECRET, False)
    read = text_of(content)
    written = mark_in_text(read.text)
    said = declared.mark if declared else Mark.INTERNAL
    strictest = max(mark for mark in (said, named, written) if mark is not None)
    return Verdict(strictest, declared is None and not read.whole and strictest is not Mark.STATE_SECRET)
