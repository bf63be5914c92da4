"""What the source has to give, as files on the disk: answers of an address, or files dropped into a folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from qingtian import __version__
from qingtian.apps.air.feed_source import FeedSource
from qingtian.errors import UnusableInput
from qingtian.language import Text

TIMEOUT = 30.0
#: a larger answer is not an hour of air
MOST_BYTES = 64 << 20
TRIES = 3
PAUSE = 2.0
#: a dropped file is taken when nobody has written to it for so long
STILL = 5.0
#: not there yet
ABSENT = (404, 410)
KINDS = (".csv", ".txt", ".json", ".parquet", ".gz")


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to be taken: where it lies, and what it is called on record."""

    path: Path
    name: str


class _SameKind(HTTPRedirectHandler):
    """Follow a redirect to another http(s) address only; anything else is a fault of the source."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not newurl.startswith(("http://", "https://")):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def answers(source: FeedSource, hours: list[datetime], work: Path, sleep: Callable[[float], None]) -> Iterator[Piece]:
    """The answers of the address, one an hour asked for where it names the hour. UnusableInput ``feed.unreachable``."""
    opener = build_opener(_SameKind())
    for number, hour in enumerate(hours if source.hourly else hours[:1]):
        path = work / f"{number}.csv"
        if _download(opener, source.address_of(hour), path, sleep):
            yield Piece(path, f"{hour:%Y-%m-%dT%H}")


def dropped(folder: Path, now: float) -> list[Piece]:
    """Whole files in the folder, the oldest first. UnusableInput ``feed.no_folder``."""
    if not folder.is_dir():
        raise UnusableInput(
            "feed.no_folder",
            Text("实时数据文件夹不在。", "The folder of the feed is not there."),
            where=str(folder),
        )
    found = [(path.stat().st_mtime, path) for path in folder.iterdir() if path.is_file() and path.suffix in KINDS]
    still = sorted((at, path) for at, path in found if now - at >= STILL and not path.name.startswith("."))
    return [Piece(path, path.name) for _, path in still]


def _download(opener: OpenerDirector, address: str, path: Path, sleep: Callable[[float], None]) -> bool:
    for left in reversed(range(TRIES)):
        try:
            return _once(opener, address, path)
        except (URLError, TimeoutError, ConnectionError) as error:
            if isinstance(error, HTTPError) and error.code in ABSENT:
                return False
            if not left:
                raise _unreachable(error) from None
            sleep(PAUSE)
    return False


def _once(opener: OpenerDirector, address: str, path: Path) -> bool:
    request = Request(address, headers={"User-Agent": f"qingtian/{__version__}"})  # noqa: S310 - http(s) by FeedSource
    with opener.open(request, timeout=TIMEOUT) as answer, path.open("wb") as file:
        taken = 0
        while block := answer.read(1 << 16):
            taken += len(block)
            if taken > MOST_BYTES:
                raise UnusableInput(
                    "feed.too_large", Text("实时数据的回答太大。", "The answer of the feed is too large.")
                )
            file.write(block)
    return taken > 0


def _unreachable(error: Exception) -> UnusableInput:
    """What stands in the log: the kind of fault, never the address, which may hold a key."""
    what = str(error.code) if isinstance(error, HTTPError) else type(error).__name__
    return UnusableInput(
        "feed.unreachable",
        Text(f"实时数据抓不到（{what}）。", f"The feed cannot be reached ({what})."),
        remedy=Text("看网络和来源地址（QINGTIAN_AIR_FEED）。", "Check the network and QINGTIAN_AIR_FEED."),
    )


def wait(seconds: float) -> None:
    """The pause between two tries."""
    time.sleep(seconds)
