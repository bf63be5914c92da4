"""``qingtian petitions reindex``: make the index of the search and of repeats anew, from the records."""

from __future__ import annotations

import time

import click

from qingtian.language import Text
from qingtian.web.commands.setup import as_json, django_ready, note, print_json, say

SO_FAR = Text("  已入 {count} 件", "  {count} petitions so far")
DONE = Text(
    "索引重建好了：{count} 件，{seconds} 秒；各进程下一次搜索就用新的。",
    "The index was made anew: {count} petitions in {seconds} s; every process uses it with its next search.",
)


@click.command(epilog="Example: qingtian petitions reindex")
@as_json
def reindex(as_json: bool) -> None:
    """Make the index of the full-text search and of repeats anew from the working copies. Safe at any time: searches
    use the old index until the new one is whole, and a broken-off run leaves the old one."""
    django_ready()
    from qingtian.apps.repeats.text_index.writing import make

    began = time.monotonic()
    count = make(lambda so_far: note(SO_FAR, count=so_far))
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        print_json({"petitions": count, "seconds": seconds})
        return
    say(DONE, count=count, seconds=seconds)
