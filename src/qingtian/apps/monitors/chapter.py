"""What this chapter (污染源自动监控) adds to the kernel, a ``Chapter`` a procedure."""

from qingtian.apps.proceedings.chapters import Chapter

CHAPTERS: tuple[Chapter, ...] = ()
