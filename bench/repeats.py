"""Similar reports among very many: ``python -m bench.repeats [1000000]``.

First the index alone: how long a look-up takes, and how often it finds what reading every report would find (edited
copies, held against rapidfuzz over all of them). Then the records: candidates of a report from the first query to the
verdicts, on a city of as many matters (``BENCH_MATTERS``), measured by ``bench`` itself.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from random import Random

from bench.complaints import complaint, edited
from bench.figures import Times

QUERIES, BRUTE = 400, 120
#: tables a report is found by; acts and clocks of the copies are left out
LIGHT = ("Proceeding", "Party", "Petition")
SEARCHING = ("clerk", "petitions", "branch", "inspector", "unit")
SECONDS = float(os.environ.get("BENCH_SECONDS", "40"))
#: look-ups return so many
MOST = 5
PROMISED_MS = 20


def measured(name: str, action: Callable[[], object], rounds: int, promised: int) -> None:
    """By the clock on the wall and by the processor: what else runs on the machine is in the first alone."""
    action()
    wall, spent = Times(), Times()
    for _ in range(rounds):
        begin, used = time.perf_counter(), time.process_time()
        action()
        wall.spent.append((time.perf_counter() - begin) * 1000)
        spent.spent.append((time.process_time() - used) * 1000)
    load = os.getloadavg()[0]
    print(wall.line(name) + f"  processor {spent.median:.1f} / {spent.p95:.1f} ms, load {load:.1f}, aim {promised} ms")


def index_alone(reports: int) -> None:
    """Fill an index of its own with invented complaints and ask it for edited copies."""
    from rapidfuzz import fuzz, process

    from qingtian.apps.repeats.text_index import writing
    from qingtian.apps.repeats.text_index.asking import similar
    from qingtian.apps.repeats.text_index.document import Entry
    from qingtian.apps.repeats.text_index.folder import current
    from qingtian.apps.repeats.text_index.reading import searcher
    from qingtian.insight.likeness.letters import plain

    rng = Random(1)
    words = [complaint(rng) for _ in range(reports)]

    def entries() -> Iterator[Entry]:
        for key, said in enumerate(words, 1):
            yield Entry(key, said, ("o:petitions", "u:petitions", "a:city", "c:web", "k:air"), 738_000 + key % 3650)

    begin = time.perf_counter()
    writing._make(entries(), lambda count: None)
    place = current()
    assert place
    size = sum(file.stat().st_size for file in place.iterdir()) / 1e6
    print(f"{reports:,} complaints, index made in {time.perf_counter() - begin:.0f} s, {size:.0f} MB")
    index = searcher()
    assert index
    asked = [(key, edited(words[key - 1], rng)) for key in (rng.randrange(1, reports + 1) for _ in range(QUERIES))]
    queue = cycle(asked)
    measured("similar reports", lambda: similar(index, next(queue)[1], MOST), QUERIES, PROMISED_MS)
    letters = [plain(said) for said in words]
    right = agreed = 0
    for key, said in asked[:BRUTE]:
        found = {one for one, _ in similar(index, said, MOST)}
        best = process.extractOne(plain(said), letters, scorer=fuzz.ratio, processor=None)
        agreed += best[2] + 1 in found
        right += key in found
    print(f"  recall against brute force {agreed / BRUTE:.3f}, of the source {right / BRUTE:.3f} ({BRUTE} look-ups)")


def give_copies() -> None:
    """A working copy in other words for every petition that was copied, and the index of them all."""
    from django.db import connection

    from bench.copying import FIRST
    from qingtian.apps.petitions.models import Petition
    from qingtian.apps.repeats.text_index.writing import make

    rng, begin = Random(5), time.perf_counter()
    keys = Petition.objects.filter(proceeding__gte=FIRST).order_by("pk").values_list("pk", flat=True)
    moment = "2026-01-01 00:00:00+00:00"
    rows = ((key, complaint(rng), "", "", "[]", "[]", moment, moment, "") for key in keys.iterator(chunk_size=20_000))
    columns = "petition_id, text, place, occurred, marks, spans, drafted_at, confirmed_at, confirmed_by"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY petitions_workingcopy ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["?"] * 9)
            cursor.connection.executemany(f"INSERT INTO petitions_workingcopy ({columns}) VALUES ({marks})", rows)
        cursor.execute("ANALYZE petitions_workingcopy")
    told = time.perf_counter() - begin
    count = make()
    print(f"  {count:,} working copies in {told:.0f} s, index made in {time.perf_counter() - begin - told:.0f} s")


def candidates() -> None:
    """What the page of a new report waits for: from the first query to the verdicts."""
    from qingtian.apps.petitions.models import WorkingCopy
    from qingtian.apps.repeats.finding import find
    from qingtian.apps.repeats.text_index.asking import similar
    from qingtian.apps.repeats.text_index.reading import searcher

    last = WorkingCopy.objects.order_by("-pk").values_list("petition__proceeding", flat=True)[:2000]
    keys, rng = list(last), Random(9)
    measured("candidates of a report", lambda: find(rng.choice(keys)), 200, 50)
    copies = WorkingCopy.objects.filter(petition__proceeding__in=keys[:QUERIES])
    asked = cycle([edited(text, rng) for text in copies.values_list("text", flat=True)])
    index = searcher()
    assert index
    measured("similar, over the records", lambda: similar(index, next(asked), MOST), QUERIES, PROMISED_MS)


def searching() -> None:
    """The page of the search for a phrase in the covered words, for sixteen officers at once."""
    from django.conf import settings
    from django.db import connections

    from bench.addresses import Visitor
    from bench.served import day, served
    from bench.visitors import signed_in
    from qingtian.demo.roles import ROLES

    names = [role.username for role in ROLES if role.username in SEARCHING]
    visitors = []
    for number in range(16):
        client = signed_in(names[number % len(names)])
        visitors.append(Visitor(names[number % len(names)], client.cookies[settings.SESSION_COOKIE_NAME].value, ("-",)))
    connections.close_all()
    with served():
        day(visitors, 6, thinking=False, pages=("words in reports",))
        times, rate = day(visitors, SECONDS, thinking=True, pages=("words in reports",))
        said = times["words in reports"].line("words in reports, 16 users", promised=True)
        print(f"{said}  {rate:.1f} pages a second, load {os.getloadavg()[0]:.1f}", flush=True)


def records(reports: int) -> None:
    """A city of so many reports, without their acts, and the pages that ask the index."""
    from bench.__main__ import set_up
    from bench.city_of import fill

    set_up()
    begin = time.perf_counter()
    fill(reports, LIGHT)
    print(f"{reports:,} reports in the records, in {time.perf_counter() - begin:.0f} s")
    give_copies()
    candidates()
    searching()


def main() -> None:
    import django

    from bench.__main__ import _environment

    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    os.environ.update(_environment(None))
    django.setup()
    print("load " + " ".join(f"{value:.1f}" for value in os.getloadavg()), flush=True)
    if "records" not in sys.argv:
        index_alone(reports)
    records(reports)


if __name__ == "__main__":
    main()
