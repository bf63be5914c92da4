"""Uploads are kept in memory until they are judged: a file that may not enter leaves no trace on a disk.

Django writes larger uploads to a temporary file first. A paper marked as a state secret would then have been on the
disk, and a deleted file can be brought back.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

#: bytes of all files of one request that are held at once; files beyond it arrive empty, with their true size
MOST_AT_ONCE = 96 * 1024 * 1024


#: the field of a form that takes a film
VIDEO = "video"


def limit_of(request: Any, field: str | None) -> int:
    """Bytes one file of that field may have: a photo's, or a video's where the page takes one."""
    takes = field == VIDEO and getattr(request, "takes_video", False)
    limit: int = settings.VIDEO_MAX_BYTES if takes else settings.PHOTO_MAX_BYTES
    return limit


class InMemory(FileUploadHandler):
    """Holds each file up to its limit; a larger one arrives without content, so that its size refuses it."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._held = 0
        self._file = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._file = BytesIO()

    def _limit(self) -> int:
        return limit_of(self.request, self.field_name)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = self._held + len(raw_data) <= MOST_AT_ONCE
        if room and start + len(raw_data) <= self._limit() and self._file.tell() == start:
            self._file.write(raw_data)
            self._held += len(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        whole = self._file.tell() == file_size
        if not whole:
            self._held -= self._file.tell()
            self._file = BytesIO()
        self._file.seek(0)
        size = file_size if whole else max(file_size, self._limit() + 1)
        return InMemoryUploadedFile(
            self._file, self.field_name, self.file_name or "", self.content_type or "", size, self.charset
        )
