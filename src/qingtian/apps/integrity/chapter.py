"""What this chapter (数据真实性) adds to the kernel, a ``Chapter`` a procedure."""

from qingtian.apps.proceedings.chapters import Chapter

CHAPTERS: tuple[Chapter, ...] = ()
