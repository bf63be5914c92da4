"""What this chapter (水环境) adds to the kernel, a ``Chapter`` a procedure."""

from qingtian.apps.proceedings.chapters import Chapter

CHAPTERS: tuple[Chapter, ...] = ()
