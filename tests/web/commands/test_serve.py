"""``qingtian serve``: pages on a free port, a sentence on a taken one."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingtian.errors import UnusableInput
from qingtian.web.commands.serve import address, check_port
from tests.migrated import give
from tests.web.commands.conftest import environment

PATIENCE = 60


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def test_a_taken_port_is_refused_with_another_to_choose(taken: int) -> None:
    with pytest.raises(UnusableInput) as refused:
        check_port("127.0.0.1", taken)
    assert refused.value.code == "serve.port_taken"
    assert str(taken) in refused.value.message.zh
    assert f"--port {taken + 1}" in refused.value.remedy.en


def test_a_free_port_is_left_free() -> None:
    port = free_port()
    check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)


def test_an_address_that_is_not_this_machines_is_a_sentence() -> None:
    with pytest.raises(UnusableInput) as refused:
        check_port("203.0.113.1", free_port())
    assert refused.value.code == "serve.not_bound"


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://localhost:8000/"),
        ("0.0.0.0", "http://localhost:8000/"),
        ("192.168.1.9", "http://192.168.1.9:8000/"),
        ("fe80::1", "http://[fe80::1]:8000/"),
    ],
)
def test_the_address_is_one_a_browser_takes(host: str, shown: str) -> None:
    assert address(host, 8000) == shown


def answer(port: int) -> int:
    for _ in range(PATIENCE * 4):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
                return int(page.status)
        except OSError:
            time.sleep(0.25)
    raise AssertionError("no answer")


@pytest.mark.slow
@pytest.mark.once
def test_pages_are_served_until_the_server_is_stopped(program, tmp_path: Path) -> None:
    give(tmp_path / "var", "default", "identity")
    assert program("prepare").returncode == 0
    port = free_port()
    command = [sys.executable, "-c", "from qingtian.cli import main; main()", "serve", "--workers", "1"]
    own = environment(tmp_path / "var", PORT=str(port))
    server = subprocess.Popen(command, env=own, stderr=subprocess.PIPE, text=True)
    try:
        assert answer(port) == 200
        refused = program("serve", "--port", str(port))
        assert refused.returncode == 1
        assert f"Port {port} is taken." in refused.stderr
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
    finally:
        server.kill()
        said = server.stderr.read()
        server.stderr.close()
        server.wait()
    assert f"Serving at http://localhost:{port}/" in said
