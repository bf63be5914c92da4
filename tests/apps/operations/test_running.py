"""The worker as a process: beside the server, stopped with it, gone when it is killed; and the commands around it."""

from __future__ import annotations

import json
import os
import signal
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.apps.operations.office import Office
from tests.e2e.served_city import free_port

pytestmark = [pytest.mark.slow, pytest.mark.once]
PATIENCE = 90.0

DUE = """
import json, datetime
from django.utils import timezone
from qingtian.apps.operations.actions.enqueue_due import ensure_rows
from qingtian.apps.operations.models import Schedule
ensure_rows(timezone.now())
Schedule.objects.update(next_run=timezone.now() - datetime.timedelta(days=2))
print(json.dumps(None))
"""
SEEN = """
import json
from qingtian.apps.operations.models import Schedule
print(json.dumps({s.code: [s.outcome, s.error, s.result] for s in Schedule.objects.all()}))
"""


def wait_for(said: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not said():
        assert time.monotonic() < until
        time.sleep(0.3)


def children(pid: int) -> list[int]:
    """Processes whose parent is ``pid``, that run the worker."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(entry.joinpath("stat").read_text().rpartition(")")[2].split()[1])
            words = entry.joinpath("cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError):
            continue
        if parent == pid and b"--child" in words:
            found.append(int(entry.name))
    return found


def gone(pid: int) -> bool:
    """Ended; one that ended and that nobody has asked for yet is gone as well."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10) as answer:
            return bool(answer.read() == b"ok\n")
    except OSError:
        return False


def test_a_small_office_needs_one_command_and_it_stops_whole(office: Office) -> None:
    port = free_port()
    served = office.start("serve", "--port", str(port), start_new_session=True)
    try:
        wait_for(lambda: answers(port))
        wait_for(lambda: children(served.pid))
        [worker] = children(served.pid)
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda: children(served.pid) not in ([], [worker]))  # started again
        [worker] = children(served.pid)
    finally:
        served.send_signal(signal.SIGTERM)
        served.communicate(timeout=60)
    assert gone(worker)


def test_a_worker_does_not_outlive_a_server_that_was_killed(office: Office) -> None:
    port = free_port()
    served = office.start("serve", "--port", str(port), "--workers", "1", start_new_session=True)
    wait_for(lambda: children(served.pid))
    [worker] = children(served.pid)
    time.sleep(4)  # past its own start
    served.kill()
    wait_for(lambda: gone(worker))
    os.killpg(served.pid, signal.SIGKILL)  # the server's own page processes
    served.communicate(timeout=30)


def test_what_is_due_is_done_by_two_workers_once(office: Office, tmp_path: Path) -> None:
    office.python(DUE)
    both = [office.start("work", "--once") for _ in range(2)]
    out = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], out
    done = sum(int(said.split()[0]) for said, _ in out)
    seen = office.python(SEEN)
    assert done == len(seen)
    assert {outcome for outcome, _, _ in seen.values()} == {"done"}, seen
    assert seen["checkpoint"][2]["matters"] == seen["backup"][2]["matters"] > 0
    assert len(list((office.data / "backups").glob("qingtian-2*"))) == 1
    assert len(list((office.data / "checkpoints").glob("*.json"))) == 1

    told = office.json("health")
    states = {one["code"]: one["state"] for one in told["findings"]}
    assert states["backup"] == states["checkpoint"] == states["work"] == "well"
    assert states["keys.copied"] == "look"


def test_a_checkpoint_goes_to_a_stick_as_well(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    own, copy = office.json("checkpoint", "--copy-to", str(stick))["checkpoints"]
    assert Path(own).read_bytes() == Path(copy).read_bytes()
    assert Path(copy).parent == stick
    heads = json.loads(Path(copy).read_bytes())["body"]["heads"]
    assert len(heads) == office.json("verify")["proceedings"]
    said = office.run("checkpoint", "--copy-to", str(tmp_path / "not-there"), code=1).stderr
    assert "[checkpoint.not_copied]" in said


def test_health_says_by_its_exit_code_that_something_does_not_work(office: Office) -> None:
    assert office.json("health")["state"] in ("well", "look")
    os.chmod(office.data / "keys" / "django.secret", 0o644)
    assert office.json("health", code=1)["state"] == "wrong"


def test_a_folder_with_an_unfinished_restore_serves_nothing(office: Office) -> None:
    (office.data / "restore-unfinished").touch()
    for command in (["serve"], ["work", "--once"], ["prepare"]):
        assert "[restore.unfinished]" in office.run(*command, code=1).stderr


def test_a_restore_says_what_it_lacks_and_leaves_nothing(office: Office, frozen: Path, tmp_path: Path) -> None:
    backup, keys = str(frozen / "backup"), str(frozen / "keys")
    assert "[restore.not_empty]" in office.run("restore", backup, "--keys", keys, code=1).stderr
    assert office.json("verify")["hold"] is True, "what was there is untouched"
    for arguments, code in (([], "restore.keys_wanted"), (["--keys", str(tmp_path / "safe")], "restore.no_keys")):
        (tmp_path / "safe").mkdir(exist_ok=True)
        into = tmp_path / "empty"
        said = office.run("restore", backup, *arguments, "--into", str(into), code=1).stderr
        assert f"[{code}]" in said
        assert not into.exists() or list(into.iterdir()) == []
