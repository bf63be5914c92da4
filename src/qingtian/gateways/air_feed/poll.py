"""One look at the feed (抓取一次): what is new goes into the lake and on the board; a look is always on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from qingtian.apps.air.feed_source import FeedSource, feed_source
from qingtian.apps.air.lake_mark import writable_lake
from qingtian.apps.air.models import FeedPiece, FeedPoll, HourReading
from qingtian.apps.air.settle import settle
from qingtian.apps.operations.jobs import Counts
from qingtian.apps.operations.tasks import code_of
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.actions.perform import SHANGHAI
from qingtian.errors import QingtianError, Refused, UnusableInput
from qingtian.gateways.air_feed import fetch
from qingtian.gateways.air_feed.board import fill_board
from qingtian.gateways.air_feed.fetch import Piece
from qingtian.gateways.air_feed.lost import mark_lost
from qingtian.measurements.importers.run import Wish, import_files
from qingtian.measurements.lake.files import sha256_of

HOUR = timedelta(hours=1)
#: an address that names the hour is asked again for hours that lack a station, so far back
ASKED_AGAIN = 24
#: looks and pieces are kept on record so long
KEPT = timedelta(days=400)
Sleep = Callable[[float], None]


def poll_feed(now: datetime) -> Counts:
    """The job of the schedule: nothing where no feed is declared; what was owed to the lake goes there in any case.

    Raises UnusableInput ``feed.unreachable``, ``feed.no_folder`` after the failed look is on record: the schedule tries
    again soon.
    """
    source = feed_source()
    owed = settle(now)
    counts: dict[str, int | float | bool | str] = {"decisions": owed} if owed else {}
    return counts if source is None else {**counts, **look(source, now)}


def look(source: FeedSource, now: datetime, sleep: Sleep = fetch.wait) -> dict[str, int | float | bool | str]:
    """Take what the source has; the same piece twice is taken once. Raises as ``poll_feed`` does."""
    poll = FeedPoll(at=now, outcome=FeedPoll.Outcome.NOTHING)
    try:
        with _pieces(source, now, sleep) as pieces:
            for piece in pieces:
                _take(source, piece, poll, now)
    except (QingtianError, OSError) as error:
        poll.outcome, poll.error = FeedPoll.Outcome.FAILED, code_of(error)
        raise
    finally:
        written = fill_board(now) if poll.values else 0
        poll.latest_hour = HourReading.objects.order_by("-hour").values_list("hour", flat=True).first()
        poll.save()
    lost = mark_lost(now)
    FeedPoll.objects.filter(at__lt=now - KEPT).delete()
    FeedPiece.objects.filter(taken_at__lt=now - KEPT).delete()
    return {"files": poll.files, "values": poll.values, "hours": written, "lost_values": lost}


@contextmanager
def _pieces(source: FeedSource, now: datetime, sleep: Sleep) -> Iterator[Iterator[Piece]]:
    if source.folder is not None:
        yield iter(fetch.dropped(source.folder, timezone.now().timestamp()))
        return
    with TemporaryDirectory(prefix="qingtian-feed-") as work:
        yield fetch.answers(source, wanted_hours(now), Path(work), sleep)


def wanted_hours(now: datetime) -> list[datetime]:
    """The hour that ended last, then those of the day before that lack a station that is on the board at all."""
    last = now.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
    first = last - ASKED_AGAIN * HOUR
    rows = HourReading.objects.filter(hour__gt=first).values_list("hour", "station")
    heard: dict[datetime, set[int]] = {}
    for hour, station in rows:
        heard.setdefault(hour, set()).add(station)
    whole = set(Station.objects.values_list("pk", flat=True))
    back = [last - number * HOUR for number in range(1, ASKED_AGAIN)]
    return [last, *(hour for hour in back if heard.get(hour, set()) < whole)]


def _take(source: FeedSource, piece: Piece, poll: FeedPoll, now: datetime) -> None:
    """One piece into the lake, once. A piece that cannot be read is on record as taken: it will not read better."""
    digest = sha256_of(piece.path)
    if FeedPiece.objects.filter(digest=digest).exists():
        return
    try:
        outcome = import_files(writable_lake(), [piece.path], now, Wish(source.feed))
    except Refused:
        raise  # the lake is busy: the piece is taken by the next look
    except UnusableInput as unreadable:
        poll.rejected, poll.error = poll.rejected + 1, unreadable.code
    else:
        poll.values += outcome.added.new + outcome.added.revised
        poll.rejected += sum(sum(one.rejected.values()) for one in outcome.files)
    poll.files += 1
    if poll.values:
        poll.outcome = FeedPoll.Outcome.TAKEN
    FeedPiece.objects.create(digest=digest, name=piece.name[:200], taken_at=now)
