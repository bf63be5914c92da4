"""Reading photos from the network: no further than the limit, and nothing else of the form is lost."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from qingtian.web.memory_uploads import VIDEO, limit_of


class StopAtLimit(FileUploadHandler):
    """Stops reading the request as soon as one file is larger than its limit.

    Files that came whole before it are kept; ``too_large`` names the one that did not, ``was_video`` says which limit
    it was, ``bytes_read`` how much of all files was read.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.too_large = ""
        self.was_video = False
        self.bytes_read = 0
        self._of_this_file = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._of_this_file = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.bytes_read += len(raw_data)
        self._of_this_file += len(raw_data)
        if self._of_this_file > limit_of(self.request, self.field_name):
            self.too_large = self.file_name or "?"
            self.was_video = self.field_name == VIDEO
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def watch(request: HttpRequest) -> StopAtLimit:
    """Put the handler before the others; call it before anything reads ``request.POST``."""
    request.takes_video = True  # type: ignore[attr-defined]
    handler = StopAtLimit(request)
    request.upload_handlers.insert(0, handler)
    return handler
