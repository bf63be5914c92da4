"""What a long import is doing, a line every few seconds on standard error (进度)."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Self

import click

from qingtian.language import Text, terminal_language

#: an import shorter than this needs no words
EVERY_SECONDS = 3.0
LINE = Text("{what}：{doing}{percent}，{seconds:.0f} 秒", "{what}: {doing}{percent}, {seconds:.0f} s")


class Telling:
    """``progress`` says what is being done, ``watch`` how far the engine is (per cent; negative: it cannot tell)."""

    def __init__(self) -> None:
        self._began, self._done = monotonic(), Event()
        self._now: tuple[str, Text] | None = None
        self._percent: Callable[[], float] = lambda: -1.0
        self._thread = Thread(target=self._tell, daemon=True)

    @property
    def seconds(self) -> float:
        """Since it began."""
        return monotonic() - self._began

    def progress(self, what: str, doing: Text) -> None:
        """A file or month, and what is done with it."""
        self._now = (what, doing)

    def watch(self, percent: Callable[[], float]) -> None:
        """Ask here how far the engine is."""
        self._percent = percent

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _tell(self) -> None:
        while not self._done.wait(EVERY_SECONDS):
            if self._now is None:
                continue
            what, doing = self._now
            far = self._percent()
            percent = f" {far:.0f} %" if far >= 0 else ""
            line = LINE.format(what=what, doing=doing, percent=percent, seconds=self.seconds)
            click.echo(line.in_(terminal_language()), err=True)
