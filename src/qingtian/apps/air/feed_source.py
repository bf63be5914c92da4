"""Where real-time air comes from (实时数据来源): what the administrator declared, or nothing.

``QINGTIAN_AIR_FEED``       an http(s) address, or a folder where files are dropped; unset: no feed
``QINGTIAN_AIR_FEED_NAME``  the form of the files (``qingtian air import --feed``); unset: told by their heading

An address may name the hour it is asked for, by its end in Shanghai time: ``{year}``, ``{month}``, ``{day}`` and
``{hour}``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from qingtian.apps.installation.kind import DEMONSTRATION, kind

PLACES = ("{year}", "{month}", "{day}", "{hour}")


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A declared source: exactly one of ``address`` and ``folder``."""

    address: str = ""
    folder: Path | None = None
    feed: str | None = None

    @property
    def hourly(self) -> bool:
        """Whether the address names the hour it is asked for."""
        return any(place in self.address for place in PLACES)

    def address_of(self, hour: datetime) -> str:
        """The address for the hour that ends at ``hour`` (Shanghai time)."""
        address = self.address
        for place, written in zip(PLACES, (f"{hour:%Y}", f"{hour:%m}", f"{hour:%d}", f"{hour:%H}"), strict=True):
            address = address.replace(place, written)
        return address

    @property
    def shown(self) -> str:
        """What a page may show: the folder, or the address without what a key may hide in."""
        if self.folder is not None:
            return str(self.folder)
        parts = urlsplit(self.address)
        return urlunsplit((parts.scheme, parts.hostname or "", parts.path, "", ""))


def feed_source(environment: Mapping[str, str] = os.environ) -> FeedSource | None:
    """The declared source; None where none is, and in the demonstration, whose stations report by themselves."""
    written = environment.get("QINGTIAN_AIR_FEED", "").strip()
    if not written or kind() == DEMONSTRATION:
        return None
    feed = environment.get("QINGTIAN_AIR_FEED_NAME") or None
    if written.startswith(("http://", "https://")):
        return FeedSource(address=written, feed=feed)
    return FeedSource(folder=Path(written), feed=feed)
