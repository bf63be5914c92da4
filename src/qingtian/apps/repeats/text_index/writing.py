"""Write the index: make it whole, or take over what changed. One process at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import tantivy

from qingtian.apps.repeats.models import IndexDue
from qingtian.apps.repeats.text_index import folder
from qingtian.apps.repeats.text_index.document import Entry, entries, every_entry
from qingtian.apps.repeats.text_index.schema import SCHEMA, document, prepared

#: memory of the one writer thread in bytes; tantivy wants fifteen million at least
SMALL, LARGE = 20_000_000, 200_000_000
#: changed petitions taken over in one go
MOST = 5_000
#: written when words were taken out; their bytes go when the index is made again
STALE = "words-removed"
PROGRESS_EVERY = 10_000

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sweep took over; ``busy``: another process is writing."""

    keys: tuple[int, ...] = ()
    written: int = 0
    made_anew: bool = False
    busy: bool = False

    @property
    def removed(self) -> int:
        """Petitions whose words are gone from the records."""
        return len(self.keys) - self.written


def make(progress: Progress = lambda count: None) -> int:
    """Make the index from the records and put it in use; readers go on with the old one until then.

    Returns the number of petitions in it. What changes meanwhile stays due and is taken over by the next sweep.
    """
    with folder.writing(wait=True):
        return _make(every_entry(), progress)


def _make(all_entries: Iterable[Entry], progress: Progress) -> int:
    place, count = folder.fresh(), 0
    writer = prepared(tantivy.Index(SCHEMA, path=str(place))).writer(LARGE, 1)
    for count, entry in enumerate(all_entries, 1):
        writer.add_document(document(entry))
        if count % PROGRESS_EVERY == 0:
            progress(count)
    writer.commit()
    writer.wait_merging_threads()
    folder.put_in_use(place)
    (folder.folder() / STALE).unlink(missing_ok=True)
    progress(count)
    return count


def sweep() -> Taken:
    """Take over what is due; make the index where there is none. Safe to run at any time, by any process."""
    with folder.writing(wait=False) as mine:
        if not mine:
            return Taken(busy=True)
        place = folder.current()
        if place is None:
            return Taken(made_anew=_make(every_entry(), lambda count: None) >= 0)
        return _take_over(place)


def _take_over(place: Path) -> Taken:
    due = dict(IndexDue.objects.order_by("pk").values_list("proceeding", "stamp")[:MOST])
    if not due:
        return Taken()
    written = write(place, due)
    for key, stamp in due.items():
        IndexDue.objects.filter(proceeding=key, stamp=stamp).delete()
    (folder.folder() / STALE).touch()
    return Taken(tuple(due), written)


def write(place: Path, keys: Collection[int]) -> int:
    """Replace these petitions in the index by what the records say now; those without words go."""
    writer = prepared(tantivy.Index.open(str(place))).writer(SMALL, 1)
    for key in keys:
        writer.delete_documents_by_term("id", str(key))
    count = 0
    for count, entry in enumerate(entries(keys), 1):  # noqa: B007
        writer.add_document(document(entry))
    writer.commit()
    writer.wait_merging_threads()
    return count


def words_removed() -> bool:
    """Whether words that were replaced or erased may still lie in the files of the index, though none finds them."""
    return (folder.folder() / STALE).exists()
