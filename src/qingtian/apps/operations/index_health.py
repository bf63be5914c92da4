"""Whether the index of the search is there and follows the records."""

from __future__ import annotations

from collections.abc import Iterator

from qingtian.apps.operations.finding import Finding, State
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.repeats.models import IndexDue
from qingtian.apps.repeats.text_index.folder import current
from qingtian.language import Text

#: petitions waiting for the index, past which nobody seems to take them over
FAR_BEHIND = 2_000
TITLE = Text("搜索索引", "Index of the search")


def index_findings() -> Iterator[Finding]:
    """Nothing where no petition has a working copy yet."""
    if not WorkingCopy.objects.exists():
        return
    if current() is None:
        said = Text("还没有建，正文暂时搜不全。", "It is not made yet: words of reports are not all found.")
        remedy = Text("等定时任务，或运行 qingtian petitions reindex。", "Wait, or run qingtian petitions reindex.")
        yield Finding("repeats.index", TITLE, State.LOOK, said, remedy)
        return
    waiting = IndexDue.objects.count()
    said = Text(f"{waiting} 件等着入索引。", f"{waiting} petitions wait for it.")
    if waiting > FAR_BEHIND:
        yield Finding(
            "repeats.index", TITLE, State.LOOK, said, Text("看定时任务在不在跑。", "See whether schedules run.")
        )
        return
    yield Finding("repeats.index", TITLE, State.WELL, said)
