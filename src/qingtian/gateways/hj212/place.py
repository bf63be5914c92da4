"""Where the gateway's files lie in the data folder."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from qingtian.gateways.hj212.store.reading import FrameStore


def frames_folder() -> Path:
    """The day files of frames."""
    return Path(settings.DATA) / "frames"


def frame_store() -> FrameStore:
    """The frames, for reading."""
    return FrameStore(frames_folder())


def sign_path() -> Path:
    """Where the listener says that it lives."""
    return Path(settings.DATA) / "run" / "hj212.json"


def archive_folder() -> Path:
    """Where packed days go: ``QINGTIAN_FRAMES_ARCHIVE``, such as another disk, else beside the frames."""
    return Path(os.environ.get("QINGTIAN_FRAMES_ARCHIVE") or frames_folder() / "archive")
