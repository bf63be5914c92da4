"""``qingtian gateway hj212`` as a program: answers a stranger from its quarantine, says it lives, stops whole."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from qingtian.gateways.hj212.store.reading import FrameStore
from qingtian.gateways.hj212.store.standing import standings
from qingtian.hj212.writing import Head, write
from tests.migrated import give
from tests.web.commands.conftest import environment

COMMAND = [sys.executable, "-c", "from qingtian.cli import main; main()", "gateway", "hj212", "--host", "127.0.0.1"]


@pytest.mark.slow
@pytest.mark.once
def test_a_logger_is_answered_until_the_listener_is_stopped(tmp_path: Path) -> None:
    data = tmp_path / "var"
    give(data, "default", "identity")
    own = environment(data)
    listener = subprocess.Popen([*COMMAND, "--port", "0", "--json"], env=own, stdout=subprocess.PIPE, text=True)
    try:
        assert listener.stdout is not None
        told = json.loads(listener.stdout.readline())
        with socket.create_connection(("127.0.0.1", told["port"]), timeout=20) as logger:
            logger.sendall(write(Head("32", "2061", "NOBODY", "123456", "20261123120000000", 5)))
            assert b"CN=9014" in logger.recv(4096)
            taken = subprocess.run(
                [*COMMAND, "--port", str(told["port"])], env=own, capture_output=True, text=True, check=False
            )
            assert taken.returncode == 1
            assert "is taken" in taken.stderr
        assert json.loads((data / "run" / "hj212.json").read_text())["port"] == told["port"]
        listener.send_signal(signal.SIGTERM)
        assert listener.wait(timeout=30) == 0
    finally:
        listener.kill()
        listener.wait()
    assert not (data / "run" / "hj212.json").exists()
    store = FrameStore(data / "frames")
    assert [one.mn for day in store.days() for one in store.after(day, 0, 9)] == ["NOBODY"]
    assert set(standings(data / "frames")) <= {"NOBODY"}
