"""What inspections add to the kernel."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Chapter

CHAPTERS: tuple[Chapter, ...] = ()
