"""Files into the lake: all are read before any is added, and one that cannot be used stops them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from qingtian.language import Text
from qingtian.measurements.importers.outcome import Outcome
from qingtian.measurements.importers.reading import FEEDS, Bench, Progress, Wish, read
from qingtian.measurements.lake.append import Incoming, Source
from qingtian.measurements.lake.invented import refuse_invented
from qingtian.measurements.lake.store import Lake

__all__ = ["FEEDS", "Wish", "import_files"]

#: told once where to ask how far the engine is, in per cent (negative: it cannot tell); may be asked from any thread
Watch = Callable[[Callable[[], float]], None]
AS_IT_COMES = Wish()


def import_files(
    lake: Lake,
    sources: Sequence[Path],
    received_at: datetime,
    wish: Wish = AS_IT_COMES,
    progress: Progress = lambda *_: None,
    watch: Watch = lambda _: None,
) -> Outcome:
    """Import files as one step. UnusableInput where one of them cannot be used at all: then nothing is imported.

    Refused ``lake.busy`` while another import writes, ``lake.other_kind`` where the lake is the demonstration's.
    """
    refuse_invented(lake.root)
    outcome, months = Outcome(), dict[str, list[Path]]()
    with lake.importing() as (connection, work):
        watch(connection.query_progress)
        for file_no, source in enumerate(sources, start=1):
            done = read(Bench(connection, work, file_no, wish, lake.root / "rejects", progress), source)
            outcome.files.append(done)
            for month, paths in done.months.items():
                months.setdefault(month, []).extend(paths)
        named = {no: Source(one.feed, one.name, one.sha256) for no, one in enumerate(outcome.files, start=1)}

        def step(month: str) -> None:
            progress(month, Text("入湖", "adding"))

        outcome.added = lake.commit(connection, work, Incoming(months, named), received_at, step)
    return outcome
