"""``qingtian verify``: the proof of every trail, and checkpoints."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from qingtian.apps.proceedings import triggers
from qingtian.apps.proceedings.checkpoints import folder
from qingtian.apps.proceedings.models import Act, Proceeding
from tests.apps.proceedings.driving import case, petition

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture(autouse=True)
def no_checkpoints() -> Iterator[None]:
    shutil.rmtree(folder(), ignore_errors=True)
    yield
    shutil.rmtree(folder(), ignore_errors=True)


@pytest.fixture
def matters(city) -> list[Proceeding]:
    return [petition(city).to("assigned").matter, case(city).to("contracted").matter]


def forge(matter: Proceeding) -> Act:
    """What only somebody with the database in his hands can do: an act's day is moved, the triggers taken down."""
    triggers.remove(connection)
    act = matter.acts.order_by("seq")[1]
    content = act.content
    content.content = {**content.content, "on": "2020-01-01"}
    content.save()
    triggers.install(connection)
    return act


def test_an_untouched_database_holds_and_exit_is_nought(run, matters) -> None:
    done = run("verify")
    assert done.exit_code == 0
    assert done.stdout == "2 trails hold, and every row equals its replay.\n"
    assert "checked 2 of 2" in done.stderr


def test_an_empty_database_holds(run) -> None:
    assert json.loads(run("verify", "--json").stdout) == {
        "hold": True,
        "proceedings": 0,
        "erased": 0,
        "findings": [],
        "checkpoint": None,
    }


def test_a_forged_act_is_named_by_matter_and_number_and_exit_is_one(run, matters) -> None:
    act = forge(matters[0])
    done = run("verify")
    assert done.exit_code == 1
    assert f"{matters[0].number} act {act.seq}: its content does not match its commitment" in done.stdout
    assert matters[1].number not in done.stdout


def test_findings_are_in_the_language_of_the_terminal(run, matters) -> None:
    forge(matters[0])
    assert "内容与承诺值不符" in run("verify", language="zh").stdout


def test_a_row_that_differs_from_its_replay_is_found(run, matters) -> None:
    Proceeding.objects.filter(pk=matters[1].pk).update(next_due=matters[1].next_due + timedelta(days=1))
    found = json.loads(run("verify", "--json").stdout)
    assert found["hold"] is False
    assert [(f["number"], f["what"]) for f in found["findings"]] == [
        (matters[1].number, "“next_due” differs from the replay of its acts")
    ]


def test_a_checkpoint_is_written_after_a_clean_proof_and_holds(run, matters) -> None:
    written = Path(json.loads(run("verify", "--json", "--checkpoint").stdout)["checkpoint"])
    assert written.parent == Path(settings.DATA) / "checkpoints"
    heads = json.loads(written.read_bytes())["body"]["heads"]
    assert heads == {m.uid: [m.seq, m.head, m.number] for m in matters}
    assert run("verify").exit_code == 0


def test_no_checkpoint_is_written_over_a_broken_trail(run, matters) -> None:
    forge(matters[0])
    done = run("verify", "--checkpoint")
    assert done.exit_code == 1
    assert "No checkpoint was written" in done.stderr
    assert not folder().exists()


def test_a_chain_rebuilt_after_a_checkpoint_is_found_by_it(run, matters) -> None:
    assert run("verify", "--checkpoint").exit_code == 0
    [stored] = folder().glob("*.json")
    whole = json.loads(stored.read_bytes())
    whole["body"]["heads"][matters[0].uid][1] = "0" * 64
    stored.write_text(json.dumps(whole))
    done = run("verify")
    assert done.exit_code == 1
    assert "the signature of the checkpoint does not hold" in done.stdout
