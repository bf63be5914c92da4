"""Prove that the bundle installs and works without network: ``tools/prove_bundle.py dist/qingtian-….tar.gz``.

Everything after unpacking runs in a network namespace whose only interface is its own loopback (nothing leads out of
it, and that is tested), in a clean environment, from the archive alone: install, prepare, load a small demonstration
city, serve, fetch pages and a style sheet, back up, restore; then a real city: set up, import a ledger, serve. Exit 0:
proved; 1: not; 3: this machine forbids such namespaces.
"""

from __future__ import annotations

import argparse
import ctypes
import fcntl
import json
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
ANSWERS = """city:
  code: yunling
  name: {zh: 云岭市, en: Yunling}
  short: {zh: 云岭, en: Yunling}
  bureau: {zh: 云岭市生态环境局, en: Yunling Bureau}
  petition_office: {zh: 云岭市生态环境局信访科, en: Yunling Petition Section}
  prefix: YL
administrator:
  name: {zh: 方敬, en: Fang Jing}
  user: fangjing
"""
POSTS = "单位,岗位,角色\n云岭市生态环境局信访科,信访干部,信访工作人员\n"


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

    def real(self) -> None:
        """From now on no demonstration, and a data folder of its own."""
        for name in ("QINGTIAN_DEMO", "QINGTIAN_TODAY"):
            del self.environment[name]
        self.environment["QINGTIAN_DATA"] = str(self.work / "real")

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


def served(bare: Bare, name: str = "云屏") -> None:
    """Serve, and fetch what a resident and an officer see first, with a style sheet by its hashed name."""
    command = [str(bare.work / "opt" / "bin" / "qingtian"), "serve", "--port", str(PORT)]
    with (bare.work / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, env=bare.environment, cwd=bare.work, stdout=log, stderr=log)
    try:
        wait(process, bare.work / "serve.log")
        status, home = fetch("/")
        assert status == 200
        assert name in home
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


def founded(bare: Bare) -> None:
    """A real city from a file of answers, and a first ledger, twice."""
    (bare.work / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    (bare.work / "posts.csv").write_text(POSTS, encoding="utf-8")
    told = json.loads(bare.qingtian("init", "--from", "answers.yaml", "--json"))
    assert told["one_time_password"], told
    lacking = {one["check"] for one in json.loads(bare.qingtian("checklist", "--json")) if not one["fine"]}
    assert {"receiver", "areas"} <= lacking, lacking
    for outcome in ("created", "unchanged"):
        told = json.loads(bare.qingtian("ledger", "import", "posts", "posts.csv", "--json"))
        assert (told[outcome], told["rejected"]) == (1, 0), told


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
    timed("demo load --reports 2", lambda: bare.qingtian("demo", "load", "--reports", "2", "--air-months", "1"))
    timed("serve, four pages and a style sheet", lambda: served(bare))
    timed("backup", lambda: bare.qingtian("backup", str(work / "disk"), "--keys", str(work / "safe")))
    [saved] = (work / "disk").glob("qingtian-2*")
    back = ("restore", str(saved), "--keys", str(work / "safe"), "--into", str(work / "second"))
    timed("restore into an empty folder", lambda: bare.qingtian(*back))
    bare.real()
    timed("init a real city, checklist, a ledger twice", lambda: founded(bare))
    timed("serve the real city", lambda: served(bare, "云岭"))


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
