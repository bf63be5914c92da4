"""Command codes (CN) and answer codes: their meaning depends on the edition."""

from __future__ import annotations

from typing import Literal

from qingtian.hj212.declarations import Basis, Bilingual, Declared, read
from qingtian.hj212.editions import Edition
from qingtian.language import Text

Kind = Literal["ask", "data", "notice", "answer"]


class CommandCode(Declared):
    """One code under one meaning."""

    cn: str
    kinds: tuple[Kind, ...]
    editions: tuple[Edition, ...]
    zh: str
    en: str

    @property
    def name(self) -> Text:
        """What it does, in both languages."""
        return Text(self.zh, self.en)


class _Commands(Declared):
    sources: dict[Edition, Basis]
    commands: tuple[CommandCode, ...]


class _Answers(Declared):
    basis: Basis
    request: dict[str, Bilingual]
    execution: dict[str, Bilingual]


_DECLARED = read(_Commands, "commands")
BASIS: dict[Edition, Basis] = dict(_DECLARED.sources)
_CODES: dict[tuple[Edition, str], CommandCode] = {
    (edition, command.cn): command for command in _DECLARED.commands for edition in command.editions
}
_ANSWERS = read(_Answers, "answers")
#: words of ``QnRtn`` and of ``ExeRtn``
REQUEST_ANSWERS: dict[str, Text] = dict(_ANSWERS.request)
EXECUTION_ANSWERS: dict[str, Text] = dict(_ANSWERS.execution)
DONE, READY = "1", "1"


def meaning(cn: str, edition: Edition) -> CommandCode | None:
    """What a code means in an edition; None for a private code as 2000 or 9021, which is kept all the same.

    >>> meaning("3014", "2017").en, meaning("3014", "2005").en, meaning("3014", "2025")
    ('Comparison sample', 'Set the sampling period', None)
    """
    return _CODES.get((edition, cn))


def codes_of(edition: Edition) -> tuple[CommandCode, ...]:
    """All codes an edition knows."""
    return tuple(command for (of, _), command in _CODES.items() if of == edition)
