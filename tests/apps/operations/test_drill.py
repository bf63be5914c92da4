"""The drill: back up while reports come in, lose the machine, bring everything back, prove it."""

from __future__ import annotations

import gzip
import json
import resource
import signal
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from qingtian.measurements.lake import Lake, Reading
from tests.apps.operations.office import KIND, SERVER, Estate, Office

pytestmark = pytest.mark.slow

#: residents at the door: reports with an identity, one after another, until told to stop
WRITER = """
import sys
from django.utils import timezone
from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.procedures.who import Actor
from qingtian.apps.people.models import Organ
receiver = Organ.objects.filter(kind="petition_office").order_by("code")[0].code
n = 0
while True:
    n += 1
    now = timezone.localtime()
    said = Report(report="夜间焦糊味", channel="web", receiver=receiver, kinds=["air"], place="窑湾", area="")
    who = Identity(f"住户{n}", f"1380013{n:04}", "")
    receive(said, who, by=Actor(kind="reporter"), on=now.date(), now=now, prefix="YP")
    print(n, flush=True)
"""
#: every petition's token opens, with the keys that came back; and counts of both stores
OPENED = """
import json
from django.utils import timezone
from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.identities.actions.open import data_key_of
from qingtian.apps.petitions.models import Petition
tokens = [t for t in Petition.objects.values_list("identity_token", flat=True) if t]
sealed = {s.token: s for s in SealedIdentity.objects.all()}
lost = [t for t in tokens if t not in sealed]
for token in tokens:
    data_key_of(sealed[token])
print(json.dumps({"petitions": len(tokens), "lost": len(lost), "sealed": len(sealed)}))
"""
#: a clue in the register, whose key is a file of its own
CLUE = """
import json
from django.utils import timezone
from qingtian.apps.clues.actions.enter import register_new
from qingtian.procedures.who import Actor
keeper = Actor(kind="officer", roles=frozenset({"clue_keeper"}))
told = {"conduct_on": "2026-03-02", "concerns": "某镇镇长", "circumstance": "7-3", "facts": "夜查缺六晚"}
print(json.dumps(register_new(by=keeper, now=timezone.localtime(), fields=told).number))
"""
#: the register opens with the key that came back, and its chain holds
REGISTER = """
import json
from qingtian.apps.clues.chain import entries, verify
print(json.dumps([[e.content["clue"], e.content["fields"]["facts"]] for e in entries()] + verify()))
"""


def engines() -> list[str]:
    """The engines to come back on: this run's, and where there is a server, the other."""
    return ["sqlite", "postgresql"] if SERVER else [KIND]


@pytest.mark.parametrize("kind", [KIND])  # the journey below goes to the other engine, too
def test_a_backup_taken_while_reports_come_in_comes_back_whole(
    office: Office, estate: Estate, tmp_path: Path, kind: str
) -> None:
    place, safe = tmp_path / "disk", tmp_path / "safe"
    reading = Reading("1A", "CO", date(2026, 10, 31), 1, 1000)
    air = Lake(office.data / "lake").append([reading], source="test", received_at=datetime(2026, 11, 1, tzinfo=UTC))
    head = "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'qingtian.config.settings'; django.setup()\n"
    clue = office.python(CLUE)
    writer = office.start(program=head + WRITER)
    try:
        assert writer.stdout is not None
        for _ in range(3):
            assert writer.stdout.readline(), writer.stderr.read() if writer.stderr else ""
        taken = office.json("backup", str(place), "--keys", str(safe))
        time.sleep(0.3)
        assert writer.poll() is None, "the writer was held up"
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    now = office.json("backup", str(tmp_path / "later"))
    assert now["matters"] > taken["matters"], "reports went on coming in during the backup"

    machine = estate.office("empty", kind)
    back = machine.json("restore", taken["folder"], "--keys", str(safe))
    assert back["heads"] == taken["heads"]
    assert back["matters"] == taken["matters"]
    assert back["findings"] == 0
    assert Lake(machine.data / "lake").snapshot() == air.snapshot
    assert machine.python(REGISTER) == [[clue, "夜查缺六晚"]]
    opened = machine.python(OPENED)
    assert opened["lost"] == 0
    assert opened["petitions"] > 0
    assert opened["sealed"] >= opened["petitions"], "seals may come before their petition, never after"


def lines_of(backup: str) -> dict[str, list[object]]:
    """Every row of every table, documents parsed: PostgreSQL keeps their keys in another order."""
    found = {}
    for path in sorted(Path(backup, "rows").rglob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            head = json.loads(next(lines))
            documents = [i for i, (_, kind) in enumerate(head["columns"]) if kind == "json"]
            rows = []
            for line in lines:
                row = json.loads(line)
                for i in documents:
                    row[i] = json.loads(row[i]) if row[i] is not None else None
                rows.append(row)
            found[path.name] = [head, *rows]
    return found


@pytest.mark.parametrize("kind", engines())
def test_every_row_and_file_is_the_same_after_a_journey(
    office: Office, estate: Estate, tmp_path: Path, kind: str
) -> None:
    first = office.json("backup", str(tmp_path / "one"), "--keys", str(tmp_path / "safe"))
    machine = estate.office("machine", kind)
    machine.run("restore", first["folder"], "--keys", str(tmp_path / "safe"))
    second = machine.json("backup", str(tmp_path / "two"))
    before, after = lines_of(first["folder"]), lines_of(second["folder"])
    for own in ("operations_backuprun.jsonl.gz",):  # the first backup is remembered by the office, after its snapshot
        before.pop(own), after.pop(own)
    assert before == after
    assert _files(first["folder"]) == _files(second["folder"])


def _files(backup: str) -> list[str]:
    with gzip.open(Path(backup, "files.jsonl.gz"), "rt") as lines:
        return [line for line in lines if "backups/" not in line]


@pytest.mark.once
def test_a_second_backup_takes_no_room_for_what_did_not_change(office: Office, tmp_path: Path) -> None:
    first = office.json("backup", str(tmp_path / "disk"))
    time.sleep(1.1)
    second = office.json("backup", str(tmp_path / "disk"), "--keep-all")
    assert first["linked"] == 0
    assert second["linked"] == first["files"] - _changing(first["folder"])
    assert office.json("backup", second["folder"], "--check")["files"] > second["linked"]


def _changing(backup: str) -> int:
    return sum(1 for p in Path(backup, "files").iterdir() if p.is_file())


def test_new_numbers_follow_the_ones_that_came_back(office: Office, estate: Estate, tmp_path: Path) -> None:
    taken = office.json("backup", str(tmp_path / "disk"), "--keys", str(tmp_path / "safe"))
    machine = estate.office("machine")
    machine.run("restore", taken["folder"], "--keys", str(tmp_path / "safe"))
    head = "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'qingtian.config.settings'; django.setup()\n"
    writer = machine.start(program=head + WRITER)
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "1", writer.stderr.read() if writer.stderr else ""
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert machine.json("verify")["hold"] is True


def small_files() -> None:
    """As on a full disk: no file may grow past 60 kB."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


@pytest.mark.sqlite
def test_on_a_full_disk_no_half_backup_is_left(office: Office, tmp_path: Path) -> None:
    said = office.run("backup", str(tmp_path / "disk"), code=1, preexec_fn=small_files).stderr
    assert "No half backup was left" in said
    assert [p.name for p in (tmp_path / "disk").iterdir()] == [".lock"]
