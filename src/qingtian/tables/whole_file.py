"""A file that appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self


class WholeFile:
    """Text is written beside ``path`` and takes its place on ``commit``; without one, ``path`` is left as it was.

    A ``private`` file is readable by its owner alone from its first byte.
    """

    def __init__(self, path: Path, *, private: bool = False) -> None:
        self.path = path.resolve()
        self._draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        self._mode = 0o600 if private else 0o666

    def __enter__(self) -> Self:
        self._draft.unlink(missing_ok=True)
        self.text = open(self._draft, "w", encoding="utf-8", newline="", opener=self._opened)
        return self

    def _opened(self, name: str, flags: int) -> int:
        return os.open(name, flags | os.O_EXCL, self._mode)

    def commit(self) -> None:
        """Put the written text in the place of ``path``, on the disk before the old one goes."""
        self.text.flush()
        os.fsync(self.text.fileno())
        self.text.close()
        self._draft.replace(self.path)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.text.close()
        self._draft.unlink(missing_ok=True)
