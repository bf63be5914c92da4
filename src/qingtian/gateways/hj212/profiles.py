"""What the listener must know of a logger (设备档案), read from the office's records while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qingtian.hj212.editions import Edition


@dataclass(frozen=True, slots=True)
class Profile:
    """One registered logger. ``key`` is shown by nothing that prints a profile."""

    mn: str
    edition: Edition = "2017"
    crc_policy: str = "strict"
    charset: str = "utf-8"
    rhythm_minutes: int = 60
    key: bytes | None = field(default=None, repr=False)


Profiles = Mapping[str, Profile]
