"""Data of every release since 0.1.0 comes up to the present program, on either database, and works."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.apps.operations.office import RELEASES, Estate, Office, unpack

pytestmark = pytest.mark.slow

WORK = """
import json, datetime
from django.test import Client
from qingtian.web.middleware import city_now
from qingtian.apps.people.models import Tenure
from qingtian.apps.people.queries import actor_at
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import possible
from qingtian.apps.proceedings.verification import verify_proceeding

client = Client(HTTP_HOST="localhost")
assert client.post("/desk/demo-sign-in/", {"post": POST}).status_code == 302
page = client.get("/desk/?list=all")
held = Tenure.objects.on(DAY).select_related("person", "post")

def do():
    for matter in Proceeding.objects.filter(ended_on=None).order_by("pk"):
        for tenure in held:
            actor = actor_at(tenure.person, tenure.post, DAY)
            for found in possible(matter, actor, DAY):
                asks = [f for f in found.transition.fields if f.required]
                if found.allowed and not asks and not found.transition.kernel and not found.transition.paper:
                    perform(matter, found.transition.act, by=actor, on=DAY, now=city_now(), expected_seq=matter.seq)
                    matter.refresh_from_db()
                    return matter, found.transition.act

from qingtian.founding.checks.public import public_data, public_papers
from qingtian.apps.proceedings.models import Paper
notices = set(Paper.objects.filter(template="case_public_notice").values_list("proceeding__number", flat=True))
public = Client(HTTP_HOST="localhost").get("/en/matters/").content.decode()
PUBLIC = {"notices": len(notices), "listed": {str(one) for one in public_papers(DAY)} == notices,
          "withheld": "Withheld: no decision admits it yet" in public, "kinds": len(public_data(DAY))}

matter, act = do()
from qingtian.apps.petitions.models import Petition
bare = Petition.objects.exclude(report="").filter(working_copy=None).count()
print(json.dumps({"bare": bare, "page": page.status_code, "rows": page.content.decode().count("data-row"), "act": act,
                  "seq": matter.seq, "last": matter.acts.order_by("-seq")[0].act,
                  "findings": len(list(verify_proceeding(matter))), "public": PUBLIC}))
"""


def work(office: Office) -> dict[str, object]:
    post = "yunping-inspection-head"
    script = f"import datetime\nPOST, DAY = {post!r}, datetime.date(2026, 11, 23)\n" + WORK
    found: dict[str, object] = office.python(script)
    return found


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_data_of_a_release_comes_up_and_works(release: str, estate: Estate, tmp_path: Path) -> None:
    told = unpack(release, tmp_path / "frozen")
    office = estate.office("old")
    frozen = tmp_path / "frozen"
    back = office.json("restore", str(frozen / "backup"), "--keys", str(frozen / "keys"), "--as-saved")
    assert (back["matters"], back["heads"], back["same_heads"]) == (told["matters"], told["heads"], True)
    assert "database.not_migrated" in office.run("verify", code=1).stderr

    said = office.run("prepare").stderr
    assert "Backup from before the upgrade" in said
    [saved] = (office.data / "backups").glob("qingtian-2*")
    assert office.json("backup", str(saved), "--check")["whole"] is True

    proof = office.json("verify")
    assert (proof["hold"], proof["proceedings"]) == (True, told["matters"])
    after = office.json("backup", str(tmp_path / "after"))
    assert after["heads"] == told["heads"], "an upgrade changes no chain"

    done = work(office)
    assert done["page"] == 200
    assert done["rows"] > 0
    assert done["bare"] == 0, "every report has a working copy"
    assert done["last"] == done["act"]
    assert done["findings"] == 0
    if release == "0.1.0":  # it had no gate: what it showed neither vanishes without a word nor passes unread
        assert done["public"] == {"notices": done["public"]["notices"], "listed": True, "withheld": True, "kinds": 19}
        assert done["public"]["notices"] > 0


def test_the_backup_from_before_the_upgrade_comes_back(frozen: Path, estate: Estate) -> None:
    office, other = estate.office("old"), estate.office("other")
    office.run("restore", str(frozen / "backup"), "--keys", str(frozen / "keys"), "--as-saved")
    office.run("prepare")
    [saved] = (office.data / "backups").glob("qingtian-2*")
    back = other.json("restore", str(saved), "--keys", str(frozen / "keys"))
    assert (back["same_heads"], back["findings"]) == (True, 0)


NEWER = """
import json
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
MigrationRecorder(connection).record_applied("proceedings", "9999_from_the_future")
print(json.dumps(None))
"""


@pytest.mark.once
def test_a_database_a_newer_version_used_is_refused_by_a_sentence(office: Office) -> None:
    office.python(NEWER)
    for command in (["prepare"], ["verify"]):
        said = office.run(*command, code=1).stderr
        assert "newer version (proceedings.9999_from_the_future)" in said
        assert "[prepare.newer_database]" in said


@pytest.mark.once
def test_an_upgrade_of_nothing_writes_no_backup(estate: Estate) -> None:
    office = estate.office("fresh")
    office.run("prepare")
    assert not (office.data / "backups").exists()
    office.run("prepare")
    assert not (office.data / "backups").exists()
