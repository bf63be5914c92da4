"""Errors are writing: a stable code, a plain sentence, where it happened and what to do, in both languages."""

from __future__ import annotations

from qingtian.language import Text


class QingtianError(Exception):
    """Anything the product refuses or cannot do, said so that the reader can act on it.

    ``code`` is stable and may be relied on by programs; ``message`` says what is wrong; ``where`` names the file, row,
    field or act; ``remedy`` says what to do; ``basis`` is the article that asks for it, when the law does.
    """

    def __init__(
        self,
        code: str,
        message: Text,
        *,
        where: str = "",
        remedy: Text | None = None,
        basis: str = "",
    ) -> None:
        self.code = code
        self.message = message
        self.where = where
        self.remedy = remedy
        self.basis = basis
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """One line for a log or a terminal: place, sentence, remedy, basis, code."""
        parts = [f"{self.where}: " if self.where else "", self.message.in_(language)]
        if self.remedy:
            parts.append(" " + self.remedy.in_(language))
        if self.basis:
            parts.append(f" ({self.basis})")
        parts.append(f" [{self.code}]")
        return "".join(parts)

    def as_dict(self) -> dict[str, object]:
        """For ``--json`` and for the API."""
        return {
            "code": self.code,
            "message": self.message.as_dict(),
            "where": self.where,
            "remedy": self.remedy.as_dict() if self.remedy else None,
            "basis": self.basis,
        }


class UnusableInput(QingtianError):
    """A file or argument that cannot be used at all; commands exit 1 and leave the output untouched."""


class DeclarationError(QingtianError):
    """A law, procedure or standards file that does not hold together; found at start and in tests."""


class Refused(QingtianError):
    """An act the law or the declaration does not allow now; nothing was written."""
