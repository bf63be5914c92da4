"""Two officers at once, one form sent twice, a process killed in the middle: on real files and real connections."""

import json
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
POSTGRES = os.environ.get("QINGTIAN_TEST_POSTGRES", "")


# every scene is a process of its own, in one office
pytestmark = pytest.mark.slow
DATABASES = [pytest.param("sqlite", marks=pytest.mark.sqlite), pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="module", params=DATABASES)
def office(request, tmp_path_factory):
    """Runs a scene in an office of its own on that database."""
    environment = {**os.environ, "QINGTIAN_DATA": str(tmp_path_factory.mktemp("office")), "PYTHONPATH": str(ROOT)}
    mark = secrets.token_hex(4)
    stores = {"DATABASE_URL": f"qingtian_{mark}", "IDENTITY_DATABASE_URL": f"qingtian_{mark}_identity"}
    for variable, name in stores.items():
        environment.pop(variable, None)
        if request.param == "postgresql":
            on_server(f'CREATE DATABASE "{name}"')
            environment[variable] = f"{POSTGRES.rsplit('/', 1)[0]}/{name}"

    def run(scene):
        command = [sys.executable, "-m", "tests.apps.proceedings.office", scene]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        if done.returncode:
            return done.returncode
        return json.loads(done.stdout.splitlines()[-1])

    assert run("set_up") == {"ready": True}
    yield run
    for name in stores.values() if request.param == "postgresql" else ():
        on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def on_server(statement):
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(statement)


def test_of_two_officers_who_act_at_once_one_succeeds_and_the_other_is_told_who_did(office):
    scene = office("race")
    done = [r for r in scene["results"] if "seq" in r]
    told = [r for r in scene["results"] if "error" in r]
    assert (len(done), [r["error"] for r in told]) == (1, ["act.stale"])
    assert (scene["seq"], scene["handler"]) == (scene["seen"] + 1, done[0]["handler"])
    assert "信访科长甲 performed “Forward”" in told[0]["said"]


def test_a_form_sent_twice_at_the_same_moment_acts_once_and_receives_once(office):
    scene = office("same_form")
    assert scene["acts"][0] == scene["acts"][1]
    assert scene["between"]["acts"] == scene["before"]["acts"] + 1
    first, second = scene["reports"]
    assert first["receipt"] == second["receipt"]
    assert sorted(bool(r["key"]) for r in (first, second)) == [False, True], "the key is shown once"
    after, between = scene["after"], scene["between"]
    assert after["petitions"] == between["petitions"] + 1
    assert after["claimed"] == between["claimed"] + 1, "the seal of the second is left for the sweep"
    assert after["findings"] == []


def test_reports_that_come_at_once_all_get_numbers_of_their_own_without_a_gap(office):
    scene = office("many_reports")
    assert all("receipt" in r for r in scene["results"]), scene["results"]
    assert len({r["receipt"] for r in scene["results"]}) == 4
    numbers = [int(n.rsplit("-", 1)[1]) for n in scene["numbers"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert scene["after"]["findings"] == []


def test_clues_entered_at_once_get_numbers_of_their_own_and_a_step_is_entered_once(office):
    scene = office("clues_at_once")
    assert sorted(scene["made"]) == [f"XS-2026-{n:06d}" for n in (1, 2, 3)]
    assert scene["sent"].count("transferred") == 1
    assert [one["error"] for one in scene["sent"] if isinstance(one, dict)] == ["clues.meanwhile"]
    assert scene["steps"] == ["register"] * 3 + ["transfer"] + ["looked"] * 3
    assert scene["findings"] == []


def test_a_process_killed_in_the_middle_of_an_act_leaves_nothing_but_a_seal_that_is_swept(office):
    before = office("state")
    assert office("die") == -signal.SIGKILL
    after = office("state")
    assert after == {**before, "seals": before["seals"] + 1}
    swept = office("sweep")
    assert swept["early"] == 0
    assert swept["swept"] == before["seals"] - before["claimed"] + 1
    assert swept["after"]["seals"] == swept["after"]["claimed"] == before["claimed"]
    again = office("report")
    assert again["receipt"]
    assert office("state")["last_number"] == before["last_number"] + 1, "the number was not lost"
