"""What was typed into a calculator, read strictly; what is wrong names its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.http import QueryDict

from qingtian.enforcement.money import yuan
from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text

Value = TypeVar("Value")
MOST = 2000
DATE_REMEDY = Text("写成 2026-03-02。", "Write it like 2026-03-02.")


class WrongField(Exception):
    """A field that cannot be used, and why."""

    def __init__(self, name: str, error: QingtianError) -> None:
        super().__init__(name)
        self.name, self.error = name, error


@dataclass(frozen=True, slots=True)
class Asked:
    """The query of a calculator. Each reader raises :class:`WrongField`."""

    query: QueryDict

    def words(self, name: str) -> str:
        return self.query.get(name, "")[:MOST].strip()

    def all(self, name: str) -> list[str]:
        return [each[:MOST] for each in self.query.getlist(name)]

    def lines(self, name: str) -> list[str]:
        """The lines of a longer answer, empty ones left out."""
        return [line.strip() for line in self.words(name).splitlines() if line.strip()]

    def read(self, name: str, reader: Callable[[str], Value]) -> Value:
        """The answer through ``reader``; an empty answer is missing."""
        if not self.words(name):
            raise WrongField(name, UnusableInput("enforcement.answer.missing", Text("没有填写。", "not filled in.")))
        try:
            return reader(self.words(name))
        except QingtianError as error:
            raise WrongField(name, error) from error

    def perhaps(self, name: str, reader: Callable[[str], Value]) -> Value | None:
        return self.read(name, reader) if self.words(name) else None

    def each(self, name: str, words: Iterable[str], reader: Callable[[str], Value]) -> tuple[Value, ...]:
        """Several answers of one field."""
        try:
            return tuple(reader(one) for one in words)
        except QingtianError as error:
            raise WrongField(name, error) from error

    def day(self, name: str) -> date:
        return self.read(name, read_day)

    def sum(self, name: str) -> Decimal:
        return self.read(name, read_sum)


def read_day(words: str) -> date:
    """A date written 2026-03-02. Raises ``enforcement.day.unreadable``."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        said = Text("“{w}”不是日期。", "“{w}” is not a date.").format(w=words[:40])
        raise UnusableInput("enforcement.day.unreadable", said, remedy=DATE_REMEDY) from None


def read_sum(words: str) -> Decimal:
    """A sum of money; commas between thousands are read over. Raises what :func:`yuan` raises."""
    return yuan(words.replace(",", "").replace("，", ""))


def read_interval(words: str) -> tuple[date, date]:
    """Two days written 2026-03-10..2026-03-14, both included. Raises ``enforcement.day.unreadable``, ``.reversed``."""
    first, dots, last = words.partition("..")
    span = read_day(first.strip()), read_day(last.strip() if dots else first.strip())
    if span[1] < span[0]:
        said = Text("结束早于开始。", "it ends before it begins.")
        raise UnusableInput("enforcement.day.reversed", said, where=words[:40])
    return span


def read_number(words: str) -> int:
    """A whole number of zero or more. Raises ``enforcement.number.unreadable``."""
    if not (words.isascii() and words.isdigit() and len(words) <= 4):
        said = Text("“{w}”不是整数。", "“{w}” is not a whole number.").format(w=words[:40])
        raise UnusableInput("enforcement.number.unreadable", said)
    return int(words)
