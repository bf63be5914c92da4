"""Prove that the bundle installs and works without network: ``tools/prove_bundle.py dist/qingtian-….tar.gz``.

Everything after unpacking runs in a network namespace whose only interface is its own loopback (nothing leads out of
it, and that is tested), in a clean environment, from the archive alone: install, prepare, load a small demonstration
city, serve, fetch pages and a style sheet, back up, restore. Exit 0: proved; 1: not; 3: this machine forbids such
namespaces.
"""

from __future__ import annotations

import argparse
import ctypes
import fcntl
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SIOCSIFFLAGS, IFF_UP_RUNNING = 0x8914, 0x41
PORT = 8199
PATIENCE = 60
FORBIDDEN = 3


def cut_off() -> bool:
    """Leave the network for good; False where the system forbids it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) != 0:
        user, group = os.getuid(), os.getgid()
        if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
            return False
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP_RUNNING))
    return True


def check_cut_off() -> None:
    """No interface but the loopback, and no way out."""
    assert [name for _, name in socket.if_nameindex()] == ["lo"], socket.if_nameindex()
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=2).close()
    except OSError:
        return
    raise AssertionError("there is a way out of the namespace")


class Bare:
    """A machine with nothing but the archive: an empty home, an empty environment."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(work / "home"),
            "LANG": "C.UTF-8",
            "QINGTIAN_DEMO": "1",
            "QINGTIAN_TODAY": "2026-11-23",
            "PYTHON": sys.executable if os.environ.get("QINGTIAN_PROVE_WITH") == "this" else "",
        }
        (work / "home").mkdir()

    def run(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, cwd=self.work, capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(
                f"{' '.join(command)}: exit {done.returncode}\n{done.stdout[-1500:]}{done.stderr[-3000:]}"
            )
        return done.stdout

    def qingtian(self, *arguments: str) -> str:
        return self.run(str(self.work / "opt" / "bin" / "qingtian"), *arguments)


def fetch(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{address}", timeout=20) as answer:
        return answer.status, answer.read().decode("utf-8", "replace")


def served(bare: Bare) -> None:
    """Serve, and fetch what a resident and an officer see first, with a style sheet by its hashed name."""
    command = [str(bare.work / "opt" / "bin" / "qingtian"), "serve", "--port", str(PORT)]
    with (bare.work / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, env=bare.environment, cwd=bare.work, stdout=log, stderr=log)
    try:
        wait(process, bare.work / "serve.log")
        status, home = fetch("/")
        assert status == 200
        assert "云屏" in home
        sheet = re.search(r'href="(/static/qingtian/tokens\.[0-9a-f]+\.css)"', home)
        assert sheet, "the style sheet has no hashed name"
        assert fetch(sheet[1])[0] == 200
        status, desk = fetch("/en/desk/sign-in/")
        assert status == 200
        assert "Sign in" in desk
        assert fetch("/health/")[0] == 200
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            fetch("/about/")
            return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"no page: {log.read_text()[-2000:]}")


def timed(what: str, step: Callable[[], object]) -> None:
    began = time.monotonic()
    step()
    print(f"{time.monotonic() - began:6.1f} s  {what}", flush=True)


def prove(archive: Path, work: Path) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(work, filter="data")
    [folder] = work.glob("qingtian-*-linux-*")
    check_cut_off()
    print("        no interface but the loopback, no way out")
    bare = Bare(work)
    timed(
        "install.sh",
        lambda: bare.run(str(folder / "install.sh"), "--into", str(work / "opt"), "--data", str(work / "var")),
    )
    timed("prepare", lambda: bare.qingtian("prepare"))
    timed("demo load --reports 2", lambda: bare.qingtian("demo", "load", "--reports", "2"))
    timed("serve, four pages and a style sheet", lambda: served(bare))
    timed("backup", lambda: bare.qingtian("backup", str(work / "disk"), "--keys", str(work / "safe")))
    [saved] = (work / "disk").glob("qingtian-2*")
    back = ("restore", str(saved), "--keys", str(work / "safe"), "--into", str(work / "second"))
    timed("restore into an empty folder", lambda: bare.qingtian(*back))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    archive = parser.parse_args().archive.resolve()
    with tempfile.TemporaryDirectory(prefix="qingtian-bare-") as work:
        if not cut_off():
            print("NOT PROVED: this system forbids network namespaces; run it as root", file=sys.stderr)
            return FORBIDDEN
        try:
            prove(archive, Path(work))
        except AssertionError as broken:
            print(f"NOT PROVED: {broken}", file=sys.stderr)
            return 1
    print("proved: the bundle installs and works without network")
    return 0


if __name__ == "__main__":
    sys.exit(main())
